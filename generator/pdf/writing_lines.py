"""Turn a finished print on paper into the places where a hand would write its answers: the lines ruled for them.

The print says by name where each question begins (12.3.2.3, named destinations); what is ruled below it is drawn as the
lower border of a box, a path of four points that is half a point high. PDF 32000-1.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pikepdf
from pikepdf import Dictionary, Matrix, Name, NameTree, Page, Pdf

from generator.pdf.room import MM, Box, tagged_letters
from generator.sheets.answers.base import SEPARATOR

# In pt: how thick a line is at most, how long at least, how far those of one text lie apart at most.
_THICK, _LONG, _PITCH = 1.2, 40.0, 30.0
_SAME = 1.0


class Line(NamedTuple):
    """A line to write on, in pt from the lower left corner of the page."""

    left: float
    right: float
    height: float


@dataclass(frozen=True)
class Place:
    """Where an answer is written: the page from 0, its lines from the top, and what stands before it, by its tag."""

    page: int
    lines: tuple[Line, ...]
    behind: int


class _Start(NamedTuple):
    page: int
    left: float
    top: float


def writing_places(document: Pdf, pdf: bytes, names: Iterable[str]) -> dict[str, Place]:
    """Return the place of each named field that has one in an open print, whose bytes are `pdf`.

    Of a question with several parts the first is found.
    """
    starts = dict(_starts(document))
    ruled = [sorted(_ruled(page), key=lambda line: (-line.height, line.left)) for page in document.pages]
    letters = tagged_letters(pdf)
    found = {}
    for name in names:
        start = starts.get(name.split(SEPARATOR)[0])
        lines = _lines_of(start, starts.values(), ruled[start.page]) if start else ()
        if start and lines:
            height = float(document.pages[start.page].mediabox[3])
            behind = _behind(start, lines[0], letters[start.page], height)
            if behind is not None:
                found[name] = Place(start.page, lines, behind)
    return found


def _starts(document: Pdf) -> Iterator[tuple[str, _Start]]:
    """Yield where each part of a print with a name begins."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    named = document.Root.get(Name.Names, Dictionary()).get(Name.Dests)
    for name, (page, _, left, top, *_) in NameTree(named).items() if named is not None else ():
        yield name, _Start(numbers[page.objgen], float(left), float(top))


def _ruled(page: Page) -> Iterator[Line]:
    """Yield the lines that are ruled on a page."""
    matrix = Matrix()
    kept: list[Matrix] = []
    points: list[tuple[float, float]] = []
    for instruction in pikepdf.parse_content_stream(page):
        kind, operands = str(instruction.operator), instruction.operands
        if kind == "q":
            kept.append(matrix)
        elif kind == "Q":
            matrix = kept.pop()
        elif kind == "cm":
            matrix = Matrix(*map(float, operands)) @ matrix
        elif kind in ("m", "l"):
            points = [*([] if kind == "m" else points), matrix.transform((float(operands[0]), float(operands[1])))]
        elif kind == "W*" and len(points) == 4:
            across, up = zip(*points, strict=True)
            if max(up) - min(up) < _THICK and max(across) - min(across) > _LONG:
                yield Line(min(across), max(across), min(up))


def _lines_of(start: _Start, starts: Iterable[_Start], ruled: list[Line]) -> tuple[Line, ...]:
    """Return the lines of what begins at a place: they lie above the next part that begins further down."""
    below = [
        other.top
        for other in starts
        if other.page == start.page and other.top < start.top - _SAME and other.left < start.left + _SAME
    ]
    floor = max(below, default=0.0)
    own = [line for line in ruled if floor < line.height + _SAME < start.top and line.left > start.left - _SAME]
    lines = own[:1]
    for line in own[1:]:
        if abs(line.left - lines[0].left) < _SAME and lines[-1].height - line.height < _PITCH:
            lines.append(line)
    return tuple(lines)


def _behind(start: _Start, line: Line, letters: dict[int, list[Box]], height: float) -> int | None:
    """Return the tag of the last thing that is read before a line."""
    found = []
    for mark, boxes in letters.items():
        left, top, _, bottom = boxes[0][0] * MM, boxes[0][1] * MM, 0, max(box[3] for box in boxes) * MM
        is_above = height - start.top - _SAME < top and bottom < height - line.height
        if is_above and start.left - _SAME < left < line.right:
            found.append((bottom, left, mark))
    return max(found)[2] if found else None
