"""Each coming event is a calendar file that a calendar program reads as what the profile says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from icalendar import Event as CalendarEvent

from generator.edition.load import load_edition
from generator.site.calendars import calendar_files
from tests.support.command import DAY
from tests.support.layers import EXAMPLE, changed_example, event

pytestmark = pytest.mark.slow

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
TRICKY = 'Åbent hus; mad, kaffe og en \\ bag »A_B *C*« "D"'


def entry(content: bytes) -> CalendarEvent:
    """The one event of a calendar file."""
    (found,) = Calendar.from_ical(content).walk("VEVENT")
    assert isinstance(found, CalendarEvent)
    return found


def test_a_calendar_file_says_what_the_profile_says(edition: Path) -> None:
    profile = load_edition(EXAMPLE, date.fromisoformat(DAY)).profile
    read = [entry(path.read_bytes()) for path in sorted((edition / "kalender").iterdir())]
    assert [(found["summary"], found["location"]) for found in read] == [(e.title, e.place) for e in profile.events]
    for found, said in zip(read, profile.events, strict=True):
        assert found.decoded("dtstart").isoformat() == f"{said.date}T{said.start}:00+01:00"
        assert found.decoded("dtend").isoformat() == f"{said.date}T{said.end}:00+01:00"
        assert said.signup in found["description"]
        assert found["contact"] == "Mette Holm, 12 34 56 78, mette.holm@example.dk"
        # Nobody organizes what nobody is asked to answer to (RFC 5545, 3.8.4.3).
        assert "organizer" not in found
        assert found["url"] == profile.site_url
    assert "torsdag den 14. januar 2027" in read[0]["description"]


def test_a_calendar_file_keeps_the_form_that_programs_expect(edition: Path) -> None:
    """RFC 5545: lines end with CRLF and have at most 75 octets, day and hour come with their time zone."""
    for path in (edition / "kalender").iterdir():
        lines = path.read_bytes().split(b"\r\n")
        assert lines[0] == b"BEGIN:VCALENDAR"
        assert lines[-2:] == [b"END:VCALENDAR", b""]
        assert not [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line]
        assert [line for line in lines if line.startswith(b"DTSTART;TZID=Europe/Copenhagen:")]
        # The day in the colophon, which the tests give; the day of the build would differ each night.
        assert entry(path.read_bytes()).decoded("dtstamp") == datetime(2026, 3, 3, tzinfo=UTC)


def test_the_time_zone_turns_the_clocks_when_denmark_does(edition: Path) -> None:
    """Programs that know no Europe/Copenhagen go by the file's own rules."""
    path = next((edition / "kalender").iterdir())
    (zone,) = Calendar.from_ical(path.read_bytes()).walk("VTIMEZONE")
    rules = zone.to_tz(lookup_tzid=False)
    days = [datetime(year, month, day, 12) for year in range(2026, 2036) for month in range(1, 13) for day in (1, 28)]
    days += [
        datetime(2027, 3, 27, 12),
        datetime(2027, 3, 28, 12),
        datetime(2027, 10, 30, 12),
        datetime(2027, 10, 31, 12),
    ]
    assert [day for day in days if rules.utcoffset(day) != COPENHAGEN.utcoffset(day)] == []


def test_a_text_with_any_sign_is_kept_letter_by_letter(tmp_path: Path) -> None:
    contact = {"role": "tovholder", "name": TRICKY, "email": "x@example.dk"}
    events = [event("mesteraften", "2027-06-21", title=TRICKY, place=TRICKY, signup=TRICKY)]
    (content,) = calendar_files(changed_example(tmp_path, DAY, contacts=[contact], events=events)).values()
    found = entry(content)
    assert (found["summary"], found["location"]) == (TRICKY, TRICKY)
    assert f"Tilmelding: {TRICKY}\n" in found["description"]
    assert found.decoded("dtstart").utcoffset() == COPENHAGEN.utcoffset(datetime(2027, 6, 21, 17))


@pytest.mark.parametrize("before", range(4))
def test_no_letter_is_divided_where_a_line_is_folded(tmp_path: Path, before: int) -> None:
    """RFC 5545, 3.1, counts octets, and æ has two; some programs read each line by itself."""
    place = "x" * before + "ÆøåÆøå" * 20 + " Kalkvej 4, 3250 Gilleleje"
    events = [event("mesteraften", "2027-06-21", place=place)]
    (content,) = calendar_files(changed_example(tmp_path, DAY, events=events)).values()
    lines = [line.decode("utf-8") for line in content.split(b"\r\n")]
    assert max(len(line.encode()) for line in lines) <= 75
    assert entry(content)["location"] == place


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"deadline": "2027-01-14"}, "Tilmelding senest torsdag den 14. januar 2027: Mette Holm"),
        ({"signup": "x@example.dk"}, "Tilmelding: x@example.dk"),
        (
            {"signup": "x@example.dk", "deadline": "2027-01-14"},
            "Tilmelding senest torsdag den 14. januar 2027: x@example.dk",
        ),
    ],
)
def test_the_last_day_for_signing_up_is_kept(tmp_path: Path, changes: dict[str, str], told: str) -> None:
    edition = changed_example(tmp_path, DAY, events=[event("mesteraften", "2027-01-21", **changes)])
    (content,) = calendar_files(edition).values()
    assert str(entry(content)["description"]).splitlines()[0] == told


def test_an_event_is_known_again_when_its_title_place_or_hour_is_changed(tmp_path: Path) -> None:
    first = event("mesteraften", "2027-01-21")
    moved = first | {"title": "Noget andet", "place": "Hal 3", "start": "16:00"}
    before, after = (calendar_files(changed_example(tmp_path, DAY, events=[one])) for one in (first, moved))
    assert list(before) == list(after)
    assert [entry(file)["uid"] for file in before.values()] == [entry(file)["uid"] for file in after.values()]


def names_and_days(folder: Path, *events: dict[str, str]) -> dict[str, tuple[str, str]]:
    """The file and the UID of each event, by the hour at which it begins."""
    files = calendar_files(changed_example(folder, DAY, events=list(events)))
    return {f"{entry(file).decoded('dtstart'):%H:%M}": (name, entry(file)["uid"]) for name, file in files.items()}


EVENING = event("trepartsworkshop", "2027-01-21", start="17:00", end="22:00")


@pytest.mark.parametrize("start", ["09:00", "20:00"])
def test_an_event_that_is_added_on_the_same_day_leaves_the_other_its_name(tmp_path: Path, start: str) -> None:
    added = event("trepartsworkshop", "2027-01-21", start=start, end="22:00")
    alone = names_and_days(tmp_path, EVENING)
    assert alone["17:00"][1] == "trepartsworkshop-2027-01-21@nordkysten.samtaleguide"
    assert names_and_days(tmp_path, EVENING, added) == alone | {
        start: ("kalender/trepartsworkshop-2027-01-21-2.ics", "trepartsworkshop-2027-01-21-2@nordkysten.samtaleguide")
    }


def test_an_event_with_an_id_is_known_again_whatever_changes(tmp_path: Path) -> None:
    before = EVENING | {"id": "aftenen"}
    after = before | {"title": "Noget andet", "date": "2027-02-04", "start": "16:00", "kind": "mesteraften"}
    morning = event("trepartsworkshop", "2027-01-21", start="09:00")
    names = ("kalender/aftenen.ics", "aftenen@nordkysten.samtaleguide")
    assert names_and_days(tmp_path, before) == {"17:00": names}
    assert names_and_days(tmp_path, morning, after)["16:00"] == names
    # The others do not count it.
    assert names_and_days(tmp_path, morning, before)["09:00"] == names_and_days(tmp_path, morning)["09:00"]


def test_an_event_that_is_moved_can_keep_the_name_that_it_had(tmp_path: Path) -> None:
    """And what takes place on its old day gets another one, wherever it stands in the file."""
    kept = names_and_days(tmp_path, EVENING)["17:00"]
    moved = EVENING | {"id": "trepartsworkshop-2027-01-21", "date": "2027-02-04"}
    new = event("trepartsworkshop", "2027-01-21", start="09:00")
    for events in ((new, moved), (moved, new)):
        names = names_and_days(tmp_path, *events)
        assert names["17:00"] == kept
        assert names["09:00"] == (
            "kalender/trepartsworkshop-2027-01-21-2.ics",
            "trepartsworkshop-2027-01-21-2@nordkysten.samtaleguide",
        )


def test_a_calendar_takes_a_later_version_for_newer(tmp_path: Path) -> None:
    """RFC 5545, 3.8.7: some programs go by the number, some by the day of the last change."""
    (one,) = (entry(file) for file in calendar_files(changed_example(tmp_path, DAY, events=[EVENING])).values())
    edition = replace(changed_example(tmp_path, DAY, events=[EVENING]), changed=date(2027, 1, 5))
    (later,) = (entry(file) for file in calendar_files(edition).values())
    assert later["sequence"] > one["sequence"] > 0
    assert later.decoded("last-modified") == datetime(2027, 1, 5, tzinfo=UTC)
    assert later["uid"] == one["uid"]


def test_what_is_past_has_no_calendar_file(tmp_path: Path) -> None:
    """On its own day an event is still to come."""
    names = [[*calendar_files(changed_example(tmp_path, day))] for day in ("2027-01-21", "2027-01-22", "2027-03-12")]
    both = ["kalender/mesteraften-2027-01-21.ics", "kalender/trepartsworkshop-2027-03-11.ics"]
    assert names == [both, both[1:], []]


def test_without_an_address_a_name_is_given_and_no_page(tmp_path: Path) -> None:
    contact = {"role": "tovholder", "name": "Mette Holm"}
    changed = changed_example(tmp_path, DAY, contacts=[contact], site_url=None)
    for file in calendar_files(changed).values():
        assert entry(file)["contact"] == "Mette Holm"
        assert {"organizer", "url", "method", "attendee"}.isdisjoint(name.lower() for name in entry(file))
