"""Turn a school's logos into warnings of those that cannot be seen on the colour they stand on.

`logo` stands on white, `logo_negative` on the school's colour. A picture of dots is looked at dot by dot; of a drawing
the colours are read that it names. Where they cannot all be told, nothing is said.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element

from PIL import Image, ImageColor

from generator.edition.colours import BLACK, WHITE, contrast
from generator.edition.edition import Edition
from generator.layer.svg import SVG, root_of
from generator.problems.problem import Advice, Place, Problem, Sentence

# A bright yellow has 1.4 on white and is seen; what has less than this is lost to most people.
LEAST = 1.25
# Of the dots of a picture, those that must be seen: more than a speck.
ENOUGH = 0.002
# Smaller than most logos, larger than they stand in the site's header.
_SIDE = 200
_SHAPES = frozenset("path rect circle ellipse line polyline polygon text tspan textPath".split())
_NOT_DRAWN = frozenset("clipPath mask title desc metadata".split())
# A paint in a style; a shape without one is black, and a gradient's stop too.
_PAINT = re.compile(r"(?:^|[;{\s])(fill|stroke|stop-color|color)\s*:\s*([^;}!]+)")
_PAINTS = ("fill", "stroke", "stop-color", "color")
_NO_COLOUR = ("none", "transparent", "inherit")


class _UntoldError(ValueError):
    """The colours of a drawing cannot all be told."""


def logo_warnings(edition: Edition) -> Iterator[Problem]:
    """Yield a warning for each logo of an edition that has about the colour of its ground."""
    profile = edition.profile
    primary = profile.colours.primary
    for key, name, ground, where, way_out in (
        ("logo", profile.logo, WHITE, "white", "Use the logo in colour here, and name the white one logo_negative."),
        ("logo_negative", profile.logo_negative, primary, "the school's colour", "Use the logo in white, or in black."),
    ):
        path = edition.layers.beside_profile(name) if name else None
        if name and path and is_lost(path.read_bytes(), name, ground):
            found = Sentence(
                "{key} can hardly be seen on {where} ({ground}), where it stands", key=key, where=where, ground=ground
            )
            yield Problem(Place(edition.layers.display(path)), Advice("unnamed", found, way_out), level="warning")


def is_lost(content: bytes, name: str, ground: str) -> bool:
    """Return whether a picture, which has been looked at before, cannot be seen on `ground` (#rrggbb)."""
    if PurePosixPath(name).suffix.lower() != ".svg":
        return _share_seen(content, ground) < ENOUGH
    try:
        colours = _colours_of(root_of(content.decode("utf-8-sig")))
    except _UntoldError:
        return False
    return all(contrast(colour, ground) < LEAST for colour in colours)


def _share_seen(content: bytes, ground: str) -> float:
    """Return how much of what a picture draws can be told from its ground, from 0 to 1."""
    with Image.open(io.BytesIO(content)) as opened:
        # Sixteen bits for each dot are cut off at eight, and all but black would be white.
        deep = opened.mode.startswith("I")
        shallow = opened.convert("I").point(lambda level: level / 256).convert("L") if deep else opened
        picture = shallow.convert("RGBA")
    picture.thumbnail((_SIDE, _SIDE))
    drawn = sum(picture.getchannel("A").histogram()[1:])
    flat = Image.alpha_composite(Image.new("RGBA", picture.size, ground), picture).convert("RGB")
    dots: Any = flat.getcolors(_SIDE * _SIDE)
    seen = sum(count for count, colour in dots if contrast(_hex_of(colour), ground) >= LEAST)
    return seen / drawn if drawn else 0.0


def _colours_of(root: Element) -> set[str]:
    """Return every colour that a drawing may show; raises _UntoldError where something else may decide it."""
    if any(_name(element).startswith("fe") for element in root.iter()):
        raise _UntoldError
    sheets = ["".join(element.itertext()) for element in root.iter(f"{SVG}style")]
    paints = [paint for sheet in sheets for paint in _PAINT.findall(sheet)]
    colours = {colour for _, value in paints if (colour := _colour(value))}
    return colours | set(_colours_below(root, painted=False, styled=bool(paints)))


def _colours_below(element: Element, *, painted: bool, styled: bool) -> Iterator[str]:
    """Yield the colours of an element and those in it; `painted` says whether it gets one from what it is in."""
    name = _name(element)
    if name in _NOT_DRAWN:
        return
    paints = [(key, element.attrib[key]) for key in _PAINTS if key in element.attrib]
    paints += _PAINT.findall(element.get("style", ""))
    yield from (colour for _, value in paints if (colour := _colour(value)))
    named = {key for key, _ in paints}
    # Which rule of a style sheet meets which element is not followed: one with a class may have its colour there.
    by_rule = styled and bool(element.get("class") or element.get("id"))
    painted = painted or "fill" in named or by_rule
    if (name in _SHAPES and not painted) or (name == "stop" and not by_rule and "stop-color" not in named):
        yield BLACK
    for child in element:
        yield from _colours_below(child, painted=painted, styled=styled)


def _colour(value: str) -> str | None:
    """Return a paint as `#rrggbb`; None if it is none, or a gradient, whose stops are looked at themselves."""
    value = value.strip()
    if value.lower() in _NO_COLOUR or value.startswith("url("):
        return None
    if value.lower() == "currentcolor":
        return BLACK
    try:
        return _hex_of(ImageColor.getrgb(value))
    except ValueError:
        raise _UntoldError from None


def _hex_of(channels: tuple[int, ...]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*channels[:3])


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(SVG)
