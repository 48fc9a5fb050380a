"""Turn a PDF into the picture of its first page and the number of its pages."""

from io import BytesIO

import pypdfium2


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(pypdfium2.PdfDocument(pdf))


def first_page(pdf: bytes, width: int) -> bytes:
    """Return a PNG of a PDF's first page, `width` px wide.

    A palette of 64 colours is enough for text and flat colour, and a fifth of the size.
    """
    page = pypdfium2.PdfDocument(pdf)[0]
    image = page.render(scale=width / page.get_width(), may_draw_forms=False).to_pil()
    if image.width != width:
        image = image.resize((width, round(image.height * width / image.width)))
    out = BytesIO()
    image.convert("RGB").quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()
