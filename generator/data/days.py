"""Turn a day or a time of day, as a person wrote it in a file, into one that a calendar knows.

Only `2027-01-21` and `17:00` are taken, because 2/3 may be two days. Of whatever else people write, the way out says
how it looks in that form, as far as that can be known.
"""

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import Annotated, NamedTuple

from pydantic import Field

from generator.danish import MONTHS
from generator.data.values import on_text, wrong_value
from generator.problems.likeness import nearest
from generator.problems.problem import Sentence

# No guide is older than these years, and none looks further ahead.
_YEARS = range(2000, 2200)
# To show how a day is written whose year is not known: a leap year has all of them.
_ANY_YEAR = 2028
_ANY_DAY = "Write year, month and day, such as 2027-01-21."
_LONGEST = 60
_BETWEEN = r"[\s./–—-]+"
_DAY_FIRST = re.compile(
    r"(?:[a-zæøå]+\.?,?\s+|d\.(?=[0-9]))*([0-9]{1,2})"
    rf"{_BETWEEN}([0-9]{{1,2}}|[a-zæøå]{{3,}})(?:{_BETWEEN}([0-9]{{4}}|[0-9]{{2}}))?\.?"
)
_YEAR_FIRST = re.compile(r"([0-9]{4})\D([0-9]{1,2})\D([0-9]{1,2})")
_TO = re.compile(r"\s*(?:[-–—]|\btil\b|\bog\b)\s*")
_CLOCK = re.compile(r"(?:kl\.?\s*)?([01]?[0-9]|2[0-3])(?:[.:,]([0-5][0-9]))?|([01][0-9]|2[0-3])([0-5][0-9])")
_MIDNIGHT = re.compile(r"(?:kl\.?\s*)?24(?:[.:,]?00)?|midnat")


class _Written(NamedTuple):
    """What somebody wrote of a day: perhaps without its year, perhaps one that there is not."""

    day: int
    month: int
    year: int | None

    def as_day(self) -> date | None:
        with suppress(ValueError):
            return date(self.year or _ANY_YEAR, self.month, self.day)
        return None


def day_as_meant(text: str) -> date | None:
    """Return the day that is meant by »21/1-2027«, »21. jan. 2027« and the like; None for what may be anything."""
    written = text.strip().lower()[:_LONGEST]
    words = re.findall("[a-zæøå]{3,}", written)
    if words and not any(name.startswith(words[-1]) for name in MONTHS):
        # Somebody who can be asked is asked what a misspelt word means.
        return None
    parts = _read(written)
    return parts.as_day() if parts and parts.year else None


def _day(text: str) -> date:
    written = text.strip().lower()[:_LONGEST]
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        _refuse_other_form(text, written)
    try:
        day = date.fromisoformat(written)
    except ValueError:
        found = "{value} is a day that does not exist"
        raise wrong_value("no-such-day", found, text, "Look at the calendar.") from None
    if day.year not in _YEARS:
        meant = Sentence("Did you mean {meant}?", meant=f"20{written[2:]}")
        raise wrong_value("other-century", "{value} is not in this century", text, meant)
    return day


def _refuse_other_form(text: str, written: str) -> None:
    """Raise the error for a text that is not written as a day is, with what can be known of the day that is meant."""
    if first := _first_of_several(written):
        one = Sentence("Write one day alone, such as {first}.", first=first)
        raise wrong_value("not-a-date", "{value} is more than one day", text, one)
    parts = _read(written)
    day = parts.as_day() if parts else None
    if parts and not day:
        look = Sentence("Look at the calendar. {write}", write=Sentence(_ANY_DAY))
        raise wrong_value("no-such-day", "{value} is a day that does not exist", text, look)
    way_out: str = _ANY_DAY
    if day and parts and parts.year:
        way_out = Sentence("Write year, month and day: {meant}.", meant=day)
    elif day:
        way_out = Sentence("Write the year too: year, month and day, such as {day}.", day=day)
    raise wrong_value("not-a-date", "{value} is not a date", text, way_out)


def _read(written: str) -> _Written | None:
    """Return what is meant by »21/1-2027«, »21. januar«, 21012027 and the like; None for what may be anything."""
    written = re.sub(r"^(20[0-9]{2})(0[1-9]|1[0-2])([0-9]{2})$", r"\1-\2-\3", written)
    written = re.sub(r"^([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})$", r"\1-\2-\3", written)
    if found := _DAY_FIRST.fullmatch(written):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(written):
        year, month, day = found.groups()
    else:
        return None
    number = int(month) if month.isdigit() else _month(month)
    whole_year = int(year if len(year) == 4 else f"20{year}") if year else None
    return None if number is None else _Written(int(day), number, whole_year)


def _month(word: str) -> int | None:
    """Return the number of a month that is written in full, shortly or not quite rightly."""
    meant = next((name for name in MONTHS if name.startswith(word)), None) or nearest(word, MONTHS)
    return MONTHS.index(meant) + 1 if meant else None


def _first_of_several(written: str) -> date | None:
    """Return the first day of »3.-4. marts 2027« and the like, None for what is no more than one day."""
    for between in _TO.finditer(written):
        first, last = written[: between.start()], _read(written[between.end() :])
        if not (last and last.year):
            continue
        # What the first day lacks stands with the last one.
        for whole in (first, f"{first} {last.year}", f"{first.rstrip('.')}/{last.month}-{last.year}"):
            parts = _read(whole)
            if parts and parts.year:
                return parts.as_day()
    return None


def _time(text: str) -> str:
    found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text.strip())
    if not found:
        raise wrong_value("not-a-time", "{value} is not a time", text, _how_to_write_time(text.strip().lower()))
    return f"{int(found[1]):02}:{found[2]}"


def _how_to_write_time(written: str) -> str:
    if meant := _time_as_meant(written):
        return Sentence('Write hours and minutes with a colon: "{meant}".', meant=meant)
    if _MIDNIGHT.fullmatch(written):
        return 'Write "23:59" for the end of a day, "00:00" for its beginning.'
    if first := _time_as_meant(re.split(r"\s*(?:[-–—]|til)\s*", written)[0]):
        one = 'Write one time alone: "{meant}". There is a key for the start and one for the end.'
        return Sentence(one, meant=first)
    return 'Write hours and minutes with a colon, such as "17:00".'


def _time_as_meant(written: str) -> str | None:
    """Return `17:00` for »kl. 17«, »17.00« and the like; None for what may be anything."""
    found = _CLOCK.fullmatch(written)
    return f"{int(found[1] or found[3]):02}:{found[2] or found[4] or '00'}" if found else None


def is_uncertain(day: date, time: str) -> bool:
    """Return whether clocks pass a time twice on a day, or not at all: summer time begins and ends on some.

    That is at two, on the last Sunday of March and of October: directive 2000/84/EC.
    """
    is_last_sunday = day.weekday() == 6 and (day + timedelta(7)).month != day.month
    return day.month in (3, 10) and is_last_sunday and "02:00" <= time < "03:00"


Day = Annotated[date, on_text(_day)]
Time = Annotated[str, Field(pattern=r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$"), on_text(_time)]
