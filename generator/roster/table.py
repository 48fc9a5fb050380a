"""Turn a file, whatever program wrote it, into sheets of cells.

The only module that imports the library for reading spreadsheets. What kind of file it is, its first bytes say: many a
system writes text into a file called .xls.
"""

import csv
import io
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from generator.data.encodings import told_encoding
from generator.problems.problem import Advice, GeneratorError, Place, Sentence, shown_path

Cell = str | float | bool | date | datetime | time | timedelta
Rows = tuple[tuple[Cell, ...], ...]
MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 32 * 1024 * 1024, 20_000, 400
_SPREADSHEET = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_OLD = ("cp1252", "cp850", "mac_roman")
_TWICE = re.compile("Ã[¦¸¥†˜…]")
# Some programs end lines so.
_BREAKS = re.compile("[\u2028\u2029]")
_SEPARATORS = ";\t,|"
_SAVE_AGAIN = "Open it in a spreadsheet program and save it as .xlsx or as 'CSV UTF-8'."
# By so many days the calendar of some old workbooks, of Macs mostly, begins later.
DAYS_LATER = 1462
_BEGINS_LATER = re.compile(rb"""date1904\s*=\s*["'](1|true|on)["']""")
# How some systems keep a spreadsheet from making a number of a text.
_KEPT_AS_TEXT = re.compile('="(.*)"', re.DOTALL)


class LaterNumber(float):
    """A number in a workbook whose calendar begins later, for the case that it is a day."""


@dataclass(frozen=True, repr=False)
class Sheet:
    """One sheet of a list, its rows from the first on. `name` is empty for a plain text."""

    name: str
    rows: Rows
    heading: int = 0
    """The index of the row with the headings, once it is known."""


def read_table(path: Path, headings_in: Callable[[Rows], int]) -> tuple[list[Sheet], list[str]]:
    """Return the visible sheets of a list, and the names of the hidden ones.

    `headings_in` says how many headings it knows in some rows: by that the separator of a text is found out.
    Raises GeneratorError where the file cannot be read.
    """
    # To read from a pipe might never end.
    if not path.is_file():
        raise _error(path, Advice("no-such-file", "there is no such file", "Check the name of the class list."))
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _error(path, Advice("file-too-large", "this is far too large for a class list", "Use another file."))
        content = path.read_bytes()
    except OSError as error:
        why = Sentence("{reason}.", reason=error.strerror or "")
        raise _error(path, Advice("cannot-be-read", "this list cannot be opened", why)) from None
    if content.startswith(_SPREADSHEET):
        sheets, hidden = _spreadsheet(path, content)
    else:
        sheets, hidden = [Sheet("", _of_text(path, _decoded(path, content), headings_in))], []
    if any(len(sheet.rows) > MOST_ROWS or len(sheet.rows[0]) > MOST_COLUMNS for sheet in sheets if sheet.rows):
        template = "this has more than {rows} rows or {columns} columns"
        found = Sentence(template, rows=MOST_ROWS, columns=MOST_COLUMNS)
        raise _error(path, Advice("list-too-long", found, "Save the part with the apprentices as a list of its own."))
    return sheets, hidden


def _error(path: Path, advice: Advice) -> GeneratorError:
    return GeneratorError([advice.at(Place(shown_path(path)))])


def _spreadsheet(path: Path, content: bytes) -> tuple[list[Sheet], list[str]]:
    try:
        with _quiet(), CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            is_visible = {sheet.name: sheet.visible == SheetVisibleEnum.Visible for sheet in book.sheets_metadata}
            hidden = [name for name in book.sheet_names if not is_visible[name]]
            number = LaterNumber if _begins_later(content) else float
            return [_sheet(book, name, number) for name in book.sheet_names if is_visible[name]], hidden
    except PasswordError:
        found, way_out = "this list is locked with a password", "Save it without one."
        raise _error(path, Advice("locked-with-password", found, way_out)) from None
    except BaseException as error:
        # What it raises where it finds itself mistaken is no Exception. What it says may quote a cell.
        if not isinstance(error, CalamineError | ValueError | OSError) and type(error).__name__ != "PanicException":
            raise
        found = "this file cannot be read as a spreadsheet"
        raise _error(path, Advice("cannot-be-read", found, _SAVE_AGAIN)) from None


def _begins_later(content: bytes) -> bool:
    """Return whether a workbook counts its days from 1904; numbers that are shown as days are read right anyway."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book, book.open("xl/workbook.xml") as part:
            return _BEGINS_LATER.search(part.read(MOST_BYTES)) is not None
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, EOFError, ValueError, RuntimeError):
        return False


@contextmanager
def _quiet() -> Iterator[None]:
    """Let the library's own words go nowhere: over some broken files it prints a trail of its calls."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _sheet(book: CalamineWorkbook, name: str, number: type[float]) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    rows: list[list[Cell]] = [
        [number(cell) if type(cell) is float else cell for cell in row]
        for row in sheet.to_python(skip_empty_area=False)
    ]
    for (top, column), (bottom, _) in sheet.merged_cell_ranges or ():
        # The value stands in the first cell, and is meant for all rows.
        for row in rows[top + 1 : bottom + 1]:
            row[column] = rows[top][column] if row[column] == "" else row[column]
    return Sheet(name, tuple(map(tuple, rows)))


def _decoded(path: Path, content: bytes) -> str:
    named = told_encoding(content)
    for encoding in (named,) if named else ("utf-8", _likeliest(content)):
        try:
            text = content.decode(encoding)
        except ValueError:
            continue
        text = _BREAKS.sub("\n", _once_encoded(text))
        if re.match(r"\s*(<!doctype|<html|<table|<\?xml)", text, re.IGNORECASE):
            found = "this is a web page, whatever it is called"
            raise _error(path, Advice("not-a-list", found, _SAVE_AGAIN))
        if not re.search(r"[\0-\x08\x0e-\x1f]", text):
            return text
    found = "this is neither a spreadsheet nor a text"
    raise _error(path, Advice("not-a-list", found, _SAVE_AGAIN))


def _likeliest(content: bytes) -> str:
    """Return the encoding of before there was UTF-8, Windows', DOS' or the Mac's, that finds most Danish letters."""
    return max(_OLD, key=lambda encoding: len(re.findall("[æøåÆØÅ]", content.decode(encoding, "ignore"))))


def _once_encoded(text: str) -> str:
    """Return a text in which a program took the bytes of UTF-8 for letters, »SÃ¸ren«, as it was before."""
    try:
        return text.encode("cp1252").decode() if _TWICE.search(text) else text
    except ValueError:
        return text


def _of_text(path: Path, text: str, headings_in: Callable[[Rows], int]) -> Rows:
    first, _, rest = text.partition("\n")
    if given := re.fullmatch(r'"?sep=(.)"?', first.strip("\r\ufeff"), re.IGNORECASE):
        text, separator = rest, given[1]
    else:
        # Of those by which most headings are known the one that makes most columns.
        divided = {sign: _as_wide(_lines(text, sign)) for sign in _SEPARATORS}
        separator = max(divided, key=lambda sign: (headings_in(divided[sign]), _columns(divided[sign])))
    rows: list[list[str]] = []
    try:
        rows.extend(_lines(text, separator, strict=True))
    except csv.Error:
        found = Sentence("a quotation mark in row {row} is not closed, or text goes on after it", row=len(rows) + 1)
        way_out = "Take it out, or write it twice; all rows below it would be lost."
        raise _error(path, Advice("open-quote", found, way_out)) from None
    return _as_wide(rows)


def _lines(text: str, separator: str, *, strict: bool = False) -> Iterator[list[str]]:
    # A cell with more is told with its place.
    csv.field_size_limit(MOST_BYTES)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    while True:
        try:
            yield next(lines)
        except StopIteration:
            return
        except csv.Error:
            if strict:
                raise
            return


def _as_wide(lines: Iterable[list[str]]) -> Rows:
    """Return rows that are all as wide as the widest."""
    rows = [[kept[1] if (kept := _KEPT_AS_TEXT.fullmatch(cell)) else cell for cell in row] for row in lines]
    columns = max(map(len, rows), default=0)
    return tuple((*row, *[""] * (columns - len(row))) for row in rows)


def _columns(rows: Rows) -> int:
    return len(rows[0]) if rows else 0
