"""Turn tables of text into a workbook in which every cell is text: nothing that a person typed comes alive.

The only module that imports the library for writing workbooks. The same tables give the same bytes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

# Without these, "=1+1" is a formula and "http…" a link; and no copy is put down elsewhere on the disk.
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_CREATED = datetime(2000, 1, 1)
_MOST_LETTERS = 32767
_A4 = 9
_WIDTHS = 8, 40


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook. `heading` counts from zero: the row that says what stands in each column.

    With a text `about`, for readers who do not see it, its rows become a table that can be sorted; then the headings
    must differ.
    """

    name: str
    rows: Sequence[Sequence[str]]
    heading: int = 0
    about: str = ""


def workbook(title: str, pages: Sequence[Page]) -> bytes:
    """Return the bytes of an .xlsx file with one sheet for each page, ready to be printed on A4 across."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"title": title, "created": _CREATED})
        # Editing a cell does not wake it either.
        plain = book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"})
        bold = book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top", "bold": True})
        for page in pages:
            _add(book.add_worksheet(page.name), page, plain, bold)
    return content.getvalue()


def _add(sheet: Worksheet, page: Page, plain: Format, bold: Format) -> None:
    columns = max(map(len, page.rows), default=0)
    last = len(page.rows) - 1
    for column in range(columns):
        texts = [row[column] for row in page.rows[page.heading :] if column < len(row)]
        # A heading may stand in several lines.
        longest = max(map(len, (*" ".join(texts[:1]).split(), *texts[1:])), default=0)
        sheet.set_column(column, column, min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1]))
    if page.about and last > page.heading:
        headings = [{"header": text, "header_format": bold} for text in page.rows[page.heading]]
        sheet.add_table(
            page.heading,
            0,
            last,
            columns - 1,
            {"columns": headings, "description": page.about, "style": "Table Style Light 1"},
        )
    for number, row in enumerate(page.rows):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, text[:_MOST_LETTERS], bold if number == page.heading else plain)
    sheet.freeze_panes(page.heading + 1, 0)
    sheet.repeat_rows(page.heading)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
