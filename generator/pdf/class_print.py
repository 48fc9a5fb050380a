"""Turn a finished print on paper into one PDF for a class: the print once for each, what is known written on its lines.

The print is read once. What differs from one apprentice to the next (pages, structure, what is written) is appended
for each, with numbers of its own; fonts, pictures and what is printed are there once. PDF 32000-1: 14.7 and 14.8
(structure), 12.3.3 (contents).
"""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf

from generator.danish import sheet_number
from generator.pdf.copies import copies_of, to_be_copied
from generator.pdf.fill import FONT, UnfitError, as_written, broken, saved
from generator.pdf.finish import ask_for_both_sides
from generator.pdf.foot import add_number, number_drawn
from generator.pdf.form_font import FormFont, form_font
from generator.pdf.update import Update, before_update, packed
from generator.pdf.writing_lines import Line, Place, writing_places

# In pt: the largest and the smallest letters, the room above a line, from the line up and from its start inwards.
_LARGEST, _SMALLEST, _ROOM, _UP, _IN = 11.0, 7.0, 19.5, 2.6, 1.5
_LEADING = 1.12


class Written(NamedTuple):
    """One apprentice's sheet: what is written on it, by field, the mark in its foot, and its name in the contents."""

    answers: Mapping[str, str]
    mark: str
    title: str


class ClassPrint:
    """A finished print on paper with the places of some fields, and the form font."""

    def __init__(self, pdf: bytes, truetype: bytes, names: Iterable[str]) -> None:
        self._font = form_font(truetype)
        with pikepdf.open(BytesIO(pdf)) as document:
            self._places = writing_places(document, pdf, names)
            font = self._font.embed(document).complete
            add_number(document, pdf)
            self._tags = _leave_room(document, self._places, font)
            ask_for_both_sides(document)
            to_be_copied(document)
            pdf = saved(document)
        with pikepdf.open(BytesIO(pdf)) as document:
            self._before, self._copies = before_update(pdf, document.trailer), copies_of(document)
            fonts = document.pages[0].obj.Resources.Font
            self._reference = b"%d 0 R" % fonts[FONT].objgen[0]

    def why_not(self, name: str, answer: str) -> UnfitError | None:
        """Return why an answer cannot be written on a line of the print; None if it can."""
        try:
            self._drawn(name, answer)
        except UnfitError as error:
            return error
        return None

    def printed(self, sheets: Sequence[Written]) -> bytes:
        """Return the PDF of a class in its order; printed on both sides, each sheet begins on a leaf of its own.

        The same sheets give the same bytes. Raises UnfitError for an answer that no line can hold.
        """
        update = Update(self._before)
        copying = self._copies.begin(update)
        for sheet in sheets:
            number = number_drawn(sheet_number(sheet.mark), self._font, self._reference)
            pages = range(self._copies.pages)
            copying.add(sheet.title, [number, *(packed(b"", self._on_page(page, sheet.answers)) for page in pages)])
        copying.end()
        return update.whole()

    def _on_page(self, page: int, answers: Mapping[str, str]) -> bytes:
        """Return what is written on a page; what is tagged as written is there, too, if it is empty."""
        pieces = []
        for name, tag in self._tags.items():
            if self._places[name].page == page:
                drawn = self._drawn(name, answers[name]) if name in answers else b""
                pieces.append(b"/P << /MCID %d >> BDC\n%bEMC\n" % (tag, drawn))
        return b"".join(pieces)

    def _drawn(self, name: str, answer: str) -> bytes:
        """Return what draws an answer on its lines; raises UnfitError if it cannot be written there."""
        text = as_written(answer)
        missing = next((sign for sign in text if not self._font.draws(sign)), "")
        if missing or name not in self._places:
            raise UnfitError(missing)
        return _drawing(text, self._places[name].lines, self._font)


def _drawing(text: str, lines: Sequence[Line], font: FormFont) -> bytes:
    """Return what draws a text on lines, smaller if it must be; of several above one line the last stands on it.

    Raises UnfitError if it cannot be read any more.
    """
    size = _LARGEST
    while size >= _SMALLEST:
        room, together = (lines[0].right - lines[0].left - _IN) / size, int(_ROOM / (size * _LEADING))
        rows = [*broken(text, font.measure, room)]
        if len(rows) <= together * len(lines) and all(font.measure(row) <= room for row in rows):
            break
        size -= 0.5
    else:
        raise UnfitError
    pieces: list[str] = []
    for number, line in enumerate(lines):
        own = rows[number * together : (number + 1) * together]
        for above, row in enumerate(reversed(own)):
            # Where a row ends, a word does.
            code = font.encode(row if row == rows[-1] else f"{row} ").hex()
            place = f"{line.left + _IN:.2f} {line.height + _UP + above * size * _LEADING:.2f} Td"
            pieces.insert(number * together, f"BT {FONT} {size:g} Tf {place} <{code}> Tj ET\n")
    return "".join(pieces).encode()


def _leave_room(document: Pdf, places: Mapping[str, Place], font: Object) -> dict[str, int]:
    """Let each page draw one more thing, and the structure know what is written there; return its tags by field."""
    elements = NumberTree(document.Root.StructTreeRoot.ParentTree)
    tags = {}
    for number, page in enumerate(document.pages):
        page.obj.Resources.Font[FONT] = font
        page.contents_add(document.make_stream(b"q Q"))
        tagged = elements[int(page.obj.StructParents)]
        for name, place in places.items():
            if place.page == number:
                tags[name] = len(tagged)
                tagged.append(_element_behind(document, tagged[place.behind], page.obj, tags[name]))
        elements[int(page.obj.StructParents)] = document.make_indirect(Array([*tagged]))
    return tags


def _element_behind(document: Pdf, element: Object, page: Object, tag: int) -> Object:
    """Return a new element of the structure that is read after another one and what that is a part of."""
    while element.P.S in (Name.Span, Name.P):
        element = element.P
    new = Dictionary(Type=Name.StructElem, S=Name.P, P=element.P, Pg=page, K=Array([tag]))
    added = document.make_indirect(new)
    kids = [*element.P.K]
    at = next(number for number, kid in enumerate(kids) if getattr(kid, "objgen", None) == element.objgen)
    element.P.K = Array([*kids[: at + 1], added, *kids[at + 1 :]])
    return added
