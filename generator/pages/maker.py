"""Turn the page templates and an edition into finished Markdown, for the site and for the book."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from generator.danish import phone_uri
from generator.data.model import model_of
from generator.edition.catalogue import Document
from generator.edition.edition import Edition
from generator.layer.drawings import inline_svg
from generator.pages.invitations import Invitation, invitation
from generator.pages.order import in_order, page_key
from generator.problems.limits import working_on
from generator.problems.problem import GeneratorError, Problem
from generator.site.calendars import calendar_name
from generator.templates.engine import as_entities

Medium = Literal["site", "book"]
MACROS = "docs/_parts.md"
PICTURE_WIDTH = 360
_HEADING = re.compile(r"^# +([^{}\n]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One page of the guide, ready for a site engine; a sheet to fill in is a page too."""

    src_uri: str
    title: str
    nav_title: str
    description: str
    step: int | None
    text: str
    in_nav: bool = True
    is_sheet: bool = False

    @property
    def root(self) -> str:
        """The way from the page to the web root: empty, or `../` once for each folder."""
        return "../" * (len(PurePosixPath(self.src_uri).parts) - 1)


class FrontMatter(BaseModel):
    """What a page's template says of itself between its two lines of dashes.

    A school for which `only_if` does not hold does without the page; one with `in_nav: false` is reached by links only.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = ""
    nav_title: str = ""
    description: str = ""
    step: int | None = None
    summary: str = ""
    only_if: str = ""
    in_nav: bool = True
    after: str = ""


@dataclass(frozen=True)
class Head:
    """What is known of a page before its text is filled in; also what the page's template sees as `page`."""

    src_uri: str
    title: str
    nav_title: str
    description: str
    step: int | None
    summary: str
    in_nav: bool

    @property
    def path(self) -> str:
        """The page's folder, such as `trin-2-kontakt`; empty for the front page."""
        return str(PurePosixPath(self.src_uri).parent).removeprefix(".")

    @property
    def root(self) -> str:
        """The way to the web root."""
        return "../" * (len(PurePosixPath(self.src_uri).parts) - 1)


class PageMaker:
    """Fills in the page templates of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.templates = edition.templates
        names = [name.removeprefix("docs/") for name in edition.layers.names("docs", "**/*.md")]
        wanted = [name for name in names if not any(part.startswith("_") for part in name.split("/"))]
        self._problems: list[Problem] = []
        # A page that is left out keeps its place, for those that come after it.
        names = self._in_order(wanted)
        self.heads = [head for name in names if (head := self._head_or_stand_in(name))]

    def _in_order(self, names: list[str]) -> list[str]:
        heads = {}
        for name in names:
            # What is wrong with a page's head is told when it is read for itself.
            with suppress(GeneratorError):
                heads[name] = self.templates.front_matter(f"docs/{name}")
        try:
            return in_order(names, heads)
        except GeneratorError as error:
            self._problems.extend(error.problems)
            return in_order(names, {})

    def _head_or_stand_in(self, src_uri: str) -> Head | None:
        try:
            return self._head(src_uri)
        except GeneratorError as error:
            # The other pages are looked at all the same; they ask for every page's title.
            self._problems.extend(error.problems)
            return Head(src_uri, src_uri, src_uri, "", None, "", in_nav=True)

    def _head(self, src_uri: str) -> Head | None:
        name = f"docs/{src_uri}"
        source = self.templates.front_matter(name)
        data = model_of(source, FrontMatter)
        place = source.place(("only_if",))
        if data.only_if and not self.templates.holds(data.only_if, self.edition.facts, source.file, place):
            return None

        def text(key: str) -> str:
            template = str(getattr(data, key))
            return self.templates.fill_in(template, self.edition.facts, source.file, source.place((key,))).strip()

        title = text("title") or self._heading(name) or PurePosixPath(page_key(src_uri)).name
        nav_title = text("nav_title") or title
        return Head(src_uri, title, nav_title, text("description"), data.step, text("summary"), data.in_nav)

    def _heading(self, name: str) -> str:
        """Return the heading of a page that does not say its title; empty where it is filled in from the profile."""
        source = self.templates.source(name)
        found = _HEADING.search(source[0]) if source else None
        return found[1].strip() if found else ""

    def file_of(self, src_uri: str) -> str:
        """Return the file that a page is made from, as messages call it."""
        path = self.edition.layers.find(f"docs/{src_uri}")
        return self.edition.layers.display(path) if path else src_uri

    def pages(self, medium: Medium) -> list[Page]:
        """Return every page; raises GeneratorError with the problems of all of them."""
        made, problems = self.possible_pages(medium)
        if problems:
            raise GeneratorError(problems)
        return made

    def possible_pages(self, medium: Medium) -> tuple[list[Page], list[Problem]]:
        """Return the pages that can be made, and the problems of the others."""
        made: list[Page] = []
        problems = [*self._problems]
        for head in self.heads:
            try:
                with working_on(self.file_of(head.src_uri)):
                    made.append(self._page(head, medium))
            except GeneratorError as error:
                problems.extend(error.problems)
        return made, problems

    def _page(self, head: Head, medium: Medium) -> Page:
        context = self._context(head, medium)
        context["parts"] = self.templates.module(self.templates.markdown, MACROS, context)
        text = self.templates.render(self.templates.markdown, f"docs/{head.src_uri}", context)
        text = text.strip() + "\n"
        return Page(head.src_uri, head.title, head.nav_title, head.description, head.step, text, head.in_nav)

    def _context(self, head: Head, medium: Medium) -> dict[str, Any]:
        edition = self.edition
        steps = sorted((other for other in self.heads if other.step), key=lambda other: other.step or 0)
        return {
            **edition.facts,
            "page": head,
            "root": head.root,
            "medium": medium,
            "has_page": lambda path: any(other.path == path for other in self.heads),
            "invitation": self._invitation,
            "calendar": lambda event: calendar_name(edition, event),
            "pages": [self._reference(other, head) for other in self.heads],
            "steps": [self._reference(other, head) for other in steps],
            "cards": [self._card(document) for document in edition.documents],
            "document": lambda key: self._card(edition.document(key)),
            "sheet": lambda key: edition.document(key).sheet,
            "texts": lambda key: edition.document(key).texts,
            "see": lambda key, text="": self._see(head, key, text),
            "fact": fact_placeholder,
            # In a PDF an icon that says nothing of its own is a background, which the book's style sheet sets.
            "pictogram": edition.pictogram if medium == "site" else lambda name: Markup(),  # noqa: ARG005
            "motif": lambda: inline_svg(edition.layers, edition.motif),
            "phone_uri": phone_uri,
        }

    def _reference(self, other: Head, current: Head) -> Mapping[str, Any]:
        return {
            "number": other.step,
            "title": other.title,
            "nav_title": other.nav_title,
            "summary": other.summary,
            "path": other.path,
            "url": current.root + other.src_uri,
            "href": current.root + other.src_uri.removesuffix(".md") + ".html",
        }

    def _card(self, document: Document) -> Mapping[str, Any]:
        long, short = PICTURE_WIDTH * 297 / 210, PICTURE_WIDTH
        return {
            "id": document.id,
            "title": document.title,
            "short": document.short,
            "purpose": document.purpose,
            "when": document.when,
            "audience": document.audience,
            "landscape": document.landscape,
            "prints": [
                {"kind": made.kind, "stem": made.stem, "href": f"pdf/{made.stem}.pdf", "label": made.label}
                for made in document.prints
            ],
            "web": document.web,
            "picture": f"pdf/{document.id}.png",
            "picture_width": PICTURE_WIDTH,
            "picture_height": round(short * 210 / 297 if document.landscape else long),
        }

    def _invitation(self, key: str) -> Invitation:
        """Return the mail of an invitation; any other document's name is a template's mistake."""
        found = invitation(self.edition, self.edition.document(key))
        if found is None:
            raise ValueError(f"invitation('{key}'): the text.yml of this document does not say what it invites to")
        return found

    def _see(self, head: Head, key: str, text: str) -> Markup:
        """Return a Markdown link to a document's PDF; a document that is not made is a template's mistake."""
        document = self.edition.document(key)
        return Markup("[{}]({}pdf/{}.pdf)").format(
            as_entities(text or document.title), head.root, document.picture.stem
        )


def fact_placeholder(kind: str, stem: str) -> Markup:
    """Return the place for something only the finished PDF knows, such as its number of pages."""
    return Markup('<span class="fact" data-fact="{}:{}"></span>').format(kind, stem)
