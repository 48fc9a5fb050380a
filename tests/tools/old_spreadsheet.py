"""Turn rows into a class list in the format of Excel 97 to 2003, for the tests: tests/scenarios/rosters/hold.xls.

`pip install xlwt`, which nothing else needs, and `python -m tests.tools.old_spreadsheet`.
"""

from datetime import date
from pathlib import Path

import xlwt

FILE = Path(__file__).parents[1] / "scenarios" / "rosters" / "hold.xls"
ROWS = [
    ["Navn", "Virksomhed", "Tlf", "Postnr", "Oplæringsstart"],
    ["Ali Hansen", "Murer Nør", 12345678, 800, date(2027, 2, 1)],
    ["Bo Friis", "", 12345679, 3250, 46419],
]


def main() -> None:
    """Write the file: two rows with one company in a cell that spans both, and a sheet that is hidden."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Hold")
    day = xlwt.easyxf(num_format_str="DD-MM-YYYY")
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            if value != "" and (number, column) != (1, 1):
                sheet.write(number, column, value, day if isinstance(value, date) else xlwt.Style.default_style)
    sheet.write_merge(1, 2, 1, 1, ROWS[1][1])
    hidden = book.add_sheet("Skjult")
    hidden.write(0, 0, "Navn")
    hidden.visibility = 1
    book.save(str(FILE))


if __name__ == "__main__":
    main()
