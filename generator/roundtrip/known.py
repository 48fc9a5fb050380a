"""Turn an apprentice of a class list into what the fields of a sheet hold before the talk.

Only the head of a sheet is filled in, where it says who meets when and where; what is asked stays to be answered.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.roster.apprentice import Apprentice
from generator.sheets.answers import ANSWERS
from generator.sheets.answers.base import Fields
from generator.sheets.model import Sheet

# A place that is another one for each apprentice.
_AT_THE_COMPANY = {"lærepladsen", "virksomheden", "hos virksomheden"}


@dataclass(frozen=True)
class Meeting:
    """When and where a talk is held; an empty place or None is not known yet."""

    day: date | None = None
    place: str = ""

    def place_for(self, one: Apprentice) -> str:
        """Return the place as the sheet of one apprentice says it."""
        if self.place.casefold() in _AT_THE_COMPANY and one.company_address:
            return one.company_address
        return self.place[:1].upper() + self.place[1:]


_Known = Callable[[Apprentice, Meeting], str]
# What questions in the head of a sheet ask for, by their ids.
_ANSWERS: Mapping[str, _Known] = {
    **dict.fromkeys(("laerling", "elev", "navn"), lambda one, _: one.name),
    "virksomhed": lambda one, _: one.company,
    **dict.fromkeys(("oplaeringsansvarlig", "oplaeringssvend"), lambda one, _: one.trainer),
    **dict.fromkeys(("fra-skolen", "laerer"), lambda one, _: one.teacher),
    "hold": lambda one, _: one.class_name,
    "sted": lambda one, meeting: meeting.place_for(one),
    "dato": lambda _, meeting: written(meeting.day) if meeting.day else "",
}
# Questions that ask for the apprentice's name, by which a sheet that comes back is known.
NAMES = ("laerling", "elev", "navn")
# Where a sheet asks for the teacher as a person to turn to.
_TEACHER = "min-laerer"
# Where the next talk asks whether it was done: what was agreed stands there before.
LAST_TIME = "aftaler-holdt_uddyb"
FILLED_BEFORE = {f"{_TEACHER}_navn", LAST_TIME}


def known_fields(sheet: Sheet, one: Apprentice, meeting: Meeting) -> Fields:
    """Return what the fields of a sheet hold for an apprentice, by name; what is not known is left out."""
    fields: Fields = {}
    for question in sheet.head:
        text = _ANSWERS[question.id](one, meeting) if question.id in _ANSWERS else ""
        if text and question.answer in ("short", "text", "date"):
            fields[question.id] = text
    for question in sheet.questions():
        if question.id == _TEACHER and question.answer == "person" and one.teacher:
            fields |= ANSWERS[question.answer].filled_fields(question, {"navn": one.teacher})
    return fields


def names_known(sheet: Sheet) -> list[str]:
    """Return the names of all fields of a sheet that something may be known for."""
    return [*(question.id for question in sheet.head if question.id in _ANSWERS), *sorted(FILLED_BEFORE)]


def written(day: date) -> str:
    """Return a day as it is written on a sheet: `21-01-2027`."""
    return day.strftime("%d-%m-%Y")
