"""A paper sheet is made for a pen, a hole punch and a copier: everything is measured on the picture of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from PIL import Image

from generator.sheets.answers import ANSWERS
from generator.sheets.model import Sheet
from tests.support.pdfs import MM
from tests.support.sheets import SHEETS, TALKS, path_of, sheet_of

SCALE = 4.0
PX = MM * SCALE
# A copier sees black and white: what is darker than this stays.
COPIED = 128
# The shortest line that can be meant for writing, such as a time of day.
SHORTEST = 20 * PX
# ISO 838: holes lie 12 mm from the edge; with 25 mm nothing is punched away or hidden in the folder.
HOLES = 25.0
# How exact a measure on the picture is, in mm.
EXACT = 0.2
TALLER = {"foer-samtalen", "mikromaaling", "samtykke"}


class Line(NamedTuple):
    """A line to write on: how far from the left and from the top it lies, in mm."""

    left: float
    right: float
    top: float


@cache
def pages(path: Path) -> tuple[Image.Image, ...]:
    with pypdfium2.PdfDocument(path) as document:
        return tuple(page.render(scale=SCALE, grayscale=True).to_pil() for page in document)


@cache
def measured(path: Path) -> tuple[tuple[Image.Image, list[Line]], ...]:
    """Return the picture of each page and its lines."""
    return tuple((page, lines(page)) for page in pages(path))


def lines(page: Image.Image) -> list[Line]:
    """Return the lines of a page as a copier leaves them, from top to bottom."""
    black = page.point(lambda shade: 0 if shade < COPIED else 255).tobytes()
    run = re.compile(rb"\x00{%d,}" % SHORTEST)
    found: list[Line] = []
    for y in range(page.height):
        begin = y * page.width
        for match in run.finditer(black, begin, begin + page.width):
            line = Line((match.start() - begin) / PX, (match.end() - begin) / PX, y / PX)
            # A line is two pixels high.
            if not any(line.top - other.top < 0.5 and abs(line.left - other.left) < 0.5 for other in found[-8:]):
                found.append(line)
    return found


def runs(found: list[Line], most: float = 12) -> Iterator[tuple[Line, Line]]:
    """Yield each two lines that stand right below each other, as for one answer."""
    for one, other in pairwise(sorted(found, key=lambda line: (line.left, line.right, line.top))):
        if abs(one.left - other.left) + abs(one.right - other.right) < 0.5 and 7 < other.top - one.top < most:
            yield one, other


@pytest.fixture(params=SHEETS)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return sheet_of(request.param)


@pytest.mark.parametrize("key", [*TALKS, "foer-samtalen", "mikromaaling", "samtykke", "arbejdsgruppe"])
def test_lines_are_nine_millimetres_apart_and_ten_where_the_apprentice_writes(edition: Path, key: str) -> None:
    pitch = 10 if key in TALLER else 9
    pairs = [pair for _, found in measured(path_of(edition, sheet_of(key), "-papir")) for pair in runs(found)]
    assert [round(b.top - a.top, 2) for a, b in pairs if abs(b.top - a.top - pitch) > EXACT] == []
    asks_for_lines = any(question.lines > 1 and question.answer == "text" for question in sheet_of(key).questions())
    assert pairs or not asks_for_lines


@pytest.mark.parametrize("key", ["kontaktplan", "opfoelgning", "handleplan", "beredskabsplan"])
def test_rows_are_at_least_as_high_as_lines(edition: Path, key: str) -> None:
    pairs = [pair for _, found in measured(path_of(edition, sheet_of(key), "-papir")) for pair in runs(found, most=20)]
    assert pairs
    assert [(a, b) for a, b in pairs if b.top - a.top < 9 - EXACT] == []


def test_nothing_is_printed_where_the_holes_are(edition: Path, sheet: Sheet) -> None:
    """The holes are at the left of a front, and so at the right of a back."""
    for number, page in enumerate(pages(path_of(edition, sheet, "-papir"))):
        printed = page.point(lambda shade: 255 if shade < 250 else 0).getbbox()
        assert printed, f"page {number + 1} is empty"
        free = page.width - printed[2] if number % 2 else printed[0]
        assert free / PX >= HOLES - EXACT, f"page {number + 1}: only {free / PX:.1f} mm"


def test_there_is_room_to_write(edition: Path, sheet: Sheet) -> None:
    """A line for sentences goes across the page; the shortest is long enough for a date."""
    wide = 230 if sheet.landscape else 150
    drawn = [line for _, found in measured(path_of(edition, sheet, "-papir")) for line in found]
    sentences = [q for q in sheet.questions() if q.answer == "text" and sheet.kind != "keepsake"]
    assert len([line for line in drawn if line.right - line.left >= wide]) >= sum(q.lines for q in sentences)
    if sheet.head:
        assert [line for line in drawn if line.right - line.left < SHORTEST / PX] == []


def test_between_the_lines_the_paper_is_white(edition: Path, sheet: Sheet) -> None:
    """A fill would turn into dots on a copier, and a pen does not show on them."""
    for page, found in measured(path_of(edition, sheet, "-papir")):
        for above, below in runs(found):
            corners = (above.left + 1, above.top + 1.5, above.right - 1, min(below.top - 1, above.top + 8))
            if sheet.kind == "conversation":
                left, top, right, bottom = (round(corner * PX) for corner in corners)
                assert page.crop((left, top, right, bottom)).getextrema() == (255, 255), (sheet.id, below)


def test_every_box_to_tick_is_five_millimetres_wide_and_high(edition: Path, sheet: Sheet) -> None:
    promised = sum(
        name != f"{question.id}_uddyb"
        for question in sheet.questions()
        if question.answer in ("one-of", "any-of", "yes-no-unsure", "tick")
        for name in ANSWERS[question.answer].fields(question)
    ) + sum(
        (len(question.row_titles) or question.rows or 8) * [column.answer for column in question.columns].count("tick")
        for question in sheet.questions()
        if question.answer == "table"
    )
    boxes = 0
    with pypdfium2.PdfDocument(path_of(edition, sheet, "-papir")) as document:
        for page in document:
            for drawn in page.get_objects():
                left, bottom, right, top = drawn.get_bounds()
                boxes += abs(right - left - 5 * MM) < EXACT * MM and abs(top - bottom - 5 * MM) < EXACT * MM
    assert boxes == promised
