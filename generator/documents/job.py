"""Turn everything a PDF is made from into one value that can be hashed, sent to a worker and rendered."""

import hashlib
import json
import re
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from generator.layer.fonts import is_font
from generator.shared import PACKAGE

# What draws a PDF besides our own code; a new version may draw differently.
LIBRARIES = ("weasyprint", "pydyf", "tinycss2", "pyphen", "fonttools", "pillow", "resvg-py", "pikepdf", "pypdfium2")
# The font of everything that is typed into a field; a job to fill in carries it.
FORM_FONT = "forms/_layout/fonts/IBMPlexSans-Regular.ttf"
# The colours of a press on coated paper, and those of a screen; a job for the press carries both.
PRESS_PROFILE = "forms/_layout/colour/FOGRA39L_coated.icc"
SCREEN_PROFILE = "forms/_layout/colour/sRGB.icc"
# How a document calls what it carries: `asset:forms/_layout/fonts/x.woff2`.
ASSET_SCHEME = "asset:"
# How the names of the school's own begin: its logos, fonts and pictures.
OF_THE_SCHOOL = "layer/"
# A sheet on paper: by so much, in mm, its margin at the holes is wider than the other one (forms/_layout/paper.css).
BINDING = 10.0
# How a document's template leaves room for the pages of another print, named by its stem.
ROOM = re.compile(r'<div data-part="([^"<>]+)"></div>')
# What a PDF is made for: to be read and printed by anybody, to be filled in on the screen, to be printed on a press; or
# only to find how close a chapter is set.
Use = Literal["reading", "filling-in", "press", "trial"]


@dataclass(frozen=True)
class Job:
    """One PDF to be made. `date` is the ISO day written into its metadata; `stem` its file name without ending.

    `document` is the id by which messages name what does not fit; `most_pages` is 0 where any number will do.
    """

    stem: str
    html: str
    title: str
    date: str
    assets: dict[str, bytes] = field(default_factory=dict)
    use: Use = "reading"
    # Of a job to fill in: what its fields hold from the start, and which must not stay empty.
    answers: dict[str, str | bool] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    # How it is printed: as large as it is drawn, whatever the viewer would do; on both sides of the paper.
    measured: bool = False
    both_sides: bool = False
    document: str = ""
    most_pages: int = 0
    # Width in px of the picture of page 1; 0 for none.
    picture_width: int = 0
    # The PDFs whose pages are a part of this one: their stems, each with the key of its job.
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def own_font(self) -> bool:
        """Whether the texts are set in a font of the school's own, which stands beside its profile."""
        return any(name.startswith(OF_THE_SCHOOL) and is_font(name) for name in self.assets)

    @cached_property
    def key(self) -> str:
        """The hash of everything that decides how the PDF looks: 64 hex digits."""
        inputs = {
            **{each.name: getattr(self, each.name) for each in fields(self) if each.name not in ("stem", "document")},
            "required": sorted(self.required),
            "assets": {name: hashlib.sha256(data).hexdigest() for name, data in self.assets.items()},
            "libraries": libraries(),
            "code": _code_digest(),
        }
        return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Product:
    """A PDF that has been made: its bytes, the PNG of its first page (empty if none was asked for), its pages.

    Of a trial there is only how close the chapter is to be set (`data-tight`).
    """

    pdf: bytes
    picture: bytes
    pages: int
    close: int = 0


@cache
def libraries() -> list[str]:
    """Return what draws a PDF besides our own code, with its versions."""
    return [f"{name} {version(name)}" for name in LIBRARIES]


def maker() -> str:
    """Return the digest of all that makes a product of a job; who has another one may make it otherwise."""
    return hashlib.sha256("\n".join([*libraries(), _code_digest()]).encode()).hexdigest()


@cache
def _code_digest() -> str:
    files = (Path(__file__), *sorted((PACKAGE / "pdf").glob("*.py")))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
