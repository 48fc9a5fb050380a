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
from pathlib import Path
from typing import Any

from generator.data.model import model_of, read_yaml
from generator.edition.catalogue import Document, documents, is_made
from generator.edition.colours import Palette, palette
from generator.edition.pocket_card import pocket_card
from generator.edition.talks import Talks, talks_of
from generator.layer.changed import newest_change
from generator.layer.drawings import PICTOGRAMS, inline_svg, motif_name
from generator.layer.layers import Layers
from generator.problems.likeness import did_you_mean, nearest
from generator.problems.problem import Advice, GeneratorError, MistakeError, Problem, ProfileError, Sentence
from generator.profile.load import load_profile
from generator.profile.model import INITIATIVES, Event, Profile
from generator.profile.people import COORDINATOR, Contact
from generator.profile.trade import COMPLETE_TRADE, Trade, load_trade, trade_keys
from generator.templates.engine import Templates
from generator.templates.overrides import override_problems

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


def load_edition(layer: Path, today: date, shared: Path | None = None) -> Edition:
    """Return the edition of the layer in the folder `layer`; raises GeneratorError with all problems found."""
    edition, problems = read_edition(layer, today, shared)
    if problems or edition is None:
        raise GeneratorError(problems)
    return edition


def read_edition(layer: Path, today: date, shared: Path | None = None) -> tuple[Edition | None, list[Problem]]:
    """Return the edition of a layer and what is wrong with it so far.

    Where something is wrong with the profile or the trade, examples stand in for it, so that the templates can be
    looked at in the same run; the edition is None where not even that is possible.
    """
    layers = Layers(layer.resolve(), shared) if shared else Layers(layer.resolve())
    problems: list[Problem] = []
    try:
        profile = load_profile(layer, trade_keys(layers))
    except ProfileError as error:
        problems += error.problems
        if error.stand_in is None:
            return None, problems
        profile = error.stand_in
    try:
        trade = load_trade(layers, profile.trade)
    except GeneratorError as error:
        problems += error.problems
        trade = _completed(layers, profile.trade)
    edition = Edition(
        layers=layers,
        profile=profile,
        trade=trade,
        today=today,
        changed=newest_change(layers),
        templates=Templates(layers),
    )
    # A sheet's own blocks are known when the documents are.
    problems += edition.problems or override_problems(edition.templates)
    try:
        inline_svg(layers, edition.motif)
    except GeneratorError as error:
        problems += error.problems
    return edition, problems


def _completed(layers: Layers, key: str) -> Trade:
    """Return a trade with mistakes, completed with the words of a shared one; to look at the templates with."""
    path = layers.find(COMPLETE_TRADE)
    assert path is not None, COMPLETE_TRADE
    shared = read_yaml(path, COMPLETE_TRADE)
    own = layers.find(f"trades/{key}.yml")
    try:
        return model_of(shared, Trade, _merged(shared.data, read_yaml(own, "").data if own else {}))
    except GeneratorError:
        return model_of(shared, Trade)


def _merged(shared: Any, own: Any) -> Any:
    if not isinstance(shared, dict) or not isinstance(own, dict):
        return own
    return shared | {key: _merged(shared.get(key), value) for key, value in own.items()}
