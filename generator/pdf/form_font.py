"""Turn a TrueType font into the fonts of a form: one that every viewer types with, one that draws any name.

Viewers type with a simple font in WinAnsiEncoding. A Type0 font, as the renderer embeds for fields, is encoded by glyph
numbers, which viewers and fillers get wrong (PDF 32000-1 9.6.6; pdf.js, pdfium and MuPDF tried).
"""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from io import BytesIO
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

FIRST, LAST = 32, 255


class _Font:
    """What both fonts of a form have in common: the letters of a TrueType font, and how wide they are."""

    def __init__(self, truetype: bytes) -> None:
        self._font: Any = TTFont(BytesIO(truetype), recalcTimestamp=False)
        self._glyphs: dict[int, str] = self._font.getBestCmap() or {}
        self._drawn = {chr(code) for code in self._glyphs}

    def draws(self, text: str) -> bool:
        """Return whether the font has every character of `text`."""
        return not set(text) - self._drawn - {"\n"}

    def measure(self, text: str) -> float:
        """Return the width of a text in 1 pt, in pt."""
        widths = self._font["hmtx"]
        units = sum(widths[self._glyphs[ord(sign)]][0] for sign in text if ord(sign) in self._glyphs)
        return float(units / self._font["head"].unitsPerEm)

    def _cut(self, text: str, **options: bool) -> None:
        """Take out of the font what `text` does without."""
        chosen = subset.Options(glyph_names=False, hinting=False, layout_features=[], **options)
        chosen.drop_tables += ["GPOS", "GSUB", "GDEF", "kern", "STAT", "DSIG"]
        cutter = subset.Subsetter(chosen)
        cutter.populate(text=text)
        cutter.subset(self._font)

    @cached_property
    def _program(self) -> bytes:
        """The font's file, when nothing more will be cut."""
        data = BytesIO()
        self._font.save(data)
        return data.getvalue()

    def _descriptor(self, document: Pdf, name: Name, *, flags: int) -> Object:
        program = document.make_stream(self._program, Length1=len(self._program))
        head, lines = self._font["head"], self._font["hhea"]
        scale = 1000 / head.unitsPerEm
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=flags,
            FontBBox=Array([round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]),
            ItalicAngle=0,
            Ascent=round(lines.ascent * scale),
            Descent=round(lines.descent * scale),
            CapHeight=round(getattr(self._font["OS/2"], "sCapHeight", 700) * scale),
            StemV=80,
            FontFile2=program,
        )
        return document.make_indirect(descriptor)


@lru_cache(maxsize=4)
def form_font(truetype: bytes) -> "FormFont":
    """Return the font that viewers type with; to cut it takes longer than anything else in finishing a sheet."""
    return FormFont(truetype)


class FormFont(_Font):
    """The form font, cut down to the characters of Windows code page 1252."""

    def __init__(self, truetype: bytes) -> None:
        super().__init__(truetype)
        self._characters = {code: bytes([code]).decode("cp1252", errors="ignore") for code in range(FIRST, LAST + 1)}
        self._drawn = set(self._characters.values())
        self._cut("".join(self._characters.values()), notdef_outline=True)

    def encode(self, text: str) -> bytes:
        """Return the codes that draw a text."""
        return text.encode("cp1252")

    def embed(self, document: Pdf) -> Object:
        """Add the font to a PDF and return its dictionary."""
        name = Name("/SHEETF+IBMPlexSans")
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=FIRST,
            LastChar=LAST,
            Widths=Array([round(1000 * self.measure(text)) for text in self._characters.values()]),
            # 32: the characters are those of the standard Latin set (PDF 32000-1, table 123).
            FontDescriptor=self._descriptor(document, name, flags=32),
            ToUnicode=_to_unicode(document, {code: text for code, text in self._characters.items() if text}, digits=2),
        )
        return document.make_indirect(font)


class AnyFont(_Font):
    """The form font with every character it has, for names that Windows code page 1252 cannot write.

    A viewer types with `FormFont`; what is filled in beforehand is drawn with this one where it must be. Codes are
    glyph numbers (PDF 32000-1, 9.7.4).
    """

    def __init__(self, truetype: bytes) -> None:
        super().__init__(truetype)
        self._used: dict[int, str] = {}

    def encode(self, text: str) -> bytes:
        """Return the codes that draw a text, and keep in mind which glyphs to embed."""
        numbers = [self._font.getGlyphID(self._glyphs[ord(sign)]) for sign in text]
        self._used |= dict(zip(numbers, text, strict=True))
        return b"".join(number.to_bytes(2, "big") for number in numbers)

    def embed(self, document: Pdf) -> Object:
        """Add the font, cut down to the glyphs encoded so far, to a PDF and return its dictionary; the last call."""
        self._cut("".join(self._used.values()), retain_gids=True)
        name = Name("/SHEETX+IBMPlexSans")
        widths: list[Any] = []
        for code, text in sorted(self._used.items()):
            widths += [code, Array([round(1000 * self.measure(text))])]
        inner = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            CIDToGIDMap=Name.Identity,
            # 4: the characters are not those of the standard Latin set.
            FontDescriptor=self._descriptor(document, name, flags=4),
            W=Array(widths),
        )
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([document.make_indirect(inner)]),
            ToUnicode=_to_unicode(document, self._used, digits=4),
        )
        return document.make_indirect(font)


def _to_unicode(document: Pdf, characters: Mapping[int, str], *, digits: int) -> Object:
    """Return the map from a font's codes, `digits` hex digits each, to the characters they stand for (9.10.3)."""
    pairs = [f"<{code:0{digits}X}> <{text.encode('utf-16-be').hex()}>" for code, text in sorted(characters.items())]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    text = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /SheetField def "
        f"/CMapType 2 def 1 begincodespacerange <{'0' * digits}> <{'F' * digits}> endcodespacerange\n"
        f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )
    return document.make_stream(text.encode())
