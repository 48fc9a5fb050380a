"""Turn a sheet that came back into a row: who it is about, which talk and day, and what may be shown of its answers."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.private.folder import MANIFEST
from generator.roster.cells import day_of, person_of, text_of
from generator.roster.copy import COPY
from generator.roundtrip.files import Return, Unread, read_folder
from generator.roundtrip.known import FILLED_BEFORE, NAMES
from generator.roundtrip.prefill import WHO_IS_WHO
from generator.sheets.answers import ANSWERS, given_fields
from generator.sheets.answers.base import Fields
from generator.sheets.model import Question, Sheet

UNCLEAR = "uklart"
# The question whose answer says what is not to be passed on.
_NOT_PASSED_ON = "maa-ikke-deles"


@dataclass(frozen=True, repr=False)
class Row:
    """One sheet that came back; `sheet` is None for one that this school does not have."""

    returned: Return
    sheet: Sheet | None
    fields: Fields
    """What may be shown, by field name."""
    name: str = ""
    company: str = ""
    day: date | None = None
    is_empty: bool = False
    is_newest: bool = True
    remarks: tuple[str, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    """What may be shown, by column."""
    withheld: frozenset[str] = frozenset()
    """The ids of the questions that are not shown."""


def is_withheld(sheet: Sheet, question: Question) -> bool:
    """Return whether the answer to a question stays on its sheet unless asked for: it is voluntary, or a confidence.

    What an apprentice writes alone is for the teacher, but for the head.
    """
    alone = sheet.kind == "apprentice" and question not in sheet.head
    return question.private or question.optional or question.id == _NOT_PASSED_ON or alone


def read_rows(
    folder: Path, sheets: Sequence[Sheet], skipped: tuple[str, ...], *, everything: bool
) -> tuple[list[Row], list[Unread]]:
    """Return the sheets in a folder, newest first for each apprentice, and the files in it that are not read."""
    fields = {sheet.id: [n for q in sheet.questions() for n in ANSWERS[q.answer].fields(q)] for sheet in sheets}
    by_id = {sheet.id: sheet for sheet in sheets}
    rows, unread = [], []
    for found in read_folder(folder, fields, {MANIFEST, WHO_IS_WHO, COPY, *skipped}):
        if isinstance(found, Return):
            rows.append(row_of(found, by_id.get(found.sheet), everything=everything))
        else:
            unread.append(found)
    return newest_first(rows), unread


def row_of(returned: Return, sheet: Sheet | None, *, everything: bool) -> Row:
    """Return the row of a sheet; with `everything`, what is usually withheld is shown, too."""
    if sheet is None:
        remark = "Arket er ikke et af skolens egne. Svarene er ikke med."
        return Row(returned, None, returned.fields if everything else {}, remarks=(*returned.remarks, remark))
    questions = [*sheet.questions()]
    withheld = frozenset(q.id for q in questions if is_withheld(sheet, q) and not everything)
    names = {name: question for question in questions for name in ANSWERS[question.answer].fields(question)}
    shown = {name: held for name, held in returned.fields.items() if name in names and names[name].id not in withheld}
    left = [name for name in (*returned.fields, *returned.unclear) if name not in names]
    cells = {key: text for question in questions for key, text in _cells(question, shown).items()}
    unclear = [names[name] for name in returned.unclear if name in names and names[name].id not in withheld]
    for question in unclear:
        column = next(iter(ANSWERS[question.answer].columns(question)))
        cells[column] = "; ".join(filter(None, (cells.get(column), UNCLEAR)))
    called = next((question.id for question in sheet.head if question.id in NAMES), "")
    return Row(
        returned,
        sheet,
        shown | ({name: returned.fields[name] for name in left if name in returned.fields} if everything else {}),
        name=person_of(str(shown.get(called, ""))),
        company=text_of(str(shown.get("virksomhed", ""))),
        day=day_or_none(str(shown.get("dato", ""))),
        is_empty=_is_empty(sheet, returned),
        remarks=tuple(_remarks(returned, sheet, unclear, left)),
        cells=cells,
        withheld=withheld,
    )


def _cells(question: Question, fields: Fields) -> Mapping[str, str]:
    kind = ANSWERS[question.answer]
    value = kind.read(question, fields)
    return kind.cells(question, value) if value else {}


def day_or_none(text: str) -> date | None:
    """Return the day that somebody wrote; None where it is none."""
    try:
        return day_of(text)
    except ValueError:
        return None


def _is_empty(sheet: Sheet, returned: Return) -> bool:
    """Return whether nothing was answered: the head, and what stands there before a talk, say nothing of it."""
    head = {name for question in sheet.head for name in ANSWERS[question.answer].fields(question)}
    return not (returned.fields.keys() - head - FILLED_BEFORE - given_fields(sheet).keys() or returned.unclear)


def _remarks(returned: Return, sheet: Sheet, unclear: Sequence[Question], left: Sequence[str]) -> Iterator[str]:
    yield from returned.remarks
    if returned.version and returned.version != sheet.version_label:
        yield "En anden udgave af arket."
    if unclear:
        texts = dict.fromkeys(question.text for question in unclear)
        yield f"Uklart, om der er sat kryds: {'; '.join(texts)}"
    if left:
        yield f"Svar, som arket ikke længere spørger om: {len(left)}"
    if returned.fields.get(_NOT_PASSED_ON):
        yield "Lærlingen har bedt om, at noget ikke gives videre."


def newest_first(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with those of one apprentice and sheet together, the newest first; the others are marked."""
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        # Nobody knows whether sheets without a name are about one person, unless they are the same.
        person = folded(row.name) or row.returned.digest
        groups[row.returned.sheet, person, folded(row.company) if row.name else ""].append(row)
    found = []
    for group in groups.values():
        group.sort(key=lambda row: (row.is_empty, -(row.day or date.min).toordinal(), -row.returned.changed))
        first = group[0]
        found.append(first)
        for row in group[1:]:
            same = "Samme fil som" if row.returned.digest == first.returned.digest else "Der er et nyere ark:"
            found.append(replace(row, is_newest=False, remarks=(*row.remarks, f"{same} {first.returned.file}")))
    return found


def folded(text: str) -> str:
    """Return a name so that two ways to write it are the same."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
