"""Turn the sheets of an apprentice's last talk into what stands on the next one: what was agreed, and its day."""

from collections.abc import Iterator
from datetime import date

from generator.roundtrip.known import LAST_TIME, written
from generator.roundtrip.people import Person
from generator.roundtrip.row import Row, day_or_none
from generator.sheets.answers import ANSWERS
from generator.sheets.answers.base import Fields
from generator.sheets.model import ASKED, Sheet

_NEXT_TALK = "naeste-samtale"


def agreed(person: Person, sheet: Sheet) -> list[str]:
    """Return what was agreed when somebody last talked with an apprentice, on another sheet than `sheet`.

    What is voluntary or a confidence is not among it.
    """
    return next((lines for row in _last_first(person, sheet) if (lines := [*_agreements(row)])), [])


def earlier_fields(person: Person, sheet: Sheet) -> Fields:
    """Return what the fields of a sheet hold of the last talk, as far as it has them."""
    names = {name for question in sheet.questions() for name in ANSWERS[question.answer].fields(question)}
    days = (day_or_none(str(row.fields.get(_NEXT_TALK, ""))) for row in _last_first(person, sheet))
    day = next(filter(None, days), None)
    fields = {LAST_TIME: "; ".join(agreed(person, sheet)), "dato": written(day) if day else ""}
    return {name: text for name, text in fields.items() if text and name in names}


def _last_first(person: Person, sheet: Sheet) -> list[Row]:
    rows = [row for row in person.rows if row.is_newest and row.sheet and row.sheet.id != sheet.id]
    return sorted(rows, key=lambda row: (row.day or date.min, row.returned.changed), reverse=True)


def _agreements(row: Row) -> Iterator[str]:
    for question in row.sheet.questions() if row.sheet else ():
        value = ANSWERS[question.answer].read(question, row.fields)
        if question.answer == "agreement" and value:
            yield from _agreement(question.asked or ASKED[question.ask], value)
        elif question.answer == "table" and row.sheet and row.sheet.kind == "agreement":
            for title, cells in zip(question.row_titles, value or (), strict=False):
                yield from _agreement(title, cells)


def _agreement(who: str, parts: Fields) -> Iterator[str]:
    if what := " ".join(str(parts.get("hvad", "")).split()):
        day = parts.get("hvornaar")
        yield f"{who}: {what} ({day})" if day else f"{who}: {what}"
