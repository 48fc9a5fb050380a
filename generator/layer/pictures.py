"""Turn a picture from a layer into the reasons for which it cannot be used."""

import io
import re
import warnings
from functools import lru_cache
from pathlib import PurePosixPath

from generator.layer.signatures import picture_format, what_it_is
from generator.layer.svg import root_of, svg_problems
from generator.problems.problem import Advice, Place, Problem, Sentence

MEBIBYTE = 1024 * 1024
MAX_BYTES = 4 * MEBIBYTE
MAX_SIDE = 6000
# A4 at 300 dots an inch has 9 million; unpacked, a picture takes four bytes for each, more than once.
MAX_PIXELS = 24_000_000
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".svg": "SVG"}
SHOWN = "PNG, JPEG and SVG"
_SAVE_AS_PNG = "Open it in a picture program and save it as PNG."


def is_picture(name: str) -> bool:
    """Return whether a file is called like a picture that can be used."""
    return PurePosixPath(name).suffix.lower() in FORMATS


def not_shown(content: bytes, name: str) -> tuple[str, str]:
    """Return what a file is that cannot be shown as a picture, by its beginning or else its name, and the way out."""
    ending = PurePosixPath(name).suffix.lower()
    if kind := what_it_is(content):
        return kind, _SAVE_AS_PNG if picture_format(content) else "Save what it shows as a picture, such as a PNG."
    # It may be a picture all the same.
    kind = Sentence("a file that ends in {ending}", ending=ending) if ending else "a file without an ending"
    return kind, _SAVE_AS_PNG


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
        return [Advice("wrong-file-kind", found, not_shown(content, name)[1]).at(Place(file))]
    if ending == ".svg":
        return svg_problems(content, file)
    advice = _fault_of_pixels(content, FORMATS[ending])
    return [advice.at(Place(file))] if advice else []


def _fault_of_pixels(content: bytes, kind: str) -> Advice | None:
    from PIL import Image, ImageFile

    # The renderer, if somebody has imported it, lets half pictures pass everywhere.
    as_it_was, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a picture that unpacks to an enormous size.
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=[kind]) as picture:
                width, height = picture.size
                if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
                    found = Sentence("this picture is {width} × {height} pixels large", width=width, height=height)
                    limit = Sentence("Use at most {limit} on each side.", limit=MAX_SIDE)
                    return Advice("picture-too-large", found, limit)
                picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        limit = Sentence("Use at most {limit} pixels on each side.", limit=MAX_SIDE)
        return Advice("picture-too-large", "this picture is far too large", limit)
    except (OSError, SyntaxError, ValueError, EOFError, Warning):
        found = Sentence("this is not a whole {format} picture", format=kind)
        return Advice("damaged-picture", found, Sentence("Export it as {format} again.", format=kind))
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = as_it_was
    return None


def proportion(content: bytes, name: str) -> float:
    """Return a picture's width divided by its height; the picture has been looked at before."""
    if PurePosixPath(name).suffix.lower() == ".svg":
        root = root_of(content.decode("utf-8-sig"))
        sides = re.findall(r"[\d.]+", root.get("viewBox") or "")[-2:]
        sides = sides or re.findall(r"[\d.]+", f"{root.get('width')} {root.get('height')}")
        width, height = (float(side) for side in sides[:2])
    else:
        from PIL import Image

        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
    return width / (height or 1)


def is_nearly_square(content: bytes, name: str) -> bool:
    """Return whether a picture is a sign, such as for a browser's tab, rather than a line of words."""
    # Width divided by height, of what still looks well in a square or beside a name.
    return 0.75 <= proportion(content, name) <= 1.34
