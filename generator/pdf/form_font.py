"""Turn a TrueType font into the font of a form: what is typed and what is filled in are drawn with it in every viewer.

A PDF knows two kinds of font, and no viewer does well with both. The simple kind has 255 letters; Acrobat types with
it, and takes a font of its own for the others. Chrome and Edge (pdfium) have none for them: a field with a simple font
prints »Çağla« as »Çala«. So a form has both: the simple one where the format says that a viewer shall look, among the
form's own resources, and one with all letters in the drawing of each field, where pdfium and Firefox (pdf.js) look
first. They are one and the same in the file, but for how a letter is numbered (PDF 32000-1, 9.6.6 and 9.7.4).
"""

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from io import BytesIO
from itertools import groupby
from typing import Any, NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

_NAME = Name("/SHEETF+IBMPlexSans")
# The letters of all European languages and of Vietnamese, and the signs that people and their phones write.
_LETTERS = (
    *((0x20, 0x192), (0x1A0, 0x1B0), (0x1FA, 0x21B), (0x259, 0x259), (0x2C6, 0x2C6), (0x2DC, 0x2DC), (0x300, 0x3FF)),
    *((0x400, 0x45F), (0x490, 0x491), (0x1E00, 0x1EFF), (0x2010, 0x2044), (0x20AC, 0x20AC), (0x2116, 0x2122)),
    *((0x2190, 0x2193), (0x2212, 0x2212), (0x2713, 0x2713)),
)
# The codes of the simple font, and its letters: Windows code page 1252.
_FIRST, _LAST = 32, 255
_SIMPLE = [bytes([code]).decode("cp1252", errors="ignore") for code in range(_FIRST, _LAST + 1)]


class Embedded(NamedTuple):
    """The two fonts of a form in a PDF: the `simple` one, and the `complete` one, which has all letters."""

    simple: Object
    complete: Object


@lru_cache(maxsize=4)
def form_font(truetype: bytes) -> "FormFont":
    """Return the font of a form; to cut it down takes longer than anything else in finishing a sheet."""
    return FormFont(truetype)


class FormFont:
    """The form font, cut down to the letters that are written in a form."""

    def __init__(self, truetype: bytes) -> None:
        self._font: Any = TTFont(BytesIO(truetype), recalcTimestamp=False)
        chosen = subset.Options(glyph_names=False, hinting=False, layout_features=[], notdef_outline=True)
        chosen.drop_tables += ["GPOS", "GSUB", "GDEF", "kern", "STAT", "DSIG", "gasp"]
        cutter = subset.Subsetter(chosen)
        cutter.populate(unicodes=[code for first, last in _LETTERS for code in range(first, last + 1)])
        cutter.subset(self._font)
        self._glyphs: dict[int, str] = self._font.getBestCmap() or {}
        # Points on a coarser grid, which nobody sees in a size to write in, take up less; so does a map of the letters
        # of the simple font alone, as the complete one has a map of its own.
        scale_upem(self._font, 500)
        for table in self._font["cmap"].tables:
            table.cmap = {code: glyph for code, glyph in table.cmap.items() if chr(code) in _SIMPLE}
        head: Any = self._font["head"]
        self._scale = 1000 / head.unitsPerEm
        advances: Any = self._font["hmtx"]
        # Looked up once: a class has thousands of letters to be measured.
        self._advances = {code: float(advances[glyph][0] * self._scale) for code, glyph in self._glyphs.items()}

    def draws(self, text: str) -> bool:
        """Return whether the font has every character of `text`."""
        return all(ord(sign) in self._glyphs or sign == "\n" for sign in text)

    def measure(self, text: str) -> float:
        """Return the width of a text in 1 pt, in pt."""
        return sum(map(self._width, map(ord, text))) / 1000

    def encode(self, text: str) -> bytes:
        """Return the codes that draw a text with the complete font; they are the numbers of Unicode."""
        return text.encode("utf-16-be")

    def embed(self, document: Pdf) -> Embedded:
        """Add the font to a PDF, once, and return its two dictionaries."""
        program = document.make_stream(self._program, Length1=len(self._program))
        return Embedded(self._simple(document, program), self._complete(document, program))

    @cached_property
    def _program(self) -> bytes:
        """The font's file."""
        data = BytesIO()
        self._font.save(data)
        return data.getvalue()

    def _simple(self, document: Pdf, program: Object) -> Object:
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=_NAME,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=_FIRST,
            LastChar=_LAST,
            Widths=Array([round(1000 * self.measure(text)) for text in _SIMPLE]),
            # 32: the characters are those of the standard Latin set (PDF 32000-1, table 123).
            FontDescriptor=self._descriptor(document, program, flags=32),
        )
        return document.make_indirect(font)

    def _complete(self, document: Pdf, program: Object) -> Object:
        inner = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=_NAME,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            CIDToGIDMap=document.make_stream(self._glyph_numbers()),
            # 4: the characters are not those of the standard Latin set.
            FontDescriptor=self._descriptor(document, program, flags=4),
            DW=round(self._font["hmtx"][".notdef"][0] * self._scale),
            W=Array(list(self._widths())),
        )
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=_NAME,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([document.make_indirect(inner)]),
            ToUnicode=_to_unicode(document, self._glyphs),
        )
        return document.make_indirect(font)

    def _width(self, code: int) -> float:
        return self._advances.get(code, 0)

    def _glyph_numbers(self) -> bytes:
        """Return the number of the glyph of every code; a letter that the font has not is drawn as an empty box."""
        numbers = [0] * 0x10000
        for code, glyph in self._glyphs.items():
            numbers[code] = self._font.getGlyphID(glyph)
        return b"".join(number.to_bytes(2, "big") for number in numbers)

    def _widths(self) -> Iterator[Any]:
        for run in _runs(self._glyphs):
            yield run[0]
            yield Array([round(self._width(code)) for code in run])

    def _descriptor(self, document: Pdf, program: Object, *, flags: int) -> Object:
        # In a form lines stand close: as high as Å, as deep as the tail of a g.
        head, high = self._font["head"], self._font["glyf"][self._glyphs[ord("Å")]].yMax
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=_NAME,
            Flags=flags,
            FontBBox=Array([round(edge * self._scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]),
            ItalicAngle=0,
            Ascent=round(high * self._scale),
            Descent=round(self._font["OS/2"].sTypoDescender * self._scale),
            CapHeight=round(self._font["OS/2"].sCapHeight * self._scale),
            StemV=80,
            FontFile2=program,
        )
        return document.make_indirect(descriptor)


def _runs(codes: Iterable[int]) -> list[list[int]]:
    """Return numbers that follow one another together; no run goes beyond 256 numbers that begin alike."""
    ordered = enumerate(sorted(codes))
    return [[code for _, code in run] for _, run in groupby(ordered, lambda item: (item[1] - item[0], item[1] >> 8))]


def _to_unicode(document: Pdf, codes: Iterable[int]) -> Object:
    """Return the map from a font's codes to the characters that they stand for, which are the same (9.10.3)."""
    lines = [f"<{run[0]:04X}> <{run[-1]:04X}> <{run[0]:04X}>" for run in _runs(codes)]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    text = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /SheetField def "
        "/CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )
    return document.make_stream(text.encode())
