"""Turn a finished sheet, read once, into as many filled-in ones as are wanted.

Each is the sheet's own bytes with the fields that changed behind them (an update: PDF 32000-1, 7.5.6). Nothing else of
the sheet is read or written anew, and so the work for each is a thousandth of that of the sheet itself.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from generator.pdf.fill import FONT, UnfitError, as_written, font_size, look
from generator.pdf.form_font import form_font

# A text, or whether a box is ticked.
Held = str | bool
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")


@dataclass(frozen=True)
class _Field:
    """A field of the sheet: its object's number, what it says but for what it holds, and what a drawing needs."""

    number: int
    rest: bytes
    measures: tuple[float, float]
    most: int = 0
    font: bytes = b""
    state: str = ""


class BlankSheet:
    """A finished sheet with its fields, and the form font."""

    def __init__(self, pdf: bytes, truetype: bytes) -> None:
        self._pdf, self._font = pdf, form_font(truetype)
        start = _START.search(pdf)
        assert start, "a finished sheet ends with where its objects are listed"
        with pikepdf.open(BytesIO(pdf)) as document:
            self._size, self._count = font_size(document.Root.AcroForm.DA), int(document.trailer.Size)
            self._id = bytes(document.trailer.ID[0])
            trailer = document.trailer
            named = {"/Root": trailer.Root, "/Info": trailer.Info}
            told = b" ".join(f"{key} {value.objgen[0]} 0 R".encode() for key, value in named.items())
            self._trailer = told + b" /Prev " + start[1]
            self._fields = {
                str(widget.T): _field(widget)
                for page in document.pages
                for widget in page.get("/Annots", Array())
                if widget.get("/Subtype") == Name.Widget
            }

    def why_not(self, name: str, answer: Held) -> UnfitError | None:
        """Return why a field cannot hold an answer; None if it can."""
        try:
            self._drawn(self._fields[name], answer)
        except UnfitError as error:
            return error
        return None

    def filled(self, answers: Mapping[str, Held]) -> bytes:
        """Return the sheet with answers, by field name, filled in and still open to changes.

        The same answers give the same bytes. Raises ValueError for one that the sheet cannot hold.
        """
        objects: dict[int, bytes] = {}
        for name, answer in answers.items():
            field = self._fields[name]
            if field.state:
                state = field.state if answer else "/Off"
                objects[field.number] = b"%b /V %b /AS %b >>" % (field.rest, state.encode(), state.encode())
            else:
                drawing = self._count + len(objects)
                text = as_written(str(answer))
                objects[drawing] = self._drawn(field, text)
                held = b"<feff%b>" % text.encode("utf-16-be").hex().encode()
                objects[field.number] = b"%b /V %b /AP << /N %d 0 R >> >>" % (field.rest, held, drawing)
        return self._pdf + self._update(objects)

    def _drawn(self, field: _Field, answer: Held) -> bytes:
        """Return the object that draws an answer in a field of text."""
        if field.state:
            return b""
        content = look(as_written(str(answer)), self._font, field.measures, self._size, field.most)
        head = "<< /Type /XObject /Subtype /Form /BBox [ 0 0 {:.3f} {:.3f} ]".format(*field.measures).encode()
        font = b"/Resources << /Font << %b %b >> >>" % (FONT.encode(), field.font)
        return b"%b %b /Length %d >>\nstream\n%b\nendstream" % (head, font, len(content), content)

    def _update(self, objects: Mapping[int, bytes]) -> bytes:
        """Return the objects as they stand behind a file, with the list of where they are (7.5.8)."""
        text, places = bytearray(b"\n"), {}
        for number, content in sorted(objects.items()):
            places[number] = len(self._pdf) + len(text)
            text += b"%d 0 obj\n%b\nendobj\n" % (number, content)
        start, own = len(self._pdf) + len(text), max((self._count, *objects)) + 1
        places[own] = start
        index = b" ".join(b"%d 1" % number for number in places)
        rows = b"".join(b"\1" + place.to_bytes(4, "big") + b"\0" for place in places.values())
        ids = b"<%b> <%b>" % (self._id.hex().encode(), hashlib.sha256(text).hexdigest()[:32].encode())
        listed = b"/Size %d /Index [ %b ] /W [ 1 4 1 ] /ID [ %b ] %b" % (own + 1, index, ids, self._trailer)
        text += b"%d 0 obj\n<< /Type /XRef %b /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (
            own,
            listed,
            len(rows),
            rows,
        )
        return bytes(text) + b"startxref\n%d\n%%%%EOF\n" % start


def _field(widget: Object) -> _Field:
    left, bottom, right, top = (float(edge) for edge in widget.Rect)
    kept = {key: value for key, value in widget.items() if key not in ("/V", "/AS")}
    is_box = Name.Btn == widget.FT
    if not is_box:
        del kept["/AP"]
    rest = Dictionary(kept).unparse().removesuffix(b">>").rstrip()
    measures = (right - left, top - bottom)
    if is_box:
        state = next(state for state in widget.AP.N.keys() if state != "/Off")  # noqa: SIM118  no mapping of Python's
        return _Field(widget.objgen[0], rest, measures, state=state)
    font = b"%d %d R" % widget.AP.N.Resources.Font[FONT].objgen
    return _Field(widget.objgen[0], rest, measures, int(widget.MaxLen), font)
