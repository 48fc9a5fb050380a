"""Turn a layer into its edition: everything one school publishes, resolved and ready to render.

The edition knows which documents and pages there are before any of them exists, so that a text can name a document
only if it will be made.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain, count
from typing import Any

from generator.edition.colours import Palette, palette
from generator.edition.document import Document
from generator.edition.facts import Facts
from generator.edition.web_root import calendar_name, mail_name, page_pictures, sheet_page
from generator.layer.drawings import PICTOGRAMS, inline_svg, motif_name
from generator.layer.layers import Layers
from generator.problems.likeness import nearest
from generator.problems.problem import Advice, MistakeError, Problem, Sentence
from generator.profile.event import Event
from generator.profile.model import Profile
from generator.profile.trade import Trade
from generator.templates.engine import Templates

# The code of what is wrong where something names a document that is not in the edition.
NOT_MADE = "document-not-made"


@dataclass(frozen=True)
class Edition:
    """One school's edition. `changed` is the colophon's day."""

    # A template may have one of the methods below, and no way of printing it may show where the layer lies.
    layers: Layers = field(repr=False)
    profile: Profile
    trade: Trade
    changed: date
    templates: Templates = field(repr=False)
    facts: Facts = field(repr=False)
    """What every template may use."""
    documents: tuple[Document, ...] = field(repr=False)
    """The documents of this edition in the order of use."""
    problems: list[Problem] = field(repr=False)
    """What is wrong with the data files of documents that cannot be made."""

    @cached_property
    def colours(self) -> Palette:
        """All colours of site and print, derived from the school's two."""
        return palette(self.profile.colours.primary, self.profile.colours.accent)

    def document(self, key: str) -> Document:
        """Return the document `key`; raises MistakeError if this edition does not make it."""
        for document in self.documents:
            if document.id == key:
                return document
        found = Sentence("this edition does not make the document '{document}'", document=key)
        raise MistakeError(Advice(NOT_MADE, found, self._how_to_have(key), about=key))

    def _how_to_have(self, key: str) -> str:
        """Return what to do about a document that is not made."""
        for name in self.layers.own_files():
            other_case = re.fullmatch(rf"forms/{re.escape(key)}/(sheet|handout)\.ya?ml", name, re.IGNORECASE)
            called = f"forms/{key}/{other_case[1].lower()}.yml" if other_case else name
            if name != called:
                return Sentence("Is it made of {name}? Then call that {called}.", name=name, called=called)
        if near := nearest(key, [document.id for document in self.documents]):
            return Sentence("Did you mean '{near}'?", near=near)
        return Sentence("Ask has('{document}') first.", document=key)

    def event_slug(self, event: Event) -> str:
        """Return the name that an event keeps: its id, or `mesteraften-2027-01-21`, whatever its title and hour.

        Several of a kind on one day are counted from the second on, in the order of the profile: what is added below
        leaves the others their names.
        """
        events = self.profile.events
        names = {other.id for other in events}
        for other in events[: events.index(event) + 1]:
            derived = f"{other.kind}-{other.date.isoformat()}"
            numbered = chain([derived], (f"{derived}-{number}" for number in count(2)))
            name = other.id or next(name for name in numbered if name not in names)
            names.add(name)
        return name

    @cached_property
    def files(self) -> frozenset[str]:
        """The names, seen from the web root, of what there is beside the pages; a sheet's page by its source."""
        names = {
            *page_pictures(self.layers),
            *(calendar_name(self.event_slug(event)) for event in self.facts.upcoming()),
        }
        for document in self.documents:
            names |= {document.picture, *(item.href for item in document.prints)}
            if document.sheet:
                names.add(sheet_page(document.id))
            if document.invitation:
                names.add(mail_name(document.id))
        return frozenset(names)

    def pictogram(self, name: str) -> Any:
        """Return one of our pictograms as inline SVG."""
        return inline_svg(self.layers, PICTOGRAMS.format(name))

    @property
    def motif(self) -> str:
        """The name of the drawing that stands for the trade."""
        return motif_name(self.layers, self.profile.trade)
