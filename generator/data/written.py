"""Turn a date or a time as people write it into the way a profile wants it, for a message's way out."""

import re

from generator.danish import MONTHS

_DAY_FIRST = re.compile(r"(?:d(?:en|\.)?\s+)?(\d{1,2})[\s./-]+(\d{1,2}|[a-zæøå]{3,})[\s./-]+(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})")
_CLOCK = re.compile(r"(?:kl\.?\s*)?([01]?\d|2[0-3])(?:[.:,]([0-5]\d))?")


def day_as_meant(text: str) -> str | None:
    """Return `2027-01-21` for »21/1-2027«, »21. januar 2027« and the like; None for what may be anything."""
    written = text.strip().lower()
    if found := _DAY_FIRST.fullmatch(written):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(written):
        year, month, day = found.groups()
    else:
        return None
    numbers = [number for number, name in enumerate(MONTHS, 1) if name == month or name[:3] == month]
    number = int(month) if month.isdigit() else next(iter(numbers), 0)
    return f"{year}-{number:02}-{int(day):02}" if 1 <= number <= 12 and 1 <= int(day) <= 31 else None


def time_as_meant(text: str) -> str | None:
    """Return `17:00` for »kl. 17«, »17.00« and the like; None for what may be anything."""
    found = _CLOCK.fullmatch(text.strip().lower())
    return f"{int(found[1]):02}:{found[2] or '00'}" if found else None
