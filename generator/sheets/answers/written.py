"""Turn a question that is answered in writing into room for it: a few words, some lines, a day, a tick."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from generator.problems.problem import Advice, Finding
from generator.sheets.answers import web
from generator.sheets.answers.base import AnswerKind, Fields, Value, room, texts
from generator.sheets.answers.widgets import (
    BOX,
    DATE_ON_PAPER,
    DATE_ON_SCREEN,
    marked,
    name_of,
    ruled,
    shown,
    tick_field,
    writing,
)
from generator.sheets.model import Question

# What a tick is in a spreadsheet.
TICKED = "x"


class _Single(AnswerKind):
    """An answer that is one field with the question's own name."""

    def fields(self, question: Question) -> list[str]:
        return [question.id]

    def filled_fields(self, question: Question, value: Value) -> Fields:
        return texts({question.id: str(value)})

    def read(self, question: Question, fields: Mapping[str, str | bool]) -> Value:
        return texts({question.id: fields.get(question.id, "")}).get(question.id)


class Short(_Single):
    """A few words: one line, if the question does not ask for more."""

    default_lines, fewest_fillable = 1, 1

    def faults_of(self, question: Question) -> Iterator[Finding]:
        if question.value and not isinstance(question.value, str):
            way_out = "Write it after the colon, in the same line."
            yield ("value",), Advice("wrong-kind", "a text is expected here", way_out)

    def paper(self, question: Question) -> Markup:
        return ruled(room(question, default=self.default_lines), question.value or "")

    def screen(self, question: Question) -> Markup:
        return writing(question.id, question.text, self._fillable_lines(question))

    def web(self, question: Question) -> Markup:
        return web.growing(question.id, self._fillable_lines(question), _hinted(question))

    def _fillable_lines(self, question: Question) -> int:
        return max(self.fewest_fillable, room(question, default=self.default_lines))


class Text(Short):
    """Some sentences: as many lines as the question asks for."""

    default_lines, fewest_fillable = 3, 2


class Date(_Single):
    """A day; how to write it stands beside the field."""

    def paper(self, question: Question) -> Markup:  # noqa: ARG002
        return self._dated(DATE_ON_PAPER, ruled(1))

    def screen(self, question: Question) -> Markup:
        return self._dated(DATE_ON_SCREEN, writing(question.id, name_of(question.text, DATE_ON_SCREEN), 1))

    def web(self, question: Question) -> Markup:
        how = f"saadan-{question.id}"
        named = web.attributes(aria_labelledby=f"{web.text_id(question.id)} {how}")
        day = web.day(question.id, named, hint=web.hint_id(question.id) if question.hint else "")
        return marked('<p class="how" id="{}">{}</p>{}', how, DATE_ON_SCREEN, day)

    def _dated(self, how: str, answer: Markup) -> Markup:
        return marked('<div class="date"><span class="how">{}</span>{}</div>', shown(how), answer)


class Tick(_Single):
    """A point that is done or not: a box, which the sheet sets before the question's text."""

    def paper(self, question: Question) -> Markup:  # noqa: ARG002
        return BOX

    def screen(self, question: Question) -> Markup:
        return tick_field(question.id, question.text)

    def web(self, question: Question) -> Markup:
        return web.tick(question.id)

    def filled_fields(self, question: Question, value: Value) -> Fields:
        return {question.id: True} if value else {}

    def cells(self, question: Question, value: Value) -> dict[str, str]:
        return {question.id: TICKED} if value else {}


def _hinted(question: Question) -> Markup:
    return web.attributes(aria_describedby=web.hint_id(question.id) if question.hint else "")
