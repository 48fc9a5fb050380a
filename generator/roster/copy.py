"""Turn a roster with mistakes into an annotated copy of its list, to be corrected and read again."""

from collections import defaultdict

from generator.private.workbook import Page, workbook
from generator.roster.apprentice import Roster
from generator.roster.cells import text_of
from generator.roster.table import Sheet

COPY = "liste-med-fejl.xlsx"
HEADING = "Fejl"


def annotated_copy(roster: Roster) -> bytes | None:
    """Return the workbook with the list's rows as they stand and a column »Fejl«; None where nothing is wrong.

    It has no CPR number and nothing of the sensitive columns. All is text, days as 2027-01-21.
    """
    notes: dict[tuple[str, int], list[str]] = defaultdict(list)
    for fault in roster.faults:
        if fault.kind.danish and fault.kind.danish not in notes[fault.where[:2]]:
            notes[fault.where[:2]].append(fault.kind.danish)
    if not any(notes.values()):
        return None
    pages = [_page(sheet, number, notes) for number, sheet in enumerate(roster.sheets, 1)]
    return workbook("Liste med fejl", pages)


def _page(sheet: Sheet, number: int, notes: dict[tuple[str, int], list[str]]) -> Page:
    rows = []
    for row_number, row in enumerate(sheet.rows, 1):
        said = HEADING if row_number == sheet.heading + 1 else " ".join(notes.get((sheet.name, row_number), ()))
        rows.append([*map(text_of, row), said])
    # The name of a sheet may be anything, and too long.
    return Page(f"Ark {number}", rows, sheet.heading)
