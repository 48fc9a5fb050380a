"""Turn a profile into what its edition will do without: nothing wrong, but somebody should look."""

import re
from collections.abc import Iterator
from datetime import date

from generator.data.explain import labelled
from generator.data.fields import example_at
from generator.data.text import KeyPath, YamlText
from generator.problems.problem import Advice, Finding, Place, Problem, Sentence, in_reading_order
from generator.profile.model import Profile
from generator.profile.people import COORDINATOR
from generator.sheets.changes import SheetChanges
from generator.sheets.questions import asks_too_much, words_of

# What each part of `privacy` is for, as a warning says it.
PRIVACY_PARTS = {
    "controller": "who is responsible for the data",
    "cvr": "the CVR number of whoever is responsible",
    "dpo_email": "how to reach the data protection officer",
    "policy_url": "where the privacy policy is",
    "retention": "how long the sheets are kept",
    "filing": "where a filled sheet is put",
}

# Capital letters, with or without full stops, or a few small ones: MH, M.H., meho.
_INITIALS = re.compile(r"(?:[A-ZÆØÅ]\.?[ -]?){1,5}|[a-zæøå]{1,4}")


def warnings_for(profile: Profile, text: YamlText, today: date) -> list[Problem]:
    """Return the warnings about a profile, in reading order.

    `text` is what it was made from; `today` decides what is out of date.
    """
    warnings = [*_left_out(profile), *_incomplete(profile), *_out_of_date(profile, today)]
    warnings += [*_people(profile), *_support(profile, today), *_sheets(profile)]
    return in_reading_order(advice.at(_place(text, path), "warning") for path, advice in warnings)


def _place(text: YamlText, path: KeyPath) -> Place:
    if not path:
        # What is missing altogether has no place.
        return Place(text.file)
    # A group as a whole is found by its name; its value may begin in the next line.
    return text.key_place(path) if len(path) == 1 else text.place(path)


def _left_out(profile: Profile) -> Iterator[Finding]:
    if profile.site_url is None:
        found = (
            "the guide has no address (site_url), so there is no QR code, and no picture where somebody shares a link"
        )
        yield (
            (),
            Advice(
                "no-address",
                found,
                "When you know where it will lie, add a line such as site_url: https://guide.skolen.dk/",
            ),
        )
    if profile.privacy is None:
        found = "there is no privacy, so the sheets say little about the school's duties"
        way_out = "Add it, for example privacy: {controller: Skolens navn, filing: Lægges i lærlingens mappe.}"
        yield (), Advice("no-privacy", found, way_out)
    if profile.accessibility is None:
        found = "there is no accessibility, so the site has no accessibility statement"
        yield (
            (),
            Advice(
                "no-accessibility",
                found,
                (
                    "A public school must publish one. Add it, for example accessibility: "
                    "{was_url: https://www.was.digst.dk/example-dk, updated: 2026-10-01}"
                ),
            ),
        )
    if not profile.support:
        found = "there is no support, so nobody is told where to turn for help"
        way_out = (
            "Add one, for example support: [{name: Skolens vejledning, for: når du er i tvivl, phone: 12 34 56 78}]"
        )
        yield (), Advice("no-support", found, way_out)


def _incomplete(profile: Profile) -> Iterator[Finding]:
    if profile.fonts and profile.fonts.bold is None:
        found: str = "fonts has no bold, so headings are in IBM Plex Sans"
        yield ("fonts",), Advice("missing-font", found, "Add the bold or semi-bold file of the same font.")
    if profile.fonts and profile.fonts.italic is None:
        found = "fonts has no italic, so words in italics are in IBM Plex Sans"
        yield ("fonts",), Advice("missing-font", found, "Add the italic file of the same font.")
    for key, what in PRIVACY_PARTS.items():
        if profile.privacy and getattr(profile.privacy, key) is None:
            example = example_at(("privacy", key), Profile)
            found = Sentence("privacy.{key} is missing, so the sheets do not say {what}", key=key, what=Sentence(what))
            yield (
                ("privacy",),
                Advice(
                    "missing-privacy", found, Sentence("Add {key}, such as {key}: {example}", key=key, example=example)
                ),
            )


def _people(profile: Profile) -> Iterator[Finding]:
    coordinators = [contact for contact in profile.contacts if contact.role == COORDINATOR]
    for number, contact in enumerate(profile.contacts):
        if contact.role == COORDINATOR and not (contact.phone or contact.email):
            found = Sentence("nobody can reach the tovholder {name}", name=contact.name)
            yield ("contacts", number), Advice("cannot-be-reached", found, "Add phone or email.")
        if contact in coordinators[1:]:
            template = (
                "sheets, poster and cards name the first tovholder, {first}; {name} stands among the contacts only"
            )
            found = Sentence(template, first=coordinators[0].name, name=contact.name)
            way_out = "Let the one come first whom people are to call."
            yield ("contacts", number, "role"), Advice("second-coordinator", found, way_out, about=COORDINATOR)
        if _INITIALS.fullmatch(contact.name):
            found = Sentence("'{name}' looks like initials, which nobody outside the school knows", name=contact.name)
            yield (
                ("contacts", number, "name"),
                Advice("only-initials", found, "Write the full name.", about=contact.name),
            )


def _out_of_date(profile: Profile, today: date) -> Iterator[Finding]:
    statement = profile.accessibility
    if statement and is_stale(statement.updated, today):
        found = Sentence("the accessibility statement was last updated on {day}", day=statement.updated)
        yield ("accessibility", "updated"), Advice("out-of-date", found, "Go through it once a year.")
    for number, event in enumerate(profile.events):
        if event.date < today:
            template = "events: '{title}' was on {date} and is not shown any more"
            found = Sentence(template, title=event.title, date=event.date)
            yield ("events", number, "date"), Advice("past-event", found, "Take it out, or renew it.")
        same_day = [
            other.id for other in profile.events[:number] if (other.kind, other.date) == (event.kind, event.date)
        ]
        if event.date >= today and None in same_day and event.id is None:
            template = "this is not the first {kind} on {date}: in another order, people's calendars would mix them up"
            found = Sentence(template, kind=event.kind, date=event.date)
            way_out = Sentence(
                "Give the one that was added last a name that stays, such as id: {kind}-2.", kind=event.kind
            )
            yield ("events", number, "date"), Advice("events-alike", found, way_out)


def _support(profile: Profile, today: date) -> Iterator[Finding]:
    for number, place in enumerate(profile.support):
        path = ("support", number)
        if not (place.phone or place.url):
            found = Sentence("support: '{name}' has neither phone nor url", name=place.name)
            yield path, Advice("cannot-be-reached", found, "Add one, so that people can turn there.")
        elif place.checked is None:
            found = Sentence("support: '{name}' was never checked", name=place.name)
            yield path, Advice("out-of-date", found, "Try number and link, and add checked with the day.")
        elif is_stale(place.checked, today):
            found = Sentence("support: '{name}' was last checked on {day}", name=place.name, day=place.checked)
            yield (*path, "checked"), Advice("out-of-date", found, "Try number and link again.")


def _sheets(profile: Profile) -> Iterator[Finding]:
    for sheet, changes in profile.sheets.items():
        for path, name, words in _asked(changes):
            if advice := asks_too_much(name, words):
                yield ("sheets", sheet, *path), labelled(("sheets", sheet), advice)


def _asked(changes: SheetChanges) -> Iterator[tuple[KeyPath, str, list[str]]]:
    """Yield the place, the id and the words of every question that the school has worded itself."""
    for name, wording in changes.reword.items():
        yield ("reword", name), name, [wording]
    for number, added in enumerate(changes.add):
        yield ("add", number, "text"), added.id, words_of(added)
    for part, section in enumerate(changes.sections):
        for number, question in enumerate(section.questions):
            yield ("sections", part, "questions", number, "text"), question.id, words_of(question)


def same_until(profile: Profile, today: date) -> date:
    """Return the last day on which the profile says, and is told, the same as `today`."""
    ends = [event.date for event in profile.events]
    checked = [place.checked for place in profile.support]
    for day in (*checked, profile.accessibility and profile.accessibility.updated):
        if day:
            # The last day on which it is not stale. What was checked on a 29 February is a day longer.
            ends.append(day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day))
    return min((day for day in ends if day >= today), default=date.max)


def is_stale(day: date, today: date) -> bool:
    """Return whether more than a year lies between `day` and `today`."""
    return (day.year + 1, day.month, day.day) < (today.year, today.month, today.day)
