"""Turn a question with options into boxes to tick: one option, several, or yes, no and unsure.

In PDFs tick boxes throughout, never radio buttons: readers on Mac and iPhone lose the answer of a radio group when they
save (Apple Developer Forums, thread 735073).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, repeat
from typing import ClassVar

from markupsafe import Markup

from generator.danish import slugify
from generator.sheets.answers import web
from generator.sheets.answers.base import AnswerKind, Fields, Value, known_parts, part_name, room, texts
from generator.sheets.answers.widgets import BOX, choices, name_of, part, ruled, tick_field, writing
from generator.sheets.model import Question
from generator.sheets.questions import NOTES

CHOSEN = "valgt"
_MORE = "Uddyb gerne"


class _Choice(AnswerKind):
    """Boxes to tick, and lines to explain the choice where the question has room for them.

    The value holds the chosen options as a list, `valgt`, and the explanation, `uddyb`. More than one option may come
    back of a question that asks for one: what was ticked is told, not decided.
    """

    instruction: ClassVar[str]
    # What the browser says where it has buttons of which only one can be chosen; empty for boxes to tick.
    choose_one: ClassVar[str] = ""
    default_lines: ClassVar[int] = 0
    default_options: ClassVar[tuple[str, ...]] = ()

    def options(self, question: Question) -> tuple[str, ...]:
        """Return what can be chosen."""
        return question.options or self.default_options

    def paper(self, question: Question) -> Markup:
        boxes = choices(self.instruction, self._shown(question, repeat(BOX)))
        return boxes + self._notes(question, ruled)

    def screen(self, question: Question) -> Markup:
        ticks = []
        for option in self.options(question):
            ticks.append(tick_field(field_name(question, option), name_of(question.text, option)))
        name, title = part_name(question, NOTES), name_of(question.text, question.more or _MORE)
        boxes = choices(self.instruction, self._shown(question, ticks))
        return boxes + self._notes(question, lambda lines: writing(name, title, lines))

    def web(self, question: Question) -> Markup:
        options = self.options(question)
        if self.choose_one:
            buttons = [web.radio(question.id, slugify(option)) for option in options]
            choices = web.choices(self.choose_one, self._shown(question, buttons), undo=question.text)
        else:
            ticks = [web.tick(field_name(question, option)) for option in options]
            choices = web.choices(self.instruction, self._shown(question, ticks))
        if lines := self._lines(question):
            name = part_name(question, NOTES)
            choices += web.labelled(name, question.more or _MORE, web.growing(name, lines), "notes")
        return choices

    def fields(self, question: Question) -> list[str]:
        return [field_name(question, option) for option in self.options(question)] + self._notes_name(question)

    def filled_fields(self, question: Question, value: Value) -> Fields:
        parts = known_parts(question, value, [CHOSEN, *([NOTES] if self._notes_name(question) else [])])
        options = self.options(question)
        if strange := [option for option in parts.get(CHOSEN, []) if option not in options]:
            raise ValueError(f"{question.id}: there is no option '{strange[0]}'; there are {', '.join(options)}")
        ticks = {field_name(question, option): True for option in parts.get(CHOSEN, [])}
        return texts({**ticks, part_name(question, NOTES): parts.get(NOTES, "")})

    def read(self, question: Question, fields: Mapping[str, str | bool]) -> Value:
        given = texts(fields)
        chosen = [option for option in self.options(question) if field_name(question, option) in given]
        value = {CHOSEN: chosen, NOTES: given.get(part_name(question, NOTES))}
        return {name: part for name, part in value.items() if part} or None

    def columns(self, question: Question) -> list[str]:
        return [question.id, *self._notes_name(question)]

    def cells(self, question: Question, value: Value) -> dict[str, str]:
        parts = value or {}
        cells = {question.id: "; ".join(parts.get(CHOSEN, [])), part_name(question, NOTES): parts.get(NOTES, "")}
        return {name: text for name, text in cells.items() if text}

    def _shown(self, question: Question, boxes: Iterable[Markup]) -> Iterator[tuple[Markup, str, str]]:
        """Yield each option as it is shown: the box before it, its text, the name of its pictogram or nothing."""
        return zip(boxes, self.options(question), chain(question.pictures, repeat("")), strict=False)

    def _lines(self, question: Question) -> int:
        return room(question, default=self.default_lines)

    def _notes(self, question: Question, answer: Callable[[int], Markup]) -> Markup:
        lines = self._lines(question)
        return part(question.more or _MORE, answer(lines), "notes") if lines else Markup()

    def _notes_name(self, question: Question) -> list[str]:
        return [part_name(question, NOTES)] if self._lines(question) else []


class OneOf(_Choice):
    """One option of several."""

    instruction = "Sæt ét kryds"
    choose_one = "Vælg ét svar"


class AnyOf(_Choice):
    """As many options as fit."""

    instruction = "Sæt gerne flere krydser"


class YesNoUnsure(_Choice):
    """Yes, no or unsure, with a line to say more: the answer often begins there."""

    instruction = "Sæt ét kryds"
    choose_one = "Vælg ét svar"
    default_lines = 1
    default_options = ("Ja", "Nej", "Usikker")


def field_name(question: Question, option: str) -> str:
    """Return the name of the field of one option."""
    return part_name(question, slugify(option))
