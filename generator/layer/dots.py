"""Turn a picture made of dots into the one that is published: upright, in the colours of a screen, nothing else in it.

Everybody sees the same, in each browser and on paper: what a browser makes of the picture as it is. Where its dots are
as they should be, they are kept as they were saved; otherwise they are saved anew.
"""

import io
import struct
import warnings
from typing import Any

from PIL import ExifTags, Image, ImageChops, ImageCms, ImageFile, ImageOps

from generator.layer.stripped import png_chunk, stripped_jpeg, stripped_png
from generator.problems.problem import Advice, Sentence

MAX_SIDE = 6000
# A4 at 300 dots an inch has 9 million; unpacked, a picture takes four bytes for each, more than once.
MAX_PIXELS = 24_000_000
# So much may a colour change by the screen's own rules, of 255, before anybody could see it.
_UNSEEN = 2
# How the two formats are saved where the dots change: nobody sees a difference to a JPEG saved like this.
_SAVED: dict[str, dict[str, Any]] = {"PNG": {}, "JPEG": {"quality": 95, "subsampling": 0, "optimize": True}}
_COLOURS_IN_PROFILES = {"L": "GRAY", "RGB": "RGB ", "CMYK": "CMYK"}
# What a PNG may say of its colours that means a screen's (PNG 3, 11.3.2): numbers of H.273, a gamma, the primaries.
_SCREEN_NUMBERS, _SCREEN_GAMMA = (1, 13), 0.45455
_SCREEN_PRIMARIES = (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)


def fault_of_dots(content: bytes, kind: str) -> Advice | None:
    """Return why a PNG or JPEG cannot be shown, or not everywhere alike; None if it can."""
    # The renderer, if somebody has imported it, lets half pictures pass everywhere.
    as_it_was, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a picture that unpacks to an enormous size; what is wrong in notes is of no matter.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[kind]) as picture:
                width, height = picture.size
                if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
                    found = Sentence("this picture is {width} × {height} pixels large", width=width, height=height)
                    limit = Sentence("Use at most {limit} on each side.", limit=MAX_SIDE)
                    return Advice("picture-too-large", found, limit)
                picture.load()
                return _strangeness(content, picture) if kind == "PNG" else None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        limit = Sentence("Use at most {limit} pixels on each side.", limit=MAX_SIDE)
        return Advice("picture-too-large", "this picture is far too large", limit)
    except (OSError, SyntaxError, ValueError, EOFError):
        found = Sentence("this is not a whole {format} picture", format=kind)
        return Advice("damaged-picture", found, Sentence("Export it as {format} again.", format=kind))
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = as_it_was


def _strangeness(content: bytes, picture: Image.Image) -> Advice | None:
    """Return what of a PNG that has been opened is shown otherwise by one program than by another."""
    if getattr(picture, "is_animated", False):
        found = "this picture moves, and on paper nothing does"
        return Advice("picture-moves", found, "Save one of its pictures as PNG.")
    numbers, primaries = png_chunk(content, b"cICP"), picture.info.get("chromaticity", _SCREEN_PRIMARIES)
    apart = max(abs(one - other) for one, other in zip(primaries, _SCREEN_PRIMARIES, strict=True))
    is_strange = tuple(numbers[:2]) != _SCREEN_NUMBERS if numbers else "gamma" in picture.info and apart > 0.01
    if is_strange and not {"icc_profile", "srgb"} & picture.info.keys():
        found = "this picture is in colours that not every program shows alike"
        return Advice("unknown-colours", found, "Save it in the colours of a screen (sRGB).")
    return None


def colours_of_profile(content: bytes) -> str | None:
    """Return the colours that a profile (ICC) is about, such as `CMYK`; None if it is none."""
    try:
        space: str = ImageCms.ImageCmsProfile(io.BytesIO(content)).profile.xcolor_space
    except (ImageCms.PyCMSError, OSError):
        return None
    # It begins with its length.
    return space.strip() if int.from_bytes(content[:4]) <= len(content) else None


def size_of(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG or JPEG that has been looked at before."""
    with Image.open(io.BytesIO(content)) as picture:
        return picture.size


def published_dots(content: bytes, kind: str) -> bytes:
    """Return a PNG or JPEG, which has been looked at before, as it is published."""
    with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content), formats=[kind]) as opened:
        opened.load()
        picture = _upright(_in_screen_colours(_of_eight_bits(opened, content)), opened)
        if picture is opened:
            kept = stripped_png(content) if kind == "PNG" else stripped_jpeg(content)
            with Image.open(io.BytesIO(kept), formats=[kind]) as again:
                if again.mode == opened.mode and again.tobytes() == opened.tobytes():
                    return kept
        # Pillow would save some of these notes.
        picture.info = {key: value for key, value in picture.info.items() if key == "transparency"}
        stream = io.BytesIO()
        picture.save(stream, kind, **_SAVED[kind])
    return stream.getvalue()


def _of_eight_bits(picture: Image.Image, content: bytes) -> Image.Image:
    """Return a picture with at most eight bits for each dot and colour, and what is transparent in a channel."""
    see_through = picture.info.get("transparency")
    is_deep = picture.mode.startswith("I")
    if not is_deep and (see_through is None or picture.mode == "P"):
        return picture
    # Pillow would cut sixteen bits off at eight, and all but black would be white.
    shallow = picture.convert("I").point(lambda level: level / 256).convert("L") if is_deep else picture
    shallow = shallow.convert("L") if shallow.mode == "1" else shallow
    shallow.info = dict(picture.info)
    if see_through is None:
        return shallow
    # The colour that is transparent is told in the picture's own bits (PNG 3, 11.3.2.1); one bit, Pillow widens.
    bits = 8 if picture.mode == "1" else content[24]
    levels = [value >> 8 if bits == 16 else value * 255 // (2**bits - 1) for value in _numbers(see_through)]
    tables = [[255 * (value != level) for value in range(256)] for level in levels]
    alike = [channel.point(table) for channel, table in zip(shallow.split(), tables, strict=True)]
    opaque = alike[0]
    for channel in alike[1:]:
        opaque = ImageChops.lighter(opaque, channel)
    del shallow.info["transparency"]
    shallow.putalpha(opaque)
    return shallow


def _numbers(see_through: Any) -> tuple[int, ...]:
    return see_through if isinstance(see_through, tuple) else (see_through,)


def _in_screen_colours(picture: Image.Image) -> Image.Image:
    """Return a picture in sRGB; itself if it is, or says nothing of its colours, as programs take it for that."""
    as_dots = picture
    if picture.mode == "P":
        as_dots = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    has_alpha = as_dots.mode in ("LA", "RGBA")
    colours = as_dots.convert(as_dots.mode[:-1]) if has_alpha else as_dots
    gamma = _SCREEN_GAMMA if "srgb" in picture.info else picture.info.get("gamma", _SCREEN_GAMMA)
    if transform := _transform(picture.info.get("icc_profile"), colours.mode):
        converted = transform.apply(colours)
        converted = converted.getchannel("G") if colours.mode == "L" else converted
    elif colours.mode == "CMYK":
        converted = colours.convert("RGB")
    elif "icc_profile" not in picture.info and abs(gamma - _SCREEN_GAMMA) > 0.01 and colours.mode != "1":
        table = [round(255 * _encoded((level / 255) ** (1 / gamma))) for level in range(256)]
        converted = colours.point(table * len(colours.getbands()))
    else:
        return picture
    if has_alpha:
        converted.putalpha(as_dots.getchannel("A"))
    return converted


def _transform(profile: bytes | None, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return what makes screen colours of those of a profile; None if nobody could see it, or the profile is none."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
        if source.profile.xcolor_space != _COLOURS_IN_PROFILES.get(mode):
            return None
        intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
        transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB", intent, flags)
    except (ImageCms.PyCMSError, OSError):
        return None
    if mode == "CMYK":
        return transform
    steps = range(0, 256, 15)
    samples = [(r, g, b) for r in steps for g in steps for b in steps] if mode == "RGB" else [(v,) for v in range(256)]
    before = Image.frombytes(mode, (len(samples), 1), bytes(value for sample in samples for value in sample))
    change = ImageChops.difference(before.convert("RGB"), transform.apply(before))
    can_be_seen = any(any(channel.histogram()[_UNSEEN + 1 :]) for channel in change.split())
    return transform if can_be_seen else None


def _encoded(light: float) -> float:
    """Return an amount of light, from 0 to 1, as sRGB writes it (IEC 61966-2-1)."""
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _upright(picture: Image.Image, opened: Image.Image) -> Image.Image:
    """Return a picture turned as its camera noted in Exif; itself if there is nothing to turn."""
    notes = Image.Exif()
    try:
        notes.load(opened.info.get("exif", b""))
        way = notes.get(ExifTags.Base.Orientation)
    except (SyntaxError, ValueError, LookupError, TypeError, struct.error):
        way = None
    if way not in range(2, 9):
        return picture
    turned = picture.copy()
    # What stands elsewhere no browser follows.
    turned.info = {**picture.info, "exif": opened.info["exif"], "xmp": b"", "XML:com.adobe.xmp": ""}
    return ImageOps.exif_transpose(turned)
