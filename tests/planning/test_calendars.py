"""A calendar program reads each teacher's talks, knows them again the next time, and nobody else learns a name."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from generator.planning.calendars import ALL, calendar_files, teachers_files
from generator.planning.days import SchoolDays
from generator.planning.plan import Plan, plan_for, talks_held
from generator.profile.conversations import Conversations
from generator.roster.apprentice import Apprentice, Where

CHANGED = datetime(2026, 11, 2, 12, tzinfo=UTC)
ALI = Apprentice(
    Where("", 2), 'Åli; "A_B", \\ n', key="17", has_own_key=True, company="Murer Nør", teacher="Mette Holm",
    training_start=date(2027, 2, 1),
)  # fmt: skip
BO = Apprentice(Where("", 3), "Bo Friis", agreement_start=date(2027, 2, 1))


def planned(*apprentices: Apprentice) -> Plan:
    return plan_for(apprentices, talks_held(Conversations()), SchoolDays(()))


def entries(content: bytes) -> list[dict[str, str]]:
    return [{name: str(event[name]) for name in event} for event in Calendar.from_ical(content).walk("VEVENT")]


def ids(plan: Plan) -> dict[str, str]:
    return {entry["UID"]: entry["SUMMARY"] for entry in entries(calendar_files(plan, "skolen", CHANGED)[ALL])}


def test_a_talk_is_an_entry_of_whole_days_that_keeps_them_free() -> None:
    plan = planned(ALI, BO)
    files = calendar_files(plan, "skolen", CHANGED)
    assert list(files) == [ALL, "kalender-01.ics"]
    assert teachers_files(plan) == {"Mette Holm": "kalender-01.ics"}
    first = Calendar.from_ical(files["kalender-01.ics"]).walk("VEVENT")[0]
    appointment = plan.planned[0].appointments[0]
    assert first["SUMMARY"] == f"Første samtale: {ALI.name}"
    assert (first.decoded("DTSTART"), first.decoded("DTEND")) == (
        appointment.week[0],
        appointment.week[1] + timedelta(1),
    )
    assert first["TRANSP"] == "TRANSPARENT"
    assert str(first["DESCRIPTION"]).splitlines() == [
        "Virksomhed: Murer Nør",
        "Sted: skolen",
        "Varighed: 45 minutter",
        "Forslag. Samtalen kan holdes fra 4. januar 2027 til 29. januar 2027.",
    ]
    assert len(entries(files["kalender-01.ics"])) == 3
    assert len(entries(files[ALL])) == 6
    # Where only the agreement is known, the entry says so.
    assert "Regnet fra aftalens start" in entries(files[ALL])[-1]["DESCRIPTION"]


def test_files_and_entries_are_called_by_nobody_s_name() -> None:
    for content in calendar_files(planned(ALI, BO), "skolen", CHANGED).values():
        assert not [entry["UID"] for entry in entries(content) if "ali" in entry["UID"].lower() or entry["UID"] == "17"]
        for line in content.split(b"\r\n"):
            assert len(line) <= 75


@pytest.mark.parametrize(
    "changes",
    [
        {"training_start": date(2027, 8, 2)},
        {"company": "Jensen"},
        {"teacher": "Bo"},
        {"name": "Ali"},
        {"where": Where("", 9)},
    ],
    ids=str,
)
def test_a_talk_is_known_again_when_something_changes(changes: dict[str, object]) -> None:
    assert ids(planned(ALI, BO)).keys() == ids(planned(replace(ALI, **changes), BO)).keys()


def test_namesakes_are_told_apart_and_whoever_comes_later_moves_nobody() -> None:
    other = replace(BO, where=Where("", 4))
    both = ids(planned(BO, other))
    assert len(both) == 6
    assert ids(planned(BO)).items() <= both.items()


def test_a_calendar_takes_a_later_version_for_newer() -> None:
    first, later = (
        entries(calendar_files(planned(ALI), "skolen", CHANGED + timedelta(minutes=minutes))[ALL])[0]
        for minutes in (0, 1)
    )
    assert int(later["SEQUENCE"]) > int(first["SEQUENCE"])
    assert first["UID"] == later["UID"]
