"""The pile of all sheets can be printed on both sides and dealt out: each sheet has its own paper and its own pages."""

import re
from datetime import date
from pathlib import Path

import pytest

from generator.edition.load import load_edition
from generator.sheets.model import Sheet
from tests.support.pdfs import read

EXAMPLE = Path(__file__).parents[2] / "schools" / "eksempel"
FOOT = re.compile(r"([a-z-]+) \d+-[0-9a-f]{4}.*Side (\d+) af (\d+)", re.DOTALL)


@pytest.fixture(scope="module")
def sheets() -> list[Sheet]:
    """The sheets of the example school in the order of use."""
    return [document.sheet for document in load_edition(EXAMPLE, date(2026, 11, 2)).documents if document.sheet]


@pytest.fixture(scope="module")
def feet(edition: Path) -> list[tuple[str, int, int] | None]:
    """What the foot of each page says: sheet, page and number of pages; None for an empty back."""
    found = [FOOT.search("\n".join(page.lines())) for page in read(edition / "pdf" / "alle-ark-papir.pdf").pages]
    return [(foot[1], int(foot[2]), int(foot[3])) if foot else None for foot in found]


def test_all_sheets_are_there_in_the_order_of_use(feet: list[tuple[str, int, int] | None], sheets: list[Sheet]) -> None:
    assert [foot[0] for foot in feet if foot and foot[1] == 1] == [sheet.id for sheet in sheets]


def test_each_sheet_begins_on_a_front(feet: list[tuple[str, int, int] | None]) -> None:
    fronts = {number for number, foot in enumerate(feet, 1) if foot and foot[1] == 1}
    assert {number for number in fronts if number % 2 == 0} == set()


def test_each_sheet_counts_its_own_pages(feet: list[tuple[str, int, int] | None]) -> None:
    for sheet in {foot[0] for foot in feet if foot}:
        pages = [foot[1:] for foot in feet if foot and foot[0] == sheet]
        assert pages == [(number, len(pages)) for number in range(1, len(pages) + 1)], sheet


def test_only_the_back_of_a_last_page_is_empty(feet: list[tuple[str, int, int] | None]) -> None:
    for number, foot in enumerate(feet):
        if foot is None:
            before = feet[number - 1]
            assert before is not None
            assert number % 2 == 1
            assert before[1] == before[2]
