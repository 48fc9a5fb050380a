"""Turn the place of a problem into the line that stands there, with a mark under the place.

The line may come from a stranger's file: whatever would move a terminal's cursor or turn its text around is shown as a
dot, and a line too long for a terminal is cut around the place. What only looks like a space is shown where meant.
"""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from generator.problems.problem import Place, Problem, printable
from generator.shared import shared_file

# How much of a line is shown, in columns of a terminal, and how much of it stands before the place.
WIDTH, BEFORE = 100, 60
CUT = "…"
MAX_BYTES = 4 * 1024 * 1024


class Excerpt(NamedTuple):
    """A line of a file as a terminal shows it, and the marks to be set under it."""

    line: str
    marks: str


def excerpt(problem: Problem) -> Excerpt | None:
    """Return the line that a problem names, marked; None for a problem of a whole file, or a line without words."""
    file, number, column = problem.place
    text = line_at(file, number)
    if not text.strip():
        return None
    if column is None or column > len(text) + 1:
        # The whole of what is written in the line.
        return _marked(text, len(text) - len(text.lstrip()), len(text.rstrip()))
    # What the problem is about, with its quotes, or else one sign.
    about, start = problem.advice.about, column - 1
    quotes = len(text[start:]) - len(text[start:].lstrip("\"'"))
    is_there = about and text.startswith(about, start + quotes)
    return _marked(text, start, start + (quotes + len(about) if is_there else 1))


def line_at(file: str, line: int | None) -> str:
    """Return a line, counted from one, of a file called as in messages; an empty one if it cannot be read."""
    lines = lines_of(file) if line else []
    return lines[line - 1] if line and line <= len(lines) else ""


def find_text(file: str, text: str) -> Place | None:
    """Return the place where a text first stands in a file called as in messages; None if it does not."""
    for number, line in enumerate(lines_of(file), start=1):
        if text in line:
            return Place(file, number, line.index(text) + 1)
    return None


def column_of(file: str, line: int | None, word: str) -> int | None:
    """Return the column, counted from one, where `word` first stands in a line; None if it does not."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line_at(file, line)) if word else None
    return found.start() + 1 if found else None


def lines_of(file: str) -> list[str]:
    """Return the lines of a file called as in messages; none if it cannot be read."""
    path = shared_file(file) or Path(file)
    with suppress(OSError):
        state = path.stat()
        if path.is_file() and state.st_size <= MAX_BYTES:
            return _lines_of(path.absolute(), state.st_mtime_ns, state.st_size)
    return []


@lru_cache(maxsize=4)
def _lines_of(path: Path, _changed: int, _size: int) -> list[str]:
    """Return the lines of a file; read again only when it has changed, since many problems may stand in one file."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    # The form in which all texts are read, so that columns are the same.
    return re.split(r"\r\n|\r|\n", unicodedata.normalize("NFC", text))


def _marked(text: str, start: int, end: int) -> Excerpt:
    """Return what a terminal has room for of a line, with marks under the signs from `start` to `end`."""
    indent = len(text) - len(text.lstrip())
    is_in_indent = start < indent
    # Anywhere else the indentation says nothing.
    begin = 0 if is_in_indent else indent
    first = start - _fitting(reversed(text[begin:start]), BEFORE)
    left = WIDTH - _width(text[first : start + 1])
    last = start + 1 + _fitting(text[start + 1 : len(text.rstrip())], left)
    end = max(min(end, last), start + 1)
    before = (CUT if text[begin:first].strip() else "") + _shown(text[first:start], visible=is_in_indent)
    meant = _shown(text[start:end], visible=True)
    after = _shown(text[end:last]) + (CUT if text[last:].strip() else "")
    return Excerpt(f"{before}{meant}{after}".rstrip(), " " * _width(before) + "^" * max(_width(meant), 1))


def _fitting(signs: Iterable[str], columns: int) -> int:
    """Return how many of the signs fit into so many columns, one after the other.

    Accents take no room, so that there could be any number of them.
    """
    count = 0
    for sign in islice(signs, 2 * WIDTH):
        columns -= _width(sign)
        if columns < 0:
            break
        count += 1
    return count


def _shown(text: str, *, visible: bool = False) -> str:
    """Return text as a terminal shows it; what only looks like a space can be made `visible`."""
    if visible:
        text = re.sub(r"[^\S\t ]", "·", text.replace("\t", "→"))
    return printable(text.replace("\t", " "))


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes: letters of East Asia and pictures two, accents none."""
    signs = [sign for sign in _shown(text) if not unicodedata.combining(sign)]
    return len(signs) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in signs)
