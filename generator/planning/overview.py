"""Turn a plan into a workbook to work with and to print: who and when, each teacher's weeks, how it was counted."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from generator.danish import enumeration
from generator.planning.plan import Plan, Planned
from generator.private.workbook import Page, workbook
from generator.profile.model import Profile

NO_TEACHER = "(ingen lærer i listen)"
_RESERVATION = (
    "Prøvetidens slutning er vejledende: tre måneder fra oplæringens start. Skoleperioder tæller ikke med, og langt "
    "fravær forlænger prøvetiden. Den kan altså slutte senere."
)
_ONLY_AGREEMENT = "Regnet fra aftalens start. Oplæringen kan begynde senere, hvis aftalen begynder før eller under GF2."
_NO_START = "Oplæringens start mangler i listen."


class LeftOut(NamedTuple):
    """How many are missing from a plan: people whose names are protected, and rows of the list with mistakes."""

    protected: int
    faulty: int


def overview(plan: Plan, profile: Profile, calendars: Mapping[str, str], left_out: LeftOut) -> bytes:
    """Return the workbook of a plan; `calendars` has the name of each teacher's calendar file."""
    pages = [
        Page("Plan", [_headings(plan), *(_row(one, plan) for one in plan.planned)], about="Samtaler for hver lærling"),
        Page("Uger", [*_weeks(plan)], about="Antal samtaler for hver lærer, uge for uge"),
        Page("Lærere", [("Lærer", "Kalenderfil"), *calendars.items()], about="Hver lærers kalenderfil"),
        Page("Om planen", [*_notes(plan, profile, left_out)]),
    ]
    return workbook(f"Samtaleplan, {profile.name}", pages)


def _headings(plan: Plan) -> list[str]:
    talks = [f"{talk.title}: {what}" for talk in plan.talks for what in ("forslag", "tidligst", "senest")]
    people = ["Navn", "Hold", "Virksomhed", "Oplæringsansvarlig", "Lærer", "Oplæringens start"]
    return [*people, *talks, "Prøvetiden slutter (vejledende)", "Bemærkning"]


def _row(one: Planned, plan: Plan) -> list[str]:
    person = one.apprentice
    cells = [person.name, person.class_name, person.company, person.trainer, person.teacher or NO_TEACHER]
    cells.append(_day(person.start))
    for appointment in one.appointments:
        cells += [week_name(appointment.week[0]), _day(appointment.first), _day(appointment.last)]
    cells += [""] * 3 * (len(plan.talks) - len(one.appointments))
    remark = _NO_START if person.start is None else "" if person.training_start else _ONLY_AGREEMENT
    return [*cells, _day(one.probation_end), remark]


def _weeks(plan: Plan) -> list[tuple[str, ...]]:
    talks: Counter[tuple[str, date]] = Counter()
    minutes: Counter[tuple[str, date]] = Counter()
    for one in plan.planned:
        for appointment in one.appointments:
            first = appointment.week[0]
            key = one.apprentice.teacher, first - timedelta(first.weekday())
            talks[key] += 1
            minutes[key] += appointment.talk.minutes
    rows = [
        (teacher or NO_TEACHER, week_name(monday), monday.isoformat(), str(count), str(minutes[teacher, monday] or ""))
        for (teacher, monday), count in sorted(talks.items())
    ]
    return [("Lærer", "Uge", "Mandag", "Samtaler", "Minutter i alt"), *rows]


def _notes(plan: Plan, profile: Profile, left_out: LeftOut) -> list[tuple[str]]:
    closed = enumeration(map(str, profile.closed_weeks))
    undated = sum(not one.appointments for one in plan.planned)
    retention = profile.privacy.retention if profile.privacy else None
    notes = [
        "Om planen",
        "Første samtale ligger i de fire uger før oplæringens start, de andre så mange måneder efter, som skolen har "
        "valgt. Forslaget er den uge i perioden, hvor læreren har færrest samtaler.",
        "Ingen samtale ligger i en weekend eller på en helligdag.",
        f"Skolens lukkeuger er holdt fri: {closed}." if closed else "Skolens profil har ingen lukkeuger.",
        _RESERVATION,
        f"Lærlinge uden dato: {undated}. De står øverst i planen.",
        f"Lærlinge, der ikke er med i planen, fordi deres navn er beskyttet: {left_out.protected}.",
        f"Rækker i listen, der ikke er med i planen, fordi der er fejl i dem: {left_out.faulty}.",
        f"Sletning: {retention}" if retention else "Slet planen, når I ikke længere har brug for den.",
        "samtaleguide forget og mappens navn sletter planen og kalenderfilerne.",
    ]
    return [(note,) for note in notes]


def week_name(day: date) -> str:
    """Return a week as a calendar names it, and so that weeks can be sorted: `2027, uge 05`."""
    year, week, _ = day.isocalendar()
    return f"{year}, uge {week:02}"


def week_written(day: date) -> str:
    """Return a week as it is written on a sheet: `uge 5/2027`."""
    year, week, _ = day.isocalendar()
    return f"uge {week}/{year}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
