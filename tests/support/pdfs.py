"""Turn a PDF into what a reader finds in it: lines of text, what is read aloud, links, bookmarks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from ctypes import c_double
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4
# Tags within a line; the tag around them says what the line is.
_INLINE = {"/Span", "/Link", "/Strong", "/Em", "/Code", "/Quote", "/Form", "/Figure", "/NonStruct"}
# How pdfium hands out a hyphen at the end of a line.
_HYPHENS = dict.fromkeys(map(ord, "\x02\xad\ufffe"), "-")
_BROKEN = re.compile(r"(?<=\w-) (?=\w)")


class Box(NamedTuple):
    """A rectangle on a page, in points from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: Box) -> bool:
        """Return whether the middle of `other` lies in this box."""
        across = self.left <= (other.left + other.right) / 2 <= self.right
        return across and self.bottom <= (other.bottom + other.top) / 2 <= self.top


# Where every page has its foot.
FOOT = Box(0, 0, inf, 20 * MM)


class Glyph(NamedTuple):
    """One character where it stands; `mark` is the number of the piece of tagged content it belongs to."""

    char: str
    box: Box
    baseline: float
    mark: int


class Block(NamedTuple):
    """What is read aloud in one go, such as a heading or a cell; `box` is its place on the page where it begins."""

    tag: str
    text: str
    page: int
    box: Box


class Link(NamedTuple):
    """A place to click on page `on`: it leads to `uri` or to page `page`, 0 if there is none; `said` is read aloud."""

    on: int
    box: Box
    uri: str
    page: int
    said: str


class Bookmark(NamedTuple):
    """An entry of the outline with the number of its page, 0 if there is no such page."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, repr=False)
class Page:
    """One page, counted from 1."""

    number: int
    width: float
    glyphs: tuple[Glyph, ...]

    def lines(self, box: Box | None = None) -> list[str]:
        """Return the page's lines from top to bottom, or what of them stands in `box`."""
        return _lines(glyph for glyph in self.glyphs if box is None or box.holds(glyph.box))


@dataclass(frozen=True, repr=False)
class Pdf:
    """A PDF as it is read, aloud (`blocks`) and by eye (`pages`)."""

    pages: list[Page]
    blocks: list[Block]
    links: list[Link]
    bookmarks: list[Bookmark]

    @cached_property
    def text(self) -> str:
        """What is read aloud from beginning to end; heads and feet of pages are not."""
        return " ".join(block.text for block in self.blocks)


@lru_cache
def read(path: Path) -> Pdf:
    """Return what is in the PDF at `path`."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [Page(n, page.get_width(), tuple(_glyphs(page.get_textpage()))) for n, page in enumerate(document, 1)]
        bookmarks = [_bookmark(item) for item in document.get_toc()]
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return Pdf(pages, list(_blocks(pdf, numbers, pages)), list(_links(pdf, numbers)), bookmarks)


def overlaps(page: Page) -> list[tuple[str, str]]:
    """Return the pairs of characters of which one stands on top of the other.

    Of a character's box, which is as high as a line, the half around its middle counts.
    """
    cores = []
    for glyph in page.glyphs:
        left, bottom, right, top = glyph.box
        if glyph.char.strip():
            width, height = right - left, top - bottom
            cores.append((glyph, Box(left + width / 4, bottom + height / 4, right - width / 4, top - height / 4)))
    cores.sort(key=lambda core: core[1].bottom)
    found = []
    for number, (glyph, box) in enumerate(cores):
        for other, place in cores[number + 1 :]:
            if place.bottom >= box.top:
                break
            # The letters of a ligature share one box.
            if place != box and place.left < box.right and box.left < place.right:
                found.append((glyph.char, other.char))
    return found


def _glyphs(text: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    x, y = c_double(), c_double()
    for index in range(text.count_chars()):
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        char = chr(pdfium.FPDFText_GetUnicode(text, index)).translate(_HYPHENS)
        piece = pdfium.FPDFText_GetTextObject(text, index)
        mark = pdfium.FPDFPageObj_GetMarkedContentID(piece) if piece else -1
        yield Glyph(char, Box(*text.get_charbox(index, loose=True)), y.value, mark)


def _bookmark(item: pypdfium2.PdfBookmark) -> Bookmark:
    index = target.get_index() if (target := item.get_dest()) else None
    return Bookmark(item.level, item.get_title().strip(), 0 if index is None else index + 1)


def _lines(glyphs: Iterable[Glyph]) -> list[str]:
    rows: list[list[Glyph]] = []
    for glyph in sorted((glyph for glyph in glyphs if glyph.char.strip()), key=lambda glyph: -glyph.baseline):
        if not rows or rows[-1][0].baseline - glyph.baseline > 1.5:
            rows.append([])
        rows[-1].append(glyph)
    return [_line(sorted(row, key=lambda glyph: glyph.box.left)) for row in rows]


def _line(row: list[Glyph]) -> str:
    text, right = "", row[0].box.left
    for glyph in row:
        # A gap is a space.
        text += (" " if glyph.box.left - right > 0.09 * (glyph.box.top - glyph.box.bottom) else "") + glyph.char
        right = glyph.box.right
    return text


def _blocks(pdf: pikepdf.Pdf, numbers: dict[tuple[int, int], int], pages: list[Page]) -> Iterator[Block]:
    marked = defaultdict(list)
    for page in pages:
        for glyph in page.glyphs:
            marked[page.number, glyph.mark if glyph.char.strip() else -1].append(glyph)
    found: dict[tuple[int, str], dict[int, list[Glyph]]] = defaultdict(lambda: defaultdict(list))
    for key, tag, place, mark in _marks(pdf.Root.StructTreeRoot.K, None, 0, ""):
        if glyphs := marked[numbers[place.objgen], mark]:
            found[key, tag][numbers[place.objgen]] += glyphs
    for (_, tag), places in found.items():
        text = _BROKEN.sub("", " ".join(line for glyphs in places.values() for line in _lines(glyphs)))
        page_number, glyphs = next(iter(places.items()))
        left, bottom, right, top = zip(*(glyph.box for glyph in glyphs), strict=True)
        yield Block(tag[1:], text, page_number, Box(min(left), min(bottom), max(right), max(top)))


def _marks(node: Any, place: Any, key: int, tag: str) -> Iterator[tuple[int, str, Any, int]]:
    """Yield key and tag of the block around each piece of tagged content, the piece's page and its number."""
    if isinstance(node, int):
        yield key, tag, place, node
    elif isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _marks(kid, place, key, tag)
    elif "/MCID" in node:
        yield key, tag, node.get("/Pg", place), int(node.MCID)
    elif "/S" in node:
        if str(node.S) not in _INLINE:
            key, tag = node.objgen[0], str(node.S)
        yield from _marks(node.get("/K", pikepdf.Array()), node.get("/Pg", place), key, tag)


def _links(pdf: pikepdf.Pdf, numbers: dict[tuple[int, int], int]) -> Iterator[Link]:
    tree = pdf.Root.get("/Names", {}).get("/Dests")
    names = pikepdf.NameTree(tree) if tree is not None else {}
    for number, page in enumerate(pdf.pages, 1):
        for note in (note for note in page.get("/Annots", []) if note.get("/Subtype") == "/Link"):
            place = pikepdf.Rectangle(note.Rect)
            target = note.get("/Dest", note.get("/A", {}).get("/D"))
            target = names.get(str(target)) if isinstance(target, pikepdf.String) else target
            to = numbers.get(target[0].objgen, 0) if isinstance(target, pikepdf.Array) else 0
            box, said = Box(place.llx, place.lly, place.urx, place.ury), str(note.get("/Contents", ""))
            yield Link(number, box, str(note.get("/A", {}).get("/URI", "")), to, said)
