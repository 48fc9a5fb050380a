"""Turn a profile into what its edition will do without: nothing wrong, but somebody should look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.data.text import KeyPath, YamlText
from generator.problems.problem import Advice, Place, Problem, Sentence, in_reading_order
from generator.profile.model import Profile
from generator.profile.people import COORDINATOR, Privacy
from generator.sheets.changes import SheetChanges
from generator.sheets.questions import SEEMS, WAY_OUT, may_not_be_asked, words_of

# Where in the profile, what was found, the way out; what is missing altogether has no place.
_Warning = tuple[KeyPath, str, str]
# What each part of `privacy` is for, as a warning says it.
PRIVACY_PARTS = {
    "controller": "who is responsible for the data",
    "cvr": "the CVR number of whoever is responsible",
    "dpo_email": "how to reach the data protection officer",
    "policy_url": "where the privacy policy is",
    "retention": "how long the sheets are kept",
    "filing": "where a filled sheet is put",
}


def warnings_for(profile: Profile, text: YamlText, today: date) -> list[Problem]:
    """Return the warnings about a profile, in reading order.

    `text` is what it was made from; `today` decides what is out of date.
    """
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
    return in_reading_order(
        Problem(_place(text, path), Advice("unnamed", found, way_out), level="warning")
        for path, found, way_out in warnings
    )


def _place(text: YamlText, path: KeyPath) -> Place:
    # A group as a whole is found by its name; its value may begin in the next line.
    return (text.key_place(path) if len(path) == 1 else text.place(path)) if path else Place(text.file)


def _address(profile: Profile) -> Iterator[_Warning]:
    if profile.site_url is None:
        found = "there is no site_url, so no QR code, canonical address or social card"
        yield (), found, "Add the address of the guide."


def _fonts(profile: Profile) -> Iterator[_Warning]:
    fonts = profile.fonts
    if fonts and fonts.bold is None:
        found = "fonts has no bold, so headings are in IBM Plex Sans"
        yield ("fonts",), found, "Add the bold or semi-bold file of the same font."
    if fonts and fonts.italic is None:
        found = "fonts has no italic, so words in italics are in IBM Plex Sans"
        yield ("fonts",), found, "Add the italic file of the same font."


def _people(profile: Profile) -> Iterator[_Warning]:
    for number, contact in enumerate(profile.contacts):
        if contact.role == COORDINATOR and not (contact.phone or contact.email):
            yield ("contacts", number), f"nobody can reach the tovholder {contact.name}", "Add phone or email."


def _privacy(privacy: Privacy | None) -> Iterator[_Warning]:
    if privacy is None:
        found = "there is no privacy, so the sheets say little about the school's duties"
        yield (), found, "Add privacy; see the example."
        return
    for key, what in PRIVACY_PARTS.items():
        if getattr(privacy, key) is None:
            yield ("privacy",), f"privacy.{key} is missing, so the sheets do not say {what}", f"Add {key}."


def _accessibility(profile: Profile, today: date) -> Iterator[_Warning]:
    statement = profile.accessibility
    if statement is None:
        yield (
            (),
            "there is no accessibility, so the site has no accessibility statement",
            "A public school must publish one: add was_url and updated.",
        )
    elif is_stale(statement.updated, today):
        found = Sentence("the accessibility statement was last updated on {updated}", updated=statement.updated)
        yield ("accessibility", "updated"), found, "Go through it once a year."


def _support(profile: Profile, today: date) -> Iterator[_Warning]:
    if not profile.support:
        yield (
            (),
            "there is no support, so nobody is told where to turn for help",
            "Add at least one place; see the example.",
        )
    for number, place in enumerate(profile.support):
        path = ("support", number)
        if not (place.phone or place.url):
            yield path, f"support: '{place.name}' has neither phone nor url", "Add one, so that people can turn there."
        elif place.checked is None:
            found = Sentence("support: '{name}' was never checked", name=place.name)
            yield path, found, "Try number and link, and add checked with the day."
        elif is_stale(place.checked, today):
            found = Sentence("support: '{name}' was last checked on {checked}", name=place.name, checked=place.checked)
            yield (*path, "checked"), found, "Try number and link again."


def _events(profile: Profile, today: date) -> Iterator[_Warning]:
    for number, event in enumerate(profile.events):
        if event.date < today:
            found = Sentence(
                "events: '{title}' was on {date} and is not shown any more", title=event.title, date=event.date
            )
            yield ("events", number, "date"), found, "Take it out, or renew it."


def _sheets(profile: Profile) -> Iterator[_Warning]:
    for sheet, changes in profile.sheets.items():
        for path, name, words in _asked(changes):
            if may_not_be_asked(words):
                yield ("sheets", sheet, *path), f"sheets.{sheet}: {SEEMS.format(name)}", WAY_OUT


def _asked(changes: SheetChanges) -> Iterator[tuple[KeyPath, str, list[str]]]:
    """Yield the place, the id and the words of every question that the school has worded itself."""
    for name, wording in changes.reword.items():
        yield ("reword", name), name, [wording]
    for number, added in enumerate(changes.add):
        yield ("add", number, "text"), added.id, words_of(added)
    for part, section in enumerate(changes.sections):
        for number, question in enumerate(section.questions):
            yield ("sections", part, "questions", number, "text"), question.id, words_of(question)


def is_stale(day: date, today: date) -> bool:
    """Return whether more than a year lies between `day` and `today`."""
    return (day.year + 1, day.month, day.day) < (today.year, today.month, today.day)
