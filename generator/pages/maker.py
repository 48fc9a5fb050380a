"""Turn the page templates and an edition into finished Markdown, for the site and for the book."""

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import PurePosixPath

from markupsafe import Markup

from generator.data.model import model_of
from generator.data.text import YamlText, value_at
from generator.edition.edition import Edition
from generator.edition.web_root import calendar_name
from generator.layer.drawings import inline_svg
from generator.pages.context import FACTS, MacroContext, PageContext
from generator.pages.heads import FrontMatter, Head, Medium, Named, steps_seen_from
from generator.pages.invitations import Invitation, invitation
from generator.pages.markdown import to_html
from generator.pages.order import in_order, order_problems, page_key, step_problems
from generator.pages.tags import Tag, tags
from generator.pages.typed import as_meant
from generator.problems.likeness import did_you_mean
from generator.problems.limits import working_on
from generator.problems.problem import Advice, MistakeError, Problems, Sentence
from generator.templates.filters import as_entities
from generator.templates.printing import printable_value

MACROS = "docs/_parts.md"
_HEADING = re.compile(r"^#(?: +|(?=[A-ZÆØÅ]))([^{}\n]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Page(Named):
    """One page of the guide, ready for a site engine; a sheet to fill in is a page too."""

    text: str
    in_nav: bool = True
    is_sheet: bool = False
    found: str = ""
    """HTML of what a search is to find on a sheet's page: not the names of a hundred empty cells."""

    @cached_property
    def html(self) -> str:
        """The page's Markdown as HTML."""
        return to_html(self.text)

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """The tags of the page's HTML; a sheet's page is HTML as it is written, but for its heading."""
        return tags(self.text if self.is_sheet else self.html)

    @cached_property
    def ids(self) -> list[str]:
        """The ids on the page, that of its heading among them."""
        return [value for tag in tags(self.html) if (value := tag.get("id"))]

    @cached_property
    def addresses(self) -> frozenset[str]:
        """What the page shows or leads to, as it is written there."""
        return frozenset(value for tag in self.tags for name, value in tag.attributes if name in ("src", "href"))


class PageMaker:
    """Renders the page templates of one edition, each once for the site and once for the book."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.templates = edition.templates
        self._rendered: dict[Medium, tuple[list[Page], Problems]] = {}
        self._problems = Problems()
        self.heads = self._heads()

    def _heads(self) -> list[Head]:
        """Return what is known of each page before its text is rendered, in the order of the navigation."""
        names = [name.removeprefix("docs/") for name in self.edition.layers.names("docs", "**/*.md")]
        names = [name for name in names if not any(part.startswith("_") for part in name.split("/"))]
        read: dict[str, YamlText] = {}
        for name in names:
            with self._problems.going_on():
                read[name] = self.templates.front_matter(f"docs/{name}")
        heads: dict[str, Head | None] = {}
        for name in names:
            # The other pages are looked at all the same; they ask for every page's title.
            heads[name] = Head(name, name, name, "", None, "", in_nav=True)
            if name in read:
                with self._problems.going_on():
                    heads[name] = self._head(name, read[name])
        # What stands between two lines may be anything, and is told where the head is read.
        wishes = {name: value_at(head.data, ("after",)) for name, head in read.items()}
        followed = {name: str(wish) for name, wish in wishes.items() if wish}
        steps = {name: head.step for name, head in heads.items() if head and head.step}
        self._problems += step_problems(steps, read)
        if found := order_problems(names, followed, read):
            self._problems += found
            followed = {}
        # A page that is left out keeps its place, for those that come after it.
        return [head for name in in_order(names, followed) if (head := heads[name])]

    def _head(self, src_uri: str, source: YamlText) -> Head | None:
        """Return the head of a page; None where the school does without the page."""
        data = model_of(source, FrontMatter)
        place = source.place(("only_if",))
        if data.only_if and not self.templates.holds(data.only_if, self.edition.facts, source.file, place):
            return None

        def text(key: str) -> str:
            template = str(getattr(data, key))
            return self.templates.render_text(template, self.edition.facts, source.file, source.place((key,))).strip()

        title = text("title") or self._heading(f"docs/{src_uri}") or PurePosixPath(page_key(src_uri)).name
        nav_title = text("nav_title") or title
        return Head(src_uri, title, nav_title, text("description"), data.step, text("summary"), data.in_nav)

    def _heading(self, name: str) -> str:
        """Return the heading of a page that does not say its title; empty where it is made from the profile."""
        source = self.templates.source(name)
        found = _HEADING.search(source[0]) if source else None
        return found[1].strip() if found else ""

    def file_of(self, src_uri: str) -> str:
        """Return the file that a page is made from, as messages call it."""
        path = self.edition.layers.find(f"docs/{src_uri}")
        return self.edition.layers.display(path) if path else src_uri

    def pages(self, medium: Medium, problems: Problems | None = None) -> list[Page]:
        """Return every page that can be rendered. What is wrong with the others is added to `problems`.

        Without `problems`, raises GeneratorError with all of them.
        """
        if medium not in self._rendered:
            self._rendered[medium] = self._render(medium)
        pages, found = self._rendered[medium]
        if problems is None:
            found.raise_if_any()
        else:
            problems += found
        return pages

    def shows(self, name: str) -> bool:
        """Return whether a page of the site shows, or leads to, the file called `name` below the web root."""
        return name in self._site_text

    @cached_property
    def _site_text(self) -> str:
        return unescape("\n".join(page.text for page in self.pages("site", Problems())))

    def _render(self, medium: Medium) -> tuple[list[Page], Problems]:
        pages: list[Page] = []
        problems = Problems(self._problems)
        for head in self.heads:
            with problems.going_on(), working_on(self.file_of(head.src_uri)):
                pages.append(self._page(head, medium))
        return pages, problems

    def _page(self, head: Head, medium: Medium) -> Page:
        macros = self._context(head, medium)
        parts = self.templates.module(self.templates.markdown, MACROS, macros)
        context = PageContext(**macros, parts=parts)
        text = as_meant(self.templates.render(self.templates.markdown, f"docs/{head.src_uri}", context).strip()) + "\n"
        return Page(head.src_uri, head.title, head.nav_title, head.description, head.step, text, head.in_nav)

    def _context(self, head: Head, medium: Medium) -> MacroContext:
        edition = self.edition

        def see(key: str, text: str = "") -> Markup:
            document = edition.document(key)
            shown = as_entities(text or document.title)
            return Markup("[{}]({}{})").format(shown, head.root, document.shown_print.href)

        return MacroContext(
            **edition.facts,
            page=head,
            root=head.root,
            medium=medium,
            has_page=lambda path: any(other.path == path for other in self.heads),
            steps=steps_seen_from(head, self.heads),
            cards=edition.documents,
            document=edition.document,
            sheet=lambda key: edition.document(key).sheet,
            texts=lambda key: edition.document(key).texts,
            see=see,
            fact=self._fact,
            invitation=self._invitation,
            calendar=lambda event: calendar_name(edition.event_slug(event)),
            # In a PDF an icon that says nothing of its own is a background, which the book's style sheet sets.
            pictogram=edition.pictogram if medium == "site" else lambda name: Markup(),  # noqa: ARG005
            motif=lambda: inline_svg(edition.layers, edition.motif),
        )

    def _fact(self, kind: str, stem: str) -> Markup:
        """Return the place for something only the finished PDF knows, such as its number of pages."""
        stems = [item.stem for document in self.edition.documents for item in document.prints]
        for name, names in ((kind, FACTS), (stem, stems)):
            if name not in names:
                found = Sentence("fact() knows nothing called '{name}'", name=printable_value(name))
                raise MistakeError(Advice("unknown-name", found, did_you_mean(name, names, "It knows"), about=name))
        return Markup('<span class="fact" data-fact="{}:{}"></span>').format(kind, stem)

    def _invitation(self, key: str) -> Invitation:
        """Return the mail of an invitation; any other document's name is a template's mistake."""
        found = invitation(self.edition, self.edition.document(key))
        if found is None:
            what = Sentence(
                "invitation('{key}'): the text.yml of this document does not say what it invites to", key=key
            )
            raise ValueError(what)
        return found
