"""Turn the people of a class into the sheets about all of them: the plan, the meeting that follows up, its agenda."""

from collections.abc import Callable, Mapping, Sequence

from generator.planning.overview import week_written
from generator.planning.plan import Plan
from generator.roundtrip.known import written
from generator.roundtrip.people import Person
from generator.roundtrip.row import Row
from generator.sheets.answers import ANSWERS
from generator.sheets.answers.base import Fields, part_name
from generator.sheets.model import Sheet

FOLLOW_UP, AGENDA, OVERVIEW = "opfoelgning", "dagsorden-opfoelgning", "holdoverblik"


def follow_up_fields(people: Sequence[Person], sheet: Sheet, fits: Callable[[str, str], bool]) -> list[Fields]:
    """Return what the fields of as many follow-up sheets hold as it takes for everybody to have a line.

    `fits` says whether a field has room for a text: where the company has none, the name stands alone.
    """
    rows = [{"laerling": _called(one.name, one.company)} for one in people]
    found = _by_the_line(sheet, rows, {one.listed.class_name for one in people if one.listed})
    return [_short(fields, fits) for fields in found]


def overview_fields(plan: Plan, sheet: Sheet, fits: Callable[[str, str], bool]) -> list[Fields]:
    """Return what the fields of as many overviews of a class hold as it takes for everybody to have a line.

    A talk has the week that is proposed for it, until somebody writes the day.
    """
    rows = []
    for one in plan.planned:
        person, held = one.apprentice, {talk.id: "" for talk in plan.talks}
        for appointment in one.appointments:
            held[appointment.talk.id] = week_written(appointment.week[0])
        start = written(person.start) if person.start else ""
        row = {
            "laerling": _called(person.name, person.company),
            # From the start of the agreement nobody can tell when the training begins.
            "start": start if person.training_start or not start else f"{start} (aftale)",
            **{key.removesuffix("-samtale"): week for key, week in held.items()},
            "proevetid": written(one.probation_end) if one.probation_end else "",
        }
        rows.append({name: text for name, text in row.items() if text})
    found = _by_the_line(sheet, rows, {one.apprentice.class_name for one in plan.planned})
    return [_short(fields, fits) for fields in found]


def _called(name: str, company: str) -> str:
    return ", ".join(filter(None, (name, company)))


def _by_the_line(sheet: Sheet, rows: Sequence[Mapping[str, str]], classes: set[str]) -> list[Fields]:
    """Return the fields of as many sheets as it takes for each row to have a line in their table."""
    table = next(question for question in sheet.questions() if question.answer == "table")
    columns = [column.id for column in table.columns]
    lines = len(ANSWERS[table.answer].fields(table)) // len(columns)
    head: Fields = {"hold": classes.pop()} if len(classes) == 1 else {}
    found = []
    for start in range(0, len(rows), lines):
        fields = dict(head)
        for number, row in enumerate(rows[start : start + lines], 1):
            fields |= {part_name(table, number, name): text for name, text in row.items() if name in columns}
        found.append(fields)
    return found


def _short(fields: Fields, fits: Callable[[str, str], bool]) -> Fields:
    """Return the fields with the name alone where the company has no room beside it."""
    return {
        name: str(text).partition(", ")[0] if name.endswith("_laerling") and not fits(name, str(text)) else text
        for name, text in fields.items()
    }


def agenda_fields(people: Sequence[Person], rows: Sequence[Row], sheets: Sequence[Sheet]) -> Fields:
    """Return what the fields of the agenda hold: what was planned the last time, and how many talks have a sheet."""
    lines = []
    for talk in (sheet for sheet in sheets if sheet.kind == "conversation"):
        newest = [row for one in people if (row := one.newest(talk.id))]
        if held := sum(not row.is_empty for row in newest):
            lines.append(f"{talk.title}: ark fra {held} af {len(people)} lærling{'' if len(people) == 1 else 'e'}.")
    last = next((row for row in rows if row.returned.sheet == AGENDA and row.is_newest), None)
    planned = last.cells.get("planer_hvad", "") if last else ""
    fields = {"samtalerne": "\n".join(lines), "siden-sidst": "; ".join(filter(None, planned.split("\n")))}
    return {name: text for name, text in fields.items() if text}
