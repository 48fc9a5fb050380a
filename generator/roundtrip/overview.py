"""Turn the sheets that came back into a workbook: who has had which talk, concerns, dates, answers, what is unread.

What is said of somebody is what a person wrote or ticked; nothing is counted together or judged.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.private.workbook import Page, workbook
from generator.roundtrip.files import Unread
from generator.roundtrip.meeting import FOLLOW_UP, OVERVIEW
from generator.roundtrip.people import Person
from generator.roundtrip.row import UNCLEAR, Row, day_or_none
from generator.roundtrip.status import HELD, statuses
from generator.sheets.answers import ANSWERS
from generator.sheets.answers.base import part_name
from generator.sheets.model import Question, Sheet

_Rows = list[Sequence[str]]
# A sheet of a workbook has a name of 31 signs at most.
_MOST_SIGNS = 31
_MISSING, _EMPTY, _HELD = "mangler", "mangler (arket er tomt)", "ja"
# The column of a table that says whom a row is about, and the tick that says that all is well.
_WHOM, _ALL_WELL = "laerling", "ingen"


@dataclass(frozen=True, repr=False)
class Collected:
    """All that came back: rows, newest first, files that are not read, and the people they are about."""

    rows: Sequence[Row]
    unread: Sequence[Unread]
    people: Sequence[Person]
    with_list: bool
    everything: bool


def overview(collected: Collected, sheets: Sequence[Sheet], retention: str) -> bytes:
    """Return the workbook; `sheets` are those of the school, `retention` is what its profile says of deletion."""
    pages = [
        Page("Hvem mangler", _who(collected, sheets), about="Hvilke samtaler hver lærling har haft"),
        Page("Bekymringer", _concerns(collected.rows), about="Kryds fra opfølgningen med plan, ansvarlig og frist"),
        Page("Næste datoer", _dates(collected.rows), about="Datoer, der er skrevet på arkene"),
        Page("Ark", _files(collected.rows), about="Alle ark, der er læst"),
        Page("Ikke læst", _unread(collected), about="Filer, der ikke er læst, og hvorfor"),
        *_answers(collected),
        Page("Om oversigten", [*_notes(collected, retention)]),
    ]
    return workbook("Overblik over samtaleark", pages)


def _who(collected: Collected, sheets: Sequence[Sheet]) -> _Rows:
    talks = [sheet for sheet in sheets if sheet.kind == "conversation"]
    head = ["Lærling", "Hold", "Virksomhed", "Lærer", *(talk.title for talk in talks), "Farve sat af jer", "Bemærkning"]
    rows: _Rows = [head]
    ticked, others = statuses(collected.rows, collected.people)
    for number, person in enumerate(collected.people):
        one, status = person.listed, ticked.get(number)
        remark = "Står ikke i klasselisten." if collected.with_list and not one else ""
        known = [one.class_name if one else "", person.company, one.teacher if one else ""]
        held = [_held(person.newest(talk.id), status.held.get(talk.id) if status else None) for talk in talks]
        rows.append([person.name, *known, *held, status.colour if status else "", remark])
    for line in others:
        held = [line.held.get(talk.id, "") for talk in talks]
        rows.append([line.whom, "", "", "", *held, line.colour, "Står kun i holdoverblikket."])
    return rows


def _held(row: Row | None, ticked: str | None) -> str:
    """Return whether a talk was held: as its sheet says, or else as it is `ticked` in the overview of the class."""
    if row is None or row.is_empty:
        return ticked or (_EMPTY if row else _MISSING)
    return row.day.isoformat() if row.day else _HELD


def _concerns(rows: Sequence[Row]) -> _Rows:
    found = []
    for row, question in _tables([row for row in rows if row.returned.sheet == FOLLOW_UP]):
        ticks = [column for column in question.columns if column.answer == "tick"]
        others = [column for column in question.columns if column.answer != "tick" and column.id != _WHOM]
        if not ticks or _WHOM not in [column.id for column in question.columns]:
            continue
        for number, cells in enumerate(ANSWERS[question.answer].read(question, row.fields) or (), 1):
            unclear = [c for c in ticks if part_name(question, number, c.id) in row.returned.unclear]
            titles = [(c.title, "") for c in ticks if cells.get(c.id) and c.id != _ALL_WELL]
            titles += [(column.title, UNCLEAR) for column in unclear]
            said = [*(cells.get(column.id, "") for column in others), "", "", ""][:3]
            met = row.day.isoformat() if row.day else ""
            found += [(title, mark, cells.get(_WHOM, ""), *said, met, row.returned.file) for title, mark in titles]
    head = ("Bekymring", "Kryds", "Lærling og virksomhed", "Det gør vi", "Hvem", "Senest", "Møde", "Fil")
    return [head, *sorted(found)]


def _tables(rows: Sequence[Row]) -> Iterator[tuple[Row, Question]]:
    for row in rows:
        for question in _shown_questions(row):
            if question.answer == "table" and row.is_newest:
                yield row, question


def _shown_questions(row: Row) -> list[Question]:
    return [q for q in row.sheet.questions() if q.id not in row.withheld] if row.sheet else []


def _dates(rows: Sequence[Row]) -> _Rows:
    found = []
    for row in rows:
        for question in _shown_questions(row) if row.is_newest else ():
            if row.sheet and question not in row.sheet.head:
                for day, what in _days(question, row):
                    read = day_or_none(day)
                    told = read.isoformat() if read else ""
                    found.append((told, day, row.name, question.text, what, row.sheet.title, row.returned.file))
    head = ("Dag", "Som skrevet", "Lærling", "Spørgsmål", "Hvad", "Ark", "Fil")
    # What cannot be read as a day stands first, or nobody would see it.
    return [head, *sorted(found)]


def _days(question: Question, row: Row) -> Iterator[tuple[str, str]]:
    """Yield the days that an answer names, each with what is to be done by then."""
    held = row.fields
    if question.answer == "date" and held.get(question.id):
        yield str(held[question.id]), ""
    elif question.answer == "agreement" and (day := held.get(part_name(question, "hvornaar"))):
        yield str(day), str(held.get(part_name(question, "hvad"), ""))
    elif question.answer == "table":
        texts = [column.id for column in question.columns if column.answer == "short"]
        for number, cells in enumerate(ANSWERS[question.answer].read(question, held) or (), 1):
            title = question.row_titles[number - 1 : number]
            for column in question.columns:
                if column.answer == "date" and cells.get(column.id) and _is_to_come(column.id, cells, row):
                    named = [column.title] if row.returned.sheet == OVERVIEW else []
                    yield str(cells[column.id]), ", ".join(filter(None, (*title, *map(cells.get, texts), *named)))


def _is_to_come(column: str, cells: Mapping[str, Any], row: Row) -> bool:
    """Return whether a day in a table is one to keep: in the overview of a class, that of a talk not yet held."""
    if row.returned.sheet != OVERVIEW:
        return True
    is_talk = row.sheet and f"{column}{HELD}" in [c.id for q in row.sheet.questions() for c in q.columns]
    # The week of the plan is in the plan.
    return bool(is_talk) and not cells.get(f"{column}{HELD}") and day_or_none(str(cells[column])) is not None


def _files(rows: Sequence[Row]) -> _Rows:
    head = ("Fil", "Ark", "Udgave", "Lærling", "Virksomhed", "Dato", "Nyeste", "Bemærkninger")
    return [head, *(_file(row) for row in rows)]


def _file(row: Row) -> Sequence[str]:
    remarks = [*row.remarks, *(["Arket er tomt."] if row.is_empty else [])]
    return (
        row.returned.file,
        row.returned.sheet,
        row.returned.version,
        row.name,
        row.company,
        row.day.isoformat() if row.day else str(row.fields.get("dato", "")),
        "ja" if row.is_newest else "nej",
        "\n".join(remarks),
    )


def _unread(collected: Collected) -> _Rows:
    rows = [("Fil", "Hvorfor", "Hvad kan I gøre?", "Fundet tekst")]
    for file in collected.unread:
        offered = file.offered if collected.everything else "Vises med --all." if file.offered else ""
        rows.append((file.file, file.why.found, file.why.way_out, offered))
    return [*rows]


def _answers(collected: Collected) -> Iterator[Page]:
    """Yield a page for each sheet and version with the answers, the newest first."""
    versions = dict.fromkeys((row.returned.sheet, row.returned.version) for row in collected.rows)
    names: Counter[str] = Counter()
    for sheet, version in sorted(versions):
        rows = [row for row in collected.rows if (row.returned.sheet, row.returned.version) == (sheet, version)]
        name = f"{sheet} {version}".strip()[:_MOST_SIGNS]
        names[name] += 1
        if names[name] > 1:
            name = f"{name[: _MOST_SIGNS - 4]} {names[name]}"
        table = _table(rows)
        if len(table[0]) > 2:
            yield Page(name, table, about=f"Svarene på arket {sheet} {version}")


def _table(rows: Sequence[Row]) -> _Rows:
    titles = {key: text for row in rows[:1] for key, text in _titles(row)}
    strange = dict.fromkeys(name for row in rows for name in row.fields if name not in _known(row))
    cells = [[*map(row.cells.get, titles), *(row.fields.get(name) for name in strange)] for row in rows]
    head = ["Fil", "Nyeste", *titles.values(), *(f"[{number}] {name[:60]}" for number, name in enumerate(strange, 1))]
    told = [["" if held is None else "x" if held is True else str(held) for held in line] for line in cells]
    return [
        head,
        *([row.returned.file, "ja" if row.is_newest else "nej", *line] for row, line in zip(rows, told, strict=True)),
    ]


def _known(row: Row) -> set[str]:
    return {name for question in _shown_questions(row) for name in ANSWERS[question.answer].fields(question)}


def _titles(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the columns of a sheet, each with a heading that no other has."""
    for question in _shown_questions(row):
        for column in ANSWERS[question.answer].columns(question):
            yield column, f"{question.text} [{column}]"


def _notes(collected: Collected, retention: str) -> Iterator[tuple[str]]:
    yield ("Om oversigten",)
    left = len(collected.unread)
    yield (f"{len(collected.rows)} ark er læst, {left} {'fil' if left == 1 else 'filer'} er ikke.",)
    yield ("Det er de ark, der er kommet ind. En samtale uden ark kan være holdt alligevel.",)
    if not collected.with_list:
        yield ("Uden klasselisten (--roster) står kun de lærlinge her, som der er kommet ark ind fra.",)
    for sheet, text in dict.fromkeys(_withheld(collected.rows)):
        yield (f"Udeladt, {sheet}: {text}",)
    yield (f"Sletning: {retention}" if retention else "Slet oversigten, når I ikke længere har brug for den.",)


def _withheld(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    for row in rows:
        for question in row.sheet.questions() if row.sheet else ():
            if question.id in row.withheld and row.sheet:
                yield row.sheet.title, question.text
