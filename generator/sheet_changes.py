"""Turn a shared sheet and the profile's changes into the sheet as the school wants it, by question id."""

from __future__ import annotations

from collections.abc import Mapping

from generator.problems import Problem, did_you_mean
from generator.profile import SheetChanges
from generator.sheets import Question, Section, Sheet
from generator.yamltext import KeyPath, YamlText


def apply_changes(sheet: Sheet, changes: SheetChanges) -> tuple[Sheet, dict[KeyPath, str]]:
    """Return the changed sheet, and the ids that the changes name but the sheet does not have, by their place.

    Hidden questions go, reworded ones keep id and room, added ones stand right after the question they name.
    """
    known = {question.id for question in sheet.questions()}
    named: list[tuple[KeyPath, str]] = [(("hide", number), name) for number, name in enumerate(changes.hide)]
    named += [(("reword", name), name) for name in changes.reword]
    unknown = {path: name for path, name in named if name not in known}
    sections = sheet.sections
    for number, addition in enumerate(changes.add):
        if addition.after not in known:
            unknown["add", number, "after"] = addition.after
            continue
        new = Question(
            id=addition.id,
            text=addition.text,
            ask=addition.ask,
            answer=addition.answer,
            lines=2 if addition.answer == "text" else 1,
        )
        sections = tuple(_inserted(section, addition.after, new) for section in sections)
        known.add(addition.id)
    sections = tuple(_reworded(section, changes) for section in sections)
    head = _chosen(sheet.head, changes)
    return sheet.model_copy(update={"sections": sections, "head": head}), unknown


def unknown_questions(source: YamlText, sheet: Sheet, unknown: Mapping[KeyPath, str]) -> list[Problem]:
    """Return the problems that changes in the profile `source` name questions which the sheet does not have."""
    ids = [question.id for question in sheet.questions()]
    label = f"sheets.{sheet.id}: there is no question"
    return [
        Problem(
            source.file,
            # A reworded question is named by a key, the others by a value.
            *(source.key_place if path[0] == "reword" else source.place)(("sheets", sheet.id, *path)),
            f"{label} '{name}'",
            did_you_mean(name, ids, "The questions are"),
        )
        for path, name in unknown.items()
    ]


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
