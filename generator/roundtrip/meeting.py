"""Turn the people of a class into the sheets of the meeting that follows up: all names, and what has come in."""

from collections.abc import Sequence

from generator.roundtrip.people import Person
from generator.roundtrip.row import Row
from generator.sheets.answers import ANSWERS
from generator.sheets.answers.base import Fields, part_name
from generator.sheets.model import Sheet

FOLLOW_UP, AGENDA = "opfoelgning", "dagsorden-opfoelgning"


def follow_up_fields(people: Sequence[Person], sheet: Sheet) -> list[Fields]:
    """Return what the fields of as many follow-up sheets hold as it takes for everybody to have a line."""
    table = next(question for question in sheet.questions() if question.answer == "table")
    whom = table.columns[0].id
    lines = len(ANSWERS[table.answer].fields(table)) // len(table.columns)
    classes = {one.listed.class_name for one in people if one.listed}
    head: Fields = {"hold": classes.pop()} if len(classes) == 1 else {}
    return [
        head
        | {
            part_name(table, row, whom): ", ".join(filter(None, (one.name, one.company)))
            for row, one in enumerate(people[start : start + lines], 1)
        }
        for start in range(0, len(people), lines)
    ]


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
