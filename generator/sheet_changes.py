"""Turn a shared sheet and the profile's changes into the sheet as the school wants it, by question id."""

from __future__ import annotations

from difflib import get_close_matches

from generator.problems import Problem
from generator.profile import SheetChanges
from generator.sheets import Question, Section, Sheet


def apply_changes(sheet: Sheet, changes: SheetChanges) -> tuple[Sheet, list[str]]:
    """Return the changed sheet, and the ids that the changes name but the sheet does not have.

    Hidden questions go, reworded ones keep id and room, added ones stand right after the question they name.
    """
    known = {question.id for question in sheet.questions()}
    unknown = [name for name in (*changes.hide, *changes.reword) if name not in known]
    sections = sheet.sections
    for addition in changes.add:
        if addition.after not in known:
            unknown.append(addition.after)
            continue
        new = Question(
            id=addition.id, text=addition.text, ask=addition.ask, answer=addition.answer, lines=2 if addition.answer == "text" else 1
        )  # fmt: skip
        sections = tuple(_inserted(section, addition.after, new) for section in sections)
        known.add(addition.id)
    sections = tuple(_reworded(section, changes) for section in sections)
    head = _chosen(sheet.head, changes)
    return sheet.model_copy(update={"sections": sections, "head": head}), unknown


def unknown_question(file: str, sheet: Sheet, name: str) -> Problem:
    """Return the problem that a change names a question which the sheet does not have."""
    ids = [question.id for question in sheet.questions()]
    near = get_close_matches(name, ids, n=1)
    return Problem(
        file=file,
        line=None,
        column=None,
        found=f"sheets.{sheet.id}: there is no question '{name}'",
        way_out=f"Did you mean '{near[0]}'?" if near else f"The questions are: {', '.join(ids)}.",
    )


def _inserted(section: Section, after: str, new: Question) -> Section:
    questions: list[Question] = []
    for question in section.questions:
        questions.append(question)
        if question.id == after:
            questions.append(new)
    return section.model_copy(update={"questions": tuple(questions)})


def _reworded(section: Section, changes: SheetChanges) -> Section:
    return section.model_copy(update={"questions": _chosen(section.questions, changes)})


def _chosen(questions: tuple[Question, ...], changes: SheetChanges) -> tuple[Question, ...]:
    return tuple(
        question.model_copy(update={"text": changes.reword.get(question.id, question.text)})
        for question in questions
        if question.id not in changes.hide
    )
