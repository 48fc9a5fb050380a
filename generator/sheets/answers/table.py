"""Turn a question into rows to fill in: a plan, a list of companies, one line per apprentice."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from generator.sheets.answers import web
from generator.sheets.answers.base import AnswerKind, Fields, Value, known_parts, part_name, texts
from generator.sheets.answers.widgets import (
    DATE_ON_PAPER,
    DATE_ON_SCREEN,
    box,
    join,
    name_of,
    text_field,
    tick_field,
    writing,
)
from generator.sheets.answers.written import TICKED
from generator.sheets.model import Column, Question

DEFAULT_ROWS = 8


class Table(AnswerKind):
    """Rows with the same columns. A field is called `id_row_column`, rows counted from 1; the value is a list of rows.

    Rows may carry titles of their own; these stand as the heading of the row in front of its cells.
    """

    def paper(self, question: Question) -> Markup:
        return self._table(question, DATE_ON_PAPER, lambda _row, column: box() if column.answer == "tick" else Markup())

    def screen(self, question: Question) -> Markup:
        def cell(row: int, column: Column) -> Markup:
            name = part_name(question, row, column.id)
            how = DATE_ON_SCREEN if column.answer == "date" else ""
            title = name_of(question.text, self._row_name(question, row), column.title, how)
            if column.answer == "tick":
                return tick_field(name, title)
            return text_field(name, title) if column.answer == "date" else writing(name, title, question.lines)

        return self._table(question, DATE_ON_PAPER, cell)

    def web(self, question: Question) -> Markup:
        """Return a table whose every cell has a label: on narrow screens a row is a card, without the heads."""
        heads = [
            Markup('<th class="column-{} head-{}" scope="col">{}</th>').format(
                column.id, column.answer, self._web_title(column)
            )
            for column in question.columns
        ]
        rows = [
            Markup('<tr><th scope="row">{}</th>{}</tr>').format(
                self._web_row(question, row), join(self._web_cell(question, row, column) for column in question.columns)
            )
            for row in range(1, self._rows(question) + 1)
        ]
        return Markup(
            '<table class="answers{}" id="{}"><thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table>'
        ).format("" if question.row_titles else " answers-counted", f"tabel-{question.id}", join(heads), join(rows))

    def fields(self, question: Question) -> list[str]:
        return [
            part_name(question, row, column.id)
            for row in range(1, self._rows(question) + 1)
            for column in question.columns
        ]

    def filled_fields(self, question: Question, value: Value) -> Fields:
        if len(value) > self._rows(question):
            raise ValueError(f"{question.id}: the table has {self._rows(question)} rows, the answer has {len(value)}")
        names = [column.id for column in question.columns]
        return texts(
            {
                part_name(question, row, name): held
                for row, cells in enumerate(value, start=1)
                for name, held in known_parts(question, cells, names).items()
            }
        )

    def read(self, question: Question, fields: Mapping[str, str | bool]) -> Value:
        given = texts(fields)
        rows = [
            {
                column.id: given[name]
                for column in question.columns
                if (name := part_name(question, row, column.id)) in given
            }
            for row in range(1, self._rows(question) + 1)
        ]
        # Rows left empty in the middle keep their place: a row may be about somebody.
        while rows and not rows[-1]:
            rows.pop()
        return rows or None

    def columns(self, question: Question) -> list[str]:
        return [part_name(question, column.id) for column in question.columns]

    def cells(self, question: Question, value: Value) -> dict[str, str]:
        cells = {
            part_name(question, column.id): "\n".join(
                TICKED if (held := row.get(column.id, "")) is True else str(held) for row in value or []
            )
            for column in question.columns
        }
        return {name: text for name, text in cells.items() if text.strip()}

    def _rows(self, question: Question) -> int:
        return len(question.row_titles) or question.rows or DEFAULT_ROWS

    def _row_name(self, question: Question, row: int) -> str:
        return question.row_titles[row - 1] if question.row_titles else f"række {row}"

    def _web_row(self, question: Question, row: int) -> str | Markup:
        if question.row_titles:
            return question.row_titles[row - 1]
        return Markup('<span class="row-word">Række </span>{}').format(row)

    def _web_title(self, column: Column) -> Markup:
        how = Markup(' <span class="how">{}</span>').format(DATE_ON_PAPER) if column.answer == "date" else ""
        return Markup("{}{}").format(column.title, how)

    def _web_cell(self, question: Question, row: int, column: Column) -> Markup:
        name = part_name(question, row, column.id)
        if column.answer == "tick":
            field = web.tick(name)
        else:
            field = web.day(name) if column.answer == "date" else web.growing(name, question.lines)
        label = Markup('<label class="cell-label" for="{}"><span class="heard">{}: </span>{}</label>').format(
            web.field_id(name), self._row_name(question, row), self._web_title(column)
        )
        return Markup('<td class="cell-{}">{}{}</td>').format(column.answer, label, field)

    def _table(self, question: Question, how: str, cell: Callable[[int, Column], Markup]) -> Markup:
        titled = bool(question.row_titles)
        heads = [self._head(column, how) for column in question.columns]
        rows = [
            Markup("<tr>{}{}</tr>").format(
                Markup('<th scope="row">{}</th>').format(self._row_name(question, row)) if titled else "",
                join(
                    Markup('<td class="cell-{}">{}</td>').format(column.answer, cell(row, column))
                    for column in question.columns
                ),
            )
            for row in range(1, self._rows(question) + 1)
        ]
        corner = Markup("<td></td>") if titled else ""
        return Markup(
            '<table class="answers" style="--lines: {}"><thead><tr>{}{}</tr></thead><tbody>{}</tbody></table>'
        ).format(question.lines, corner, join(heads), join(rows))

    def _head(self, column: Column, how: str) -> Markup:
        hint = Markup(' <span class="how">{}</span>').format(how) if column.answer == "date" else ""
        return Markup('<th scope="col" style="width: {}%">{}{}</th>').format(column.width, column.title, hint)
