"""Turn overviews of a class that came back into what a person has ticked of each apprentice: talks held, a colour.

It is shown as it was ticked. Two colours, or one that is drawn otherwise than it is held, are unclear.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.roundtrip.meeting import OVERVIEW
from generator.roundtrip.people import Person
from generator.roundtrip.row import UNCLEAR, Row, day_or_none, folded
from generator.sheets.answers import ANSWERS
from generator.sheets.answers.base import part_name
from generator.sheets.model import Question

HELD = "-holdt"
"""How the tick is called that says that a talk was held; before it stands the name of the talk's day."""
_WHOM = "laerling"


@dataclass(frozen=True, repr=False)
class Status:
    """A line of an overview: about whom, the colour by its title, and which talks were held, by their sheets."""

    whom: str
    colour: str
    held: Mapping[str, str]


def statuses(rows: Sequence[Row], people: Sequence[Person]) -> tuple[dict[int, Status], list[Status]]:
    """Return what overviews say of people, by their number, and the lines that are about nobody of them.

    Where several speak of somebody, the one that was changed last counts.
    """
    overviews = [row for row in rows if row.returned.sheet == OVERVIEW and row.sheet]
    lines: dict[str, Status] = {}
    for row in sorted(overviews, key=lambda row: (row.day or date.min, row.returned.changed)):
        lines |= {folded(line.whom): line for line in _lines(row)}
    names = Counter(folded(one.name) for one in people)
    found = {}
    for number, one in enumerate(people):
        whole, name = folded(f"{one.name}, {one.company}"), folded(one.name)
        if line := lines.pop(whole, None) or (lines.pop(name, None) if names[name] == 1 else None):
            found[number] = line
    return found, [*lines.values()]


def _lines(row: Row) -> Iterator[Status]:
    """Yield the lines of an overview in which something is ticked."""
    for question in row.sheet.questions() if row.sheet else ():
        if question.answer == "table" and question.id not in row.withheld:
            for number, cells in enumerate(ANSWERS[question.answer].read(question, row.fields) or (), 1):
                colour, held = _colour(row, question, number, cells), dict(_held(question, cells))
                if colour or held:
                    yield Status(str(cells.get(_WHOM, "")), colour, held)


def _colour(row: Row, question: Question, number: int, cells: Mapping[str, object]) -> str:
    colours = [column for column in question.columns if column.answer == "tick" and not column.id.endswith(HELD)]
    if any(part_name(question, number, column.id) in row.returned.unclear for column in colours):
        return UNCLEAR
    ticked = [column.title for column in colours if cells.get(column.id)]
    return UNCLEAR if len(ticked) > 1 else "".join(ticked)


def _held(question: Question, cells: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for column in question.columns:
        talk = column.id.removesuffix(HELD)
        if talk != column.id and cells.get(column.id):
            day = day_or_none(str(cells.get(talk, "")))
            yield f"{talk}-samtale", f"{day.isoformat() if day else 'ja'} (holdoverblikket)"
