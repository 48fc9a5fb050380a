"""Turn a question into the parts of its answer: a person, an agreement, signatures."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from markupsafe import Markup

from generator.data.kinds import shortened, unquoted
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, Finding, Sentence
from generator.sheets.answers import web
from generator.sheets.answers.base import AnswerKind, Fields, Value, known_parts, part_name, room, texts
from generator.sheets.answers.widgets import (
    DATE_ON_PAPER,
    DATE_ON_SCREEN,
    name_of,
    part,
    parts,
    ruled,
    text_field,
    writing,
)
from generator.sheets.model import Question


class _Composed(AnswerKind):
    """An answer that is one field for each of its parts; a question may choose among the parts by `fields`."""

    labels: ClassVar[dict[str, str]]
    default_parts: ClassVar[tuple[str, ...]]

    def parts(self, question: Question) -> tuple[str, ...]:
        """Return the parts that the question asks for."""
        return question.fields or self.default_parts

    def data_parts(self, question: Question) -> tuple[str, ...]:
        """Return the names of the parts that hold data, one for each field."""
        return self.parts(question)

    def fields(self, question: Question) -> list[str]:
        return [part_name(question, name) for name in self.data_parts(question)]

    def filled_fields(self, question: Question, value: Value) -> Fields:
        parts = known_parts(question, value, list(self.data_parts(question)))
        return texts({part_name(question, name): str(text) for name, text in parts.items()})

    def faults_of(self, question: Question) -> Iterator[Finding]:
        for number, name in enumerate(question.fields):
            if name not in self.labels:
                found = Sentence("there is no field '{name}'", name=name)
                way_out = did_you_mean(name, self.labels, "There are")
                yield ("fields", number), Advice("unknown-field", found, way_out, about=name)
            elif name in question.fields[:number]:
                found = Sentence("the field '{name}' stands here a second time", name=name)
                yield ("fields", number), Advice("stands-twice", found, "Take one of the two out.", about=name)

    def read(self, question: Question, fields: Mapping[str, str | bool]) -> Value:
        given = texts(fields)
        names = {name: part_name(question, name) for name in self.data_parts(question)}
        return {name: given[field] for name, field in names.items() if field in given} or None

    def columns(self, question: Question) -> list[str]:
        return self.fields(question)

    def cells(self, question: Question, value: Value) -> dict[str, str]:
        return {name: str(text) for name, text in self.filled_fields(question, value or {}).items()}


class Person(_Composed):
    """Somebody, and how to reach them."""

    labels: ClassVar[dict[str, str]] = {"navn": "Navn", "titel": "Titel", "telefon": "Telefon", "mail": "Mail"}
    default_parts = ("navn", "telefon")
    # Which keys a phone shows first.
    keyboards: ClassVar[dict[str, str]] = {"telefon": "tel", "mail": "email"}

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
                found = Sentence("this question does not ask for '{name}'", name=name)
                way_out = did_you_mean(name, asked, "It asks for")
                yield ("value", name), Advice("unknown-field", found, way_out, about=name)
            elif not isinstance(text, str | None):
                yield ("value", name), Advice("wrong-kind", "a text is expected here", example)

    def paper(self, question: Question) -> Markup:
        given = question.value or {}
        return parts(part(self.labels[name], ruled(1, given.get(name, "")), name) for name in self.parts(question))

    def screen(self, question: Question) -> Markup:
        return parts(
            part(
                self.labels[name],
                text_field(part_name(question, name), name_of(question.text, self.labels[name])),
                name,
            )
            for name in self.parts(question)
        )

    def web(self, question: Question) -> Markup:
        return parts(
            web.labelled(field, self.labels[name], web.one_line(field, keyboard), name)
            for name in self.parts(question)
            for field in [part_name(question, name)]
            for keyboard in [web.attributes(inputmode=self.keyboards.get(name, ""))]
        )


class Agreement(_Composed):
    """Something that is agreed: what, who sees to it, and by when."""

    labels: ClassVar[dict[str, str]] = {"hvad": "Hvad?", "hvem": "Hvem?", "hvornaar": "Hvornår?"}
    default_parts = ("hvad", "hvem", "hvornaar")
    date_part = "hvornaar"

    def paper(self, question: Question) -> Markup:
        return self._layout({name: ruled(self._lines(question, name)) for name in self.parts(question)}, DATE_ON_PAPER)

    def screen(self, question: Question) -> Markup:
        answers = {
            name: writing(
                part_name(question, name),
                name_of(question.text, self._label(name, DATE_ON_SCREEN)),
                self._lines(question, name),
            )
            for name in self.parts(question)
        }
        return self._layout(answers, DATE_ON_SCREEN)

    def web(self, question: Question) -> Markup:
        return parts(
            web.labelled(field, self._label(name, DATE_ON_SCREEN), answer, name)
            for name in self.parts(question)
            for field in [part_name(question, name)]
            for answer in [
                web.day(field) if name == self.date_part else web.growing(field, self._lines(question, name))
            ]
        )

    def _lines(self, question: Question, name: str) -> int:
        return room(question, default=2) if name == "hvad" else 1

    def _label(self, name: str, how: str) -> str:
        return f"{self.labels[name]} {how}" if name == self.date_part else self.labels[name]

    def _layout(self, answers: dict[str, Markup], how: str) -> Markup:
        return parts(part(self._label(name, how), answers[name], name) for name in answers)


class Signature(_Composed):
    """Names under what was agreed, each with its day; on screen a name is typed."""

    labels: ClassVar[dict[str, str]] = {
        "laerling": "Lærlingens underskrift",
        "virksomhed": "Virksomhedens underskrift",
        "skole": "Skolens underskrift",
        "vaerge": "Forælder eller værge, hvis skolen beder om det",
    }
    default_parts = ("laerling", "virksomhed", "skole")

    def paper(self, question: Question) -> Markup:
        return parts(self._party(self.labels[name], ruled(1), DATE_ON_PAPER, ruled(1)) for name in self.parts(question))

    def screen(self, question: Question) -> Markup:
        return parts(
            self._party(
                label,
                text_field(part_name(question, name), name_of(question.text, label)),
                DATE_ON_SCREEN,
                text_field(
                    part_name(question, f"{name}-dato"), name_of(question.text, label, f"dato, {DATE_ON_SCREEN}")
                ),
            )
            for name in self.parts(question)
            for label in [self.labels[name]]
        )

    def web(self, question: Question) -> Markup:
        return parts(
            Markup('<div class="party">{}{}</div>').format(
                web.labelled(name, label, web.one_line(name), "signature"),
                web.labelled(f"{name}-dato", f"Dato, {DATE_ON_SCREEN}", web.day(f"{name}-dato"), "day", before=label),
            )
            for part in self.parts(question)
            for name, label in [(part_name(question, part), self.labels[part])]
        )

    def _party(self, label: str, signature: Markup, how: str, day: Markup) -> Markup:
        return Markup('<div class="part party">{}{}</div>').format(part(label, signature), part(f"Dato, {how}", day))

    def data_parts(self, question: Question) -> tuple[str, ...]:
        return tuple(part for name in self.parts(question) for part in (name, f"{name}-dato"))
