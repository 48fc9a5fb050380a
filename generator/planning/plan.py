"""Turn the rows of a class list and a school's choices into a plan: a window for each talk, and a week in it.

The first talk is held before the training begins, the others so many months after, as the profile says. The talk in
the placement week comes before there is any agreement: no list says when that is.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from generator.danish import alphabetical
from generator.planning.days import SchoolDays, months_later
from generator.profile.conversations import Conversations
from generator.roster.apprentice import Apprentice

# How long before the training begins the first talk may be held: long enough to find a day with the company.
FIRST_TALK = timedelta(weeks=4)
# Of the training itself (erhvervsuddannelsesloven, § 60); school periods do not count, and long absence prolongs it.
PROBATION_MONTHS = 3
_DAY = timedelta(1)


@dataclass(frozen=True)
class Talk:
    """A talk that the school holds. The months are counted from the start of the training; None for before it."""

    id: str
    title: str
    place: str
    minutes: int
    months: tuple[int, int] | None


@dataclass(frozen=True)
class Appointment:
    """One talk with one apprentice: the first and last day of its window, and those of the week that is proposed."""

    talk: Talk
    first: date
    last: date
    week: tuple[date, date]


@dataclass(frozen=True)
class Planned:
    """One apprentice with the talks to come, one for each of the school's; none where no start is known."""

    apprentice: Apprentice
    appointments: tuple[Appointment, ...]

    @property
    def probation_end(self) -> date | None:
        """The last day of the probation period, as a guide only."""
        start = self.apprentice.start
        return months_later(start, PROBATION_MONTHS) - _DAY if start else None


@dataclass(frozen=True)
class Plan:
    """Who talks to whom when; whoever has no date yet stands first."""

    talks: tuple[Talk, ...]
    planned: tuple[Planned, ...]

    @property
    def teachers(self) -> list[str]:
        """The teachers by name; an empty one where somebody has none."""
        return sorted({one.apprentice.teacher for one in self.planned}, key=alphabetical)


def talks_held(conversations: Conversations) -> tuple[Talk, ...]:
    """Return the talks that a list can tell the time of, in their order."""
    first, second, third = conversations.foerste, conversations.anden, conversations.tredje
    held = [
        Talk("foerste-samtale", "Første samtale", first.place or "", first.minutes or 0, None),
        Talk("anden-samtale", "Anden samtale", second.place or "", second.minutes or 0, second.months_after_start),
    ]
    if third:
        months = third.months_after_start
        held.append(Talk("tredje-samtale", "Tredje samtale", third.place or "", third.minutes or 0, months))
    return tuple(held)


def plan_for(apprentices: Iterable[Apprentice], talks: tuple[Talk, ...], days: SchoolDays) -> Plan:
    """Return the plan for the apprentices of a list; each talk gets the week in which its teacher has fewest."""
    undated, dated = [], []
    load: Counter[tuple[str, date]] = Counter()
    for one in sorted(apprentices, key=lambda one: one.start or date.min):
        if one.start is None:
            undated.append(Planned(one, ()))
            continue
        appointments = []
        for talk in talks:
            first, last = _window(one.start, talk, days)
            week = min(days.weeks(first, last), key=lambda week: load[one.teacher, _monday(week[0])])
            load[one.teacher, _monday(week[0])] += 1
            appointments.append(Appointment(talk, first, last, week))
        dated.append(Planned(one, tuple(appointments)))
    return Plan(talks, (*undated, *dated))


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _window(start: date, talk: Talk, days: SchoolDays) -> tuple[date, date]:
    """Return the first and the last open day of a talk's window; where it has none, the nearest on its own side."""
    if talk.months is None:
        earliest, latest = start - FIRST_TALK, start - _DAY
    else:
        earliest, latest = (months_later(start, months) for months in talk.months)
    first, last = days.first_from(earliest), days.last_until(latest)
    if first <= last:
        return first, last
    # A talk that is meant to come before the training stays before it.
    return (last, last) if talk.months is None else (first, first)
