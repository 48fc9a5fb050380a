"""Turn an SVG picture into the shapes alone that it shows, as it is published.

Drawing programs keep much beside them: who drew it and where it lies on whose machine, hidden layers, what was never
used. Nothing of it is shown, so nothing of it leaves the school. What no paper can show is told.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterator
from functools import lru_cache, partialmethod
from math import isfinite
from xml.etree.ElementTree import Element, register_namespace, tostring

from fontTools.svgLib.path.parser import parse_path

from generator.layer.dots import fault_of_dots, published_dots
from generator.layer.signatures import picture_format
from generator.layer.svg_styles import PROPERTIES, SVG, apply_styles
from generator.problems.problem import Advice

# The newer of the two ways to name another part goes before.
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_UNSEEN = frozenset("title desc metadata style view".split())
# What is drawn where it is named, not where it stands.
_DEFINED = frozenset("defs symbol clipPath mask pattern marker linearGradient radialGradient filter".split())
_LETTERS = frozenset("text tspan textPath".split())
_ATTRIBUTES = PROPERTIES | frozenset(
    """style href d points x1 y1 x2 y2 fx fy fr offset pathLength viewBox preserveAspectRatio gradientUnits
    gradientTransform spreadMethod patternUnits patternContentUnits patternTransform clipPathUnits maskUnits
    maskContentUnits markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits in in2 result type
    values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX
    targetY edgeMode preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle
    azimuth elevation pointsAtX pointsAtY pointsAtZ z scale xChannelSelector yChannelSelector stdDeviation mode dx dy
    radius baseFrequency numOctaves seed stitchTiles""".split()
)
_REFERENCE = re.compile(r"url\(#([^)]*)\)")
# So many px are in a unit of length (CSS Values 4, 6.2).
_PX = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "em": 16}
_SIZE = re.compile(r"\s*\+?(\d+\.?\d*|\.\d+)\s*([a-z]*)\s*", re.IGNORECASE)
_SHARE = re.compile(r"\s*(\d+\.?\d*|\.\d+)%\s*")
_NO_STEP = re.compile(r"[^MmZzLlHhVvCcSsQqTtAaEe0-9.,+\s-]")
_EMBEDDED = re.compile(r"\s*data:image/(png|jpe?g);base64,", re.IGNORECASE)
_TO_PATHS = "Turn the letters into paths in the drawing program ('Object to Path', 'Create Outlines'), or use a PNG."
_NOT_DRAWN = "not-drawn-on-paper"
_EXPORT = "Export it again as plain SVG, or use a PNG."


def keep_shapes(root: Element) -> list[Advice]:
    """Take out of a picture all that it does not show, and return what it shows and paper cannot."""
    advice = [*apply_styles(root)]
    _choose(root)
    _drop_unused(root)
    for element in [*root.iter()]:
        advice += _undrawn_of(element)
        element.text = element.tail = None
        if href := _href(element):
            element.set("href", href)
        for name in element.attrib.keys() - _ATTRIBUTES - {"id"}:
            del element.attrib[name]
    used = {target for element in root.iter() for target in references(element)}
    for element in root.iter():
        if element.get("id") not in used:
            element.attrib.pop("id", None)
    return [*advice, *_say_size(root)]


def as_file(root: Element) -> bytes:
    """Return a picture as a file."""
    return written(root).encode() + b"\n"


def written(root: Element) -> str:
    """Return a picture as text, the same whatever else this process wrote before: names of spaces are kept for all."""
    register_namespace("", SVG[1:-1])
    return tostring(root, encoding="unicode")


def shown_alternatives(element: Element) -> list[Element]:
    """Return those of an element's children that a Danish reader's browser draws."""
    shown = [child for child in element if not child.get("requiredExtensions", "").strip() and _is_danish(child)]
    return shown[:1] if element.tag == f"{SVG}switch" else shown


def references(element: Element) -> Iterator[str]:
    """Yield the ids to which the attributes of an element refer."""
    if _href(element).startswith("#"):
        yield _href(element)[1:]
    for value in element.attrib.values():
        yield from _REFERENCE.findall(value)


def is_embedded_picture(element: Element) -> bool:
    """Return whether an <image> brings its dots with it, as PNG or JPEG."""
    return bool(_EMBEDDED.match(_href(element)))


def _href(element: Element) -> str:
    return next((element.attrib[name].strip() for name in HREFS if name in element.attrib), "")


def _is_danish(element: Element) -> bool:
    languages = element.get("systemLanguage")
    return languages is None or any(part.strip().lower().startswith("da") for part in languages.split(","))


def _choose(element: Element) -> None:
    """Take out of an element what a browser does not draw, whatever else the picture holds."""
    shown = shown_alternatives(element)
    element[:] = [child for child in shown if str(child.tag).startswith(SVG) and not _is_unseen(child)]
    if _name(element) in ("switch", "a"):
        element.tag = f"{SVG}g"
        for name in HREFS:
            element.attrib.pop(name, None)
    for child in element:
        _choose(child)


def _is_unseen(element: Element) -> bool:
    is_empty_text = _name(element) in _LETTERS and not "".join(element.itertext()).strip()
    return is_empty_text or _name(element) in _UNSEEN


def _drop_unused(root: Element) -> None:
    """Take out hidden parts, and those that are there to be named and are not."""
    by_id = {element.get("id"): element for element in root.iter()}
    used, open_ends = set(), [root]
    while open_ends:
        element = open_ends.pop()
        if element not in used:
            used.add(element)
            open_ends += [by_id[target] for target in references(element) if target in by_id]
            open_ends += [child for child in element if not _waits(child)]
    for parent in [*root.iter()]:
        parent[:] = [child for child in parent if not used.isdisjoint(child.iter())]


def _waits(element: Element) -> bool:
    return element.get("display") == "none" or _name(element) in _DEFINED


def _undrawn_of(element: Element) -> Iterator[Advice]:
    """Yield what of an element browsers draw and paper does not get, or not alike."""
    name, keys = _name(element), element.attrib.keys()
    if name in _LETTERS:
        found = "this picture holds text, and which font it is drawn in is chance"
        yield Advice("text-in-drawing", found, _TO_PATHS)
    elif name == "image":
        yield from _embedded(element)
    elif name == "symbol" and {"width", "height"} & keys:
        yield Advice(_NOT_DRAWN, "this picture holds a symbol with a size of its own, which paper cannot show", _EXPORT)
    elif name == "use" and any("%" in element.get(side, "") for side in ("x", "y", "width", "height")):
        yield Advice(_NOT_DRAWN, "this picture uses a part with a size in %, which paper cannot show", _EXPORT)
    elif {"pathLength", "stroke-dasharray"} <= keys and element.get("stroke-dasharray") != "none":
        yield Advice(_NOT_DRAWN, "this picture measures dashes by pathLength, which paper cannot show", _EXPORT)
    elif name.endswith("Gradient") and element.get("color-interpolation", "").lower() == "linearrgb":
        yield Advice(_NOT_DRAWN, "this picture holds a gradient in linearRGB, which paper cannot show", _EXPORT)
    elif name == "radialGradient" and element.get("gradientUnits") != "userSpaceOnUse" and not _href(element):
        # The renderer takes a share of something else.
        radius = element.get("r", "50%")
        element.set("r", f"{float(radius.strip()[:-1]) / 100:g}" if _SHARE.fullmatch(radius) else radius)
    elif name == "path":
        yield from write_absolutely(element)


class _Path:
    """A pen of fontTools that writes each step of a path with its own letter, from the picture's corner."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def _write(self, letter: str, *points: tuple[float, float]) -> None:
        if not all(isfinite(number) for point in points for number in point):
            raise OverflowError
        self.steps.append(letter + " ".join(f"{number:.7g}" for point in points for number in point))

    moveTo, lineTo = partialmethod(_write, "M"), partialmethod(_write, "L")  # noqa: N815  fontTools calls them so
    curveTo, qCurveTo = partialmethod(_write, "C"), partialmethod(_write, "Q")  # noqa: N815
    closePath, endPath = partialmethod(_write, "Z"), partialmethod(_write, "")  # noqa: N815


def write_absolutely(path: Element) -> Iterator[Advice]:
    """Write a path in the one of its many ways that everything reads, and yield what is wrong with it."""
    steps, is_whole = absolute_steps(path.get("d", ""))
    path.set("d", steps)
    if not is_whole:
        yield Advice("damaged-picture", "this picture holds a path with a mistake in it", _EXPORT)


@lru_cache(maxsize=256)
def absolute_steps(steps: str) -> tuple[str, bool]:
    """Return the steps of a path from the picture's corner, as far as they can be read, and whether that is all."""
    pen = _Path()
    try:
        parse_path(steps, pen)
        # It would go on behind what is no step, where a browser stops.
        is_whole = not _NO_STEP.search(steps)
    except (ValueError, OverflowError, ZeroDivisionError):
        is_whole = False
    return " ".join(filter(None, pen.steps)), is_whole


def _embedded(image: Element) -> Iterator[Advice]:
    """Put in the place of an embedded picture what is published of it, and yield what is wrong with it."""
    try:
        content = b64decode(_EMBEDDED.sub("", _href(image)))
    except Error:
        content = b""
    kind = picture_format(content) or "PNG"
    if fault := fault_of_dots(content, kind):
        yield fault
    else:
        dots = b64encode(published_dots(content, kind)).decode()
        image.attrib = {name: value for name, value in image.attrib.items() if name not in HREFS}
        image.set("href", f"data:image/{kind.lower()};base64,{dots}")


def _say_size(root: Element) -> Iterator[Advice]:
    """Let a picture say its room in numbers, whatever units its size is in."""
    for name in ("x", "y", "overflow"):
        root.attrib.pop(name, None)
    if "transform" in root.attrib:
        yield Advice(_NOT_DRAWN, "this picture is turned or moved as a whole, which paper cannot show", _EXPORT)
    if not root.get("viewBox"):
        sides = [_SIZE.fullmatch(root.get(side, "")) for side in ("width", "height")]
        lengths = [float(side[1]) * _PX.get(side[2].lower(), 0) for side in sides if side]
        if len(lengths) == 2 and all(lengths):
            root.set("viewBox", f"0 0 {lengths[0]:g} {lengths[1]:g}")
        else:
            yield Advice("no-size", "this picture does not say how large it is (it has no viewBox)", _EXPORT)


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(SVG)
