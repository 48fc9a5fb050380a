"""Turn what a template failed with into a problem: plain words, a way out, and the line that somebody has to mend."""

import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference

from generator.layer.layers import Layers
from generator.problems.excerpt import column_of
from generator.problems.likeness import PATHS_ALIKE, did_you_mean, nearest
from generator.problems.problem import Advice, GeneratorError, MistakeError, Place, Problem, Sentence
from generator.shared import FOLDERS
from generator.templates.printing import NotPrintableError
from generator.templates.syntax import mistake_of

_NO_PART = re.compile(r"'(?:[\w.]*\.)?(?P<whole>\w+)(?: object)?' has no attribute '(?P<part>\w+)'")
_NO_NAME = re.compile(r"'(?P<name>\w+)' is undefined")
_UNSAFE = re.compile(r"access to attribute '(?P<name>\w+)' of .* object is unsafe")
_QUOTED = re.compile(r"'([\w-]+)'")
_ONLY_DATA = "A template may only print the edition's data, and ask its own functions."
_COMPARE = "Compare this place with the shared templates in docs/ and forms/."
# Names that are none, and what is meant by them.
_WAYS_OUT = {
    "shared": "Write the template's name in quotes, such as 'shared/docs/index.md'.",
    "super": "Write {{ super() }} in a block of a text that extends another one.",
    "loop": "It is there between {% for … %} and {% endfor %} only.",
}
_NO_TEXTS = "The texts of a handout stand in text.yml beside its handout.yml, and there is none."
_NEAR = "Did you mean '{name}'?"


@dataclass(frozen=True)
class Reach:
    """What a template could use when it failed: the files, the names of `context`, the filters and the tests."""

    layers: Layers
    context: Mapping[str, Any]
    filters: Iterable[str]
    tests: Iterable[str]


def problem_of(error: Exception, name: str, reach: Reach, place: Place | None = None) -> Problem:
    """Return what is wrong with the template `name` that failed with `error`, one of `FAILURES`.

    `place` is where a string of a data file stands, which is not to be found from the error.
    """
    source, line, begins = "", 1, None
    if isinstance(error, TemplateSyntaxError):
        source, line = error.source or "", error.lineno
    if mistake := mistake_of(_message(error), source, line, reach.filters, reach.tests):
        advice, begins = mistake
    else:
        rule = next(rule for kind, rule in _RULES.items() if isinstance(error, kind))
        advice = rule if isinstance(rule, Advice) else rule(error, reach)
    inner, *outer = template_places(error) or [Place(name)]
    # A shared macro may have failed on what the school's page gave it: then that is the place to mend.
    own = next((place for place in (inner, *outer) if reach.layers.is_own(place.file)), inner)
    if own != inner:
        found = Sentence("{found} (in {file}:{line})", found=advice.found, file=inner.file, line=inner.line)
        advice = replace(advice, found=found)
    if place:
        return advice.at(place)
    if begins:
        return advice.at(Place(own.file, *begins))
    # Jinja counts the lines of what it reads, but not the columns.
    return advice.at(own if isinstance(error, TemplateSyntaxError) else _at_word(own, advice.about))


def at_asking_line(problem: Problem, error: GeneratorError) -> Problem:
    """Return a problem with a whole file as one with the line of the template that asks for the file."""
    places = [] if problem.place.line else template_places(error)
    if not places:
        return problem
    file = problem.place.file
    found = Sentence("{file}: {found}", file=file, found=problem.advice.found)
    return replace(problem.advice, found=found).at(_at_word(places[0], file))


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


def _at_word(place: Place, word: str) -> Place:
    return place._replace(column=column_of(place.file, place.line, word))


def _message(error: Exception) -> str:
    return (isinstance(error, TemplateError) and error.message) or str(error)


def _not_printable(error: NotPrintableError, reach: Reach) -> Advice:
    places = template_places(error)
    names = [name for name, value in reach.context.items() if value is error.value]
    # What was asked for may have been found under another name.
    written = (name for name in names if not places or any(column_of(*place[:2], name) for place in places))
    name = next(written, "")
    if isinstance(error.value, BlockReference):
        named = unnamed = "the text of a block is asked for without brackets"
        way_out = "Write {{ super() }} for the text that this block replaces."
    elif callable(error.value):
        named, unnamed = "'{name}' is a function, which cannot be printed", "a function cannot be printed"
        way_out = 'Write what it is asked in brackets after its name, such as has("guide").'
    elif error.value is None:
        named = unnamed = "nothing is given for this, so there is nothing to print"
        way_out = (
            "Write {% if … %} before it and {% endif %} after it, so that it stands only where something is given."
        )
    elif isinstance(error.value, bool):
        named = unnamed = "this is either true or false, which cannot be printed"
        way_out = "Write {% if … %} before what is to stand where it is true, and {% endif %} behind it."
    elif isinstance(error.value, (list, tuple)) and all(isinstance(part, str) for part in error.value):
        named, unnamed = "'{name}' is a list, which cannot be printed as it is", "a list cannot be printed as it is"
        way_out = 'Write | join(", ") behind it.'
    else:
        named = "'{name}' is made of several parts, and cannot be printed whole"
        unnamed = "what has several parts cannot be printed"
        way_out = "Name the part that you mean, such as school.name."
    return Advice("not-printable", Sentence(named, name=name) if name else unnamed, way_out, about=name)


def _no_template(error: TemplateNotFound, reach: Reach) -> Advice:
    name = str(error.name)
    written = name.replace("\\", "/")
    known = [known for folder in FOLDERS for known in reach.layers.names(folder, "**/*")]
    # Both ways to name it, the one that was meant first.
    known = [f"shared/{each}" for each in known] + known if "/" in written else known
    near = nearest(written, known, PATHS_ALIKE)
    way_out = Sentence(_NEAR, name=near) if near else "Check the name and its folder."
    return Advice("unknown-template", Sentence("there is no template '{name}'", name=name), way_out, about=name)


def _undefined(error: UndefinedError, reach: Reach) -> Advice:
    if unknown := _NO_NAME.match(str(error)):
        name = unknown["name"]
        way_out = _WAYS_OUT.get(name) or did_you_mean(name, sorted(reach.context), "Known names")
    elif unknown := _NO_PART.match(str(error)):
        name = unknown["part"]
        way_out = _way_to_part(name, unknown["whole"], reach.context)
    else:
        return _anything(error, reach)
    return Advice("unknown-name", Sentence("unknown name '{name}'", name=name), way_out, about=name)


def _way_to_part(part: str, whole: str, context: Mapping[str, Any]) -> str:
    """Return the way out for a part that something of the type `whole` has not."""
    texts = context.get("texts")
    if whole == "None" and "texts" in context and texts is None:
        return _NO_TEXTS
    owner = next((value for value in context.values() if type(value).__name__ == whole), None)
    parts = getattr(owner, "__dict__", None) or (texts if whole == "dict" and isinstance(texts, dict) else ())
    near = nearest(part, parts)
    return Sentence(_NEAR, name=near) if near else _COMPARE


def _forbidden(error: SecurityError, reach: Reach) -> Advice:  # noqa: ARG001  all rules are called alike
    if unsafe := _UNSAFE.match(_message(error)):
        name = unsafe["name"]
        found = Sentence("template: '{name}' is not for templates to see", name=name)
        return Advice("not-for-templates", found, _ONLY_DATA, about=name)
    return _passed_on("not-for-templates", error, _ONLY_DATA)


def _anything(error: Exception, reach: Reach) -> Advice:  # noqa: ARG001  all rules are called alike
    return _passed_on("template-fails", error, _COMPARE)


def _passed_on(code: str, error: Exception, way_out: str) -> Advice:
    """Return what a library says is wrong; it is about the word that it puts in quotes first."""
    message = _message(error)
    quoted = _QUOTED.search(message)
    # The sandbox says in sentences of ours what it refuses.
    said = message if isinstance(message, Sentence) else message.rstrip(".")
    found = Sentence("template: {message}", message=said)
    return Advice(code, found, way_out, about=quoted[1] if quoted else "")


# A template becomes Python, which refuses what is nested too deeply as a mistake in its own grammar.
_TOO_DEEP = Advice("nested-too-deeply", "template: its blocks are nested too deeply", _COMPARE)
_ENDLESS = Advice("takes-itself-in", "template: it takes itself in, without an end", _COMPARE)
# What a template may fail with: the first kind that fits decides. Some kinds are kinds of others below them.
_RULES: dict[type[Exception], Advice | Callable[[Any, Reach], Advice]] = {
    MistakeError: lambda error, _: error.advice,
    NotPrintableError: _not_printable,
    TemplateNotFound: _no_template,
    UndefinedError: _undefined,
    SecurityError: _forbidden,
    TemplateError: _anything,
    SyntaxError: _TOO_DEEP,
    RecursionError: _ENDLESS,
    **dict.fromkeys((TypeError, AttributeError, LookupError, ArithmeticError, ValueError, AssertionError), _anything),
}
FAILURES = tuple(_RULES)
