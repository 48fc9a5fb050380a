"""Turn a finished sheet and answers into the sheet filled in, drawn so that every reader shows the answers alike."""

import re
from collections.abc import Mapping
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.pdf.appearance import TooLongError, drawing, fitted
from generator.pdf.form_font import AnyFont, FormFont

# The tag of the form font. pdfium (Chrome, Edge) writes dashes and typographic quotes with a Chinese font, and does not
# embed it, unless it takes the field's font for one of symbols; these it knows by four tags (CPDF_BAFontMap). Other
# viewers go by the font that the tag stands for. Of the four, this one names no font of a usual Windows or telephone.
FONT = "/Wingdings2"
OTHER_FONT = "/SheetAny"
# PDF 32000-1, table 228: bit 13 of a text field's flags.
_MULTILINE = 1 << 12
_SIZE = re.compile(rb"([\d.]+)\s+Tf")


def fill(pdf: bytes, answers: Mapping[str, str | bool], truetype: bytes) -> bytes:
    """Return the finished sheet `pdf` with `answers`, by field name, filled in and still open to changes.

    `truetype` is the form font. Raises ValueError for a field that the sheet does not have, a text that does not fit,
    or a character that the font cannot draw.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        fill_in(document, answers, truetype)
        out = BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


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
        if Name.Btn == widgets[name].FT:
            _tick(widgets[name], on=bool(answer))
        else:
            pen.write(widgets[name], str(answer))
    pen.put_down()


def _tick(widget: Object, *, on: bool) -> None:
    states = [state for state, _ in widget.AP.N.items() if state != "/Off"]
    widget.V = widget.AS = Name(states[0] if on else "/Off")


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
        size = float(match[1]) if (match := _SIZE.search(bytes(widget.DA))) else 10.0
        width, height = right - left, top - bottom
        try:
            text_as_set = fitted(text, font.measure, width=width, height=height, size=size, multiline=multiline)
        except TooLongError as error:
            raise TooLongError(f"{widget.T}: {error}") from None
        name = FONT if font is self._plain else OTHER_FONT
        content = drawing(text_as_set, font.encode, name, height=height, multiline=multiline)
        look = Stream(self._document, content)
        look.Type, look.Subtype = Name.XObject, Name.Form
        look.BBox = Array([0, 0, round(width, 3), round(height, 3)])
        fonts = self._document.Root.AcroForm.DR.Font
        look.Resources = Dictionary(Font=Dictionary({FONT: fonts[FONT]} if name == FONT else {}))
        if name == OTHER_FONT:
            self._written.append(look)
        widget.V = pikepdf.String(text)
        # A viewer that draws the text anew keeps the size in which it fits.
        widget.DA = pikepdf.String(f"{FONT} {text_as_set.size:g} Tf 0 g")
        widget.AP = Dictionary(N=self._document.make_indirect(look))

    def put_down(self) -> None:
        """Embed the font with all characters, if something was written with it."""
        if self._written:
            font = self._any.embed(self._document)
            for look in self._written:
                look.Resources.Font[OTHER_FONT] = font
