"""Turn a cell into the answer whether it holds a person's CPR number, in any of the ways in which they are written.

A CPR number is a day and four more signs. Its check digit holds no longer since 2007, and those who wait for one have
a number with 60 added to the day, or with letters at its end.
"""

import re
import unicodedata
from datetime import date

from generator.roster.table import Cell

# By day and month first; a leap year, so that every day of the calendar is one.
_DAY = r"(?<![0-9])([0-9]{2})([0-9]{2})[0-9]{2}"
_DAY_WITH_BLANKS = r"(?<![0-9])([0-9]{2})\s?([0-9]{2})\s?[0-9]{2}"
_DAY_IN_PARTS = r"(?<![0-9])([0-9]{2})[./-]([0-9]{2})[./-][0-9]{2}"
_HYPHEN = r"\s?[-–‐‑/]\s?"
_WHOLE = (
    re.compile(rf"{_DAY_WITH_BLANKS}(?:{_HYPHEN}|\s)?[0-9]{{4}}(?![0-9])"),
    re.compile(rf"{_DAY_IN_PARTS}{_HYPHEN}[0-9]{{4}}(?![0-9])"),
    re.compile(rf"{_DAY}(?:{_HYPHEN})?(?=[0-9]{{0,3}}[A-ZÆØÅ])(?=[A-ZÆØÅ]{{0,3}}[0-9])[0-9A-ZÆØÅ]{{4}}(?![0-9A-ZÆØÅ])"),
)
# A spreadsheet takes the first 0 off.
_WITHOUT_ZERO = re.compile(r"([0-9])([0-9]{2})[0-9]{6}")
_NUMBER_OF_A_PLACE = re.compile(r"1[0-9]{9}|[0-9]{8,9}")


def holds_cpr(cell: Cell, *, of_company: bool = False) -> bool:
    """Return whether a cell holds a CPR number; in a column `of_company` a P number, which looks like one, is none."""
    if isinstance(cell, bool) or not isinstance(cell, str | float | int):
        return False
    text = f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)
    text = unicodedata.normalize("NFKC", text).strip().upper()
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    text = re.sub(r"[.,]0$", "", text)
    if of_company and _NUMBER_OF_A_PLACE.fullmatch(text):
        return False
    short = _WITHOUT_ZERO.fullmatch(text)
    found = [match for pattern in _WHOLE for match in pattern.finditer(text)] + ([short] if short else [])
    return any(_is_day(int(match[1]), int(match[2])) for match in found)


def _is_day(day: int, month: int) -> bool:
    try:
        date(2000, month, day - 60 if day > 60 else day)
    except ValueError:
        return False
    return True
