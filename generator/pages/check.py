"""Turn the finished pages into what is wrong in their HTML: harm, pictures that cannot be used, links to nowhere.

The site engine says the same of links later; here it is said together with everything else, with the place in the
template, and for links and pictures in raw HTML too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from posixpath import dirname, normpath, relpath
from urllib.parse import unquote, urlsplit

from generator.edition.edition import Edition
from generator.edition.web_root import page_pictures, page_source
from generator.layer.pictures import MAX_BYTES, SHOWN, is_picture, not_shown, picture_problems
from generator.layer.signatures import HEAD, picture_format
from generator.pages.allowed import harm_in
from generator.pages.heads import Medium
from generator.pages.maker import Page, PageMaker
from generator.pages.markdown import to_html
from generator.pages.nesting import unpaired
from generator.pages.tags import Tag, tags
from generator.problems.excerpt import find_text
from generator.problems.likeness import PATHS_ALIKE, nearest
from generator.problems.limits import working_on
from generator.problems.problem import Advice, Place, Problem, Sentence
from generator.templates.engine import FRONT_MATTER
from generator.templates.overrides import taken_out

_FILE_WAY_OUT = "Put the file on the school's web site, and write its address there, from https:// on."
_PICTURE_WAY_OUT = "Put the picture beside the page, and write its name."

# What people write without its beginning, and the beginning: a web address, one for mail, a phone number.
_WITHOUT_BEGIN = {r"www\.\S+": "https://", r"[^@\s/]+@[^@\s/]+\.\w+": "mailto:", r"\+?\d[\d ]{6,}": "tel:"}


@dataclass(frozen=True)
class Site:
    """What a page may lead to: its own pages, the PDFs, the pictures of the layer."""

    edition: Edition
    names: frozenset[str]
    html: Mapping[str, str]

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """The ids on each page, by the page's source name."""
        return {name: frozenset(re.findall(r"\bid=[\"']([^\"']+)", html)) for name, html in self.html.items()}

    @cached_property
    def files(self) -> frozenset[str]:
        """The names of the layer's own files."""
        return frozenset(self.edition.layers.own_files())


def html_problems(edition: Edition, maker: PageMaker, pages: Iterable[Page], medium: Medium) -> list[Problem]:
    """Return what is wrong in the HTML of the pages of an edition; `pages` are those that could be filled in.

    A link of the book is one of the site too, but not always the place on the page that it leads to.
    """
    html: dict[str, str] = {}
    for page in pages:
        with working_on(maker.file_of(page.src_uri)):
            html[page.src_uri] = to_html(page.text)
    names = {head.src_uri for head in maker.heads} | edition.files
    site = Site(edition, frozenset(names), html)
    problems = [*_pictures_problems(edition)]
    for name in html:
        with working_on(maker.file_of(name)):
            problems += _problems_of(site, name, follow=medium == "site")
    return problems


def heading_warnings(maker: PageMaker, pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield a warning for each page of the layer's own that is empty, or has not one heading of the first level."""
    layers = maker.edition.layers
    for page in pages:
        name = f"docs/{page.src_uri}"
        if page.is_sheet or not layers.has_own(name):
            continue
        file = maker.file_of(page.src_uri)
        with working_on(file):
            count = sum(tag.name == "h1" and not tag.text.startswith("</") for tag in tags(to_html(page.text)))
        line = None
        if not page.text.strip():
            found, way_out = "this page is empty", "Write a heading and a text, or take the file away."
        elif count == 0:
            found = "this page has no heading of the first level, and in the book none at all"
            way_out = Sentence(
                "Begin it with a line such as: # {upper}{title}", upper=page.title[:1].upper(), title=page.title[1:]
            )
        elif count > 1:
            found = "this page has a second heading of the first level"
            way_out = "Begin the headings below the page's first one with ##."
            line = _second_heading(layers.school / name)
        else:
            continue
        yield Problem(Place(file, line, 1 if line else None), Advice("unnamed", found, way_out), level="warning")


def _second_heading(path: Path) -> int | None:
    """Return the line of a template's second heading of the first level; None where it is made otherwise."""
    text = path.read_text(encoding="utf-8-sig")
    head = FRONT_MATTER.match(text)
    # In the head, a '#' begins a comment.
    above = text.count("\n", 0, head.end()) if head else 0
    lines = enumerate(text.splitlines(), start=1)
    headings = [number for number, line in lines if number > above and line.startswith("# ")]
    return headings[1] if len(headings) > 1 else None


def _pictures_problems(edition: Edition) -> Iterator[Problem]:
    """Yield why pictures of the layer cannot be published, whether a page shows them or not: all of them are copied."""
    for name in page_pictures(edition.layers):
        path = edition.layers.find(f"docs/{name}", used=False)
        if path and path.is_relative_to(edition.layers.school):
            shown = edition.layers.display(path)
            with working_on(shown), path.open("rb") as file:
                # One byte more than it may have is enough to know.
                yield from picture_problems(file.read(MAX_BYTES + 1), name, shown)


def _problems_of(site: Site, page: str, *, follow: bool) -> Iterator[Problem]:
    html = site.html[page]
    # What is refused anyhow need not be paired.
    for tag, found, way_out in [*harm_in(html)] or [*unpaired(tags(html))]:
        yield Problem(_place(site.edition, page, _needles(tag)), Advice("unnamed", found, way_out))
    for tag in tags(html):
        href, src = tag.get("href"), tag.get("src")
        if follow and tag.name == "a" and href is not None and (told := _link_problem(site, page, href)):
            place = _place_of_address(site.edition, page, href)
            if not site.edition.layers.is_own(place[0]) and (taken := _taken_out(site, page, href)):
                found = Sentence(
                    "a heading is left out here to which a link in {place} leads, '{href}'", place=place[0], href=href
                )
                yield Problem(taken, Advice("unnamed", found, "Keep the heading, or write {{ super() }} in the block."))
                continue
            yield Problem(place, Advice("unnamed", Sentence("link '{href}': {told}", href=href, told=told[0]), told[1]))
        if tag.name == "img" and src is not None:
            yield from _picture_problems(site, page, src)


def _link_problem(site: Site, page: str, href: str) -> tuple[str, str] | None:
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    name = normpath(f"{dirname(page)}/{unquote(parts.path)}".lstrip("/")) if parts.path else page
    source = page_source(name)
    if own := _own_file(site, name):
        kind, way_out = not_shown(_head(own), own.name)
        found = Sentence(
            "this is {kind}, and an edition holds pages, {shown} pictures and the PDFs that it makes",
            kind=kind,
            shown=SHOWN,
        )
        return found, way_out if picture_format(_head(own)) else _FILE_WAY_OUT
    if href.startswith("/") or source not in site.names:
        if begin := next((begin for form, begin in _WITHOUT_BEGIN.items() if re.fullmatch(form, href)), None):
            return "this leads to nothing", f"Write {begin}{href.replace(' ', '')}"
        near = _nearest_path(parts.path, _seen_from(page, site.names))
        way_out = "Name a page or a PDF as it is seen from this page, such as ../kontakt/index.md."
        return "this leads to nothing", f"Did you mean '{near}'?" if near else way_out
    ids = site.ids.get(source)
    if parts.fragment and ids is not None and unquote(parts.fragment) not in ids:
        near = nearest(parts.fragment, ids)
        way_out = "After a '#' comes the id of a heading on that page."
        return (
            f"that page has no heading with the id '{parts.fragment}'",
            f"Did you mean '#{near}'?" if near else way_out,
        )
    return None


def _taken_out(site: Site, page: str, href: str) -> Place | None:
    """Return where the layer takes out the heading that a shared page's link leads to; None if it does not."""
    target, _, anchor = unquote(href).partition("#")
    name = normpath(f"docs/{dirname(page)}/{target}") if target else f"docs/{page}"
    return taken_out(site.edition.templates, re.sub(r"\.html$", ".md", name), anchor)


def _picture_problems(site: Site, page: str, src: str) -> Iterator[Problem]:
    if urlsplit(src).scheme or src.startswith("/"):
        return
    place = _place_of_address(site.edition, page, src)
    name = normpath(f"{dirname(page)}/{unquote(src)}".lstrip("/"))
    if own := _own_file(site, name):
        kind, way_out = not_shown(_head(own), own.name)
        yield Problem(
            place,
            Advice(
                "unnamed",
                Sentence("'{src}' is {kind}, and a page shows {shown} only", src=src, kind=kind, shown=SHOWN),
                way_out,
            ),
        )
    elif name not in site.names:
        near = _nearest_path(src, (seen for seen in _seen_from(page, site.names) if is_picture(seen)))
        way_out = f"Did you mean '{near}'?" if near else _PICTURE_WAY_OUT
        yield Problem(place, Advice("unnamed", Sentence("there is no picture '{src}'", src=src), way_out))


def _nearest_path(written: str, names: Iterable[str]) -> str | None:
    """Return which file somebody may have meant, as a link names it: its spaces would end the link."""
    near = nearest(unquote(written).replace("\\", "/"), names, PATHS_ALIKE)
    return near.replace(" ", "%20") if near else None


def _own_file(site: Site, name: str) -> Path | None:
    """Return the layer's file below docs/ that is called `name` and is neither a page nor published, or None."""
    is_left = f"docs/{name}" in site.files and name not in site.names and not name.endswith(".md")
    return site.edition.layers.find(f"docs/{name}") if is_left else None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)


def _seen_from(page: str, names: Iterable[str]) -> list[str]:
    return [relpath(name, dirname(page) or ".") for name in names]


def _needles(tag: Tag) -> list[str]:
    """Return what may stand in a template where the tag is in the page: the more exact first."""
    addresses = [value for name, value in tag.attributes if name in ("src", "href") and value]
    begin = re.match(r"</?[\w-]+", tag.text)
    return [tag.text, *addresses, *([begin[0]] if begin else [])]


def _place_of_address(edition: Edition, page: str, address: str) -> Place:
    """Return where a link or a picture has an address, and not only a part of a longer one."""
    whole = [f"{begin}{text}{end}" for text in (address, escape(address)) for begin, end in ("()", "<>", '""', "( ")]
    found = _place(edition, page, whole)
    return (
        found._replace(column=found.column + 1) if found.column else _place(edition, page, [address, escape(address)])
    )


def _place(edition: Edition, page: str, needles: Iterable[str]) -> Place:
    """Return where in the page's template, or in what it may take in, one of the texts stands."""
    layers = edition.layers
    names = [f"docs/{page}", *(name for name in layers.names("docs", "**/_*.md"))]
    paths = [path for name in names if (path := layers.find(name, used=False))]
    shown = [layers.display(path) for path in paths]
    for needle in needles:
        for file in shown:
            if found := find_text(file, needle):
                return found
    return Place(shown[0] if shown else page)
