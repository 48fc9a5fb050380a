"""Turn a school's profile and trade into the facts that every template may use, whatever it makes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from generator.edition.contract import Context
from generator.edition.pocket_card import PocketCard, pocket_card
from generator.edition.talks import Talks, talks_of
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, MistakeError, Sentence
from generator.profile.event import Event
from generator.profile.model import INITIATIVES, Profile
from generator.profile.people import COORDINATOR, Contact
from generator.profile.trade import Trade


@dataclass(frozen=True, kw_only=True, eq=False)
class Facts(Context):
    """The names that every template may use; a data file's templates have no others."""

    school: Annotated[Profile, "what school.yml says: school.name, school.website, school.support, …"]
    trade: Annotated[Trade, "the words of the trade: trade.open_evening.plural, …"]
    talks: Annotated[Talks, "the talks that are held: talks.foerste, talks.anden, talks.tredje, talks.praktik"]
    coordinator: Annotated[Contact, "the first of the contacts who is tovholder"]
    contact: Annotated[Callable[[str], Contact | None], "contact('mentor'): the first contact with that role, or none"]
    pocket_card: Annotated[PocketCard, "the few people and places that stand on a pocket card"]
    offers: Annotated[Callable[[str], bool], "offers('pjece'): whether the school offers that initiative"]
    has: Annotated[Callable[[str], bool], "has('guide'): whether this edition makes that document"]
    upcoming: Annotated[Callable[..., list[Event]], "upcoming('mesteraften'): the coming events, of one kind or all"]
    colophon_date: Annotated[date, "the day of the newest change in the layer or the shared texts"]


def facts_of(profile: Profile, trade: Trade, today: date, changed: date, has: Callable[[str], bool]) -> Facts:
    """Return the facts about a school; `today` decides which events are past, `has` which documents there are."""

    def contact(role: str) -> Contact | None:
        return next((contact for contact in profile.contacts if contact.role == role), None)

    def offers(initiative: str) -> bool:
        if initiative not in INITIATIVES:
            found = Sentence("there is no initiative '{initiative}'", initiative=initiative)
            way_out = did_you_mean(initiative, INITIATIVES, "They are")
            raise MistakeError(Advice("unknown-initiative", found, way_out, about=initiative))
        return initiative in profile.initiatives

    def upcoming(kind: str | None = None) -> list[Event]:
        events = [event for event in profile.events if event.date >= today and kind in (None, event.kind)]
        return sorted(events, key=lambda event: (event.date, event.start))

    return Facts(
        school=profile,
        trade=trade,
        talks=talks_of(profile.conversations),
        coordinator=next(contact for contact in profile.contacts if contact.role == COORDINATOR),
        contact=contact,
        pocket_card=pocket_card(profile),
        offers=offers,
        has=has,
        upcoming=upcoming,
        colophon_date=changed,
    )
