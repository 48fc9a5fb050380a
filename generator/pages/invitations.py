"""Turn the words of an invitation and the school's next event into a mail: a subject and plain text."""

import re
from dataclasses import dataclass
from textwrap import fill

from generator.danish import weekday_date
from generator.edition.document import Document
from generator.edition.edition import Edition
from generator.edition.web_root import mail_name
from generator.profile.event import Event

TEMPLATE = "forms/_layout/invitation.txt"
# As long as a line of plain text in a mail may be (RFC 5322 2.1.1).
LINE = 78


@dataclass(frozen=True)
class Invitation:
    """An invitation as a mail. `event` is what it invites to; none where the school has no date yet."""

    document: Document
    event: Event | None
    subject: str
    text: str

    @property
    def file(self) -> str:
        """Where the mail is as a text file, seen from the web root."""
        return mail_name(self.document.id)

    @property
    def content(self) -> bytes:
        """The text file. Only an address may be longer than a line.

        It begins with a byte order mark: without one, browsers take a text file for the letters of another alphabet.
        """
        lines = f"Emne: {self.subject}\n\n{self.text}".splitlines()
        return "".join(f"{_wrapped(line)}\n" for line in lines).encode("utf-8-sig")


def invitation(edition: Edition, document: Document) -> Invitation | None:
    """Return the mail of a document whose texts say what it invites to; None for any other document."""
    words = document.invitation
    if words is None:
        return None
    event = next(iter(edition.facts.upcoming(words["kind"])), None)
    text = edition.templates.render(edition.templates.plain, TEMPLATE, {**edition.facts, "texts": document.texts})
    subject = f"{words['subject']} {weekday_date(event.date)}" if event else words["subject"]
    return Invitation(document, event, subject, re.sub(r"\n{3,}", "\n\n", text).strip())


def invitations(edition: Edition) -> list[Invitation]:
    """Return the mails of all invitations of an edition, in the order of use."""
    return [mail for document in edition.documents if (mail := invitation(edition, document))]


def _wrapped(line: str) -> str:
    hanging = "  " if line.startswith("- ") else ""
    return fill(line, LINE, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
