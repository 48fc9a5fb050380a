"""Turn letters into the bytes of a small font."""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from tests.support.command import REPOSITORY

FONTS = REPOSITORY / "forms" / "_layout" / "fonts"
DANISH = "abcæøåÆØÅ"


def font(letters: str = DANISH, permission: int = 0, *, weights: bool = False) -> bytes:
    """Return a font with empty drawings of some letters; with `weights` it is a variable one."""
    names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"u{ord(letter):04X}" for letter in letters})
    builder.setupGlyf({name: Glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader()
    builder.setupOS2(fsType=permission)
    builder.setupPost()
    if weights:
        builder.setupNameTable({"familyName": "Skrift", "styleName": "Regular"})
        builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    return bytes_of(builder.font)


def packed(content: bytes, flavor: str) -> bytes:
    """Return a font as `woff`."""
    opened = TTFont(io.BytesIO(content))
    opened.flavor = flavor
    return bytes_of(opened)


def widened(path: Path, times: float) -> bytes:
    """Return a font in which each letter takes more room than it needs."""
    opened = TTFont(path)
    for name, (width, bearing) in opened["hmtx"].metrics.items():
        opened["hmtx"].metrics[name] = (round(width * times), bearing)
    return bytes_of(opened)


def bytes_of(opened: TTFont) -> bytes:
    stream = io.BytesIO()
    opened.save(stream)
    return stream.getvalue()
