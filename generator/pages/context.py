"""Turn an edition and one of its pages into the names that the page's template may use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from markupsafe import Markup

from generator.edition.document import Document
from generator.edition.facts import Facts
from generator.pages.heads import Head, Medium, Step
from generator.pages.invitations import Invitation
from generator.profile.event import Event
from generator.sheets.model import Sheet

# What can be asked of a finished PDF; `site/finishing` writes it in.
FACTS = ("pages", "duplex", "duplex_short", "fold")


@dataclass(frozen=True, kw_only=True, eq=False)
class MacroContext(Facts):
    """The names that the macros of docs/_parts.md may use."""

    page: Annotated[Head, "this page: page.title, page.step, page.path, …"]
    root: Annotated[str, "the way from this page to the web root, such as ../"]
    medium: Annotated[Medium, "what the page is rendered for: site or book"]
    has_page: Annotated[Callable[[str], bool], "has_page('arrangementer'): whether the guide has that page"]
    steps: Annotated[list[Step], "the pages of the five steps, in order: step.number, step.title, step.url, …"]
    cards: Annotated[tuple[Document, ...], "all documents of this edition: card.title, card.prints, card.picture, …"]
    document: Annotated[Callable[[str], Document], "document('guide'): that document, which the edition must make"]
    sheet: Annotated[Callable[[str], Sheet | None], "sheet('foerste-samtale'): the questions of that sheet"]
    texts: Annotated[Callable[[str], Mapping[str, Any] | None], "texts('plakat'): what text.yml of that handout says"]
    see: Annotated[Callable[..., Markup], "see('guide', 'bogen'): a link to the PDF of that document"]
    fact: Annotated[Callable[[str, str], Markup], "fact('pages', 'guide'): what only the finished PDF knows"]
    invitation: Annotated[Callable[[str], Invitation], "invitation('invitation-mesteraften'): the text of its mail"]
    calendar: Annotated[Callable[[Event], str], "calendar(event): where the event's calendar file is"]
    pictogram: Annotated[Callable[[str], Any], "pictogram('phone'): a pictogram as inline SVG; in the book nothing"]
    motif: Annotated[Callable[[], Any], "motif(): the drawing of the trade as inline SVG"]


@dataclass(frozen=True, kw_only=True, eq=False)
class PageContext(MacroContext):
    """The names that a page's template may use."""

    parts: Annotated[Any, "the macros of docs/_parts.md: parts.script('foerste-samtale'), …"]
