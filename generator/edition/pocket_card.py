"""Turn a profile's people and places into the few that an apprentice finds on a pocket card.

A card has room for two of the school and two outside it. Whom an apprentice can call comes before whom one can only
write to, and whoever is near an apprentice's everyday before others.
"""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from generator.danish import role_word
from generator.profile.model import Profile
from generator.profile.people import COORDINATOR, Contact, Support

ROOM = 2
# Who comes after the coordinator; the others follow as the profile names them.
NEAR = ("mentor", "vejleder", "sps", "faglaerer")


@dataclass(frozen=True)
class Entry:
    """Whom to turn to: a person or a place, who that is, and the one way to reach them that the card has room for."""

    name: str
    about: str
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class PocketCard:
    """The entries of one card, at most two of each; there is always one of the school's."""

    school: tuple[Entry, ...]
    support: tuple[Entry, ...]

    @property
    def way(self) -> Literal["call", "write", "say"]:
        """The best way to reach somebody on the card; `say` where it has neither number nor address."""
        entries = (*self.school, *self.support)
        if any(entry.phone for entry in entries):
            return "call"
        return "write" if any(entry.address for entry in entries) else "say"


def pocket_card(profile: Profile) -> PocketCard:
    """Return what the pocket card of a school says.

    The coordinator comes first, then the nearest other person who can be called; someone without a phone only where
    nobody else is left, and someone who cannot be reached at all never, the coordinator excepted.
    """
    coordinator = next(contact for contact in profile.contacts if contact.role == COORDINATOR)
    others = [other for other in profile.contacts if other is not coordinator and (other.phone or other.email)]
    others.sort(key=_distance)
    places = [place for place in profile.support if place.phone or place.url]
    places.sort(key=lambda place: not place.phone)
    return PocketCard(
        school=tuple(_person(contact) for contact in [coordinator, *others][:ROOM]),
        support=tuple(_place(place) for place in places[:ROOM]),
    )


def _distance(contact: Contact) -> tuple[bool, int]:
    near = NEAR.index(contact.role) if contact.role in NEAR else len(NEAR)
    return not contact.phone, near


def _person(contact: Contact) -> Entry:
    address = "" if contact.phone else contact.email or ""
    return Entry(contact.name, role_word(contact.role), contact.phone or "", address)


def _place(place: Support) -> Entry:
    # The whole address is on the site; a card has room for the host, which leads there.
    host = urlsplit(place.url).netloc.removeprefix("www.") if place.url else ""
    return Entry(place.name, "", place.phone or "", "" if place.phone else host)
