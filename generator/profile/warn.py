"""Turn a profile into what its edition will do without: nothing wrong, but somebody should look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.problems import Problem
from generator.profile.model import Profile
from generator.profile.never_asked import SEEMS, WAY_OUT, may_not_be_asked, words_of
from generator.profile.people import COORDINATOR, Privacy

FILE = "school.yml"
# What each part of `privacy` is for, as a warning says it.
PRIVACY_PARTS = {
    "controller": "who is responsible for the data",
    "cvr": "the CVR number of whoever is responsible",
    "dpo_email": "how to reach the data protection officer",
    "policy_url": "where the privacy policy is",
    "retention": "how long the sheets are kept",
    "filing": "where a filled sheet is put",
}


def warnings_for(profile: Profile, today: date) -> list[Problem]:
    """Return the warnings about a profile; `today` decides what is out of date."""
    warnings = [
        *_address(profile),
        *_fonts(profile),
        *_people(profile),
        *_privacy(profile.privacy),
        *_accessibility(profile, today),
    ]
    warnings += _support(profile, today)
    warnings += _events(profile, today)
    warnings += _sheets(profile)
    return [Problem(FILE, None, None, found, way_out, level="warning") for found, way_out in warnings]


def _address(profile: Profile) -> Iterator[tuple[str, str]]:
    if profile.site_url is None:
        yield "there is no site_url, so no QR code, canonical address or social card", "Add the address of the guide."


def _fonts(profile: Profile) -> Iterator[tuple[str, str]]:
    if profile.fonts and profile.fonts.bold is None:
        yield (
            "fonts has no bold, so headings are in IBM Plex Sans",
            "Add the bold or semi-bold file of the same font.",
        )


def _people(profile: Profile) -> Iterator[tuple[str, str]]:
    for contact in profile.contacts:
        if contact.role == COORDINATOR and not (contact.phone or contact.email):
            yield f"nobody can reach the tovholder {contact.name}", "Add phone or email."


def _privacy(privacy: Privacy | None) -> Iterator[tuple[str, str]]:
    if privacy is None:
        yield "there is no privacy, so the sheets say little about the school's duties", "Add privacy; see the example."
        return
    for key, what in PRIVACY_PARTS.items():
        if getattr(privacy, key) is None:
            yield f"privacy.{key} is missing, so the sheets do not say {what}", f"Add {key}."


def _accessibility(profile: Profile, today: date) -> Iterator[tuple[str, str]]:
    statement = profile.accessibility
    if statement is None:
        yield (
            "there is no accessibility, so the site has no accessibility statement",
            "A public school must publish one: add was_url and updated.",
        )
    elif is_stale(statement.updated, today):
        yield f"the accessibility statement was last updated on {statement.updated}", "Go through it once a year."


def _support(profile: Profile, today: date) -> Iterator[tuple[str, str]]:
    if not profile.support:
        yield (
            "there is no support, so nobody is told where to turn for help",
            "Add at least one place; see the example.",
        )
    for place in profile.support:
        if not (place.phone or place.url):
            yield f"support: '{place.name}' has neither phone nor url", "Add one, so that people can turn there."
        elif place.checked is None:
            yield f"support: '{place.name}' was never checked", "Try number and link, and add checked with the day."
        elif is_stale(place.checked, today):
            yield f"support: '{place.name}' was last checked on {place.checked}", "Try number and link again."


def _events(profile: Profile, today: date) -> Iterator[tuple[str, str]]:
    for event in profile.events:
        if event.date < today:
            yield f"events: '{event.title}' was on {event.date} and is not shown any more", "Take it out, or renew it."


def _sheets(profile: Profile) -> Iterator[tuple[str, str]]:
    for sheet, changes in profile.sheets.items():
        asked = {question.id: words_of(question) for question in changes.own_questions()}
        asked |= {name: [text] for name, text in changes.reword.items()}
        for name, words in asked.items():
            if may_not_be_asked(words):
                yield f"sheets.{sheet}: {SEEMS.format(name)}", WAY_OUT


def is_stale(day: date, today: date) -> bool:
    """Return whether more than a year lies between `day` and `today`."""
    return (day.year + 1, day.month, day.day) < (today.year, today.month, today.day)
