"""When each talk can be held: counted from the training, on days on which the school is open, spread over the weeks."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.planning.days import SchoolDays, months_later
from generator.planning.plan import Plan, plan_for, talks_held
from generator.profile.conversations import Conversations
from generator.roster.apprentice import Apprentice, Where

USUAL = Conversations()
CLOSED = {7, 28, 29, 30, 31, 42, 52}


def people(*starts: str, **known: Any) -> list[Apprentice]:
    days = [date.fromisoformat(start) if start else None for start in starts]
    return [Apprentice(Where("", n), f"P{n}", training_start=day, **known) for n, day in enumerate(days, 2)]


def conversations(**choices: Any) -> Conversations:
    return Conversations.model_validate(choices)


def plan(*starts: str, conversations: Conversations = USUAL, closed: set[int] = CLOSED, **known: Any) -> Plan:
    return plan_for(people(*starts, **known), talks_held(conversations), SchoolDays(closed))


def windows(start: str, **how: Any) -> list[str]:
    (one,) = plan(start, **how).planned
    return [f"{found.first} – {found.last}" for found in one.appointments]


WINDOWS = {
    "an ordinary start": (
        "2027-02-01",
        {},
        ["2027-01-04 – 2027-01-29", "2027-03-01 – 2027-04-01", "2027-08-09 – 2027-11-01"],
    ),
    "without the third talk": (
        "2027-02-01",
        {"conversations": conversations(tredje="false")},
        ["2027-01-04 – 2027-01-29", "2027-03-01 – 2027-04-01"],
    ),
    "other months": (
        "2027-02-01",
        {"conversations": conversations(anden={"months_after_start": ["2", "3"]})},
        ["2027-01-04 – 2027-01-29", "2027-04-01 – 2027-04-30", "2027-08-09 – 2027-11-01"],
    ),
    # Easter is from 25 to 29 March in 2027.
    "Easter at both ends": (
        "2027-02-26",
        {},
        ["2027-01-29 – 2027-02-25", "2027-03-30 – 2027-04-26", "2027-08-26 – 2027-11-26"],
    ),
    # 31 December 2026 lies in week 53. The last day of a month is that of a shorter one.
    "the end of a month": (
        "2026-12-31",
        {},
        ["2026-12-03 – 2026-12-18", "2027-02-01 – 2027-02-26", "2027-06-30 – 2027-09-30"],
    ),
    # All four weeks before it are closed: the day before these.
    "in the middle of the holidays": (
        "2027-08-09",
        {"closed": {27, 28, 29, 30, 31}},
        ["2027-07-02 – 2027-07-02", "2027-09-09 – 2027-10-08", "2028-02-09 – 2028-05-09"],
    ),
    "before the holidays": (
        "2027-06-08",
        {"conversations": conversations(anden={"months_after_start": ["1", "1"]}), "closed": {27, 28, 29}},
        ["2027-05-11 – 2027-06-07", "2027-07-26 – 2027-07-26", "2027-12-08 – 2028-03-08"],
    ),
}


@pytest.mark.parametrize("what", WINDOWS)
def test_the_window_of_each_talk(what: str) -> None:
    start, how, expected = WINDOWS[what]
    assert windows(start, **how) == expected


@pytest.mark.parametrize("day", ["2027-03-26", "2027-05-06", "2027-06-05", "2027-12-24", "2027-12-31", "2027-02-13"])
def test_no_talk_is_on_a_holiday_or_at_the_weekend(day: str) -> None:
    days = SchoolDays(())
    assert not days.is_open(date.fromisoformat(day))
    assert days.is_open(date(2027, 3, 24))


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sets(st.integers(1, 53), max_size=26))
def test_every_talk_has_an_open_week_on_its_own_side_of_the_start(start: date, closed: set[int]) -> None:
    days = SchoolDays(closed)
    (one,) = plan(start.isoformat(), closed=closed).planned
    assert [found.talk.id for found in one.appointments] == ["foerste-samtale", "anden-samtale", "tredje-samtale"]
    for found in one.appointments:
        assert found.first <= found.week[0] <= found.week[1] <= found.last
        assert all(map(days.is_open, (found.first, found.last, *found.week)))
        assert found.week[0].isocalendar()[:2] == found.week[1].isocalendar()[:2]
        assert (found.last < start) == (found.talk.months is None)


def test_who_has_no_start_stands_first_and_has_no_talks() -> None:
    planned = plan("2027-02-01", "", "2027-01-04").planned
    assert [(one.apprentice.name, len(one.appointments)) for one in planned] == [("P3", 0), ("P4", 3), ("P2", 3)]
    assert [str(one.probation_end) for one in planned] == ["None", "2027-04-03", "2027-04-30"]


def test_talks_are_spread_over_the_weeks_of_each_teacher() -> None:
    planned = plan(*["2027-02-01"] * 8, teacher="Mette Holm").planned
    # The window of the second talk has five weeks, two of them short.
    for number, weeks in enumerate((4, 5, 8)):
        load = Counter(one.appointments[number].week for one in planned)
        assert len(load) == weeks
        assert max(load.values()) - min(load.values()) <= 1


def test_one_teacher_s_talks_do_not_move_another_s() -> None:
    alone = plan("2027-02-01", teacher="Bo").planned[0]
    both = plan_for(
        [*people("2027-02-01", "2027-02-01", teacher="Mette"), *people("2027-02-01", teacher="Bo")],
        talks_held(USUAL),
        SchoolDays(CLOSED),
    )
    assert both.planned[2].appointments == alone.appointments
    assert both.teachers == ["Bo", "Mette"]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2027-01-31", 1, "2027-02-28"), ("2027-11-15", 2, "2028-01-15"), ("2027-12-31", 12, "2028-12-31")],
)
def test_a_month_later_is_the_same_day(day: str, months: int, later: str) -> None:
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)
    assert months_later(date.fromisoformat(day), 0) + timedelta() == date.fromisoformat(day)
