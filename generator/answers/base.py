"""The kinds of answer, and what each promises: room on paper, fields on screen, names for what was answered."""

from __future__ import annotations

from abc import ABC, abstractmethod

from markupsafe import Markup

from generator.sheets import Question


class AnswerKind(ABC):
    """One kind of answer: it owns how it looks on paper and on screen, and what its data is called.

    A field is named after the question's id; a part of an answer has the name `id.part`. Ids and parts are ASCII,
    so that the names survive every form and spreadsheet.
    """

    @abstractmethod
    def paper(self, question: Question) -> Markup:
        """Return the room for writing by hand."""

    @abstractmethod
    def screen(self, question: Question) -> Markup:
        """Return the form's fields, each with the whole visible question as its accessible name."""

    @abstractmethod
    def fields(self, question: Question) -> list[str]:
        """Return the names of the form's fields in reading order."""

    def columns(self, question: Question) -> list[str]:
        """Return the names of the data columns that one answer fills."""
        return self.fields(question)


def room(question: Question, *, default: int) -> int:
    """Return how many lines a question asks for; `default` where its data names no number."""
    return question.lines if "lines" in question.model_fields_set else default
