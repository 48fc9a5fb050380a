"""Turn the events of an edition into calendar files. The only module that imports the calendar library.

A file holds one event (RFC 5545). Its UID is made of the school and the name that the event keeps, so that a calendar
knows the event again when it is taken in a second time. There is no METHOD, which would make an appointment of it that
waits for answers, and so nobody who organizes it: whom to ask is its CONTACT.
"""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component
from icalendar import Event as CalendarEvent

from generator.data.hosts import as_uri
from generator.edition.edition import Edition
from generator.edition.web_root import calendar_name
from generator.profile.event import Event

DESCRIPTION = "forms/_layout/event.txt"
ZONE = ZoneInfo("Europe/Copenhagen")
# Written as rules, as every calendar program does it itself: some know no zone that is a list of days. The clocks are
# turned at 1.00 UTC on the last Sundays of March and October (directive 2000/84/EC, articles 2 and 3).
ZONE_RULES = """\
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def calendar_files(edition: Edition) -> dict[str, bytes]:
    """Return one calendar file for each coming event, by its name below the web root."""
    return {calendar_name(edition.event_slug(event)): _calendar(edition, event) for event in edition.facts.upcoming()}


def _calendar(edition: Edition, event: Event) -> bytes:
    profile, coordinator = edition.profile, edition.facts.coordinator
    entry = CalendarEvent()
    entry.add("uid", f"{edition.event_slug(event)}@{profile.slug}.samtaleguide")
    # The colophon's day, not that of the build: what has not changed stays as it is.
    changed = datetime.combine(edition.changed, time(), UTC)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    # A calendar takes in what it has already if this number is higher than before.
    entry.add("sequence", edition.changed.toordinal())
    entry.add("dtstart", datetime.combine(event.date, time.fromisoformat(event.start), ZONE))
    entry.add("dtend", datetime.combine(event.date, time.fromisoformat(event.end), ZONE))
    entry.add("summary", event.title)
    entry.add("location", event.place)
    description = edition.templates.render(edition.templates.plain, DESCRIPTION, {**edition.facts, "event": event})
    entry.add("description", description.strip())
    entry.add("contact", ", ".join(filter(None, (coordinator.name, coordinator.phone, coordinator.email))))
    if profile.site_url:
        entry.add("url", as_uri(profile.site_url))
    calendar = Calendar()
    calendar.add("prodid", "-//samtaleguide//DA")
    calendar.add("version", "2.0")
    calendar.add_component(Component.from_ical(ZONE_RULES))
    calendar.add_component(entry)
    return bytes(calendar.to_ical())
