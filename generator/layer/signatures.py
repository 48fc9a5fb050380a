"""Turn the first bytes of a file into what it is, in the words of a message, whatever the file is called.

Nothing is unpacked or read for it, so it can be asked of a stranger's file first.
"""

import re
from collections.abc import Mapping

from generator.problems.problem import Sentence

# How much of a file is looked at.
HEAD = 512
# What a file is by its first bytes; a picture's name is that of its format alone.
_PICTURES = {
    rb"\x89PNG\r\n\x1a\n": "PNG",
    rb"\xff\xd8\xff": "JPEG",
    rb"RIFF....WEBP": "WebP",
    rb"GIF8[79]a": "GIF",
    rb"BM....\0\0\0\0": "BMP",
    rb"II\*\0|MM\0\*|II\+\0|MM\0\+": "TIFF",
    rb"....ftypavi[fs]": "AVIF",
    rb"....ftyp(?:hei|hev|mif1|msf1)": "HEIC",
    rb"8BPS": "Photoshop",
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*>\s*)?(?><!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*+<svg[\s>]": "SVG",
}
_FONTS = {
    rb"wOFF": Sentence("a packed font for web pages (WOFF)"),
    rb"wOF2": Sentence("a packed font for web pages (WOFF2)"),
    rb"ttcf": Sentence("a collection of several fonts"),
    rb"\0\x01\0\0|(?:OTTO|true)\0": Sentence("a font"),
}
_OTHERS = {
    rb"%PDF-": Sentence("a PDF"),
    rb"\{\\rtf": Sentence("a document of a word processor (RTF)"),
    rb"%!PS|\xc5\xd0\xd3\xc6": Sentence("a PostScript file"),
    rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Sentence("an Office document"),
    rb"PK\x03\x04.*?word/": Sentence("a Word document"),
    rb"PK\x03\x04.*?xl/": Sentence("an Excel document"),
    rb"PK\x03\x04.*?ppt/": Sentence("a PowerPoint document"),
    rb"PK\x03\x04.*?\[Content_Types\]": Sentence("an Office document"),
    rb"PK\x03\x04": Sentence("a packed folder (ZIP)"),
    rb"(?i:\s*<(?:!doctype html|html))": Sentence("a web page"),
}


def picture_format(content: bytes) -> str | None:
    """Return the format of a picture, such as `WebP`, by its first bytes; None if they are no picture's."""
    return _first_of(_PICTURES, content[:HEAD])


def what_it_is(content: bytes) -> str | None:
    """Return what a file is by its first bytes, such as `a WebP picture`; None if they are not known."""
    kind = picture_format(content)
    if kind:
        return Sentence("an {format} picture" if kind[0] in "AS" else "a {format} picture", format=kind)
    return _first_of(_FONTS | _OTHERS, content[:HEAD])


def is_any_font(content: bytes) -> bool:
    """Return whether a file is a font of any kind by its first bytes, also of a kind that cannot be used."""
    return _first_of(_FONTS, content[:HEAD]) is not None


def _first_of(kinds: Mapping[bytes, str], head: bytes) -> str | None:
    return next((kind for pattern, kind in kinds.items() if re.match(pattern, head, re.DOTALL)), None)
