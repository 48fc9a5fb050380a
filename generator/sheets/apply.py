"""Turn a shared sheet and the profile's changes into the sheet as the school wants it, by question id.

Whether the changes can be made is `sheet_change_problems`' to say; here they are made. What is moved and what is added
is put in its place first, and what is hidden goes last: a school's own question may stand where a hidden one stood.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from generator.sheets.changes import NewQuestion, NewSection, SheetChanges, Where
from generator.sheets.model import Column, Question, Section, Sheet
from generator.sheets.questions import WHOLE

_HEAD = ""
_Item = TypeVar("_Item")
_Place = TypeVar("_Place", Where, NewSection)


def apply_changes(sheet: Sheet, changes: SheetChanges) -> Sheet:
    """Return the changed sheet. Reworded and moved questions keep their id; the closing stays as it is.

    Additions after the same question stand in the order in which the profile names them.
    """
    sections = _with_new_sections(sheet.sections, changes.sections)
    questions = {_HEAD: list(sheet.head)} | {section.id: list(section.questions) for section in sections}
    by_id = {question.id: question for listed in questions.values() for question in listed}
    for listed in questions.values():
        listed[:] = [question for question in listed if question.id not in {move.id for move in changes.move}]
    _put(questions, [(by_id[move.id], move) for move in changes.move] + [(_question(new), new) for new in changes.add])
    return sheet.model_copy(
        update={
            "head": _chosen(questions[_HEAD], changes),
            "sections": tuple(
                section.model_copy(update={"questions": _chosen(questions[section.id], changes)})
                for section in sections
            ),
        }
    )


def _with_new_sections(sections: tuple[Section, ...], new: tuple[NewSection, ...]) -> list[Section]:
    made = list(sections)
    waiting = _in_order_of_insertion((_section(section), section) for section in new)
    while waiting:
        ids = [section.id for section in made]
        ready = next(item for item in waiting if (item[1].after or item[1].before) in ids)
        waiting.remove(ready)
        section, where = ready
        made.insert(ids.index(where.after or where.before or "") + (where.after is not None), section)
    return made


def _put(questions: dict[str, list[Question]], placed: Iterable[tuple[Question, Where]]) -> None:
    """Put each question in its place; one that names another that is still to be put waits for it."""
    waiting = _in_order_of_insertion(placed)
    while waiting:
        waiting.remove(next(item for item in waiting if _insert(questions, *item)))


def _in_order_of_insertion(placed: Iterable[tuple[_Item, _Place]]) -> list[tuple[_Item, _Place]]:
    """Return the last one first of those that stand after something, so that they end up as they were named."""
    listed = list(placed)
    return [item for item in listed if not item[1].after] + [item for item in reversed(listed) if item[1].after]


def _insert(questions: dict[str, list[Question]], question: Question, where: Where) -> bool:
    if where.into:
        questions[where.into].append(question)
        return True
    for listed in questions.values():
        for number, other in enumerate(listed):
            if other.id == (where.after or where.before):
                listed.insert(number + (where.after is not None), question)
                return True
    return False


def _section(new: NewSection) -> Section:
    return Section(
        id=new.id,
        title=new.title,
        pictogram=new.pictogram,
        lead=new.lead or "",
        questions=tuple(_question(question) for question in new.questions),
    )


def _question(new: NewQuestion) -> Question:
    given = new.model_dump(include={"id", "text", "ask", "answer", "options", "hint", "say", "lines", "rows"})
    # Two lines are enough for most sentences; how much room the other kinds of answer take, they know themselves.
    lines = new.lines or (2 if new.answer == "text" else None)
    given |= {"lines": lines, "optional": new.optional or new.private, "private": new.private}
    # Those that do not say share what the others leave.
    left = WHOLE - sum(column.width or 0 for column in new.columns)
    share = left // max(1, sum(column.width is None for column in new.columns))
    columns = tuple(
        Column(id=column.id, title=column.title, answer=column.answer, width=column.width or share)
        for column in new.columns
    )
    return Question(columns=columns, **{key: value for key, value in given.items() if value is not None})


def _chosen(questions: list[Question], changes: SheetChanges) -> tuple[Question, ...]:
    def changed(question: Question) -> Question:
        update = {"text": changes.reword.get(question.id), "lines": changes.room.get(question.id)}
        return question.model_copy(update={key: value for key, value in update.items() if value is not None})

    return tuple(changed(question) for question in questions if question.id not in changes.hide)
