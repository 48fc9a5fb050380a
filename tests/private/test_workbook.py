"""A workbook holds text and nothing that comes alive, prints on A4, and is the same each time."""

import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from generator.private.workbook import Page, workbook

ALIVE = [
    "=1+1",
    "{=1+1}",
    "http://example.dk",
    "@SUM(A1)",
    "+1",
    "-1",
    "0042",
    "2027-02-01",
    "TRUE",
    "<b>&amp;",
    "ja\nnej",
]
ROWS = [["Navn", "Firma"], *([text, "x"] for text in ALIVE)]


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name).decode("utf-8") for name in file.namelist()}


@pytest.mark.parametrize("about", ["", "Navne og firmaer"])
def test_every_cell_is_the_text_that_was_typed(about: str) -> None:
    content = workbook("Plan", [Page("Ark", ROWS, about=about)])
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python() == ROWS
    sheet = parts(content)["xl/worksheets/sheet1.xml"]
    # No formula, no link, no number; and a cell that is edited stays text.
    assert not re.search(r"<f>|<hyperlink|t=\"(?:n|b|e)\"", sheet)
    assert set(re.findall(r"<c r=\"\w+\"[^>]*?( t=\"\w+\")?(?=>)", sheet)) == {' t="s"'}
    assert 'quotePrefix="1"' in parts(content)["xl/styles.xml"]


def test_a_table_says_what_it_is_and_a_page_prints_across() -> None:
    book = parts(workbook("Plan", [Page("Ark", ROWS, about="Navne og firmaer"), Page("To", [["Titel"], ["Navn"]], 1)]))
    assert 'altTextSummary="Navne og firmaer"' in book["xl/tables/table1.xml"]
    sheet = book["xl/worksheets/sheet1.xml"]
    assert 'paperSize="9"' in sheet
    assert 'orientation="landscape"' in sheet
    assert '<pane ySplit="1"' in sheet
    assert '<pane ySplit="2"' in book["xl/worksheets/sheet2.xml"]


def test_the_same_tables_give_the_same_bytes_and_name_nobody() -> None:
    pages = [Page("Ark", ROWS, about="Navne og firmaer")]
    content = workbook("Plan", pages)
    assert content == workbook("Plan", pages)
    book = parts(content)
    assert "<dc:creator></dc:creator>" in book["docProps/core.xml"]
    assert "2000-01-01T00:00:00Z" in book["docProps/core.xml"]


def test_tables_that_are_empty_or_too_long_for_a_cell_can_be_written() -> None:
    book = workbook(
        "Plan", [Page("Tom", [["Navn"]], about="Ingen"), Page("Helt tom", []), Page("Lang", [["x" * 40_000]])]
    )
    assert [*parts(book)]
