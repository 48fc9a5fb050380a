"""Every way the generator can fail on somebody's files.

* GeneratorError
  - YamlError         a YAML file cannot be read as plain data
  - ProfileError      a school's profile, or a file that it names, cannot be used

Each carries its problems as data. Nothing here prints or logs: the door (command line or site engine) decides how
they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where it is, what was found and expected, and what the reader can do about it.

    Lines and columns count from one. `found` is a clause without a full stop, `way_out` whole sentences.
    """

    file: str
    line: int | None
    column: int | None
    found: str
    way_out: str = ""
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        level = "" if self.level == "error" else f"{self.level}: "
        end = f". {self.way_out}" if self.way_out else ""
        return f"{place}: {level}{self.found}{end}"


class GeneratorError(Exception):
    """Something in the input cannot be used; `problems` says all that is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class ProfileError(GeneratorError):
    """A school's profile, or a file that it names, cannot be used."""


def shown_path(path: Path) -> str:
    """Return a path as a person should read it: relative to the working folder where it lies below it."""
    return (path.relative_to(Path.cwd()) if path.is_absolute() and path.is_relative_to(Path.cwd()) else path).as_posix()


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by file, line and column; those of a whole file come first."""
    return sorted(problems, key=lambda problem: (problem.file, problem.line or 0, problem.column or 0))


def did_you_mean(name: str, names: Iterable[str], otherwise: str) -> str:
    """Return the way out for a name that is none of `names`: the nearest one, or `otherwise` and all of them."""
    known = list(names)
    near = nearest(name, known)
    return f"Did you mean '{near}'?" if near else f"{otherwise}: {', '.join(known)}."


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return which of `names` somebody may have meant by `name`, or None."""
    return next(iter(get_close_matches(name.lower(), list(names), n=1)), None)
