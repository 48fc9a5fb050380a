"""Turn a TrueType font into the simple font with WinAnsiEncoding that every viewer types with.

A Type0 font, as the renderer embeds for fields, is encoded by glyph numbers, which viewers and fillers get wrong
(PDF 32000-1 9.6.6; pdf.js, pdfium and MuPDF tried).
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

FIRST, LAST = 32, 255


class FormFont:
    """The form font, cut down to the characters of Windows code page 1252."""

    def __init__(self, truetype: bytes) -> None:
        characters = {code: bytes([code]).decode("cp1252", errors="ignore") for code in range(FIRST, LAST + 1)}
        options = subset.Options(glyph_names=False, hinting=False, notdef_outline=True, layout_features=[])
        options.drop_tables += ["GPOS", "GSUB", "GDEF", "kern", "STAT", "DSIG"]
        cutter = subset.Subsetter(options)
        self._font = TTFont(BytesIO(truetype), recalcTimestamp=False)
        cutter.populate(text="".join(characters.values()))
        cutter.subset(self._font)
        self._characters = characters

    def embed(self, document: Pdf) -> Object:
        """Add the font to a PDF and return its dictionary."""
        data = BytesIO()
        self._font.save(data)
        program = Stream(document, data.getvalue())
        program.Length1 = len(data.getvalue())
        tables: dict[str, Any] = {name: self._font[name] for name in ("head", "OS/2", "hhea")}
        head, scale = tables["head"], 1000 / tables["head"].unitsPerEm
        name = Name("/SHEETF+IBMPlexSans")
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            # 32: the characters are those of the standard Latin set (PDF 32000-1, table 123).
            Flags=32,
            FontBBox=Array([round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]),
            ItalicAngle=0,
            Ascent=round(tables["hhea"].ascent * scale),
            Descent=round(tables["hhea"].descent * scale),
            CapHeight=round(getattr(tables["OS/2"], "sCapHeight", 700) * scale),
            StemV=80,
            FontFile2=document.make_indirect(program),
        )
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=FIRST,
            LastChar=LAST,
            Widths=Array(self._widths(scale)),
            FontDescriptor=document.make_indirect(descriptor),
            ToUnicode=document.make_indirect(Stream(document, self._to_unicode())),
        )
        return document.make_indirect(font)

    def _widths(self, scale: float) -> list[int]:
        glyphs, metrics = self._font.getBestCmap() or {}, self._font["hmtx"]
        names = [glyphs.get(ord(text)) if text else None for text in self._characters.values()]
        return [round(metrics[name][0] * scale) if name else 0 for name in names]

    def _to_unicode(self) -> bytes:
        pairs = [f"<{code:02X}> <{ord(text):04X}>" for code, text in self._characters.items() if text]
        blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
        body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /SheetField def "
            "/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange\n"
            f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode()
