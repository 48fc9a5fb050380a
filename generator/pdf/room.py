"""Turn a finished PDF into its number of pages, its text, its first page as a picture, and what reaches too far."""

from collections.abc import Iterator
from ctypes import create_string_buffer
from io import BytesIO
from typing import Any

import pypdfium2
import pypdfium2.raw
from PIL import Image

from generator.documents.job import Job
from generator.pdf.panels import Panel, unclear
from generator.problems.problem import Sentence

# Made from C when it is installed; it carries no types.
pdfium: Any = pypdfium2.raw
MM = 72 / 25.4
# What a slanted letter or the ring of an Å may stand out, in mm.
TOLERANCE = 0.4
# Below this nothing stands on a page but its foot; in pt.
_FOOT = 18 * MM
# A page of a chapter that uses less than this part of its height looks forgotten. Its head and its foot have
# so many mm each (forms/_layout/book.css).
NEARLY_EMPTY = 0.25
HEAD_AND_FOOT = 24
# What part of a page the first levels of `data-tight` save on each page before the last.
SAVED = (0.06, 0.1)
# Lighter than any ink.
WHITE = 250
# Left, top, right and bottom edge, in mm from the upper left corner of the trimmed page.
Box = tuple[float, ...]


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(pypdfium2.PdfDocument(pdf))


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page; nothing for a PDF that pdfium does not open."""
    try:
        return [page.get_textpage().get_text_range(errors="replace") for page in pypdfium2.PdfDocument(pdf)]
    except pypdfium2.PdfiumError:
        return []


def foot_edges(pdf: bytes) -> list[tuple[float, float]]:
    """Return where the running foot of each page ends: its right edge and the bottom of its line there, in pt.

    They are counted from the lower left corner. Where a page has no foot, they are those of a usual one.
    """
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        foot = [box for letters in _letters(page).values() for box in letters if box[1] * MM > height - _FOOT]
        right = max((box[2] for box in foot), default=0)
        below = [box[3] for box in foot if box[2] > right - 1]
        found.append((right * MM, height - min(below) * MM) if foot else (width - _FOOT, _FOOT / 2))
    return found


def tagged_letters(pdf: bytes) -> list[dict[int, list[Box]]]:
    """Return for each page the boxes of its letters, by the number of the tagged content they belong to."""
    return [_letters(page) for page in pypdfium2.PdfDocument(pdf)]


def first_page(pdf: bytes, width: int) -> bytes:
    """Return a PNG of a PDF's first page, `width` px wide.

    A palette of 32 colours is enough for text and flat colour, and an eighth of the size. They are those that lie
    furthest apart: of those that cover most a logo would get none.
    """
    page = pypdfium2.PdfDocument(pdf)[0]
    image = page.render(scale=width / page.get_width(), may_draw_forms=False).to_pil()
    if image.width != width:
        image = image.resize((width, round(image.height * width / image.width)))
    out = BytesIO()
    image.convert("RGB").quantize(32, Image.Quantize.MAXCOVERAGE).save(out, "PNG", optimize=True)
    return out.getvalue()


def excesses(pdf: bytes, panels: list[Panel], job: Job) -> dict[int, tuple[float, float]]:
    """Return how far across and down, in mm, texts reach beyond their rooms, by the section's number in the HTML.

    Raises GeneratorError if a section of the job's document breaks over two pages.
    """
    pieces = list(_section_letters(pypdfium2.PdfDocument(pdf)))
    if len(pieces) != len(panels):
        template = "a panel must stay on one page, but {sections} sections came out as {pieces}"
        raise unclear(job, Sentence(template, sections=len(panels), pieces=len(pieces)))
    found: dict[int, tuple[float, float]] = {}
    for number, (panel, letters) in enumerate(zip(panels, pieces, strict=True)):
        if panel.width and letters:
            left, top, right, bottom = zip(*letters, strict=True)
            across = _beyond(panel.left - min(left), max(right) - panel.left - panel.width)
            down = _beyond(panel.top - min(top), max(bottom) - panel.top - panel.height)
            if across or down:
                found[number] = (across, down)
    return found


def room_to_save(chapter: bytes) -> int:
    """Return the first `data-tight` that may help if next to nothing is used of a page after a chapter's first one.

    0 if all of them are used well. The chapter is a PDF of its own.
    """
    used = [_used(page) for page in pypdfium2.PdfDocument(chapter)][1:]
    if all(part >= NEARLY_EMPTY for part in used):
        return 0
    return 1 + sum(used[-1] > len(used) * saved for saved in SAVED)


def _used(page: pypdfium2.PdfPage) -> float:
    """Return how much of a page's height, without head and foot, is used: 0 to 1."""
    picture = page.render(scale=0.5).to_pil().convert("L").point(lambda shade: 255 if shade < WHITE else 0)
    edge = round(HEAD_AND_FOOT * MM / 2)
    column = picture.crop((0, edge, picture.width, picture.height - edge))
    _, _, _, bottom = column.getbbox() or (0, 0, 0, 0)
    return float(bottom / column.height)


def _beyond(*amounts: float) -> float:
    return round(max(amounts), 1) if max(amounts) > TOLERANCE else 0.0


def _section_letters(document: pypdfium2.PdfDocument) -> Iterator[list[Box]]:
    """Yield the boxes of each section's letters."""
    for page in document:
        letters = _letters(page)
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            for section in _sections(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)):
                yield [box for mark in _marks(section) for box in letters.get(mark, [])]
        pdfium.FPDF_StructTree_Close(tree)


def _letters(page: pypdfium2.PdfPage) -> dict[int, list[Box]]:
    """Return the boxes of a page's letters by the number of the tagged content they belong to."""
    text = page.get_textpage()
    found: dict[int, list[Box]] = {}
    trim_left, _, _, trim_top = page.get_trimbox()
    for index in range(text.count_chars()):
        piece = pdfium.FPDFText_GetTextObject(text, index)
        if piece and not chr(pdfium.FPDFText_GetUnicode(text, index)).isspace():
            left, bottom, right, top = text.get_charbox(index)
            edges = (left - trim_left, trim_top - top, right - trim_left, trim_top - bottom)
            mark = pdfium.FPDFPageObj_GetMarkedContentID(piece)
            found.setdefault(mark, []).append(tuple(edge / MM for edge in edges))
    return found


def _sections(element: Any) -> Iterator[Any]:
    """Yield the sections below an element of the structure, in reading order."""
    name = create_string_buffer(32)
    pdfium.FPDF_StructElement_GetType(element, name, len(name))
    if name.raw.decode("utf-16-le").partition("\0")[0] == "Sect":
        yield element
        return
    for child in _children(element):
        yield from _sections(child)


def _marks(element: Any) -> Iterator[int]:
    """Yield the numbers of all tagged content below an element."""
    for index in range(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)):
        yield pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
    for child in _children(element):
        yield from _marks(child)


def _children(element: Any) -> Iterator[Any]:
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield child
