"""Boxes that look alike are drawn alike, so a file of three hundred is a small one; and nothing is drawn elsewhere."""

import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import ImageChops

from generator.edition.load import load_edition
from generator.pdf.outlines import alike
from tests.support.command import DAY
from tests.support.sheets import EXAMPLE

BOX = b"""/a1.0 gs
%(left).6f %(top).6f m
%(right).6f %(top).6f l
%(right).6f %(low).6f %(in).6f %(foot).6f %(left).6f %(foot).6f c
%(left).6f %(low).6f l
%(in).6f %(low).6f l
h
%(in).6f %(top).6f m
%(left).6f %(low).6f l
f*
"""
CLIP = b"1.5 1.5 m\n90 1.5 l\n90 90 l\n80 90 l\n70 90 l\n1.5 90 l\nh\nW*\nn\n"
LINE = b"10 20 m\n90 20 l\n90 20.5 l\n10 20.5 l\nf*\n"


def box(left: float, top: float) -> bytes:
    places = {
        b"left": left,
        b"top": top,
        b"right": left + 9.13,
        b"in": left + 4.2,
        b"low": top + 3.3,
        b"foot": top + 11.7,
    }
    return BOX % places


def page(content: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        drawn = pdf.add_blank_page(page_size=(100, 100))
        drawn.Contents = pdf.make_stream(content)
        drawn.Resources = pikepdf.Dictionary(ExtGState={"/a1.0": pikepdf.Dictionary(ca=1)})
        pdf.save(out)
    return out.getvalue()


BOXES = b"".join(box(left + left / 7, top + top / 9) for left in range(0, 80, 12) for top in range(0, 80, 14))


def test_boxes_that_are_alike_take_next_to_nothing() -> None:
    before, after = (len(zlib.compress(content, 9)) for content in (BOXES, alike(BOXES)))
    assert after < before / 2


def test_each_is_drawn_where_it_was() -> None:
    """And what is drawn after it, too."""
    content = b"0.7 0.1 0.2 rg\n" + CLIP + BOXES + LINE
    pictures = [
        pypdfium2.PdfDocument(page(each))[0].render(scale=8).to_pil().convert("L") for each in (content, alike(content))
    ]
    assert pictures[0].getextrema() != (255, 255)
    assert max(ImageChops.difference(*pictures).getextrema()) <= 2


def test_what_clips_and_what_is_short_stays() -> None:
    assert alike(CLIP + LINE) == CLIP + LINE


def test_done_twice_it_changes_nothing() -> None:
    assert alike(alike(BOXES)) == alike(BOXES)


def test_no_sheet_to_fill_in_takes_more_than_100_kb_and_the_book_no_more_than_1_mb(edition: Path) -> None:
    """They are carried over slow networks."""
    documents = load_edition(EXAMPLE, date.fromisoformat(DAY)).documents
    most = {item.stem: 100_000 for document in documents for item in document.prints if item.kind == "screen"}
    sizes = {stem: (edition / "pdf" / f"{stem}.pdf").stat().st_size for stem in (*most, "guide")}
    assert len(sizes) > 15
    assert {stem: size for stem, size in sizes.items() if size > most.get(stem, 1_000_000)} == {}
