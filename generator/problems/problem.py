"""Every way the generator can fail on somebody's files.

* GeneratorError
  - YamlError         a YAML file cannot be read as plain data
  - ProfileError      a school's profile, or a file that it names, cannot be used
* MistakeError        a template asks for something that there is not; becomes a problem with the template's line

Each carries its problems as data. Nothing here prints or logs: the door (command line or site engine) decides how
they are shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where it is, what was found and expected, and what the reader can do about it.

    Lines and columns count from one. `found` is a clause without a full stop, `way_out` whole sentences; `details` are
    lines to be read below these, such as a text before and after a change.
    """

    file: str
    line: int | None
    column: int | None
    found: str
    way_out: str = ""
    level: Literal["error", "warning"] = "error"
    details: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        level = "" if self.level == "error" else f"{self.level}: "
        return printable(f"{place}: {level}{self.message}")

    @property
    def message(self) -> str:
        """What was found and the way out, without the place."""
        return f"{self.found}. {self.way_out}" if self.way_out else self.found


class GeneratorError(Exception):
    """Something in the input cannot be used; `problems` says all that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class MistakeError(ValueError):
    """A template asked for something that there is not; it is told with the place of the template's line."""

    def __init__(self, found: str, way_out: str) -> None:
        self.found, self.way_out = found, way_out
        super().__init__(found)


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


PATHS_ALIKE = 0.8
# How many letters say too little of a name that ends in them.
PART = 4


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by file, line and column; those of a whole file come first."""
    return sorted(problems, key=lambda problem: (problem.file, problem.line or 0, problem.column or 0))


def each_once(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in reading order; one that several documents or pages run into is told once."""
    return in_reading_order(dict.fromkeys(problems))


def did_you_mean(name: str, names: Iterable[str], otherwise: str) -> str:
    """Return the way out for a name that is none of `names`: the nearest one, or `otherwise` and all of them."""
    known = list(names)
    near = nearest(name, known)
    return f"Did you mean '{near}'?" if near else f"{otherwise}: {', '.join(known)}."


def nearest(name: str, names: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return which of `names` somebody may have meant by `name`, or None; paths, being long, must be more alike."""
    names = list(names)
    # »maler« is less like bygningsmaler than like murer, and is nothing else.
    whole = [known for known in names if len(name) > PART and known.endswith(name.lower())]
    if len(whole) == 1:
        return whole[0]
    # Windows takes capitals for small letters.
    small = {known.lower(): known for known in names}
    return next((small[near] for near in get_close_matches(name.lower(), small, n=1, cutoff=likeness)), None)
