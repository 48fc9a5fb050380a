"""Turn a question into the parts of its answer: a person, an agreement, signatures."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from markupsafe import Markup, escape

from generator.data.values import shortened, unquoted
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, Finding, Sentence
from generator.sheets.answers import web
from generator.sheets.answers.base import AnswerKind, Fields, Value, known_parts, part_name, room, texts
from generator.sheets.answers.widgets import (
    DATE_ON_PAPER,
    DATE_ON_SCREEN,
    marked,
    name_of,
    part,
    parts,
    ruled,
    shown,
    writing,
)
from generator.sheets.model import Question
from generator.sheets.questions import of_name


class _Composed(AnswerKind):
    """An answer that is one field for each of its parts; a question may choose among the parts by `fields`."""

    labels: ClassVar[dict[str, str]]
    default_parts: ClassVar[tuple[str, ...]]
    # The part that is a day, if one is.
    day_part: ClassVar[str] = ""
    # Which keys a phone shows first.
    keyboards: ClassVar[dict[str, str]] = {"telefon": "tel", "mail": "email"}

    def parts(self, question: Question) -> tuple[str, ...]:
        """Return the parts that the question asks for."""
        return question.fields or self.default_parts

    def data_parts(self, question: Question) -> tuple[str, ...]:
        """Return the names of the parts that hold data, one for each field."""
        return self.parts(question)

    def label(self, name: str, how: str) -> str:
        """Return the label of a part; `how` is how a day is written."""
        return f"{self.labels[name]} {how}" if name == self.day_part else self.labels[name]

    def label_on_print(self, name: str, how: str) -> Markup:
        """Return the same label as a print shows it."""
        label = marked("{} {}", self.labels[name], shown(how))
        return label if name == self.day_part else escape(self.labels[name])

    def lines(self, question: Question, name: str) -> int:  # noqa: ARG002
        """Return how many lines a part has room for."""
        return 1

    def paper(self, question: Question) -> Markup:
        given = question.value or {}
        return parts(
            part(self.label_on_print(name, DATE_ON_PAPER), ruled(self.lines(question, name), given.get(name, "")), name)
            for name in self.parts(question)
        )

    def screen(self, question: Question) -> Markup:
        pieces = []
        for name in self.parts(question):
            field, label = part_name(question, name), self.label(name, DATE_ON_SCREEN)
            answer = writing(field, name_of(question.text, label), self.lines(question, name))
            pieces.append(part(self.label_on_print(name, DATE_ON_SCREEN), answer, name))
        return parts(pieces)

    def web(self, question: Question) -> Markup:
        pieces = []
        for name in self.parts(question):
            field, label = part_name(question, name), self.label(name, DATE_ON_SCREEN)
            pieces.append(web.labelled(field, label, self.web_field(question, name, field), name))
        return parts(pieces)

    def web_field(self, question: Question, name: str, field: str) -> Markup:  # noqa: ARG002
        """Return the field of a part in a browser."""
        return web.one_line(field, web.attributes(inputmode=self.keyboards.get(name, "")))

    def fields(self, question: Question) -> list[str]:
        return [part_name(question, name) for name in self.data_parts(question)]

    def filled_fields(self, question: Question, value: Value) -> Fields:
        parts = known_parts(question, value, list(self.data_parts(question)))
        return texts({part_name(question, name): str(text) for name, text in parts.items()})

    def faults_of(self, question: Question) -> Iterator[Finding]:
        for number, name in enumerate(question.fields):
            if name not in self.labels:
                way_out = did_you_mean(name, self.labels, "There are")
                yield ("fields", number), of_name("unknown-field", "there is no field '{name}'", name, way_out)
            elif name in question.fields[:number]:
                found = "the field '{name}' stands here a second time"
                yield ("fields", number), of_name("stands-twice", found, name, "Take one of the two out.")

    def read(self, question: Question, fields: Mapping[str, str | bool]) -> Value:
        given = texts(fields)
        names = {name: part_name(question, name) for name in self.data_parts(question)}
        return {name: given[field] for name, field in names.items() if field in given} or None


class Person(_Composed):
    """Somebody, and how to reach them."""

    labels: ClassVar[dict[str, str]] = {"navn": "Navn", "titel": "Titel", "telefon": "Telefon", "mail": "Mail"}
    default_parts = ("navn", "telefon")

    def faults_of(self, question: Question) -> Iterator[Finding]:
        yield from super().faults_of(question)
        asked = self.parts(question)
        example = Sentence("Write it as value: {{part}: …}.", part=asked[0])
        if question.value and not isinstance(question.value, dict):
            value = shortened(question.value)
            found = Sentence("a group of keys is expected here, not {value}", value=value)
            yield ("value",), Advice("wrong-kind", found, example, about=unquoted(value))
            return
        for name, text in (question.value or {}).items():
            if name not in asked:
                way_out = did_you_mean(name, asked, "It asks for")
                yield (
                    ("value", name),
                    of_name("unknown-field", "this question does not ask for '{name}'", name, way_out),
                )
            elif not isinstance(text, str | None):
                yield ("value", name), Advice("wrong-kind", "a text is expected here", example)


class Agreement(_Composed):
    """Something that is agreed: what, who sees to it, and by when."""

    labels: ClassVar[dict[str, str]] = {"hvad": "Hvad?", "hvem": "Hvem?", "hvornaar": "Hvornår?"}
    default_parts = ("hvad", "hvem", "hvornaar")
    day_part = "hvornaar"

    def lines(self, question: Question, name: str) -> int:
        return room(question, default=2) if name == "hvad" else 1

    def web_field(self, question: Question, name: str, field: str) -> Markup:
        return web.day(field) if name == self.day_part else web.growing(field, self.lines(question, name))


class Signature(_Composed):
    """Names under what was agreed, each with its day; on screen a name is typed."""

    labels: ClassVar[dict[str, str]] = {
        "laerling": "Lærlingens underskrift",
        "virksomhed": "Virksomhedens underskrift",
        "skole": "Skolens underskrift",
        "vaerge": "Forælder eller værge, hvis skolen beder om det",
    }
    default_parts = ("laerling", "virksomhed", "skole")

    def data_parts(self, question: Question) -> tuple[str, ...]:
        return tuple(part for name in self.parts(question) for part in (name, f"{name}-dato"))

    def paper(self, question: Question) -> Markup:
        return parts(self._party(self.labels[name], ruled(1), DATE_ON_PAPER, ruled(1)) for name in self.parts(question))

    def screen(self, question: Question) -> Markup:
        pieces = []
        for name in self.parts(question):
            label = self.labels[name]
            signature = writing(part_name(question, name), name_of(question.text, label), 1)
            title = name_of(question.text, label, f"dato, {DATE_ON_SCREEN}")
            day = writing(part_name(question, f"{name}-dato"), title, 1)
            pieces.append(self._party(label, signature, DATE_ON_SCREEN, day))
        return parts(pieces)

    def web(self, question: Question) -> Markup:
        pieces = []
        for name in self.parts(question):
            field, label = part_name(question, name), self.labels[name]
            signature = web.labelled(field, label, web.one_line(field), "signature")
            day = web.day(f"{field}-dato")
            dated = web.labelled(f"{field}-dato", f"Dato, {DATE_ON_SCREEN}", day, "day", before=label)
            pieces.append(marked('<div class="party">{}{}</div>', signature, dated))
        return parts(pieces)

    def _party(self, label: str, signature: Markup, how: str, day: Markup) -> Markup:
        return marked(
            '<div class="part party">{}{}</div>', part(label, signature), part(marked("Dato, {}", shown(how)), day)
        )
