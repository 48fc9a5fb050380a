"""Turn a question with options into boxes to tick: one option, several, or yes, no and unsure.

Tick boxes throughout, never radio buttons: readers on Mac and iPhone lose the answer of a radio group when they save
(Apple Developer Forums, thread 735073).
"""

from __future__ import annotations

from typing import ClassVar

from markupsafe import Markup

from generator.answers.base import AnswerKind, room
from generator.answers.widgets import box, choices, name_of, tick_field
from generator.answers.written import notes
from generator.danish import slugify
from generator.sheets import Question

NOTES = "uddyb"


class _Choice(AnswerKind):
    """Boxes to tick, and lines to explain the choice where the question has room for them."""

    instruction: ClassVar[str]
    default_lines: ClassVar[int] = 0

    def options(self, question: Question) -> tuple[str, ...]:
        """Return what can be chosen."""
        return question.options

    def paper(self, question: Question) -> Markup:
        ticks = [(box(), option) for option in self.options(question)]
        return choices(self.instruction, ticks) + self._notes(question, fillable=False)

    def screen(self, question: Question) -> Markup:
        ticks = [
            (tick_field(field_name(question, option), name_of(question.text, option)), option)
            for option in self.options(question)
        ]
        return choices(self.instruction, ticks) + self._notes(question, fillable=True)

    def fields(self, question: Question) -> list[str]:
        return [field_name(question, option) for option in self.options(question)] + self._notes_name(question)

    def columns(self, question: Question) -> list[str]:
        return [question.id, *self._notes_name(question)]

    def _notes(self, question: Question, *, fillable: bool) -> Markup:
        return notes(question, default=self.default_lines, fillable=fillable)

    def _notes_name(self, question: Question) -> list[str]:
        return [f"{question.id}.{NOTES}"] if room(question, default=self.default_lines) else []


class OneOf(_Choice):
    """One option of several."""

    instruction = "Sæt ét kryds"


class AnyOf(_Choice):
    """As many options as fit."""

    instruction = "Sæt gerne flere krydser"


class YesNoUnsure(_Choice):
    """Yes, no or unsure, with a line to say more: the answer often begins there."""

    instruction = "Sæt ét kryds"
    default_lines = 1

    def options(self, question: Question) -> tuple[str, ...]:
        return question.options or ("Ja", "Nej", "Usikker")


def field_name(question: Question, option: str) -> str:
    """Return the name of the field of one option."""
    return f"{question.id}.{slugify(option)}"
