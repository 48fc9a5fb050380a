"""Turn a shared sheet and the profile's changes into the sheet as the school wants it, by question id.

Whether the changes can be made is `change_problems`' to say; here they are made. What is moved and what is added is put
in its place first, and what is hidden goes last: a school's own question may stand where a hidden one stood.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from generator.sheets.changes import NewQuestion, NewSection, SheetChanges, Where
from generator.sheets.model import Column, Question, Section, Sheet
from generator.sheets.questions import WHOLE

_HEAD = ""
_Item = TypeVar("_Item", Question, Section)


def apply_changes(sheet: Sheet, changes: SheetChanges) -> Sheet:
    """Return the changed sheet. Reworded and moved questions keep their id; the closing stays as it is.

    Additions after the same question stand in the order in which the profile names them.
    """
    sections = list(sheet.sections)
    _insert_beside([sections], [(_section(section), section) for section in changes.sections])
    questions = {_HEAD: list(sheet.head)} | {section.id: list(section.questions) for section in sections}
    _put_in_place(questions, changes)
    changed = [section.model_copy(update={"questions": _kept(questions[section.id], changes)}) for section in sections]
    return sheet.model_copy(update={"head": _kept(questions[_HEAD], changes), "sections": tuple(changed)})


def _put_in_place(questions: dict[str, list[Question]], changes: SheetChanges) -> None:
    """Move and add questions in the lists of them by section."""
    by_id = {question.id: question for listed in questions.values() for question in listed}
    moved = {move.id for move in changes.move}
    for listed in questions.values():
        listed[:] = [question for question in listed if question.id not in moved]
    placed: list[tuple[Question, Where]] = [(by_id[move.id], move) for move in changes.move]
    placed += [(_question(new), new) for new in changes.add]
    for question, where in placed:
        if where.into:
            questions[where.into].append(question)
    _insert_beside(questions.values(), [(question, where) for question, where in placed if not where.into])


def _insert_beside(lists: Collection[list[_Item]], placed: Sequence[tuple[_Item, Where | NewSection]]) -> None:
    """Insert each item after or before the one that it names; where that is still to be inserted, the item waits."""
    waiting: list[tuple[_Item, str, int]] = []
    waiting += [(item, where.before or "", 0) for item, where in placed if not where.after]
    # The last one first of those that stand after something, so that they end up as they were named.
    waiting += [(item, where.after, 1) for item, where in reversed(placed) if where.after]
    list_of = {item.id: listed for listed in lists for item in listed}
    while waiting:
        ready = next(entry for entry in waiting if entry[1] in list_of)
        waiting.remove(ready)
        item, neighbour, behind = ready
        listed = list_of[item.id] = list_of[neighbour]
        listed.insert([other.id for other in listed].index(neighbour) + behind, item)


def _section(new: NewSection) -> Section:
    questions = tuple(map(_question, new.questions))
    return Section(id=new.id, title=new.title, pictogram=new.pictogram, lead=new.lead or "", questions=questions)


def _question(new: NewQuestion) -> Question:
    given = new.model_dump(include={"id", "text", "ask", "answer", "options", "hint", "say", "lines", "rows", "core"})
    # Two lines are enough for most sentences; how much room the other kinds of answer take, they know themselves.
    lines = new.lines or (2 if new.answer == "text" else None)
    given |= {"lines": lines, "optional": new.optional or new.private, "private": new.private}
    # Those that do not say share what the others leave.
    left = WHOLE - sum(column.width or 0 for column in new.columns)
    share = left // max(1, sum(column.width is None for column in new.columns))
    columns = [Column(**column.model_dump() | {"width": column.width or share}) for column in new.columns]
    return Question(columns=tuple(columns), **{key: value for key, value in given.items() if value is not None})


def _kept(questions: Iterable[Question], changes: SheetChanges) -> tuple[Question, ...]:
    """Return the questions that are not hidden, with what is changed in them."""
    kept = []
    for question in questions:
        if question.id not in changes.hide:
            new = {
                "text": changes.reword.get(question.id),
                "lines": changes.room.get(question.id),
                "rows": changes.rows.get(question.id),
                "core": changes.core.get(question.id),
            }
            kept.append(question.model_copy(update={key: value for key, value in new.items() if value is not None}))
    return tuple(kept)
