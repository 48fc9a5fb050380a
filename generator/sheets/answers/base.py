"""The kinds of answer, and what each promises: room on paper, fields on screen and web, reading back, columns of data.

An answer's *value* is what people gave, as plain data: a text, a tick (true), the parts of a person by name, the chosen
options with their explanation, a list of rows. A *field* holds one text or one tick; sheets in PDF and on the web have
the same ones. Both are kept by name, so that a value survives any program that fills in forms.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from generator.problems.problem import Finding
from generator.sheets.model import Question

# What a form's field holds: a text, or whether its box is ticked.
Held = str | bool
Fields = dict[str, Held]
# What an answer is as data; its shape is the kind's own.
Value = Any
# Between a question's id and the parts of its answer. Not a full stop, which PDF keeps for itself (32000-1, 12.7.3.2).
SEPARATOR = "_"


class AnswerKind(ABC):
    """One kind of answer: it owns how it looks in print and on the web, how it is read back, and its columns.

    A field is named after the question's id; a part of an answer has the name `id_part`. Ids and parts are ASCII,
    so that the names survive every form and spreadsheet.
    """

    @abstractmethod
    def paper(self, question: Question) -> Markup:
        """Return the room for writing by hand."""

    @abstractmethod
    def screen(self, question: Question) -> Markup:
        """Return the form's fields, each with the whole visible question as its accessible name."""

    @abstractmethod
    def web(self, question: Question) -> Markup:
        """Return the form's fields for a browser.

        The page draws the question's text: as the label of the one field that has the question's name (`is_one_field`),
        or as the legend of the group around several.
        """

    @abstractmethod
    def fields(self, question: Question) -> list[str]:
        """Return the names of the form's fields in reading order."""

    def is_one_field(self, question: Question) -> bool:
        """Return whether the answer is one field with the question's own name, which the question itself labels."""
        return self.fields(question) == [question.id]

    @abstractmethod
    def filled_fields(self, question: Question, value: Value) -> Fields:
        """Return what the fields hold when `value` is the answer; raises ValueError if the question has no such answer.

        Fields that stay empty are left out.
        """

    def faults_of(self, question: Question) -> Iterator[Finding]:  # noqa: ARG002
        """Yield what this kind of answer cannot make of the question's `fields` and `value`, if it has them."""
        yield from ()

    @abstractmethod
    def read(self, question: Question, fields: Mapping[str, str | bool]) -> Value:
        """Return the answer that filled-in fields give, None if there is none; the way back from `filled_fields`."""

    def columns(self, question: Question) -> list[str]:
        """Return the names of the data columns that one answer fills."""
        return self.fields(question)

    def cells(self, question: Question, value: Value) -> dict[str, str]:
        """Return an answer as text by column; columns without an answer are left out."""
        fields = self.filled_fields(question, value) if value else {}
        return {name: str(held) for name, held in fields.items()}


def part_name(question: Question, *parts: object) -> str:
    """Return the name of the field that holds one part of the question's answer."""
    return SEPARATOR.join([question.id, *map(str, parts)])


def texts(fields: Mapping[str, str | bool]) -> Fields:
    """Return only what was filled in: texts that say something, boxes that are ticked."""
    return {name: held for name, held in fields.items() if (held.strip() if isinstance(held, str) else held)}


def known_parts(question: Question, value: Mapping[str, Any], names: list[str]) -> Mapping[str, Any]:
    """Return a value made of parts; raises ValueError if it has one that the question does not ask for."""
    if strange := [name for name in value if name not in names]:
        raise ValueError(f"{question.id}: the answer has no part '{strange[0]}'; its parts are {', '.join(names)}")
    return value


def room(question: Question, *, default: int) -> int:
    """Return how many lines a question asks for; `default` where its data names no number."""
    return question.lines if "lines" in question.model_fields_set else default
