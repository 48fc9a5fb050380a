"""Turn a cell into what it says: a text, a day, a phone number, yes or no."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from generator.danish import slugify
from generator.data.days import day_as_meant
from generator.data.unseen import as_saved
from generator.roster.table import DAYS_LATER, Cell, LaterNumber

# Day 0 of a spreadsheet's calendar, and its numbers for days from 2000 to 2099.
_DAY_ZERO, _SERIALS = date(1899, 12, 30), range(36526, 73051)
_TIME = re.compile(r"[ T](kl\.? ?)?[0-9]{1,2}[.:][0-9]{2}([.:][0-9]{2})?$")
_DAYS_IN_TEXT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})(?![0-9])"
    r"|[0-9]{1,2}\. ?[a-zæøå]+\.? [0-9]{4}",
    re.IGNORECASE,
)
# What a formula leaves that came to nothing, in a list that was saved as text; other lists say nothing in its place.
_FAILED = re.compile(r"#(N/A|I/T|REF|REFERENCE|VALUE|VÆRDI|DIV/0|DIVISION/0|NAME|NAVN|NUM|NULL|NUL|SPILL|CALC)[!?]?")
_WITH_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/[0-9]{2,4}")
_NO = {"", "n", "nej", "no", "0", "false", "falsk", "ingen"}
_LEFT = "afbr afgaa ophoer ophaev udmeld stop frafald droppet slettet".split()
_TOTAL = re.compile(r"(i alt|total|sum|antal( [a-zæøå]+)?)\s*[:=]?\s*[0-9]*", re.IGNORECASE)


def text_of(cell: Cell) -> str:
    """Return a cell as one line of text, without footnote signs, double spaces and what nobody sees."""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, datetime):
        cell = cell.date() if cell.time() == time() else cell
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    if isinstance(cell, str):
        text = " ".join(as_saved(unicodedata.normalize("NFC", cell)).split())
        return "" if _FAILED.fullmatch(text) else text.rstrip("*# ")
    return str(cell)


def day_of(cell: Cell) -> date | None:
    """Return the day that a cell names, None for an empty one; raises ValueError where it is no day."""
    if isinstance(cell, date):
        return _of_our_time(cell.date() if isinstance(cell, datetime) else cell)
    if isinstance(cell, bool | time | timedelta):
        raise ValueError
    text = text_of(cell)
    if not text:
        return None
    if serial := re.fullmatch(r"([0-9]{5})([.,][0-9]+)?", text):
        later = DAYS_LATER if isinstance(cell, LaterNumber) else 0
        if int(serial[1]) + later not in _SERIALS:
            raise ValueError
        return _DAY_ZERO + timedelta(int(serial[1]) + later)
    return _of_our_time(day_as_meant(_TIME.sub("", text)))


def _of_our_time(day: date | None) -> date:
    if day is None or not 2000 <= day.year < 2100:
        raise ValueError
    return day


def is_american(cell: Cell) -> bool:
    """Return whether a cell names a day with the month first, which no other way of writing days can mean."""
    found = _WITH_SLASHES.fullmatch(text_of(cell)) if isinstance(cell, str) else None
    return found is not None and int(found[1]) <= 12 < int(found[2]) <= 31


def can_be_american(cell: Cell) -> bool:
    return isinstance(cell, str) and _WITH_SLASHES.fullmatch(text_of(cell)) is not None


def days_of(cell: Cell) -> tuple[date | None, date | None]:
    """Return the first and the last day of a period that stands in one cell; raises ValueError where there is none."""
    if not isinstance(cell, str) or not text_of(cell):
        return day_of(cell), None
    days = [day_of(text) for text in _DAYS_IN_TEXT.findall(text_of(cell))]
    if not 1 <= len(days) <= 2:
        raise ValueError
    return days[0], days[1] if len(days) == 2 else None


def person_of(cell: Cell) -> str:
    """Return a name as it is said: »Holm, Mette« is Mette Holm."""
    last, comma, first = text_of(cell).partition(",")
    return text_of(f"{first} {last}") if comma and "," not in first else text_of(cell)


def phone_of(cell: Cell) -> str:
    """Return a phone number, a Danish one in pairs."""
    text = text_of(cell)
    digits = re.sub(r"[.,]0$|[\s-]", "", text)
    return re.sub(r"(..)(?=.)", r"\1 ", digits) if re.fullmatch(r"[0-9]{8}", digits) else text


def postcode_of(cell: Cell) -> str:
    """Return a Danish postcode, with the 0 at its beginning that a spreadsheet has taken off."""
    text = text_of(cell)
    return text.zfill(4) if re.fullmatch(r"[0-9]{3}", text) else text


def is_yes(cell: Cell) -> bool:
    """Return whether somebody said yes in a cell: whatever does not say no, since a protected name is at stake."""
    return slugify(text_of(cell)) not in _NO


def has_left(cell: Cell, today: date) -> bool:
    """Return whether a cell says that somebody is no longer there: a day that has come, a yes or a word for it."""
    try:
        day = day_of(cell)
    except ValueError:
        word = slugify(text_of(cell), "")
        return word in ("j", "ja", "x", "1", "true") or word.startswith(tuple(_LEFT))
    return day is not None and day <= today


def is_total(text: str) -> bool:
    """Return whether a cell begins a line below the list that counts the rows above it."""
    return _TOTAL.fullmatch(text) is not None
