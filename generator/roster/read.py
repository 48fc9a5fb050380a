"""Turn a class list into its roster: a good row is an apprentice, a bad one is listed with what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from generator.problems.problem import Advice, GeneratorError, Place, Problems, Sentence, listed, shown_path
from generator.roster.apprentice import Apprentice, Fault, Kind, Roster, Where, letters
from generator.roster.cells import has_left, is_american, is_total, text_of
from generator.roster.cpr import holds_cpr
from generator.roster.headings import DECIDES, Columns, columns_of, known_in, mapping_faults
from generator.roster.kinds import CPR, HAS_LEFT, NO_START, ONLY_AGREEMENT, TOTAL, counted_by_kind
from generator.roster.row import Row
from generator.roster.same_person import one_row_each
from generator.roster.table import Cell, Sheet, read_table

_NOBODY = Advice(
    "nobody-listed", "nobody stands below the headings of this list", "Check whether it is the right list."
)


class _Part(NamedTuple):
    """One sheet of the list with its columns."""

    sheet: Sheet
    columns: Columns


def read_roster(path: Path, today: date, mapping: Mapping[str, str] | None = None) -> Roster:
    """Return the roster of the class list in a file.

    `today` decides who has left and which agreement is running; `mapping` says of headings, or columns by their letter,
    what they are to be read as: `{"Startdato": "oplæringsstart"}`. Raises GeneratorError where the list as a whole
    cannot be used: it is no list, it has a column of CPR numbers, or nobody can know what its columns hold.
    """
    file, mapping = Place(shown_path(path)), mapping or {}
    visible, hidden = read_table(path, known_in)
    sheets = [_with_shown_name(sheet, number) for number, sheet in enumerate(visible, 1)]
    columns_by_sheet = [(sheet, columns_of(sheet.rows, mapping)) for sheet in sheets]
    parts = [_Part(sheet, columns) for sheet, columns in columns_by_sheet if columns]
    problems = Problems(advice.at(file) for advice in mapping_faults(mapping, [part.columns for part in parts]))
    problems += [] if parts else [_no_headings(sheets).at(file)]
    problems += [
        advice.at(file) for part in parts for advice in (*_cpr_columns(part), *_headings_again(part), *_unclear(part))
    ]
    problems.raise_if_any()
    cprs = [fault for sheet, columns in columns_by_sheet for fault in _cprs(sheet, columns)]
    faults = [*cprs]
    rows = [apprentice for part in parts for apprentice in _rows(part, today, faults)]
    if not rows and not faults:
        raise GeneratorError([_NOBODY.at(file)])
    kept, aside = one_row_each(rows, today)
    faults += aside
    faults += [Fault(kind, one.where) for one in kept if (kind := _about_start(one))]
    others = [sheet.name for sheet, columns in columns_by_sheet if sheet.rows and not columns]
    left_out = [advice.at(file, "warning") for advice in (*_columns_left_out(parts), *_sheets_left_out(hidden, others))]
    copies = tuple(_without_secrets(sheet, columns, cprs) for sheet, columns in columns_by_sheet)
    return Roster(tuple(kept), tuple(faults), (*counted_by_kind(faults, file), *left_out), copies)


def _with_shown_name(sheet: Sheet, number: int) -> Sheet:
    return replace(sheet, name=Sentence("no. {number}", number=number)) if holds_cpr(sheet.name) else sheet


def _no_headings(sheets: Iterable[Sheet]) -> Advice:
    way_out: str = "Let the first row say what each column holds, such as Navn, Virksomhed, Lærer and Oplæringsstart."
    # As if its first column had the names: what it is otherwise called may be what somebody calls them.
    lists = [columns for sheet in sheets if (columns := columns_of(sheet.rows, {"A": "navn"}))]
    if lists and known_in((lists[0].names,)) > 1:
        unknown = lists[0].shown((0, *lists[0].of("")))
        way_out = Sentence(
            'If one of them holds the names, say so, such as --map "A=navn": {unknown}.', unknown=unknown
        )
    return Advice("no-headings", "no column is called Navn, or Fornavn and Efternavn, or the like", way_out)


def _cpr_columns(part: _Part) -> Iterator[Advice]:
    """Yield what is wrong with a list that has a column for CPR numbers: it is not read at all."""
    for column in part.columns.of("cpr"):
        filled = [number for number, row in _below(part) if text_of(row[column])]
        if filled:
            where = Where(part.sheet.name, filled[0], column).text
            template = "CPR numbers stand in a column of this list ({where}, and down to row {last})"
            found = Sentence(template, where=where, last=filled[-1])
            yield Advice("cpr-column", found, "Delete the column, save the list and do it again. Nothing was read.")


def _headings_again(part: _Part) -> Iterator[Advice]:
    """Yield where another list begins, whose columns stand in another order."""
    names = list(part.columns.names)
    for number, row in _below(part):
        texts = [*map(text_of, row)]
        if texts != names and len(set(texts)) > 1 and sorted(texts) == sorted(names):
            found = Sentence(
                "the headings stand here again in another order ({where})", where=Where(part.sheet.name, number).text
            )
            yield Advice("headings-again", found, "Put all columns in one order, or save them as two lists.")


def _unclear(part: _Part) -> Iterator[Advice]:
    """Yield the columns of which nobody can know which one is meant."""
    for field in DECIDES:
        columns = part.columns.of(field)
        if any(len(_values(row, columns)) > 1 for _, row in _below(part)):
            template = "these columns can all be meant, and do not say the same: {columns}"
            found = Sentence(template, columns=part.columns.shown(columns))
            name = part.columns.names[columns[0]].lower() or "navn"
            way_out = (
                'Say which one, by its letter, such as --map "{letter}={name}"; --map "{other}=udelad" leaves out.'
            )
            letter, other = letters(columns[0]), letters(columns[1])
            yield Advice("unclear-column", found, Sentence(way_out, letter=letter, name=name, other=other))


def _values(row: tuple[Cell, ...], columns: tuple[int, ...]) -> set[str]:
    return {text_of(row[column]).casefold() for column in columns} - {""}


def _below(part: _Part) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Yield the rows below the headings with their number as a reader counts."""
    start = part.columns.row + 1
    yield from enumerate(part.sheet.rows[start:], start + 1)


def _cprs(sheet: Sheet, columns: Columns | None) -> list[Fault]:
    """Return where in a sheet CPR numbers stand; also above and below the list, and in what is not used of it."""
    of_company = columns.of("company_number") if columns else ()
    return [
        Fault(CPR, Where(sheet.name, number, column))
        for number, row in enumerate(sheet.rows, 1)
        for column, cell in enumerate(row)
        if holds_cpr(cell, of_company=column in of_company)
    ]


def _rows(part: _Part, today: date, faults: list[Fault]) -> Iterator[Apprentice]:
    """Yield the apprentices of a sheet, but for rows with faults that are errors; what is found is added to these."""
    refused = {fault.where[:2] for fault in faults}
    month_first = frozenset(
        column for _, cells in _below(part) for column, cell in enumerate(cells) if is_american(cell)
    )
    for number, cells in _below(part):
        where, texts = Where(part.sheet.name, number), [*map(text_of, cells)]
        if where[:2] in refused or not any(texts) or texts == [*part.columns.names]:
            continue
        row = Row(part.columns, cells, where, month_first)
        if is_total(next(filter(None, texts))):
            row.found(TOTAL)
        elif any(has_left(cell, today) for cell in row.cells_of("left")):
            row.found(HAS_LEFT)
        elif any(map(row.cells_of, part.columns.fields)):
            apprentice = row.apprentice()
            if not any(fault.kind.is_error for fault in row.faults):
                yield apprentice
        faults += row.faults


def _about_start(one: Apprentice) -> Kind | None:
    if one.start is None:
        return NO_START
    return None if one.training_start else ONLY_AGREEMENT


def _columns_left_out(parts: list[_Part]) -> Iterator[Advice]:
    for part in parts:
        where = Sentence(" (sheet '{name}')", name=part.sheet.name) if len(parts) > 1 else ""
        if columns := part.columns.of("sensitive"):
            template = "these columns are left out, since nobody needs them for a talk{where}: {columns}"
            found = Sentence(template, where=where, columns=part.columns.shown(columns))
            yield Advice("sensitive-columns", found)
        if columns := part.columns.of(""):
            template = "these columns are not known, and not used{where}: {columns}"
            found = Sentence(template, where=where, columns=part.columns.shown(columns))
            way_out = 'If one of them is needed, say what it holds, such as --map "C=virksomhed".'
            yield Advice("unknown-columns", found, way_out)


def _sheets_left_out(hidden: list[str], others: list[str]) -> Iterator[Advice]:
    if hidden:
        yield Advice("hidden-sheets", Sentence("these sheets are hidden, and not read: {names}", names=_listed(hidden)))
    if others:
        template = "these sheets have no column of names, and are not read: {names}"
        yield Advice("sheets-without-names", Sentence(template, names=_listed(others)))


def _listed(names: Iterable[str]) -> str:
    return listed(Sentence("'{text}'", text="…" if holds_cpr(name) else name) for name in names)


def _without_secrets(sheet: Sheet, columns: Columns | None, cprs: Iterable[Fault]) -> Sheet:
    """Return a sheet as it may be copied: without CPR numbers, and with nothing in its sensitive columns."""
    secret = columns.of("sensitive") if columns else ()
    heading = columns.row if columns else 0
    places = {fault.where for fault in cprs}
    rows = [
        tuple(
            "" if Where(sheet.name, number, column) in places or (column in secret and number > heading + 1) else cell
            for column, cell in enumerate(row)
        )
        for number, row in enumerate(sheet.rows, 1)
    ]
    return replace(sheet, rows=tuple(rows), heading=heading)
