"""Turn a layer into its edition: everything one school publishes, resolved and ready to render.

The edition knows which documents and pages there are before any of them exists, so that a text can name a document
only if it will be made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from generator.documents.assets import PICTOGRAMS, inline_svg, motif_name
from generator.edition.catalogue import documents
from generator.edition.colours import Palette, palette
from generator.edition.data_files import is_made
from generator.edition.document import Document
from generator.edition.pocket_card import pocket_card
from generator.edition.talks import Talks, talks_of
from generator.edition.web_root import calendar_name, mail_name, page_pictures, sheet_page
from generator.layer.layers import Layers
from generator.problems.likeness import did_you_mean, nearest
from generator.problems.problem import Advice, MistakeError, Problem, Sentence
from generator.profile.model import INITIATIVES, Event, Profile
from generator.profile.people import COORDINATOR, Contact
from generator.profile.trade import Trade
from generator.templates.engine import Templates

NOT_MADE = "this edition does not make the document"


@dataclass(frozen=True)
class Edition:
    """One school's edition. `today` decides which events are past, `changed` is the colophon's day."""

    layers: Layers
    profile: Profile
    trade: Trade
    today: date
    changed: date
    templates: Templates = field(repr=False)

    @cached_property
    def talks(self) -> Talks:
        """The talks that the school holds."""
        return talks_of(self.profile.conversations)

    @cached_property
    def colours(self) -> Palette:
        """All colours of site and print, derived from the school's two."""
        return palette(self.profile.colours.primary, self.profile.colours.accent)

    @cached_property
    def _catalogue(self) -> tuple[tuple[Document, ...], list[Problem]]:
        return documents(self.templates, self.facts, self.profile)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents of this edition in the order of use."""
        return self._catalogue[0]

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the data files of documents that cannot be made."""
        return self._catalogue[1]

    def document(self, key: str) -> Document:
        """Return the document `key`; raises MistakeError if this edition does not make it."""
        for document in self.documents:
            if document.id == key:
                return document
        near = nearest(key, [document.id for document in self.documents])
        way_out = f"Did you mean '{near}'?" if near else f"Ask has('{key}') first."
        for name in self.layers.own_files():
            found = re.fullmatch(rf"(forms/{re.escape(key)}/)(sheet|handout)\.ya?ml", name, re.IGNORECASE)
            if found and name != (called := f"{found[1]}{found[2].lower()}.yml"):
                way_out = Sentence("Is it made of {name}? Then call that {called}.", name=name, called=called)
        raise MistakeError(Advice("unnamed", Sentence("{not_made} '{key}'", not_made=NOT_MADE, key=key), way_out))

    def has(self, key: str) -> bool:
        """Return whether this edition makes the document `key`."""
        return any(document.id == key for document in self.documents)

    def offers(self, initiative: str) -> bool:
        """Return whether the school offers an initiative; an unknown name is a mistake in the template."""
        if initiative not in INITIATIVES:
            way_out = did_you_mean(initiative, INITIATIVES, "They are")
            raise MistakeError(
                Advice("unnamed", Sentence("there is no initiative '{initiative}'", initiative=initiative), way_out)
            )
        return initiative in self.profile.initiatives

    def contact(self, role: str) -> Contact | None:
        """Return the first contact with a role, or None."""
        return next((contact for contact in self.profile.contacts if contact.role == role), None)

    def upcoming(self, kind: str | None = None) -> list[Event]:
        """Return the events from `today` on, the next one first; all kinds or one."""
        events = (event for event in self.profile.events if event.date >= self.today)
        return sorted(
            (event for event in events if kind in (None, event.kind)), key=lambda event: (event.date, event.start)
        )

    def event_slug(self, event: Event) -> str:
        """Return the name that an event keeps when its title or hour is changed: `mesteraften-2027-01-21`.

        Several of a kind on one day are counted from the second on.
        """
        like = [other for other in self.profile.events if (other.kind, other.date) == (event.kind, event.date)]
        number = sorted(like, key=lambda other: other.start).index(event) + 1
        return f"{event.kind}-{event.date.isoformat()}" + (f"-{number}" if number > 1 else "")

    @cached_property
    def files(self) -> frozenset[str]:
        """The names, seen from the web root, of what there is beside the pages; a sheet's page by its source."""
        names = {*page_pictures(self.layers), *(calendar_name(self.event_slug(event)) for event in self.upcoming())}
        for document in self.documents:
            names |= {document.picture, *(item.href for item in document.prints)}
            if document.sheet:
                names.add(sheet_page(document.id))
            if document.invitation:
                names.add(mail_name(document.id))
        return frozenset(names)

    @cached_property
    def coordinator(self) -> Contact:
        """The first contact who is tovholder; every profile has one."""
        return next(contact for contact in self.profile.contacts if contact.role == COORDINATOR)

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """The names that every template may use, whatever it makes."""
        return {
            "school": self.profile,
            "trade": self.trade,
            "talks": self.talks,
            "coordinator": self.coordinator,
            "contact": self.contact,
            "pocket_card": pocket_card(self.profile),
            "offers": self.offers,
            # Asked late: a sheet's own data file may ask it too, before the list of documents is complete.
            "has": self._will_have,
            "upcoming": self.upcoming,
            "colophon_date": self.changed,
        }

    def _will_have(self, key: str) -> bool:
        # While the list of documents is being made, a data file's condition may already ask for one of them.
        return self.has(key) if "_catalogue" in self.__dict__ else is_made(self.templates, key, self.facts)

    def pictogram(self, name: str) -> Any:
        """Return one of our pictograms as inline SVG."""
        return inline_svg(self.layers, PICTOGRAMS.format(name))

    @property
    def motif(self) -> str:
        """The name of the drawing that stands for the trade."""
        return motif_name(self.layers, self.profile.trade)
