"""Turn rows of cells into class lists, written as different programs write them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

from generator.roster.apprentice import Apprentice, Where

Rows = Sequence[Sequence[Any]]
SCENARIOS = Path(__file__).parents[1] / "scenarios" / "rosters"
# A heading for each field of an apprentice, as a list may have it.
HEADINGS = {
    "name": "Elevnavn",
    "protected": "Navnebeskyttet",
    "key": "Elevnr",
    "class_name": "Hold",
    "programme": "Uddannelse",
    "company": "Virksomhed",
    "company_number": "CVR-nr.",
    "trainer": "Oplæringsansvarlig",
    "company_mail": "Firma mail",
    "agreement_start": "Aftale start",
    "agreement_end": "Aftale slut",
    "training_start": "Oplæringsstart",
    "teacher": "Kontaktlærer",
}


def written(folder: Path, scenario: Mapping[str, Any]) -> Path:
    """Write the class list of a scenario into a folder and return the file."""
    if "bytes" in scenario:
        path = folder / scenario.get("file", "list.csv")
        path.write_bytes(scenario["bytes"])
    elif "text" in scenario:
        path = folder / scenario.get("file", "list.csv")
        text = scenario["text"].replace("\n", scenario.get("line_end", "\r\n"))
        path.write_bytes(text.encode(scenario.get("encoding", "utf-8")))
    elif "sheets" not in scenario:
        path = folder / scenario["file"]
        path.write_bytes((SCENARIOS / path.name).read_bytes())
    else:
        is_ods = scenario.get("as") == "ods"
        path = folder / scenario.get("file", "list.ods" if is_ods else "list.xlsx")
        content = (
            ods(scenario["sheets"])
            if is_ods
            else xlsx(
                scenario["sheets"],
                scenario.get("hidden", ()),
                scenario.get("merged", {}),
                options={"date_1904": scenario.get("days_from") == 1904},
            )
        )
        path.write_bytes(content)
    return path


def xlsx(
    sheets: Mapping[str, Rows],
    hidden: Sequence[str] = (),
    merged: Mapping[str, Sequence[str]] | None = None,
    options: Mapping[str, bool] | None = None,
) -> bytes:
    """Return a workbook; `hidden` names sheets, `merged` ranges such as C2:C3 whose first cell has the value."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(
        content, {"strings_to_formulas": False, "strings_to_urls": False, **(options or {})}
    ) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, datetime(value.year, value.month, value.day), day)
                    elif isinstance(value, str):
                        sheet.write_string(number, column, value)
                    elif value is not None:
                        sheet.write(number, column, value)
            for cells in (merged or {}).get(name, ()):
                top, column, *_ = xlsxwriter.utility.xl_cell_to_rowcol(cells.split(":")[0])
                sheet.merge_range(cells, rows[top][column])
    return content.getvalue()


def ods(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook as LibreOffice writes them, as far as cells go."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        + "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("mimetype", kind)
        file.writestr(
            "content.xml", f'<?xml version="1.0"?><office:document-content {names}>{body}</office:document-content>'
        )
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        entry = f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
        file.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{manifest}">{entry}</m:manifest>')
    return content.getvalue()


def _ods_cell(value: Any) -> str:
    text = "" if value is None else escape(str(value))
    kind = "string"
    if isinstance(value, date):
        kind = f'date" office:date-value="{value.isoformat()}'
    elif isinstance(value, int | float):
        kind = f'float" office:value="{value}'
    return f'<table:table-cell office:value-type="{kind}"><text:p>{text}</text:p></table:table-cell>'


def csv_bytes(rows: Rows, separator: str, encoding: str) -> bytes:
    """Return rows as a text with the cells divided by a sign."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def said_of(one: Apprentice) -> dict[str, Any]:
    """Return what is known of an apprentice by the names of the fields, without what the list does not say."""
    empty = Apprentice(Where("", 0), "")
    return {
        name: value
        for name, value in vars(one).items()
        if name not in ("where", "has_own_key") and value != getattr(empty, name)
    }
