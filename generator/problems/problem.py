"""Turn what is wrong with somebody's files into data: a code, sentences with their values, a place and a way out.

Nothing here prints or logs: the door (command line or site engine) decides how problems are shown. And nothing decides
anything by reading a sentence: for that there is the code.
"""

from __future__ import annotations

import os
import re
import shlex
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self

from generator.problems.language import translated

Level = Literal["error", "warning"]


class Place(NamedTuple):
    """Where something stands: a file as messages call it; line and column count from one, None for the whole file."""

    file: str
    line: int | None = None
    column: int | None = None


class Sentence(str):
    """A sentence filled in with values: `Sentence("there is no trade '{trade}'", trade="muer")`.

    It is text like any other; what it was made from is kept, so that `said` can say it in another language. A whole
    text without values needs no `Sentence`; a value that is a phrase of ours, and no word of somebody's file, does. In
    the template only the names of the values are replaced, so that other braces stay.
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        # So that a text can be made a sentence that may be one.
        if isinstance(template, cls) and not values:
            return template
        sentence = super().__new__(cls, _filled(template, {name: str(value) for name, value in values.items()}))
        sentence.template, sentence.values = template, values
        return sentence

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        """Let a sentence come back whole from another process."""
        return (self.template,), dict(self.values)


def _filled(template: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], name[0]), template)


def listed(parts: Iterable[str], between: str = ", ") -> Sentence:
    """Return texts one after the other, as a value of a sentence, so that those of ours can be said like the whole."""
    values = {f"n{number}": part for number, part in enumerate(parts)}
    return Sentence(between.join(f"{{{name}}}" for name in values), **values)


def how_many(count: int, one: str, many: str) -> Sentence:
    """Return how many there are of something: `one` says it of a single one, `many` of `{count}`."""
    return Sentence(one if count == 1 else many, count=count)


def either(names: Sequence[str]) -> str:
    """Return the names as a list of which one is to be chosen: »a, b or c«."""
    return Sentence("{names} or {last}", names=listed(names[:-1]), last=names[-1]) if len(names) > 1 else listed(names)


def all_of(names: Sequence[str]) -> str:
    """Return the names as a list of which all are meant: »a, b and c«."""
    return Sentence("{names} and {last}", names=listed(names[:-1]), last=names[-1]) if len(names) > 1 else listed(names)


def said(text: str) -> str:
    """Return a sentence, or a text without values, in the language that is spoken; what is not ours stays as it is."""
    if not isinstance(text, Sentence):
        return translated(text)
    # A value is somebody else's word, unless it is a sentence too.
    values = {name: said(held) if isinstance(held, Sentence) else str(held) for name, held in text.values.items()}
    return _filled(translated(text.template), values)


@dataclass(frozen=True)
class Advice:
    """What is wrong, wherever it stands, and what the reader can do about it.

    `code` names the kind and never changes: editors and tests go by it. `found` is a clause without a full stop,
    `way_out` whole sentences. `about` is the word as it stands in the file, which an excerpt marks.
    """

    code: str
    found: str
    way_out: str = ""
    about: str = ""

    def __post_init__(self) -> None:
        """Make sentences of texts without values, so that they can be a part of another sentence."""
        for name in ("found", "way_out"):
            text = getattr(self, name)
            if not isinstance(text, Sentence):
                object.__setattr__(self, name, Sentence(text))

    def at(self, place: Place, level: Level = "error", details: tuple[str, ...] = ()) -> Problem:
        """Return the problem that this is at its place."""
        return Problem(place, self, level, details)


@dataclass(frozen=True)
class Problem:
    """One thing wrong, at its place; `details` are lines to be read below, such as a text before and after a change."""

    place: Place
    advice: Advice
    level: Level = "error"
    details: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = ":".join(
            said(part) if isinstance(part, Sentence) else str(part) for part in self.place if part is not None
        )
        level = "" if self.level == "error" else f"{said(Sentence('warning'))}: "
        return printable(f"{place}: {level}{self.message}")

    @property
    def message(self) -> str:
        """What was found and the way out, without the place, in the language that is spoken."""
        found, way_out = said(self.advice.found), said(self.advice.way_out)
        return f"{found}. {way_out}" if way_out else found


# What is wrong at a path below something that is looked at: ("questions", 2, "text").
Finding = tuple[tuple[str | int, ...], Advice]


class Problems(list[Problem]):
    """The problems of a piece of work that goes on after the first one."""

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Do the work inside; what is wrong with it is kept here, and the work after it is done all the same."""
        try:
            yield
        except GeneratorError as error:
            self.extend(error.problems)

    def raise_if_any(self) -> None:
        """Raise GeneratorError with all of them, if there are any."""
        if self:
            raise GeneratorError(self)


class GeneratorError(Exception):
    """Something in the input cannot be used; `problems` says all that is wrong.

    `outcome` is what became of the rest, as a clause; it is empty where nothing was changed.
    """

    def __init__(self, problems: Iterable[Problem], outcome: str = "") -> None:
        self.problems, self.outcome = tuple(problems), outcome
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


@contextmanager
def when_something_is_done(outcome: str) -> Iterator[None]:
    """Do the work inside after something has been written: what is wrong with it is raised with that `outcome`."""
    try:
        yield
    except GeneratorError as error:
        error.outcome = error.outcome or outcome
        raise


class MistakeError(ValueError):
    """A template asked for something that there is not; it is told with the place of the template's line."""

    def __init__(self, advice: Advice) -> None:
        self.advice = advice
        super().__init__(advice.found)


class ProfileError(GeneratorError):
    """A school's profile, or a file that it names, cannot be used.

    `stand_in` is a profile without its mistakes, to look at the rest of the layer with; None where there is none.
    """

    def __init__(self, problems: Iterable[Problem], stand_in: Any = None) -> None:
        super().__init__(problems)
        self.stand_in = stand_in


def printable(text: str) -> str:
    """Return text that a terminal shows as one line: a dot for each sign that would move its cursor."""
    return "".join("·" if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") else sign for sign in text)


def shown_path(path: Path) -> str:
    """Return a path as a person should read it: relative to the working folder where it lies below it."""
    return (path.relative_to(Path.cwd()) if path.is_absolute() and path.is_relative_to(Path.cwd()) else path).as_posix()


def as_typed(path: Path) -> str:
    """Return a path as it is typed behind a command: in quotes where it holds a space or the like."""
    text = str(path)
    if os.name == "nt":
        return f'"{text}"' if re.search(r"[\s&()^;,=]", text) else text
    return shlex.quote(text)


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by file, line and column; those of a whole file come first."""
    return sorted(
        problems, key=lambda problem: (problem.place.file, problem.place.line or 0, problem.place.column or 0)
    )


def each_once(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in reading order; one that several documents or pages run into is told once."""
    return in_reading_order(dict.fromkeys(problems))
