"""Turn a school's logos into warnings of those that are too coarse, or cannot be seen on the colour they stand on.

`logo` stands on white, `logo_negative` on the school's colour. A picture of dots is looked at dot by dot; of a drawing
the colours are read that it names. Where they cannot all be told, nothing is said.
"""

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element

from PIL import Image, ImageColor

from generator.edition.colours import BLACK, WHITE, contrast
from generator.edition.edition import Edition
from generator.layer.svg import root_of
from generator.layer.svg_styles import SVG
from generator.problems.problem import Advice, Place, Problem, Sentence

_LOST_ON_WHITE = "logo can hardly be seen on white ({ground}), where it stands"
_LOST_ON_COLOUR = "logo_negative can hardly be seen on the school's colour ({ground}), where it stands"
# The most that the logo takes on the front of a pamphlet, in mm (forms/_layout/fold.css), and what a press needs.
LOGO_WIDTH, LOGO_HEIGHT, ENOUGH_DPI = 70, 16, 300
# A bright yellow has 1.4 on white and is seen; what has less than this is lost to most people.
LEAST_CONTRAST = 1.25
# Of the dots of a picture, those that must be seen: more than a speck.
ENOUGH_SEEN = 0.002
# Smaller than most logos, larger than they stand in the site's header.
_SIDE = 200
_SHAPES = frozenset("path rect circle ellipse line polyline polygon text tspan textPath".split())
_NOT_DRAWN = frozenset("clipPath mask title desc metadata".split())
# A paint in a style; a shape without one is black, and a gradient's stop too.
_PAINT = re.compile(r"(?:^|[;{\s])(fill|stroke|stop-color|color)\s*:\s*([^;}!]+)")
_PAINTS = ("fill", "stroke", "stop-color", "color")
_NO_COLOUR = ("none", "transparent", "inherit")


def logo_warnings(edition: Edition) -> Iterator[Problem]:
    """Yield a warning for each logo that a print shop would refuse, or that has about the colour of its ground."""
    layers, profile = edition.layers, edition.profile
    logo = layers.beside_profile(profile.logo) if profile.logo else None
    negative = layers.beside_profile(profile.logo_negative) if profile.logo_negative else None
    pressed = any(item.kind == "press" for document in edition.documents for item in document.prints)
    if logo and pressed and logo.suffix.lower() == ".png":
        with Image.open(logo) as picture:
            across, down = picture.size
        # In mm a dot, as large as the logo is on the front of a pamphlet.
        dpi = round(25.4 / min(LOGO_WIDTH / across, LOGO_HEIGHT / down))
        if dpi < ENOUGH_DPI:
            template = "the logo has {dpi} dots to the inch on a pamphlet, and a print shop asks for {enough}"
            found = Sentence(template, dpi=dpi, enough=ENOUGH_DPI)
            advice = Advice("logo-too-coarse", found, "Use an SVG, or a larger PNG.")
            yield advice.at(Place(layers.display(logo)), "warning")
    in_colour = "Use the logo in colour here, and name the white one logo_negative."
    for path, ground, template, way_out in (
        (logo, WHITE, _LOST_ON_WHITE, in_colour),
        (negative, profile.colours.primary, _LOST_ON_COLOUR, "Use the logo in white, or in black."),
    ):
        if path and is_lost(path.read_bytes(), path.name, ground):
            advice = Advice("logo-not-seen", Sentence(template, ground=ground), way_out)
            yield advice.at(Place(layers.display(path)), "warning")


def is_lost(content: bytes, name: str, ground: str) -> bool:
    """Return whether a picture, which has been looked at before, cannot be seen on `ground` (#rrggbb)."""
    if PurePosixPath(name).suffix.lower() != ".svg":
        return _share_seen(content, ground) < ENOUGH_SEEN
    drawing = root_of(content.decode("utf-8-sig"))
    try:
        colours = _colours_of(drawing)
    except ValueError:
        return False
    return all(contrast(colour, ground) < LEAST_CONTRAST for colour in colours)


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
    seen = sum(count for count, colour in dots if contrast(_hex_of(colour), ground) >= LEAST_CONTRAST)
    return seen / drawn if drawn else 0.0


def _colours_of(drawing: Element) -> set[str]:
    """Return every colour that a drawing may show; raises ValueError where they cannot all be told."""
    if any(_name(element).startswith("fe") for element in drawing.iter()):
        raise ValueError("a filter makes its own colours")
    rules = "".join(text for sheet in drawing.iter(f"{SVG}style") for text in sheet.itertext())
    paints = [value for _, value in _PAINT.findall(rules)]
    return {*_told_colours(paints), *_colours_below(drawing, has_fill=False, has_rules=bool(paints))}


def _colours_below(element: Element, *, has_fill: bool, has_rules: bool) -> Iterator[str]:
    """Yield the colours of an element and of those in it.

    `has_fill` says whether what it stands in gives it a fill, `has_rules` whether a style sheet may give it one.
    """
    name = _name(element)
    if name in _NOT_DRAWN:
        return
    paints = [(key, element.attrib[key]) for key in _PAINTS if key in element.attrib]
    paints += _PAINT.findall(element.get("style", ""))
    yield from _told_colours(value for _, value in paints)
    keys = {key for key, _ in paints}
    # Which rule of a style sheet meets which element is not followed: one with a class may have its colour there.
    may_have_a_rule = has_rules and bool(element.get("class") or element.get("id"))
    has_fill = has_fill or "fill" in keys or may_have_a_rule
    # What nobody gives a colour is black: a shape without a fill, and a step of a gradient.
    if name in _SHAPES and not has_fill:
        yield BLACK
    if name == "stop" and "stop-color" not in keys and not may_have_a_rule:
        yield BLACK
    for child in element:
        yield from _colours_below(child, has_fill=has_fill, has_rules=has_rules)


def _told_colours(paints: Iterable[str]) -> Iterator[str]:
    """Yield those of some paints that are colours, as `#rrggbb`; raises ValueError for one that cannot be told."""
    for value in map(str.strip, paints):
        if value.lower() == "currentcolor":
            yield BLACK
        # The stops of a gradient are looked at themselves.
        elif value.lower() not in _NO_COLOUR and not value.startswith("url("):
            yield _hex_of(ImageColor.getrgb(value))


def _hex_of(channels: tuple[int, ...]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*channels[:3])


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(SVG)
