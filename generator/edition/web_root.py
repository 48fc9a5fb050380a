"""Turn what an edition makes into names below the web root: each name is spelled here, and nowhere else."""

from __future__ import annotations

from generator.edition.document import Document
from generator.edition.edition import Edition
from generator.layer.pictures import is_picture
from generator.profile.model import Event

MAILS = "invitationer"
CALENDARS = "kalender"


def mail_name(document: Document) -> str:
    """Return where the mail of an invitation is as a text file, seen from the web root."""
    return f"{MAILS}/{document.id}.txt"


def is_invitation(document: Document) -> bool:
    """Return whether a document's texts say what it invites to."""
    return bool((document.texts or {}).get("invitation"))


def calendar_name(edition: Edition, event: Event) -> str:
    """Return where an event's calendar file is, seen from the web root."""
    return f"{CALENDARS}/{edition.event_slug(event)}.ics"


def page_pictures(edition: Edition) -> list[str]:
    """Return the names below docs/ of the pictures that the pages may show."""
    names = (name.removeprefix("docs/") for name in edition.layers.names("docs", "**/*"))
    return [name for name in names if is_picture(name)]


def made_files(edition: Edition) -> set[str]:
    """Return the names of what is made beside the pages.

    PDFs, the pictures of their first pages, the sheets' own pages (as their sources), mails and calendars.
    """
    prints = {f"pdf/{item.stem}.pdf" for document in edition.documents for item in document.prints}
    pictures = {f"pdf/{document.id}.png" for document in edition.documents}
    sheets = {document.web.removesuffix(".html") + ".md" for document in edition.documents if document.web}
    mails = {mail_name(document) for document in edition.documents if is_invitation(document)}
    return prints | pictures | sheets | mails | {calendar_name(edition, event) for event in edition.upcoming()}
