"""Turn a school's closed weeks into the days on which talks can be held. The only module that imports the holidays."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays.countries.denmark import Denmark

_DAY = timedelta(1)
# With the days on which schools are closed besides: 1 May, 5 June, 24 and 31 December.
_KINDS = ("public", "optional")


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(Denmark(years=year, categories=_KINDS))


@dataclass(frozen=True)
class SchoolDays:
    """The days from Monday to Friday, without Danish holidays and the weeks in which the school is closed each year."""

    closed_weeks: Collection[int]

    def is_open(self, day: date) -> bool:
        week = day.isocalendar().week
        # A year of 53 weeks has its Christmas holidays in the last two.
        is_closed = week in self.closed_weeks or (week == 53 and 52 in self.closed_weeks)
        return day.weekday() < 5 and not is_closed and day not in _holidays(day.year)

    def first_from(self, day: date) -> date:
        """Return the first open day from `day` on."""
        while not self.is_open(day):
            day += _DAY
        return day

    def last_until(self, day: date) -> date:
        """Return the last open day up to `day`."""
        while not self.is_open(day):
            day -= _DAY
        return day

    def weeks(self, first: date, last: date) -> list[tuple[date, date]]:
        """Return the first and the last open day of each week that has one from `first` to `last`."""
        weeks: dict[tuple[int, int], tuple[date, date]] = {}
        for number in range((last - first).days + 1):
            day = first + number * _DAY
            if self.is_open(day):
                week = day.isocalendar()[:2]
                weeks[week] = weeks.get(week, (day, day))[0], day
        return [*weeks.values()]


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or the last one of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
