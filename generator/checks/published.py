"""Turn a published web root into where its links lead, what it loads from elsewhere, and pictures nobody describes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.html
from lxml.html import HtmlElement

# A server shows it at any depth; nothing leads there.
_NOT_FOUND = "404.html"
_ROOT = "file:///"
# What a browser loads by itself, unlike what a reader goes to.
_LOADED = "//img/@src | //script/@src | //iframe/@src | //source/@src | //link[@rel='stylesheet' or @rel='icon']/@href"


@dataclass
class References:
    """What the pages of a web root name, each by the page that names it."""

    pages: int = 0
    inside: int = 0
    """So many links lead to pages and files of the web root."""
    lost: list[tuple[str, str]] = field(default_factory=list)
    hosts: dict[str, set[str]] = field(default_factory=dict)
    """The other hosts that a reader can go to."""
    loaded: list[tuple[str, str]] = field(default_factory=list)
    """What is loaded from another host."""
    pictures: int = 0
    undescribed: list[tuple[str, str]] = field(default_factory=list)


def references(root: Path) -> References:
    """Return what all pages of a published web root name."""
    found = References()
    pages = {name: page for name, page in _pages(root) if name != _NOT_FOUND}
    ids = {name: {*page.xpath("//@id")} for name, page in pages.items()}
    for name, page in pages.items():
        found.pages += 1
        for link in map(str, page.xpath("//a/@href")):
            _note_link(found, root, ids, name, link)
        found.loaded += [(name, address) for address in map(str, page.xpath(_LOADED)) if urlsplit(address).netloc]
        pictures = page.xpath("//article//img")
        found.pictures += len(pictures)
        found.undescribed += [(name, each.get("src", "")) for each in pictures if not each.get("alt", "").strip()]
    return found


def _pages(root: Path) -> Iterator[tuple[str, HtmlElement]]:
    for path in sorted(root.rglob("*.html")):
        yield path.relative_to(root).as_posix(), lxml.html.document_fromstring(path.read_bytes())


def _note_link(found: References, root: Path, ids: dict[str, set[str]], page: str, link: str) -> None:
    target, anchor = urldefrag(urljoin(f"{_ROOT}{page}", link.strip()))
    parts = urlsplit(target)
    if parts.scheme in ("http", "https"):
        found.hosts.setdefault(parts.hostname or "", set()).add(page)
    elif parts.scheme == "file":
        path = unquote(target).removeprefix(_ROOT)
        found.inside += 1
        # The theme's own place to skip to has no id that the reader sees.
        is_there = (root / path).is_file() and (not anchor or path not in ids or unquote(anchor) in ids[path])
        if not is_there:
            found.lost.append((page, link))
