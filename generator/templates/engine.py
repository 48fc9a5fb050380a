"""Turn a template and an edition's data into finished text: Markdown, HTML or plain words.

One strict sandboxed Jinja environment per kind of text. What a template prints is text, never markup: for Markdown
every punctuation character of a value becomes a numeric entity, for HTML it is escaped, in plain text it stands as
it is. Only `Markup` (macros, pictograms) passes through. A name that nobody defined is an error with its line.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined
from jinja2.environment import TemplateExpression
from jinja2.loaders import FunctionLoader
from jinja2.runtime import Context
from jinja2.utils import pass_context

from generator.data.text import YamlText, parse_yaml
from generator.data.unseen import unseen_in_page, what_is_wrong_with
from generator.layer.layers import Layers
from generator.layer.reading import read_text
from generator.problems.excerpt import find_text
from generator.problems.limits import working_on
from generator.problems.problem import Advice, GeneratorError, Place, Sentence
from generator.templates.compiled import SharedText
from generator.templates.filters import FILTERS, as_entities
from generator.templates.front_matter import FRONT_MATTER, head_mistakes
from generator.templates.mistakes import FAILURES, Reach, at_asking_line, problem_of
from generator.templates.printing import printable_value
from generator.templates.sandbox import Sandbox
from generator.templates.syntax import id_as_comment

_UNWRITABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ud800-\\udfff\\ufffe\\uffff]")
_ENTITY = re.compile("&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}))(?![0-9a-fA-F])")


# Which asks for the context, so that Jinja prints nothing beforehand without it.
@pass_context
def _print(_: Context, value: Any) -> Any:
    return printable_value(value)


@pass_context
def _print_in_markdown(_: Context, value: Any) -> Any:
    return value if hasattr(printable_value(value), "__html__") else as_entities(str(value))


def _environment(loader: FunctionLoader | None, finalize: Callable[..., Any], *, autoescape: bool) -> Sandbox:
    # To look for what could be reckoned out beforehand takes longer than it saves: most templates are rendered once.
    environment = Sandbox(
        loader=loader,
        finalize=finalize,
        autoescape=autoescape,
        undefined=StrictUndefined,
        optimized=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.add_filters(FILTERS)
    return environment


@lru_cache(maxsize=500)
def _condition(text: str) -> TemplateExpression:
    # An expression takes in no other templates, so that editions may share it.
    return _environment(None, _print, autoescape=False).compile_expression(text)


class Templates:
    """The templates of one edition: the layer's over the shared ones, and some that no file holds.

    `generated` are the texts of these by their names; a layer's file with such a name comes before it.
    There is an environment for pages, one for documents, and one for titles, questions, style sheets and the like.
    """

    def __init__(self, layers: Layers, generated: Mapping[str, str] | None = None) -> None:
        self.layers = layers
        self.generated = generated or {}
        loader = FunctionLoader(self.source)
        self.markdown = _environment(loader, _print_in_markdown, autoescape=True)
        self.html = _environment(loader, _print, autoescape=True)
        self.plain = _environment(loader, _print, autoescape=False)

    def source(self, name: str) -> tuple[str, str, None] | None:
        """Return the text of a template and the name of its file in messages, or None if there is none."""
        path = self.layers.find(name)
        if path:
            text, file = self._read_template(path)
            return text if path.is_relative_to(self.layers.school) else SharedText(text), file, None
        name = name.removeprefix("shared/")
        return (self.generated[name], name, None) if name in self.generated else None

    def own_source(self, name: str) -> tuple[str, str]:
        """Return the text of the layer's template `name` and how messages call its file; this is not counted as use."""
        return self._read_template(self.layers.own(name))

    def _read_template(self, path: Path) -> tuple[str, str]:
        file = self.layers.display(path)
        text = _read(path, file)
        if path.is_relative_to(self.layers.school) and (start := unseen_in_page(text)) is not None:
            way_out = "Delete it, and type the text around it again."
            advice = Advice("invisible-sign", what_is_wrong_with(text[start]), way_out, about=text[start])
            raise GeneratorError([advice.at(_place_in(text, file, start))])
        if path.is_relative_to(self.layers.school) and (lost := id_as_comment(text)):
            raise GeneratorError([lost[0].at(_place_in(text, file, lost[1]))])
        # The front matter is read apart; blank lines in its place keep the line numbers of messages true.
        return FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), text), file

    def front_matter(self, name: str) -> YamlText:
        """Return a page template's own data; a layer's page without any takes the shared page's.

        Raises GeneratorError if the page's data cannot be read.
        """
        for path in filter(None, map(self.layers.find, (name, f"shared/{name}"))):
            file = self.layers.display(path)
            text = _read(path, file)
            found = FRONT_MATTER.match(text)
            if mistakes := [advice.at(_place_in(text, file, start)) for advice, start in head_mistakes(text)]:
                raise GeneratorError(mistakes)
            if found and found[1].strip():
                # Blank lines stand for what is above, so that the lines of messages are those of the file.
                above = "\n" * text.count("\n", 0, found.start(1))
                return parse_yaml(f"{above}{found[1]}", file)
        return YamlText(name, {}, {}, {})

    def render(self, environment: Sandbox, name: str, context: Mapping[str, Any]) -> str:
        """Return the template `name` rendered with `context`; raises GeneratorError with file and line."""
        with self._explaining(name, context):
            text = environment.get_template(name).render(context)
        # Neither HTML nor a PDF can hold these, whether they stand there or an entity for them does.
        numbers = (int(hexadecimal or "0", 16) or int(decimal or "0") for hexadecimal, decimal in _ENTITY.findall(text))
        meant = "".join(chr(number) for number in numbers if number <= sys.maxunicode)
        if unwritable := _UNWRITABLE.search(text) or _UNWRITABLE.search(meant):
            path, sign = self.layers.find(name), unwritable[0]
            file = self.layers.display(path) if path else name
            found = Sentence("a control character stands here (U+{sign})", sign=f"{ord(sign):04X}")
            advice = Advice("invisible-sign", found, "It cannot be seen; delete it, and type the text around it again.")
            raise GeneratorError([advice.at(find_text(file, sign) or Place(file))])
        return text

    def module(self, environment: Sandbox, name: str, context: Mapping[str, Any]) -> Any:
        """Return the macros of the template `name`, with `context` in their reach; raises errors as `render` does."""
        with self._explaining(name, context):
            return environment.get_template(name).make_module(dict(context))

    def render_text(self, text: str, context: Mapping[str, Any], file: str, place: Place | None = None) -> str:
        """Return one string of a data file rendered as plain text; raises GeneratorError with `place`, or the file."""
        if "{" not in text:
            return text
        with self._explaining(file, context, place):
            return self.plain.from_string(text if self.layers.is_own(file) else SharedText(text)).render(context)

    def holds(self, condition: str, context: Mapping[str, Any], file: str, place: Place | None = None) -> bool:
        """Return whether a data file's condition, such as `has("guide")`, is true; raises errors as `render_text`."""
        with self._explaining(file, context, place):
            return bool(_condition(condition)(**context))

    def _shown(self, name: str) -> str:
        """Return how messages call a template; the file of a string in data is called as it should be already."""
        try:
            path = self.layers.find(name, used=False)
        except GeneratorError:
            return name
        return self.layers.display(path) if path else name

    @contextmanager
    def _explaining(self, name: str, context: Mapping[str, Any], place: Place | None = None) -> Iterator[None]:
        """Do the work inside; what fails in a template is raised as a GeneratorError with its place."""
        try:
            with working_on(self._shown(name)):
                yield
        except GeneratorError as error:
            raise GeneratorError(at_asking_line(problem, error) for problem in error.problems) from error
        except FAILURES as error:
            reach = Reach(self.layers, context, self.plain.filters, self.plain.tests)
            raise GeneratorError([problem_of(error, name, reach, place)]) from error


def _place_in(text: str, file: str, start: int) -> Place:
    return Place(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def _read(path: Path, file: str) -> str:
    too_large = Advice("file-too-large", "this file is larger than 1 MiB", "Divide it into several.")
    not_utf8 = Advice("not-utf8", "this file is not UTF-8 text", "Save it again with the encoding UTF-8.")
    # Windows ends lines in its own way.
    return re.sub(r"\r\n?", "\n", read_text(path, file, too_large=too_large, not_utf8=not_utf8))
