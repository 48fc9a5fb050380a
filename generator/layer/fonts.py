"""Turn a font file of a school's own into the reason for which it cannot be used.

The name of a file says nothing: its first bytes do, and they are looked at before anything is unpacked. A web font
(WOFF) is packed, and a few bytes of it may unpack to fill the memory.
"""

import io
import logging
import struct
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import Any

from generator.layer.signatures import what_it_is
from generator.problems.problem import Advice, Sentence
from generator.shared import SHARED

# Unicode has 1,114,112 places; a font lists each of its letters in two or three tables at most.
MAX_LETTERS = 3 * 0x110000
FROM_THE_MAKER = "Use the .ttf or .otf file from the font's maker."
_DAMAGED = Advice("damaged-font", "is not a whole TrueType or OpenType font", FROM_THE_MAKER)
_VARIABLE = Advice(
    "variable-font",
    "is a variable font, with many weights in one file, whose letters touch each other in a PDF",
    "Use the file of one weight, often called …-Regular.ttf and found in a folder 'static'.",
)
# What is read of every font to set a text in it; without one of these it is half a font.
_NEEDED = ("head", "hhea", "maxp", "hmtx", "cmap", "OS/2", "post")
# What a font's maker permits, in OS/2 fsType: https://learn.microsoft.com/typography/opentype/spec/os2#fstype
_USAGE, _RESTRICTED, _WHOLE_ONLY, _BITMAPS_ONLY = 0x000F, 0x0002, 0x0100, 0x0200

# What the library says of a font while it reads it would stand between our own messages.
logging.getLogger("fontTools").addHandler(logging.NullHandler())


def is_font(name: str) -> bool:
    """Return whether a file is called like a font that can be used."""
    return PurePosixPath(name).suffix.lower() in (".ttf", ".otf")


@lru_cache(maxsize=16)
def font_problem(content: bytes, letters: str = "æøåÆØÅ") -> Advice | None:
    """Return why a font cannot be used, None if it can; what was found goes on after »this file …«.

    `letters` are those that it must have. Remembers: the school's font is in every document.
    """
    from fontTools.pens.basePen import NullPen
    from fontTools.ttLib import TTFont

    # What one begins with: https://learn.microsoft.com/typography/opentype/spec/otff
    if content[:4] not in (b"\x00\x01\x00\x00", b"OTTO", b"true"):
        other = what_it_is(content)
        if not other:
            return _DAMAGED
        way_out = Sentence("A new name does not make it another file. {font}", font=Sentence(FROM_THE_MAKER))
        return Advice("wrong-file-kind", Sentence("is {kind}", kind=other), way_out)
    try:
        font = TTFont(io.BytesIO(content), lazy=True)
        if "fvar" in font:
            return _VARIABLE
        if not _is_whole(font, len(content)):
            return _DAMAGED
        names, outlines = font.getBestCmap() or {}, font.getGlyphSet()
        lacking = [letter for letter in letters if ord(letter) not in names]
        for letter in set(letters) - set(lacking):
            # To the end of its outline: damaged ones raise an error on the way.
            outlines[names[ord(letter)]].draw(NullPen())
        permission = int(getattr(font["OS/2"], "fsType", 0))
    except Exception:
        # Whatever the library stumbles over, it is not a font that it can read.
        return _DAMAGED
    if lacking:
        lacks = Sentence("has no {letters}", letters=" ".join(lacking))
        return Advice("lacks-letters", lacks, "Use a font, or the full version of it, with Danish letters.")
    if permission & _USAGE == _RESTRICTED or permission & (_WHOLE_ONLY | _BITMAPS_ONLY):
        found = "may not be put into documents, says its maker"
        return Advice("not-permitted", found, "Use another font, or ask for a licence.")
    return None


# What Danish texts are written with. The font of our texts has it; to open the font takes longer than to read them.
PLAIN_SIGNS = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100)))) | frozenset("\n–—…‘’“”„•€")


@cache
def our_signs() -> frozenset[int]:
    """Return the numbers of the signs that the font of our texts has."""
    from fontTools.ttLib import TTFont

    with TTFont(SHARED / "forms/_layout/fonts/IBMPlexSans-Regular.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def _is_whole(font: Any, length: int) -> bool:
    """Return whether the tables of a font are there, end before the file does, and hold what they must."""
    tables = font.reader.tables
    if any(name not in tables for name in _NEEDED) or not ("glyf" in tables or "CFF " in tables):
        return False
    if any(table.offset + table.length > length for table in tables.values()):
        return False
    if _is_inflated(font.reader["cmap"]) or font["head"].magicNumber != 0x5F0F3CF5:
        return False
    read = [font[name] for name in (*_NEEDED, "name") if name in tables]
    return bool(read) and font["maxp"].numGlyphs > 0


def _is_inflated(table: bytes) -> bool:
    """Return whether a font's table of letters lists more of them than there are, which would take for ever to read."""
    (count,) = struct.unpack_from(">H", table, 2)
    letters = 0
    for number in range(count):
        (offset,) = struct.unpack_from(">4xL", table, 4 + 8 * number)
        (kind,) = struct.unpack_from(">H", table, offset)
        if kind in (12, 13):
            (groups,) = struct.unpack_from(">L", table, offset + 12)
            for group in range(groups):
                first, last = struct.unpack_from(">LL", table, offset + 16 + 12 * group)
                letters += last - first + 1
                if letters > MAX_LETTERS:
                    return True
    return False
