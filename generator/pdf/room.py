"""Turn a finished PDF into how far the text of each of its panels reaches beyond its room."""

from collections.abc import Iterator
from ctypes import create_string_buffer
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw

from generator.pdf.panels import Excess, Panel, PanelError
from generator.problems.problem import Sentence

# Made from C when it is installed; it carries no types.
pdfium: Any = pypdfium2.raw
MM = 72 / 25.4
# What a slanted letter or the ring of an Å may stand out, in mm.
TOLERANCE = 0.4


class Box(NamedTuple):
    """A rectangle in mm from the upper left corner of the trimmed page."""

    left: float
    top: float
    right: float
    bottom: float


def excesses(pdf: bytes, sections: list[Panel]) -> dict[int, Excess]:
    """Return what reaches beyond its room, by the section's number in the order of the HTML.

    Raises PanelError if a section breaks over two pages.
    """
    boxes = list(_section_boxes(pypdfium2.PdfDocument(pdf)))
    if len(boxes) != len(sections):
        template = "a panel must stay on one page, but {sections} sections came out as {pieces}"
        raise PanelError(Sentence(template, sections=len(sections), pieces=len(boxes)))
    measured = enumerate(zip(sections, boxes, strict=True))
    return {
        number: excess for number, (panel, box) in measured if panel.width and box and (excess := _excess(panel, box))
    }


def _excess(panel: Panel, box: Box) -> Excess:
    across = max(panel.left - box.left, box.right - panel.left - panel.width)
    down = max(panel.top - box.top, box.bottom - panel.top - panel.height)
    return Excess(*(round(amount, 1) if amount > TOLERANCE else 0.0 for amount in (across, down)))


def _section_boxes(document: pypdfium2.PdfDocument) -> Iterator[Box | None]:
    """Yield the box around the letters of each section; None for one without letters."""
    for page in document:
        letters = _letters(page)
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            for section in _sections(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)):
                yield _around([box for mark in _marks(section) for box in letters.get(mark, [])])
        pdfium.FPDF_StructTree_Close(tree)


def _around(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


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
            found.setdefault(mark, []).append(Box(*(edge / MM for edge in edges)))
    return found


def _sections(element: Any) -> Iterator[Any]:
    """Yield the sections below an element of the structure, in reading order."""
    if not element:
        return
    name = create_string_buffer(32)
    pdfium.FPDF_StructElement_GetType(element, name, len(name))
    if name.raw.decode("utf-16-le").partition("\0")[0] == "Sect":
        yield element
        return
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        yield from _sections(pdfium.FPDF_StructElement_GetChildAtIndex(element, index))


def _marks(element: Any) -> Iterator[int]:
    """Yield the numbers of all tagged content below an element."""
    if not element:
        return
    for index in range(pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)):
        yield pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        yield from _marks(pdfium.FPDF_StructElement_GetChildAtIndex(element, index))
