"""Turn the links and pictures of the finished pages into those that lead to nothing, each with its place.

All that a page may lead to is known before it exists: the pages and what stands on them, PDFs, pictures, mails and
calendars. So nothing need be built to know whether every link leads somewhere, and raw HTML is looked at as well.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import SplitResult, quote, unquote, urlsplit

from generator.data.contact_details import EMAIL
from generator.data.hosts import is_host
from generator.edition.edition import Edition
from generator.edition.web_root import page_pictures, page_source, seen_from_root
from generator.layer.layers import Layers
from generator.layer.pictures import SHOWN, is_picture, not_shown
from generator.layer.signatures import HEAD, picture_format
from generator.pages.maker import Page
from generator.pages.places import place_of
from generator.problems.likeness import PATHS_ALIKE, nearest
from generator.problems.problem import Advice, Place, Problem, Sentence
from generator.templates.overrides import taken_out

_FILE_WAY_OUT = "Put the file on the school's web site, and write its address there, from https:// on."
_PICTURE_WAY_OUT = "Put the picture beside the page, and write its name."
_PAGE_WAY_OUT = "Name a page or a PDF as it is seen from this page, such as ../kontakt/index.md."
_ID_WAY_OUT = "After a '#' comes the id of a heading on that page."
_NO_ADDRESS = Advice(
    "not-an-address",
    "this is no address",
    "Write the words in square brackets and the address in round ones behind them: [text](https://www.skolen.dk/).",
)
_NOBODY = Advice(
    "not-an-address",
    "nobody can be reached by this address",
    "Write it whole, such as https://www.skolen.dk/, mailto:mette@skolen.dk or tel:20304050.",
)
_NO_SLASHES = Advice("not-an-address", "this web address has no two slashes behind its beginning", "Write https://…")
_WITHOUT_WORDS = re.compile(r"""<a\b[^<>]*\bhref="([^"<>]*)"[^<>]*>\s*</a>""")
# A link written in Markdown, which is no raw HTML.
_MARKDOWN_LINK = r"\](?:\(|: +)<?{}[)>\s]"
# What people write without its beginning, and the beginning: a web address, one for mail, a phone number.
_ENDS_OF_HOSTS = "dk|com|org|net|eu|info|nu|se|no|de|io|app|gl|fo|uk"
_WITHOUT_BEGIN = {
    rf"www\.\S+|(?:[\w-]+\.)+(?:{_ENDS_OF_HOSTS})(?:[/?#:]\S*)?": "https://",
    r"[^@\s/]+@[^@\s/]+\.\w+": "mailto:",
    r"\+?\d[\d ]{6,}": "tel:",
}


@dataclass(frozen=True)
class Targets:
    """What a page may lead to. `missing` names the pages that have mistakes: what stands on them is not known."""

    edition: Edition
    pages: tuple[Page, ...]
    missing: frozenset[str]

    @cached_property
    def names(self) -> frozenset[str]:
        """The source names of all pages, and the names of all other files, as they are seen from the web root."""
        return self.edition.files | self.missing | {page.src_uri for page in self.pages}

    def ids(self, src_uri: str) -> list[str] | None:
        """Return the ids on a page; None for one that is not known."""
        page = next((page for page in self.pages if page.src_uri == src_uri), None)
        return page.ids if page else None

    @cached_property
    def own_files(self) -> frozenset[str]:
        """The names of the layer's own files."""
        return frozenset(self.edition.layers.own_files())

    def left_file(self, name: str) -> Path | None:
        """Return the layer's file below docs/ that is called `name` and is neither a page nor published, or None."""
        is_left = f"docs/{name}" in self.own_files and name not in self.names and not name.endswith(".md")
        return self.edition.layers.find(f"docs/{name}") if is_left else None


def link_problems(targets: Targets, page: Page) -> Iterator[Problem]:
    """Yield a problem for each link on a page that leads to nothing in the edition."""
    layers = targets.edition.layers
    for tag in page.tags:
        href = tag.get("href") if tag.name == "a" else None
        advice = _why_to_nothing(targets, page, href) if href is not None else None
        if advice is None or href is None:
            continue
        place = place_of(layers, page.src_uri, () if href else (tag.text, "]()"), href)
        left_out = None if layers.is_own(place.file) else _left_out(targets, page.src_uri, href, place.file)
        if left_out:
            yield left_out
        else:
            found = Sentence("link '{href}': {found}", href=href, found=advice.found)
            yield Advice(advice.code, found, advice.way_out, about=href).at(place)
    for empty in () if page.is_sheet else _WITHOUT_WORDS.finditer(page.html):
        href = unescape(empty[1])
        found = Sentence("link '{href}': it has no words, so that nobody sees it", href=href)
        advice = Advice("link-without-words", found, "Write them in the square brackets: [words](address).", about=href)
        yield advice.at(place_of(layers, page.src_uri, address=href))


def _why_to_nothing(targets: Targets, page: Page, href: str) -> Advice | None:
    parts = _parts(href)
    if parts is None:
        return _NO_ADDRESS
    if parts.scheme in ("http", "https") and not parts.netloc:
        return _NO_SLASHES
    if parts.scheme or parts.netloc:
        return None if _reaches_somebody(parts) else _NOBODY
    if not href.strip():
        return _to_nothing(_PAGE_WAY_OUT)
    name = seen_from_root(page.src_uri, unquote(parts.path)) if parts.path else page.src_uri
    source = page_source(name)
    if left := targets.left_file(name):
        kind, way_out = not_shown(_head(left), left.name)
        template = "this is {kind}, and an edition holds pages, {shown} pictures and the PDFs that it makes"
        found = Sentence(template, kind=kind, shown=SHOWN)
        return Advice("wrong-file-kind", found, way_out if picture_format(_head(left)) else _FILE_WAY_OUT)
    if href.startswith("/") or source not in targets.names:
        return _to_nothing(_meant(targets, page.src_uri, href))
    if source != name and re.search(_MARKDOWN_LINK.format(re.escape(href)), page.text):
        way_out = Sentence("Write '{page}'.", page=href.replace(parts.path, page_source(parts.path), 1))
        named = "in Markdown a page is named by its file, which the book knows too"
        return Advice("link-leads-nowhere", named, way_out)
    ids = targets.ids(source) if parts.fragment else None
    if ids is not None and unquote(parts.fragment) not in ids:
        near = nearest(parts.fragment, ids)
        found = Sentence("that page has no heading with the id '{id}'", id=parts.fragment)
        return Advice("unknown-heading", found, Sentence("Did you mean '#{near}'?", near=near) if near else _ID_WAY_OUT)
    return None


def _to_nothing(way_out: str) -> Advice:
    return Advice("link-leads-nowhere", "this leads to nothing", way_out)


def _reaches_somebody(parts: SplitResult) -> bool:
    """Return whether somebody can be at the end of an address, as far as it says who."""
    whom = unquote(parts.path)
    if parts.scheme == "mailto":
        # One that says what to write leaves it to the reader to whom.
        return bool(parts.query and not whom) or all(re.fullmatch(EMAIL, address) for address in whom.split(","))
    if parts.scheme in ("tel", "sms"):
        return re.fullmatch(r"\+?[0-9]{3,15}", re.sub(r"[\s.()/-]", "", whom)) is not None
    return parts.scheme not in ("http", "https") or is_host(unquote(parts.hostname or ""))


def _parts(address: str) -> SplitResult | None:
    """Return the parts of an address; None for one that is none, as with a bracket in its host."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _meant(targets: Targets, page: str, href: str) -> str:
    """Return what to write in place of a link that leads to nothing."""
    for form, begin in _WITHOUT_BEGIN.items():
        if re.fullmatch(form, href):
            way_out = "Without its beginning it is read as the name of a page. Write {address}"
            return Sentence(way_out, address=f"{begin}{href.replace(' ', '')}")
    near = _nearest_path(href.partition("#")[0], _seen_from(page, targets.names))
    return Sentence("Did you mean '{near}'?", near=near) if near else _PAGE_WAY_OUT


def _left_out(targets: Targets, page: str, href: str, shared: str) -> Problem | None:
    """Return the problem that the layer leaves out what a shared file's link leads to; None if it does not."""
    layers = targets.edition.layers
    target, _, anchor = unquote(href).partition("#")
    name = page_source(seen_from_root(page, target) if target else page)
    if not layers.has_own(f"docs/{name}"):
        return None
    place = taken_out(targets.edition.templates, f"docs/{name}", anchor)
    what, way_out = Sentence("a heading"), Sentence("Keep the heading, or write {{ super() }} in the block.")
    if targets.ids(name) is None:
        what = Sentence("this page")
        way_out = Sentence("Let the guide have it, or replace the text with the link as well.")
    elif place is None:
        way_out = Sentence("Give a heading here that id: ## … {: #{anchor} }", anchor=anchor)
    found = Sentence(
        "{what} is left out here to which a link in {file} leads, '{href}'", what=what, file=shared, href=href
    )
    return Advice("heading-left-out", found, way_out).at(place or Place(layers.display(layers.own(f"docs/{name}"))))


def shown_picture_problems(targets: Targets, page: Page) -> Iterator[Problem]:
    """Yield a problem for each picture that a page shows and that is none, or is not there."""
    for tag in page.tags:
        src = tag.get("src") if tag.name == "img" else None
        advice = _why_not_shown(targets, page.src_uri, src) if src is not None else None
        if advice:
            texts = () if src else (tag.text, "]()")
            yield advice.at(place_of(targets.edition.layers, page.src_uri, texts, advice.about))


def _why_not_shown(targets: Targets, page: str, src: str) -> Advice | None:
    parts = _parts(src)
    if parts is None:
        return replace(_NO_ADDRESS, about=src)
    if parts.scheme or src.startswith("/"):
        return None
    name = seen_from_root(page, unquote(src))
    if left := targets.left_file(name):
        kind, way_out = not_shown(_head(left), left.name)
        found = Sentence("'{src}' is {kind}, and a page shows {shown} only", src=src, kind=kind, shown=SHOWN)
        return Advice("wrong-file-kind", found, way_out, about=src)
    if name not in targets.names:
        near = _nearest_path(src, filter(is_picture, _seen_from(page, targets.names)))
        way_out = Sentence("Did you mean '{near}'?", near=near) if near else _PICTURE_WAY_OUT
        return Advice("unknown-picture", Sentence("there is no picture '{src}'", src=src), way_out, about=src)
    return None


def shown_pictures(layers: Layers, pages: Iterable[Page]) -> list[str]:
    """Return the names of the pictures that pages show or lead to, as they are seen from the web root."""
    split = [(page.src_uri, _parts(address)) for page in pages for address in page.addresses]
    paths = {(page, parts.path) for page, parts in split if parts and not parts.netloc}
    return sorted({seen_from_root(page, unquote(path)) for page, path in paths if path} & {*page_pictures(layers)})


def _seen_from(page: str, names: Iterable[str]) -> list[str]:
    return [relpath(name, dirname(page) or ".") for name in names]


def _nearest_path(written: str, names: Iterable[str]) -> str | None:
    """Return which file somebody may have meant, as a link names it: some signs mean something else there."""
    near = nearest(unquote(written).replace("\\", "/"), names, PATHS_ALIKE)
    return re.sub("[ %#?]", lambda sign: quote(sign[0]), near) if near else None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)
