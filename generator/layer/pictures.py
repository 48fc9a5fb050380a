"""Turn a picture from a layer into the reasons for which it cannot be used, or into the one that is published."""

from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.layer.dots import fault_of_dots, published_dots, size_of
from generator.layer.signatures import picture_format, what_it_is
from generator.layer.svg import published_svg, root_of, svg_problems
from generator.problems.problem import Advice, Place, Problem, Sentence

MEBIBYTE = 1024 * 1024
MAX_BYTES = 4 * MEBIBYTE
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".svg": "SVG"}
SHOWN = Sentence("PNG, JPEG and SVG")
_SAVE_AS_PNG = "Open it in a picture program and save it as PNG."


def is_picture(name: str) -> bool:
    """Return whether a file is called like a picture that can be used."""
    return PurePosixPath(name).suffix.lower() in FORMATS


class NotShown(NamedTuple):
    """What a file is that cannot be shown as a picture, and what to do about it."""

    kind: str
    way_out: str


def not_shown(content: bytes, name: str) -> NotShown:
    """Return what a file is that cannot be shown as a picture, by its beginning or else its name."""
    ending = PurePosixPath(name).suffix.lower()
    if kind := what_it_is(content):
        way_out = _SAVE_AS_PNG if picture_format(content) else "Save what it shows as a picture, such as a PNG."
        return NotShown(kind, way_out)
    # It may be a picture all the same.
    kind = Sentence("a file that ends in {ending}", ending=ending) if ending else Sentence("a file without an ending")
    return NotShown(kind, _SAVE_AS_PNG)


@lru_cache(maxsize=64)
def picture_problems(content: bytes, name: str, file: str) -> list[Problem]:
    """Return why the picture called `name`, shown as `file` in messages, cannot be used; nothing if it can.

    Remembers: the logo is in every document.
    """
    ending = PurePosixPath(name).suffix.lower()
    if len(content) > MAX_BYTES:
        found = Sentence("this picture is larger than {limit} MiB", limit=MAX_BYTES // MEBIBYTE)
        return [Advice("file-too-large", found, "Save it smaller.").at(Place(file))]
    kind = what_it_is(content)
    if kind and picture_format(content) != FORMATS[ending]:
        found = Sentence("this file is called {ending}, and it is {kind}", ending=ending, kind=kind)
        return [Advice("wrong-file-kind", found, not_shown(content, name).way_out).at(Place(file))]
    if ending == ".svg":
        return svg_problems(content, file)
    advice = fault_of_dots(content, FORMATS[ending])
    return [advice.at(Place(file))] if advice else []


@lru_cache(maxsize=64)
def published(content: bytes, name: str) -> bytes:
    """Return a picture, which has been looked at before, as everybody gets it: what it shows, and nothing else."""
    kind = FORMATS[PurePosixPath(name).suffix.lower()]
    return published_svg(content) if kind == "SVG" else published_dots(content, kind)


def proportion(content: bytes, name: str) -> float:
    """Return a picture's width divided by its height; the picture has been looked at before."""
    shown = published(content, name)
    if PurePosixPath(name).suffix.lower() == ".svg":
        _, _, width, height = root_of(shown.decode()).get("viewBox", "").replace(",", " ").split()
        return float(width) / float(height)
    return size_of(shown)[0] / size_of(shown)[1]


def is_nearly_square(content: bytes, name: str) -> bool:
    """Return whether a picture is a sign, such as for a browser's tab, rather than a line of words."""
    # Width divided by height, of what still looks well in a square or beside a name.
    return 0.75 <= proportion(content, name) <= 1.34
