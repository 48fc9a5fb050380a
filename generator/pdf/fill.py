"""Turn a finished sheet and answers into the sheet filled in, drawn so that every reader shows the answers alike.

Text that is too long for its field is set smaller, as far as it can still be read; it is never cut (PDF 32000-1,
12.7.3.3, describes the drawing of a text field). A viewer in which it is changed goes on with the same: the size of a
field is the viewer's to find, and its end is known (`field_room`).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from generator.pdf.form_font import FormFont, form_font

# The tag of the form font. pdfium (Chrome, Edge) writes dashes and typographic quotes with a Chinese font, and does not
# embed it, unless it takes the field's font for one of symbols; these it knows by four tags (CPDF_BAFontMap). Other
# viewers go by the font that the tag stands for. Of the four, this one names no font of a usual Windows or telephone.
FONT = "/Wingdings2"
FONT_AND_SIZE = re.compile(rb"/(\S+)\s+([\d.]+)\s+Tf")
# From a field's edge to its text, the distance between lines as a share of the size, and the smallest size; in pt.
PADDING = 3.0
LEADING = 1.2
SMALLEST = 5.0
# A sheet is carried over slow networks.
pikepdf.settings.set_flate_compression_level(9)
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
    font = form_font(truetype)
    for name, answer in answers.items():
        widget = widgets[name]
        if Name.Btn == widget.FT:
            states = [state for state, _ in widget.AP.N.items() if state != "/Off"]
            widget.V = widget.AS = Name(states[0] if answer else "/Off")
        else:
            _write(document, widget, str(answer), font)


class UnfitError(ValueError):
    """A text cannot be written into a field; `sign` is the letter that the font lacks, empty if it is too long."""

    def __init__(self, sign: str = "") -> None:
        self.sign = sign
        super().__init__(
            f"the font has no '{sign}' (U+{ord(sign):04X})" if sign else "this text is too long for its field"
        )


def _write(document: Pdf, widget: Object, answer: str, font: FormFont) -> None:
    """Make `answer` the value of a text field and draw it."""
    text = as_written(answer)
    left, bottom, right, top = (float(edge) for edge in widget.Rect)
    width, height = right - left, top - bottom
    try:
        content = look(text, font, (width, height), font_size(document.Root.AcroForm.DA), int(widget.MaxLen))
    except UnfitError as error:
        # Without the text, which may be about somebody.
        raise ValueError(f"{widget.T}: {error}") from error
    resources = Dictionary(Font=Dictionary({FONT: widget.AP.N.Resources.Font[FONT]}))
    widget.V = pikepdf.String(text)
    widget.AP = Dictionary(N=form_drawing(document, content, width, height, resources))


def as_written(answer: str) -> str:
    """Return a text as a field holds it: a name from a Mac may come with its accents apart from the letters."""
    return unicodedata.normalize("NFC", answer).replace("\r\n", "\n").replace("\r", "\n")


def look(text: str, font: FormFont, measures: tuple[float, float], size: float, most: int) -> bytes:
    """Return the content that draws a text in a field of width × height pt, in `size` pt or smaller.

    Raises UnfitError if it does not fit, or is longer than the field takes (`most` letters).
    """
    if missing := next((sign for sign in text if not font.draws(sign)), ""):
        raise UnfitError(missing)
    width, height = measures
    fit = _fitted(text, font.measure, width=width, height=height, size=size) if len(text) <= most else None
    if fit is None:
        raise UnfitError
    lines, size = fit
    return _drawing(map(font.encode, lines), size, height=height)


def font_size(appearance: Object) -> float:
    """Return the size in pt that a default appearance names; 0 where the viewer is to find it."""
    found = FONT_AND_SIZE.search(bytes(appearance))
    return float(found[2]) if found else 10.0


def _fitted(
    text: str, measure: Callable[[str], float], *, width: float, height: float, size: float
) -> tuple[list[str], float] | None:
    """Return the lines of `text` as it fits a field of `width` × `height` pt, and the size in pt, at most `size`.

    `measure` returns the width of a text in 1 pt. None if the text is too long even in the smallest size.
    """
    while size >= SMALLEST:
        room = (width - 2 * PADDING) / size
        lines = [*broken(text, measure, room)]
        if all(measure(line) <= room for line in lines) and len(lines) * size * LEADING <= height - PADDING:
            return lines, size
        size -= 0.5
    return None


def _drawing(lines: Iterable[bytes], size: float, *, height: float) -> bytes:
    """Return the content of a field's appearance; the lines are in the codes of its font."""
    place = f"{round(size * LEADING, 3):g} TL {PADDING:g} {round(height - PADDING - 0.9 * size, 3):g} Td"
    shown = "\n".join(f"<{line.hex()}> Tj T*" for line in lines)
    return f"/Tx BMC q BT {FONT} {size:g} Tf 0 g {place}\n{shown}\nET Q EMC".encode()


def broken(text: str, measure: Callable[[str], float], room: float) -> Iterator[str]:
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
