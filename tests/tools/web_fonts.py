"""Turn the whole faces that PDFs are set in into those of the site: python -m tests.tools.web_fonts.

A browser loads the letters of a text that is in a language of Europe's west, north and middle with a quarter of the
bytes; it asks for the others where a page holds one of them (CSS Fonts 4, 4.5: unicode-range).
"""

from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

REPOSITORY = Path(__file__).parents[2]
WHOLE, SITE = (REPOSITORY / folder for folder in ("forms/_layout/fonts", "overrides/assets/fonts"))
FACES = ("Regular", "Italic", "SemiBold", "Bold")
# »Plex« is the name of the whole font alone: its licence (OFL 1.1, 3) keeps it from every other version.
NAME = "Samtale Sans"
# Family, identifier, full name and name for printers (OpenType, name table).
NAMES = (1, 3, 4, 6, 16)
# As overrides/assets/site.css says it to the browser.
USUAL = (
    "U+9-A, U+20-7E, U+A0-17F, U+192, U+218-21B, U+2C6-2C7, U+2D8-2DD, U+2002-200A, U+2010-2015, U+2018-201E, "
    "U+2020-2022, U+2026, U+202F, U+2030, U+2032-2033, U+2039-203A, U+2044, U+20AC, U+2122, U+2190-2193, U+2212, "
    "U+2215, U+FB01-FB02"
)


def usual_signs() -> set[int]:
    """Return the code points of `USUAL`."""
    return set(subset.parse_unicodes(USUAL.replace(" ", "")))


def faces_of(name: str) -> dict[str, bytes]:
    """Return the files of a face of the site: the usual signs, and those a whole face has besides."""
    signs = set(TTFont(WHOLE / f"IBMPlexSans-{name}.ttf").getBestCmap())
    return {
        f"IBMPlexSans-{name}.woff2": _cut(name, signs & usual_signs()),
        f"IBMPlexSans-{name}-more.woff2": _cut(name, signs - usual_signs()),
    }


def _cut(name: str, signs: set[int]) -> bytes:
    # Hints stay: small letters on Windows are drawn by them.
    options = subset.Options(flavor="woff2", notdef_outline=True)
    font = subset.load_font(WHOLE / f"IBMPlexSans-{name}.ttf", options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=signs)
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in NAMES:
            record.string = f"{NAME} {name}" if record.nameID != 6 else f"{NAME}-{name}".replace(" ", "")
    out = BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()


if __name__ == "__main__":
    for face in FACES:
        for file, content in faces_of(face).items():
            (SITE / file).write_bytes(content)
            print(f"{file}: {len(content) / 1000:.0f} kB")
