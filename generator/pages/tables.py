"""Turn a table of Markdown whose rows have not all as many cells into one that shows them all.

The converter goes by the first row: of a longer one it drops the rest without a word, and a line of dashes of another
length makes no table at all.
"""

import re
from itertools import takewhile
from typing import NamedTuple

SEPARATOR = re.compile(r"(?=.*\|)[ |:-]*-[ |:-]*")
# What no bar in it divides: code, a sign that is meant as it is, and what a template prints.
_WHOLE = re.compile(r"\\.|(`+).*?\1|\{\{.*?\}\}|\{%.*?%\}")


class Table(NamedTuple):
    """A table: its first two lines, with room for all cells, and the numbers of other lines."""

    head: tuple[str, str]
    others: list[int]
    """Rows that have not as many cells as the first."""
    end: int
    """The first line below it."""


def table_at(lines: list[str], number: int) -> Table | None:
    """Return the table that begins in a line; None where none does."""
    if "|" not in lines[number] or number + 1 >= len(lines) or not SEPARATOR.fullmatch(lines[number + 1]):
        return None
    head, dashes = lines[number : number + 2]
    is_bordered = _masked(head).startswith("|") or _masked(head).endswith("|")
    rows = [*takewhile(lambda row: lines[row].strip(), range(number + 2, len(lines)))]
    count, of_dashes, *counts = [_cells(lines[row], is_bordered=is_bordered) for row in (number, number + 1, *rows)]
    most = max(count, of_dashes, *counts)
    wide = _widened(head, "&#160;", most - count), _widened(dashes, "---", most - of_dashes)
    return Table(wide, [row for row, cells in zip(rows, counts, strict=True) if cells != count], number + 2 + len(rows))


def _masked(row: str) -> str:
    return _WHOLE.sub(lambda found: "x" * len(found[0]), row).strip()


def _cells(row: str, *, is_bordered: bool) -> int:
    written = _masked(row)
    if is_bordered:
        written = written.removeprefix("|").removesuffix("|")
    return written.count("|") + 1


def _widened(row: str, cell: str, by: int) -> str:
    ends = _masked(row).endswith("|")
    return f"{row.rstrip()}{f' {cell} |' * by}" if ends else f"{row.rstrip()}{f' | {cell}' * by}"
