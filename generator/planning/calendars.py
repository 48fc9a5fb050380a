"""Turn a plan into calendar files: one for all, one for each teacher.

Each talk is an entry of whole days in the week that is proposed for it, and leaves the days free for other things. Its
UID is made of who it is with and which talk it is, so that a file that is taken in again moves it.
"""

import hashlib
from collections import Counter
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from generator.danish import long_date
from generator.planning.plan import Appointment, Plan
from generator.roster.apprentice import Apprentice, Where

ALL = "kalender-alle.ics"


def teachers_files(plan: Plan) -> dict[str, str]:
    """Return what each teacher's calendar file is called: by a number, since no name stands in the name of a file."""
    named = [teacher for teacher in plan.teachers if teacher]
    return {teacher: f"kalender-{number:02}.ics" for number, teacher in enumerate(named, 1)}


def calendar_files(plan: Plan, slug: str, changed: datetime) -> dict[str, bytes]:
    """Return the calendar files of a plan by their names.

    `slug` is the school's; by `changed`, when list or profile were changed last, a calendar knows what is newer.
    """
    ids, files = _ids(plan, slug), teachers_files(plan)
    entries: dict[str, list[bytes]] = {name: [] for name in (ALL, *files.values())}
    for one in plan.planned:
        for appointment in one.appointments:
            uid = f"{appointment.talk.id}-{ids[one.apprentice.where]}@samtaleguide"
            # Written out once: it is what takes most of the time.
            entry = _entry(one.apprentice, appointment, uid, changed).to_ical()
            for name in {ALL, files.get(one.apprentice.teacher, ALL)}:
                entries[name].append(entry)
    head, end, tail = bytes(_empty_calendar().to_ical()).partition(b"END:VCALENDAR")
    return {name: b"".join((head, *written, end, tail)) for name, written in entries.items()}


def _ids(plan: Plan, slug: str) -> dict[Where, str]:
    """Return a name for each apprentice that stays the same and says nothing to others.

    It is made of the school's own key, or else of the name; of several with one name the first in the list comes first.
    """
    ids: dict[Where, str] = {}
    seen: Counter[str] = Counter()
    for one in sorted((planned.apprentice for planned in plan.planned), key=lambda one: one.where):
        called = one.key if one.has_own_key else one.name.casefold()
        seen[called] += 1
        ids[one.where] = hashlib.sha256(f"{slug}\n{called}\n{seen[called]}".encode()).hexdigest()[:24]
    return ids


def _empty_calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//samtaleguide//DA")
    calendar.add("version", "2.0")
    return calendar


def _entry(one: Apprentice, appointment: Appointment, uid: str, changed: datetime) -> Event:
    first, last = appointment.week
    talk = appointment.talk
    lines = (
        f"Virksomhed: {one.company}" if one.company else "",
        f"Oplæringsansvarlig: {one.trainer}" if one.trainer else "",
        f"Sted: {talk.place}" if talk.place else "",
        f"Varighed: {talk.minutes} minutter" if talk.minutes else "",
        f"Forslag. Samtalen kan holdes fra {long_date(appointment.first)} til {long_date(appointment.last)}.",
        "" if one.training_start else "Regnet fra aftalens start. Oplæringen kan begynde senere.",
    )
    entry = Event()
    entry.add("uid", uid)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    # A calendar takes in what it has already if this number is higher than before.
    entry.add("sequence", int(changed.timestamp()) // 60)
    entry.add("dtstart", first)
    entry.add("dtend", last + timedelta(1))
    entry.add("summary", f"{talk.title}: {one.name}")
    entry.add("description", "\n".join(filter(None, lines)))
    entry.add("transp", "TRANSPARENT")
    return entry
