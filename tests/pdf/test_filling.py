"""What is filled in on a sheet is kept as data and shown by every reader, whoever filled it in and whatever it says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from pikepdf import Rectangle
from PIL import Image, ImageChops

from generator.documents.job import FORM_FONT
from generator.pdf.fill import fill
from generator.pdf.verapdf import VeraPdf
from generator.sheets.answers import ANSWERS
from generator.sheets.answers.base import Fields
from generator.sheets.model import Sheet
from tests.support.command import REPOSITORY
from tests.support.examples import Example, examples_of
from tests.support.sheets import SHEETS, few_with_every_answer, path_of, sheet_of
from tests.support.viewers import DRAWN_BY, PdfJs, held, places, type_in_pdfium

SCALE = 1.5
FONT = (REPOSITORY / FORM_FONT).read_bytes()
# What a Danish keyboard gives, and what a phone's makes of it.
TYPED = 'æøåÆØÅéü–"'
NAMES = ("Łukasz Żółć", "Çağla Şahin", "Nguyễn Thị Ánh", "Đorđe")


# All tests of a sheet come one after the other, and have it filled in and drawn once.
@pytest.fixture(scope="module", params=SHEETS)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return sheet_of(request.param)


def empty(edition: Path, sheet: Sheet) -> bytes:
    return path_of(edition, sheet).read_bytes()


def given(sheet: Sheet) -> Fields:
    """Return what the fields of a sheet hold from the start."""
    return {
        name: text
        for question in sheet.questions()
        if question.value
        for name, text in ANSWERS[question.answer].filled_fields(question, question.value).items()
    }


@cache
def filled_in(edition: Path, key: str) -> list[tuple[Example, Fields, bytes]]:
    """Return each example of a sheet, with what its fields hold and the PDF that is filled in with it."""
    sheet = sheet_of(key)
    answers = [(example, example.fields(sheet)) for example in examples_of(key)]
    return [(example, fields, fill(empty(edition, sheet), fields, FONT)) for example, fields in answers]


def inside(box: Rectangle, height: int, edge: float = 1.5) -> tuple[int, int, int, int]:
    """Return a field's place on a picture of `height` px, without its border of `edge` pt."""
    corners = (box.llx + edge, height / SCALE - box.ury + edge, box.urx - edge, height / SCALE - box.lly - edge)
    left, top, right, bottom = (round(corner * SCALE) for corner in corners)
    return left, top, right, bottom


def faults(before: list[Image.Image], after: list[Image.Image], fields: Fields, pdf: bytes) -> list[str]:
    """Return the fields that look as before, and the pages on which something else has changed."""
    changes = [ImageChops.difference(a, b) for a, b in zip(before, after, strict=True)]
    found = []
    for name, (page, box) in places(pdf).items():
        if name in fields:
            change = changes[page]
            if not change.crop(inside(box, change.height)).getbbox():
                found.append(name)
            change.paste(0, inside(box, change.height, edge=-1))
    rest = [spots(*pages) for pages in zip(before, after, changes, strict=True)]
    return found + [f"page {number}: {box}" for number, box in enumerate(rest, 1) if box]


def spots(one: Image.Image, other: Image.Image, change: Image.Image) -> tuple[int, int, int, int] | None:
    """Return where two pictures differ by more than may be, given their difference outside of all fields.

    A border may be drawn anew, a shade lighter or darker, or a line of text one dot higher or lower, where its place
    lies between two dots; nothing of a letter.
    """
    for dots in (0, 1, -1):
        if dots:
            change = ImageChops.darker(change, ImageChops.difference(one, ImageChops.offset(other, 0, dots)))
        box = change.point([255 * (shade > 96) for shade in range(256)]).getbbox()
        if not box:
            return None
    return box


# The empty sheet, and each of its examples as filled in by one of three.
@lru_cache(maxsize=8)
def drawings(pdf: bytes) -> dict[str, list[Image.Image]]:
    """Return the pages of a PDF as each reader draws them."""
    return {reader: draw(pdf, SCALE) for reader, draw in DRAWN_BY.items()}


def distance(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def inks(pages: list[Image.Image], fields: Fields, pdf: bytes) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """Yield where in each field that was filled in something is drawn, in px from the field's upper left corner."""
    for name, (page, box) in places(pdf).items():
        if name in fields:
            field = pages[page].crop(inside(box, pages[page].height))
            yield name, field.point(lambda shade: 255 if shade < 160 else 0).getbbox() or (0, 0, 0, 0)


def assert_kept_and_shown(pdf: bytes, saved: bytes, fields: Fields, sheet: Sheet) -> None:
    assert held(saved) == {**given(sheet), **fields}
    for reader in DRAWN_BY:
        found = faults(drawings(pdf)[reader], drawings(saved)[reader], changed(sheet, fields), saved)
        assert not found, f"{reader}: {found}"


def changed(sheet: Sheet, fields: Fields) -> Fields:
    return {name: text for name, text in fields.items() if given(sheet).get(name) != text}


def test_a_filled_in_sheet_keeps_its_answers_as_data(edition: Path, sheet: Sheet) -> None:
    for example, fields, filled in filled_in(edition, sheet.id):
        assert held(filled) == {**given(sheet), **fields}, example.name


def test_every_reader_shows_every_answer_in_its_field_and_all_show_the_same(edition: Path, sheet: Sheet) -> None:
    """The picture changes where something was filled in and nowhere else, and nothing of an answer is cut."""
    before = drawings(empty(edition, sheet))
    for example, fields, filled in filled_in(edition, sheet.id):
        after = drawings(filled)
        for reader in DRAWN_BY:
            found = faults(before[reader], after[reader], changed(sheet, fields), filled)
            assert not found, f"{reader}, {example.name}: {found}"
        extents = {reader: dict(inks(pages, fields, filled)) for reader, pages in after.items()}
        for (one, ours), (other, theirs) in pairwise(extents.items()):
            apart = {name: (ours[name], theirs[name]) for name in ours if distance(ours[name], theirs[name]) > 2}
            assert not apart, f"{example.name}: {one} and {other} differ in {apart}"


def test_a_filled_in_sheet_keeps_the_standards(edition: Path, verapdf: VeraPdf, tmp_path: Path) -> None:
    paths = []
    for key in SHEETS:
        for number, (_, _, filled) in enumerate(filled_in(edition, key)):
            # Without an answer it is the edition's own PDF, which keeps them as all of that do.
            if filled != empty(edition, sheet_of(key)):
                paths.append(tmp_path / f"{key}-{number}.pdf")
                paths[-1].write_bytes(filled)
    assert len(paths) > 2 * len(SHEETS)
    assert verapdf.faults(paths) == []


def test_what_is_typed_in_chrome_is_kept_and_shown(edition: Path, sheet: Sheet) -> None:
    pdf = empty(edition, sheet)
    for example in examples_of(sheet.id):
        fields = example.fields(sheet)
        assert_kept_and_shown(pdf, type_in_pdfium(pdf, fields), fields, sheet)


# A browser's window takes its time: what it does with a field is a matter of the kind of answer.
each_kind_of_answer = pytest.mark.parametrize("sheet", few_with_every_answer(), indirect=True)


@each_kind_of_answer
def test_what_is_typed_in_firefox_is_kept_and_shown(edition: Path, sheet: Sheet, firefox: PdfJs) -> None:
    pdf = empty(edition, sheet)
    for example in examples_of(sheet.id):
        fields = example.fields(sheet)
        assert_kept_and_shown(pdf, firefox.fill_in(pdf, fields), fields, sheet)


def test_the_fields_are_in_the_order_of_the_questions(edition: Path, sheet: Sheet) -> None:
    assert list(places(empty(edition, sheet))) == fields_of(sheet)


@each_kind_of_answer
def test_the_tab_key_goes_through_the_fields_in_this_order(edition: Path, sheet: Sheet, firefox: PdfJs) -> None:
    assert firefox.tabbed(empty(edition, sheet)) == fields_of(sheet)


def fields_of(sheet: Sheet) -> list[str]:
    return [name for question in sheet.questions() for name in ANSWERS[question.answer].fields(question)]
