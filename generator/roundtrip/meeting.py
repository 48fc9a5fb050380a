"""Turn the people of a class into the sheets of the meeting that follows up: all names, and what has come in."""

from collections.abc import Callable, Sequence

from generator.roundtrip.people import Person
from generator.roundtrip.row import Row
from generator.sheets.answers import ANSWERS
from generator.sheets.answers.base import Fields, part_name
from generator.sheets.model import Sheet

FOLLOW_UP, AGENDA = "opfoelgning", "dagsorden-opfoelgning"


def follow_up_fields(people: Sequence[Person], sheet: Sheet, fits: Callable[[str, str], bool]) -> list[Fields]:
    """Return what the fields of as many follow-up sheets hold as it takes for everybody to have a line.

    `fits` says whether a field has room for a text: where the company has none, the name stands alone.
    """
    table = next(question for question in sheet.questions() if question.answer == "table")
    lines = len(ANSWERS[table.answer].fields(table)) // len(table.columns)
    classes = {one.listed.class_name for one in people if one.listed}
    head: Fields = {"hold": classes.pop()} if len(classes) == 1 else {}
    found = []
    for start in range(0, len(people), lines):
        fields = dict(head)
        for row, one in enumerate(people[start : start + lines], 1):
            field, whole = part_name(table, row, table.columns[0].id), ", ".join(filter(None, (one.name, one.company)))
            fields[field] = whole if fits(field, whole) else one.name
        found.append(fields)
    return found


def agenda_fields(people: Sequence[Person], rows: Sequence[Row], sheets: Sequence[Sheet]) -> Fields:
    """Return what the fields of the agenda hold: what was planned the last time, and how many talks have a sheet."""
    lines = []
    for talk in (sheet for sheet in sheets if sheet.kind == "conversation"):
        newest = [row for one in people if (row := one.newest(talk.id))]
        if held := sum(not row.is_empty for row in newest):
            lines.append(f"{talk.title}: ark fra {held} af {len(people)} lærlinge.")
    last = next((row for row in rows if row.returned.sheet == AGENDA and row.is_newest), None)
    planned = last.cells.get("planer_hvad", "") if last else ""
    fields = {"samtalerne": "\n".join(lines), "siden-sidst": "; ".join(filter(None, planned.split("\n")))}
    return {name: text for name, text in fields.items() if text}
