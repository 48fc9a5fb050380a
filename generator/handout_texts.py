"""Turn the texts of a handout into checked ones, as far as more than its own template is made of them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from generator.profile.model import EventKind


class Point(BaseModel):
    """One point of what an invitation promises."""

    model_config = ConfigDict(extra="forbid")

    pictogram: str = ""
    title: str
    text: str


class InvitationWords(BaseModel):
    """The words of an invitation, on paper and in a mail; `kind` is the kind of event that it invites to."""

    model_config = ConfigDict(extra="forbid")

    kind: EventKind
    kicker: str = ""
    title: str
    subject: str
    lead: str
    scan: str = ""
    program: str
    points: tuple[Point, ...]
    purpose: str = ""
    who: str


class Texts(BaseModel):
    """A handout's `text.yml`; what only its template uses has the shape that the template gives it."""

    model_config = ConfigDict(extra="allow")

    invitation: InvitationWords | None = None
