"""Turn the published pages of an edition into where their links lead, what they load, and pictures nobody describes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement, document_fromstring

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


def references(root: Path, own: Iterable[str]) -> References:
    """Return what the `own` pages of an edition name, by their addresses; others may keep pages in the web root too."""
    found = References()
    pages: dict[str, HtmlElement] = {name: document_fromstring((root / name).read_bytes()) for name in sorted(own)}
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
