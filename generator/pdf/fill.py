"""Turn a finished sheet and answers into the sheet filled in, drawn so that every reader shows the answers alike.

Text that is too long for its field is set smaller, as far as it can still be read; it is never cut (PDF 32000-1,
12.7.3.3, describes the drawing of a text field).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.pdf.form_font import AnyFont, FormFont, form_font

# The tag of the form font. pdfium (Chrome, Edge) writes dashes and typographic quotes with a Chinese font, and does not
# embed it, unless it takes the field's font for one of symbols; these it knows by four tags (CPDF_BAFontMap). Other
# viewers go by the font that the tag stands for. Of the four, this one names no font of a usual Windows or telephone.
FONT = "/Wingdings2"
OTHER_FONT = "/SheetAny"
# PDF 32000-1, table 228: bit 13 of a text field's flags.
_MULTILINE = 1 << 12
FONT_AND_SIZE = re.compile(rb"/(\S+)\s+([\d.]+)\s+Tf")
# From a field's edge to its text, the distance between lines as a share of the size, and the smallest size; in pt.
PADDING = 3.0
LEADING = 1.2
SMALLEST = 5.0
# From the middle of a line to its baseline, as a share of the size: half the height of a capital letter.
MIDDLE = 0.35
# What may stand at the end of a line: a word with the space behind it, a part of a word with its hyphen.
_PIECE = re.compile(r"[^\s-]*-(?=\w)|\S*\s*")


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
    generate = pikepdf.ObjectStreamMode.generate
    document.save(out, deterministic_id=True, force_version=version, object_stream_mode=generate, recompress_flate=True)
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
    plain, complete = form_font(truetype), AnyFont(truetype)
    drawn_with_complete: list[Object] = []
    for name, answer in answers.items():
        widget = widgets[name]
        if Name.Btn == widget.FT:
            states = [state for state, _ in widget.AP.N.items() if state != "/Off"]
            widget.V = widget.AS = Name(states[0] if answer else "/Off")
        else:
            if _write(document, widget, str(answer), plain, complete) is complete:
                drawn_with_complete.append(widget.AP.N)
    if drawn_with_complete:
        font_object = complete.embed(document)
        for look in drawn_with_complete:
            look.Resources.Font[OTHER_FONT] = font_object


def _write(document: Pdf, widget: Object, text: str, plain: FormFont, complete: AnyFont) -> FormFont | AnyFont:
    """Make `text` the value of a text field and draw it; return the font of the two in which it is drawn."""
    multiline = bool(int(widget.get("/Ff", 0)) & _MULTILINE)
    text = text.replace("\r\n", "\n").replace("\r", "\n") if multiline else " ".join(text.split())
    font = plain if plain.draws(text) else complete
    if missing := [sign for sign in text if not font.draws(sign)]:
        raise ValueError(f"{widget.T}: the sheet's font has no '{missing[0]}' (U+{ord(missing[0]):04X})")
    left, bottom, right, top = (float(edge) for edge in widget.Rect)
    width, height = right - left, top - bottom
    given = FONT_AND_SIZE.search(bytes(widget.DA))
    size = float(given[2]) if given else 10.0
    fit = _fitted(text, font.measure, width=width, height=height, size=size, multiline=multiline)
    if fit is None:
        raise ValueError(f"{widget.T}: this text is too long for its field: {text[:40]}…")
    lines, size = fit
    name = FONT if font is plain else OTHER_FONT
    content = _drawing(map(font.encode, lines), name, size, height=height, multiline=multiline)
    # The font with all characters is added at the end, when it is known which of them are drawn.
    fonts = Dictionary({FONT: document.Root.AcroForm.DR.Font[FONT]} if font is plain else {})
    widget.V = pikepdf.String(text)
    # A viewer that draws the text anew keeps the size in which it fits.
    widget.DA = pikepdf.String(f"{FONT} {size:g} Tf 0 g")
    widget.AP = Dictionary(N=form_drawing(document, content, width, height, Dictionary(Font=fonts)))
    return font


def _fitted(
    text: str, measure: Callable[[str], float], *, width: float, height: float, size: float, multiline: bool
) -> tuple[list[str], float] | None:
    """Return the lines of `text` as it fits a field of `width` × `height` pt, and the size in pt, at most `size`.

    `measure` returns the width of a text in 1 pt. None if the text is too long even in the smallest size.
    """
    while size >= SMALLEST:
        room = (width - 2 * PADDING) / size
        lines = [*_broken(text, measure, room)] if multiline else [text]
        fits = all(measure(line) <= room for line in lines)
        if fits and (len(lines) == 1 or len(lines) * size * LEADING <= height - PADDING):
            return lines, size
        size -= 0.5
    return None


def _drawing(lines: Iterable[bytes], font: str, size: float, *, height: float, multiline: bool) -> bytes:
    """Return the content of a field's appearance; the lines are in the codes of the font called `font`."""
    first = height - PADDING - 0.9 * size if multiline else height / 2 - MIDDLE * size
    place = f"{round(size * LEADING, 3):g} TL {PADDING:g} {round(first, 3):g} Td"
    shown = "\n".join(f"<{line.hex()}> Tj T*" for line in lines)
    return f"/Tx BMC q BT {font} {size:g} Tf 0 g {place}\n{shown}\nET Q EMC".encode()


def _broken(text: str, measure: Callable[[str], float], room: float) -> Iterator[str]:
    """Yield the lines of a text; a word wider than a line is broken after a hyphen, or where the line ends."""
    for paragraph in text.splitlines():
        line = ""
        for piece in _PIECE.findall(paragraph):
            if line and measure(line + piece.rstrip()) > room:
                yield line.rstrip()
                line = ""
            line += piece
            while measure(line.rstrip()) > room and len(line) > 1:
                end = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or measure(line[:n]) <= room)
                yield line[:end]
                line = line[end:]
        yield line.rstrip()
