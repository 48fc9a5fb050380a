"""Turn a finished print into one whose foot has room for a number, by which a scanned sheet can be told from others.

Sheet and version stand in the foot already. The number is drawn by one object that all pages show, below »Side 1 af 4«,
where the foot has a line left.
"""

from pikepdf import Array, Dictionary, Name, Object, Pdf

from generator.pdf.fill import FONT
from generator.pdf.form_font import FormFont
from generator.pdf.room import foot_edges

_SIZE, _LEADING = 8.0, 11.2
_SMALLEST = 5.0
# In pt: as wide as the part of the foot that »Side 1 af 4« stands in, and what a letter reaches below the line.
_WIDTH, _DEEP = 90.0, 3.0
_NUMBER = Name("/SheetNumber")


def add_number(document: Pdf, pdf: bytes) -> None:
    """Let all pages of an open document, whose bytes are `pdf`, show one drawing in their foot, which is empty yet."""
    if number_in(document):
        return
    drawing = document.make_stream(b"q Q", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 0, 0]))
    for page, (right, bottom) in zip(document.pages, foot_edges(pdf), strict=True):
        resources = page.obj.Resources
        if Name.XObject not in resources:
            resources.XObject = Dictionary()
        resources.XObject[_NUMBER] = drawing
        place = f"1 0 0 1 {right - _WIDTH:.3f} {bottom - _LEADING - _DEEP:.3f} cm"
        # It is a part of the page's foot, and nothing to be read in between (14.8.2.2).
        shown = f"Q /Artifact << /Type /Pagination /Subtype /Footer >> BDC q {place} {_NUMBER} Do Q EMC"
        page.contents_add(document.make_stream(b"q"), prepend=True)
        page.contents_add(document.make_stream(shown.encode()))


def number_in(document: Pdf) -> Object | None:
    """Return the drawing that stands for the number of a sheet, if there is one."""
    return document.pages[0].obj.Resources.get(Name.XObject, Dictionary()).get(_NUMBER)


def number_drawn(text: str, font: FormFont, reference: bytes) -> bytes:
    """Return the object that draws a sheet's number, right-aligned; `reference` names the form font."""
    width = font.measure(text)
    size = min(_SIZE, _WIDTH / width) if width else _SIZE
    assert size >= _SMALLEST, "marks are short"
    place = f"{_WIDTH - width * size:.3f} {_DEEP:g} Td"
    content = f"0.29 g BT {FONT} {size:.3g} Tf {place} <{font.encode(text).hex()}> Tj ET".encode()
    box = f"/BBox [ 0 0 {_WIDTH:g} {_LEADING:g} ] /Resources << /Font << {FONT} ".encode()
    said = b"/Type /XObject /Subtype /Form %b%b >> >>" % (box, reference)
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (said, len(content), content)
