"""Turn a finished sheet, read once, into as many filled-in ones as are wanted.

Each is the sheet's own bytes with the fields that changed behind them (an update: PDF 32000-1, 7.5.6). Nothing else of
the sheet is read or written anew, and so the work for each is a thousandth of that of the sheet itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from generator.danish import sheet_number
from generator.pdf.fill import FONT, UnfitError, as_written, font_size, look, saved
from generator.pdf.foot import add_number, number_drawn, number_in
from generator.pdf.form_font import form_font
from generator.pdf.update import Update, before_update

# A text, or whether a box is ticked.
Held = str | bool


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
        self._font = form_font(truetype)
        with pikepdf.open(BytesIO(pdf)) as document:
            add_number(document, pdf)
            pdf = saved(document)
        with pikepdf.open(BytesIO(pdf)) as document:
            self._size, self._before = font_size(document.Root.AcroForm.DA), before_update(pdf, document.trailer)
            number = number_in(document)
            assert number is not None
            self._number = number.objgen[0]
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

    def filled(self, answers: Mapping[str, Held], mark: str = "") -> bytes:
        """Return the sheet with answers, by field name, filled in and still open to changes.

        With a `mark` its foot tells it from others. The same answers give the same bytes. Raises ValueError for one
        that the sheet cannot hold.
        """
        update = Update(self._before)
        for name, answer in answers.items():
            field = self._fields[name]
            if field.state:
                state = field.state if answer else "/Off"
                update.add(field.number, b"%b /V %b /AS %b >>" % (field.rest, state.encode(), state.encode()))
            else:
                drawing, text = update.free, as_written(str(answer))
                update.add(drawing, self._drawn(field, text))
                held = b"<feff%b>" % text.encode("utf-16-be").hex().encode()
                update.add(field.number, b"%b /V %b /AP << /N %d 0 R >> >>" % (field.rest, held, drawing))
        if mark:
            font = next(field.font for field in self._fields.values() if field.font)
            update.add(self._number, number_drawn(sheet_number(mark), self._font, font))
        return update.whole()

    def _drawn(self, field: _Field, answer: Held) -> bytes:
        """Return the object that draws an answer in a field of text."""
        if field.state:
            return b""
        content = look(as_written(str(answer)), self._font, field.measures, self._size, field.most)
        head = "<< /Type /XObject /Subtype /Form /BBox [ 0 0 {:.3f} {:.3f} ]".format(*field.measures).encode()
        font = b"/Resources << /Font << %b %b >> >>" % (FONT.encode(), field.font)
        return b"%b %b /Length %d >>\nstream\n%b\nendstream" % (head, font, len(content), content)


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
