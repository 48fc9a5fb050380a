"""Turn a question into rows to fill in: a plan, a list of companies, one line per apprentice."""

from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from generator.sheets.answers import web
from generator.sheets.answers.base import AnswerKind, Fields, Value, known_parts, part_name, texts
from generator.sheets.answers.widgets import (
    BOX,
    DATE_ON_PAPER,
    DATE_ON_SCREEN,
    join,
    marked,
    name_of,
    shown,
    tick_field,
    writing,
)
from generator.sheets.answers.written import TICKED
from generator.sheets.model import Column, Question

DEFAULT_ROWS = 8
# So many columns of ticks beside each other want lines further apart.
MANY_TICKS = 4


class Table(AnswerKind):
    """Rows with the same columns. A field is called `id_row_column`, rows counted from 1; the value is a list of rows.

    Rows may carry titles of their own; these stand as the heading of the row in front of its cells.
    """

    def paper(self, question: Question) -> Markup:
        return self._table(question, lambda _row, column: BOX if column.answer == "tick" else Markup())

    def screen(self, question: Question) -> Markup:
        def cell(row: int, column: Column) -> Markup:
            name = part_name(question, row, column.id)
            how = DATE_ON_SCREEN if column.answer == "date" else ""
            title = name_of(question.text, self._row_name(question, row), column.title, how)
            if column.answer == "tick":
                return tick_field(name, title)
            return writing(name, title, 1 if column.answer == "date" else question.lines)

        return self._table(question, cell)

    def web(self, question: Question) -> Markup:
        """Return a table whose every cell has a label: on narrow screens a row is a card, without the heads."""
        heads, rows = [], []
        titles = {column.id: self._title(column) for column in question.columns}
        for column in question.columns:
            head = '<th class="column-{} head-{}" scope="col">{}</th>'
            heads.append(marked(head, column.id, column.answer, titles[column.id]))
        for row in self._rows(question):
            name = marked('<span class="row-word">Række </span>{}', row)
            if question.row_titles:
                name = escape(self._row_name(question, row))
            cells = join(self._web_cell(question, row, column, titles[column.id]) for column in question.columns)
            rows.append(marked('<tr><th scope="row">{}</th>{}</tr>', name, cells))
        counted = "" if question.row_titles else " answers-counted"
        table = '<table class="answers{}" id="tabel-{}"><thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table>'
        return marked(table, counted, question.id, join(heads), join(rows))

    def fields(self, question: Question) -> list[str]:
        return [part_name(question, row, column.id) for row in self._rows(question) for column in question.columns]

    def filled_fields(self, question: Question, value: Value) -> Fields:
        count = len(self._rows(question))
        if len(value) > count:
            raise ValueError(f"{question.id}: the table has {count} rows, the answer has {len(value)}")
        names = [column.id for column in question.columns]
        fields: Fields = {}
        for row, cells in enumerate(value, start=1):
            for name, held in known_parts(question, cells, names).items():
                fields[part_name(question, row, name)] = held
        return texts(fields)

    def read(self, question: Question, fields: Mapping[str, str | bool]) -> Value:
        given = texts(fields)
        rows = []
        for row in self._rows(question):
            names = {column.id: part_name(question, row, column.id) for column in question.columns}
            rows.append({column: given[name] for column, name in names.items() if name in given})
        # Rows left empty in the middle keep their place: a row may be about somebody.
        while rows and not rows[-1]:
            rows.pop()
        return rows or None

    def columns(self, question: Question) -> list[str]:
        return [part_name(question, column.id) for column in question.columns]

    def cells(self, question: Question, value: Value) -> dict[str, str]:
        cells = {}
        for column in question.columns:
            held = [row.get(column.id, "") for row in value or []]
            text = "\n".join(TICKED if part is True else str(part) for part in held)
            if text.strip():
                cells[part_name(question, column.id)] = text
        return cells

    def _rows(self, question: Question) -> range:
        return range(1, (len(question.row_titles) or question.rows or DEFAULT_ROWS) + 1)

    def _row_name(self, question: Question, row: int) -> str:
        return question.row_titles[row - 1] if question.row_titles else f"række {row}"

    def _title(self, column: Column) -> Markup:
        how = marked(' <span class="how">{}</span>', shown(DATE_ON_PAPER)) if column.answer == "date" else ""
        return marked("{}{}", column.title, how)

    def _web_cell(self, question: Question, row: int, column: Column, title: Markup) -> Markup:
        name = part_name(question, row, column.id)
        if column.answer == "tick":
            field = web.tick(name)
        else:
            field = web.day(name) if column.answer == "date" else web.growing(name, question.lines)
        label = '<label class="cell-label" for="{}"><span class="heard">{}: </span>{}</label>'
        label = marked(label, web.field_id(name), self._row_name(question, row), title)
        return marked('<td class="cell-{}">{}{}</td>', column.answer, label, field)

    def _table(self, question: Question, cell: Callable[[int, Column], Markup]) -> Markup:
        heads = [Markup("<td></td>")] if question.row_titles else []
        for column in question.columns:
            head = '<th class="column-{} head-{}" scope="col" style="width: {}%">{}</th>'
            heads.append(marked(head, column.id, column.answer, column.width, self._title(column)))
        rows = []
        for row in self._rows(question):
            cells = []
            if question.row_titles:
                cells.append(marked('<th scope="row">{}</th>', self._row_name(question, row)))
            for column in question.columns:
                cells.append(marked('<td class="cell-{}">{}</td>', column.answer, cell(row, column)))
            rows.append(marked("<tr>{}</tr>", join(cells)))
        table = '<table class="answers{}" style="--lines: {}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
        return marked(table, _looks(question), question.lines, join(heads), join(rows))


def _looks(question: Question) -> str:
    """Return the classes that a table is set by, each after a blank; a style sheet would count for every cell."""
    kinds = "".join("t" if column.answer == "tick" else "-" for column in question.columns)
    many_ticks = " many-ticks" if "t" * MANY_TICKS in kinds else ""
    return f"{many_ticks} high-rows" if question.lines > 1 else many_ticks
