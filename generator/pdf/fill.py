"""Turn a finished sheet and answers into the sheet filled in, drawn so that every reader shows the answers alike."""

import re
from collections.abc import Mapping
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.pdf.appearance import drawing, fitted
from generator.pdf.form_font import AnyFont, FormFont

# The tag of the form font. pdfium (Chrome, Edge) writes dashes and typographic quotes with a Chinese font, and does not
# embed it, unless it takes the field's font for one of symbols; these it knows by four tags (CPDF_BAFontMap). Other
# viewers go by the font that the tag stands for. Of the four, this one names no font of a usual Windows or telephone.
FONT = "/Wingdings2"
OTHER_FONT = "/SheetAny"
# PDF 32000-1, table 228: bit 13 of a text field's flags.
_MULTILINE = 1 << 12
FONT_AND_SIZE = re.compile(rb"/(\S+)\s+([\d.]+)\s+Tf")


def fill(pdf: bytes, answers: Mapping[str, str | bool], truetype: bytes) -> bytes:
    """Return the finished sheet `pdf` with `answers`, by field name, filled in and still open to changes.

    `truetype` is the form font. Raises ValueError for a field that the sheet does not have, a text that does not fit,
    or a character that the font cannot draw.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        fill_in(document, answers, truetype)
        return saved(document)


def saved(document: Pdf, version: str = "") -> bytes:
    """Return the bytes of a PDF, the same for the same content; `version` is that of the format, where it matters."""
    out = BytesIO()
    in_streams = pikepdf.ObjectStreamMode.generate
    document.save(
        out, deterministic_id=True, force_version=version, object_stream_mode=in_streams, recompress_flate=True
    )
    return out.getvalue()


def form_drawing(document: Pdf, content: bytes, width: float, height: float, resources: Dictionary) -> Stream:
    """Return what a field of `width` × `height` pt looks like, added to the document."""
    box = Array([0, 0, round(width, 3), round(height, 3)])
    return document.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=resources)


def fill_in(document: Pdf, answers: Mapping[str, str | bool], truetype: bytes) -> None:
    """Fill `answers` into an open document, as `fill` does."""
    widgets = {
        str(widget.T): widget
        for page in document.pages
        for widget in page.get("/Annots", Array())
        if widget.get("/Subtype") == Name.Widget
    }
    if strange := sorted(answers.keys() - widgets.keys()):
        raise ValueError(f"the sheet has no field '{strange[0]}'")
    pen = _Pen(document, truetype)
    for name, answer in answers.items():
        widget = widgets[name]
        if Name.Btn == widget.FT:
            states = [state for state, _ in widget.AP.N.items() if state != "/Off"]
            widget.V = widget.AS = Name(states[0] if answer else "/Off")
        else:
            pen.write(widget, str(answer))
    pen.put_down()


class _Pen:
    """Writes into text fields: with the form's own font, or with the one that has all characters."""

    def __init__(self, document: Pdf, truetype: bytes) -> None:
        self._document = document
        self._plain, self._any = FormFont(truetype), AnyFont(truetype)
        self._written: list[Object] = []

    def write(self, widget: Object, text: str) -> None:
        """Make `text` the value of a text field, and draw it."""
        multiline = bool(int(widget.get("/Ff", 0)) & _MULTILINE)
        text = text.replace("\r\n", "\n").replace("\r", "\n") if multiline else " ".join(text.split())
        font = self._plain if self._plain.draws(text) else self._any
        if missing := [sign for sign in text if not font.draws(sign)]:
            raise ValueError(f"{widget.T}: the sheet's font has no '{missing[0]}' (U+{ord(missing[0]):04X})")
        left, bottom, right, top = (float(edge) for edge in widget.Rect)
        width, height = right - left, top - bottom
        given = FONT_AND_SIZE.search(bytes(widget.DA))
        size = float(given[2]) if given else 10.0
        fit = fitted(text, font.measure, width=width, height=height, size=size, multiline=multiline)
        if fit is None:
            raise ValueError(f"{widget.T}: this text is too long for its field: {text[:40]}…")
        lines, size = fit
        name = FONT if font is self._plain else OTHER_FONT
        content = drawing(map(font.encode, lines), name, size, height=height, multiline=multiline)
        fonts = Dictionary({FONT: self._document.Root.AcroForm.DR.Font[FONT]} if name == FONT else {})
        look = form_drawing(self._document, content, width, height, Dictionary(Font=fonts))
        if name == OTHER_FONT:
            self._written.append(look)
        widget.V = pikepdf.String(text)
        # A viewer that draws the text anew keeps the size in which it fits.
        widget.DA = pikepdf.String(f"{FONT} {size:g} Tf 0 g")
        widget.AP = Dictionary(N=look)

    def put_down(self) -> None:
        """Embed the font with all characters, if something was written with it."""
        if self._written:
            font = self._any.embed(self._document)
            for look in self._written:
                look.Resources.Font[OTHER_FONT] = font
