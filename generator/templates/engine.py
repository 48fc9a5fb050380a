"""Turn a template and an edition's data into finished text: Markdown, HTML or plain words.

One strict sandboxed Jinja environment per kind of text. What a template prints is text, never markup: for Markdown
every punctuation character of a value becomes a numeric entity, for HTML it is escaped, in plain text it stands as
it is. Only `Markup` (macros, pictograms) passes through. A name that nobody defined is an error with its line.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.loaders import FunctionLoader
from markupsafe import Markup, escape

from generator.danish import (
    cap_first,
    clock,
    enumeration,
    long_date,
    lower_first,
    number_word,
    phone_uri,
    role_word,
    weekday_date,
)
from generator.data.text import Position, YamlText, parse_yaml
from generator.layer.layers import Layers
from generator.layer.reading import read_text
from generator.problems.excerpt import column_of, find_text
from generator.problems.likeness import PATHS_ALIKE, did_you_mean, nearest
from generator.problems.problem import Advice, GeneratorError, MistakeError, Place, Problem, Sentence
from generator.shared import FOLDERS
from generator.templates.sandbox import Sandbox
from generator.templates.sms import sms_size
from generator.templates.syntax import told as in_plain_words
from generator.templates.unwritable import unwritable

FRONT_MATTER = re.compile(r"\A\s*^---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_BEGUN = re.compile(r"\A\s*---[ \t]*\n\w+:")
_T = TypeVar("_T")
# What a template may fail with: jinja's own errors, and those of the functions and values that it uses.
# A template becomes Python, which refuses what is nested too deeply as a mistake in its own grammar.
_FAILURES = (
    TemplateError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    ValueError,
    RecursionError,
    SyntaxError,
)
_NO_ATTRIBUTE = re.compile(r"'(?:[\w.]*\.)?(\w+)(?: object)?' has no attribute '(\w+)'")
_UNSAFE = re.compile(r"access to attribute '(\w+)' of .* object is unsafe")
_ONLY_DATA = "A template may only print the edition's data, and ask its own functions."
_COMPARE = "Compare this place with the shared templates in docs/ and forms/."
_NO_TEXTS = "The texts of a handout stand in text.yml beside its handout.yml, and there is none."
_NO_SIGN = "It cannot be seen; delete it, and type the text around it again."
_PUNCTUATION = re.compile(r"[^\w\s]|_", re.UNICODE)
# Eight digits or more, in groups as people write them.
_PHONE = re.compile(r"\+?\d(?: ?\d){7,}")


def unbroken(text: object) -> Markup:
    """Return text for a print in which no phone number is divided between two lines; it stays letter by letter."""
    # With no-break spaces a number copied from the print would not be the one that was written.
    return Markup(_PHONE.sub(r'<span class="unbroken">\g<0></span>', str(escape(text))))  # noqa: S704


FILTERS: dict[str, Callable[..., object]] = {
    "date": long_date,
    "weekday_date": weekday_date,
    "cap_first": cap_first,
    "enumeration": enumeration,
    "lower_first": lower_first,
    "number_word": number_word,
    "phone_uri": phone_uri,
    "clock": clock,
    "role_word": role_word,
    "iso_date": date.isoformat,
    "sms_size": sms_size,
    "unbroken": unbroken,
}


def as_entities(text: str) -> Markup:
    """Return text that Markdown and HTML both show letter by letter: each punctuation character as an entity."""
    return Markup(_PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", text))  # noqa: S704


def _print_in_markdown(value: Any) -> Any:
    return value if hasattr(value, "__html__") else as_entities(str(value))


class Templates:
    """The templates of one edition: the layer's over the shared ones."""

    def __init__(self, layers: Layers, generated: Mapping[str, str] | None = None) -> None:
        self.layers = layers
        # Templates that no file holds: the text of each by its name. A layer's file with that name wins.
        self.generated = generated or {}

    @cached_property
    def markdown(self) -> Sandbox:
        """The environment for pages."""
        return self._environment(autoescape=True, finalize=_print_in_markdown)

    @cached_property
    def html(self) -> Sandbox:
        """The environment for documents."""
        return self._environment(autoescape=True)

    @cached_property
    def plain(self) -> Sandbox:
        """The environment for plain text: titles, descriptions, questions, style sheets."""
        return self._environment(autoescape=False)

    def _environment(self, **options: Any) -> Sandbox:
        environment = Sandbox(
            loader=FunctionLoader(self.source),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            **options,
        )
        environment.filters.update(FILTERS)
        return environment

    def source(self, name: str) -> tuple[str, str, None] | None:
        """Return the text of a template and the name of its file in messages, or None if there is none."""
        path = self.layers.find(name)
        if path is None:
            generated = self.generated.get(name.removeprefix("shared/"))
            return None if generated is None else (generated, name.removeprefix("shared/"), None)
        return *self._read_template(path), None

    def own_source(self, name: str) -> tuple[str, str]:
        """Return the text of the layer's template `name` and how messages call its file; this is not counted as use."""
        return self._read_template(self.layers.school / name)

    def _read_template(self, path: Path) -> tuple[str, str]:
        source = _read(path, self.layers.display(path))
        # The front matter is read apart; blank lines in its place keep the line numbers of messages true.
        return FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), source), self.layers.display(path)

    def front_matter(self, name: str) -> YamlText:
        """Return a page template's own data; a layer's page without any takes the shared page's."""
        for candidate in (name, f"shared/{name}"):
            path = self.layers.find(candidate)
            text = _read(path, self.layers.display(path)) if path else ""
            found = FRONT_MATTER.match(text)
            if path and found and found[1].strip():
                # Blank lines stand for what is above, so that the lines of messages are those of the file.
                above = "\n" * text[: found.start(1)].count("\n")
                return parse_yaml(f"{above}{found[1]}", self.layers.display(path))
            if path and not found and _BEGUN.match(text):
                line = text[: text.index("---")].count("\n") + 1
                way_out = "Write a line of three dashes, ---, below the last of its keys."
                what = "what the page says of itself begins here, and never ends"
                raise GeneratorError(
                    [Problem(Place(self.layers.display(path), line, 1), Advice("unnamed", what, way_out))]
                )
        return YamlText(name, {}, {}, {})

    def render(self, environment: Sandbox, name: str, context: Mapping[str, Any]) -> str:
        """Return the template `name` filled in with `context`; raises GeneratorError with file and line."""
        text = self._guarded(name, context, lambda: environment.get_template(name).render(context))
        if sign := unwritable(text):
            path = self.layers.find(name)
            file = self.layers.display(path) if path else name
            place = find_text(file, sign) or Place(file)
            raise GeneratorError(
                [
                    Problem(
                        place,
                        Advice(
                            "unnamed",
                            Sentence("a control character stands here (U+{sign})", sign=f"{ord(sign):04X}"),
                            _NO_SIGN,
                        ),
                    )
                ]
            )
        return text

    def module(self, environment: Sandbox, name: str, context: Mapping[str, Any]) -> Any:
        """Return the macros of the template `name`, with `context` in their reach."""
        return self._guarded(name, context, lambda: environment.get_template(name).make_module(dict(context)))

    def fill_in(self, text: str, context: Mapping[str, Any], where: str, place: Place | None = None) -> str:
        """Return one string of a data file filled in as plain text; `where` and `place` are told in messages."""
        if "{" not in text:
            return text
        return str(self._guarded(where, context, lambda: self.plain.from_string(text).render(context), place))

    def holds(self, condition: str, context: Mapping[str, Any], where: str, place: Place | None = None) -> bool:
        """Return whether a data file's condition, such as `has("guide")`, is true."""
        return bool(self._guarded(where, context, lambda: self.plain.compile_expression(condition)(**context), place))

    def _guarded(self, name: str, context: Mapping[str, Any], work: Callable[[], _T], place: Place | None = None) -> _T:
        try:
            return work()
        except GeneratorError as error:
            raise GeneratorError(_asked_for(problem, error) for problem in error.problems) from error
        except _FAILURES as error:
            found, way_out, begun = self._told(context, error)
            inner, *outer = template_places(error) or [Place(name)]
            # A shared macro may have failed on what the school's page gave it: then that is the place to mend.
            own = next((place for place in (inner, *outer) if self.layers.is_own(place.file)), inner)
            if own != inner:
                found += f" (in {inner.file}:{inner.line})"
            line, column = begun or (own.line, column_of(own.file, own.line, _meant(error, found)))
            place = place or Place(own.file, line, column)
            code, about = (
                (error.advice.code, error.advice.about) if isinstance(error, MistakeError) else ("unnamed", "")
            )
            raise GeneratorError([Problem(place, Advice(code, found, way_out, about))]) from error

    def _told(self, context: Mapping[str, Any], error: Exception) -> tuple[str, str, Position | None]:
        """Return what was found, the way out, and where it begins if that is not where the error was raised."""
        source, line = "", 1
        if isinstance(error, TemplateSyntaxError):
            source, line = error.source or "", error.lineno
        message = (isinstance(error, TemplateError) and error.message) or str(error)
        if told := in_plain_words(message, source, line, self.plain.filters, self.plain.tests):
            return told.found, told.way_out, told.place
        return *_told(self.layers, context, error), None


def template_places(error: BaseException) -> list[Place]:
    """Return where in the templates an error comes from, innermost first; nothing for a string of a data file."""
    if isinstance(error, TemplateSyntaxError):
        # Its lexer passes the file on as the name.
        file = error.filename or error.name
        return [Place(file, error.lineno)] if file else []
    places = []
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        file, template = frame.f_code.co_filename, frame.f_globals.get("__jinja_template__")
        if not file.endswith((".py", ".pyx", ".pxi", ">")):
            # Jinja gives only its ordinary errors the lines of the template in place of those of its own code.
            places.append(Place(file, template.get_corresponding_lineno(line) if template else line))
    return places


def _told(layers: Layers, context: Mapping[str, Any], error: Exception) -> tuple[str, str]:
    """Return what was found and the way out."""
    if isinstance(error, MistakeError):
        return error.advice.found, error.advice.way_out
    if isinstance(error, TemplateNotFound):
        name = str(error.name)
        folder = name.removeprefix("shared/").partition("/")[0]
        near = nearest(name, layers.names(folder, "**/*"), PATHS_ALIKE) if folder in FOLDERS else None
        return f"there is no template '{name}'", f"Did you mean '{near}'?" if near else "Check the name and its folder."
    if isinstance(error, SyntaxError):
        return "template: its blocks are nested too deeply", _COMPARE
    if isinstance(error, RecursionError):
        return "template: it takes itself in, without an end", _COMPARE
    if isinstance(error, UndefinedError):
        if unknown := re.match(r"'(\w+)' is undefined", str(error)):
            way_out = did_you_mean(unknown[1], sorted(context), "Known names")
            if unknown[1] == "shared":
                way_out = "Write the template's name in quotes, such as 'shared/docs/index.md'."
            return f"unknown name '{unknown[1]}'", way_out
        if unknown := _NO_ATTRIBUTE.match(str(error)):
            owner = next((value for value in context.values() if type(value).__name__ == unknown[1]), None)
            texts = context.get("texts")
            names = getattr(owner, "__dict__", ()) or (isinstance(texts, dict) and unknown[1] == "dict" and texts) or ()
            near = nearest(unknown[2], names)
            otherwise = _NO_TEXTS if unknown[1] == "None" and "texts" in context and texts is None else _COMPARE
            return f"unknown name '{unknown[2]}'", f"Did you mean '{near}'?" if near else otherwise
    message = error.message if isinstance(error, TemplateSyntaxError) else str(error)
    if unsafe := _UNSAFE.match(str(message)):
        return f"template: '{unsafe[1]}' is not for templates to see", _ONLY_DATA
    return f"template: {str(message).rstrip('.')}", _ONLY_DATA if isinstance(error, SecurityError) else _COMPARE


def _meant(error: Exception, found: str) -> str:
    """Return the word in a template's line that an error is about, or nothing."""
    if isinstance(error, TemplateNotFound):
        return str(error.name)
    quoted = re.search(r"'([\w-]+)'", found)
    return quoted[1] if quoted and not isinstance(error, TemplateSyntaxError) else ""


def _asked_for(problem: Problem, error: GeneratorError) -> Problem:
    """Return the problem with a file as one at the place of the template that asks for the file."""
    places = [] if problem.place.line else template_places(error)
    if not places:
        return problem
    asking = places[0]
    place = Place(asking.file, asking.line, column_of(asking.file, asking.line, problem.place.file))
    return Problem(
        place,
        Advice(
            "unnamed",
            Sentence("{file}: {found}", file=problem.place.file, found=problem.advice.found),
            problem.advice.way_out,
        ),
    )


def _read(path: Path, shown: str) -> str:
    return read_text(
        path,
        shown,
        too_large=Advice("file-too-large", "this file is larger than 1 MiB", "Divide it into several."),
        not_utf8=Advice("not-utf8", "this file is not UTF-8 text", "Save it again with the encoding UTF-8."),
    )
