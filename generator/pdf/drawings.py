"""Turn an SVG picture into one that the renderer draws as browsers do: of lines where it can, else of dots.

The renderer draws much of SVG otherwise than browsers, and some of it only once in a document. What it draws right is
listed here; a drawing with anything else becomes dots, fine enough for a press at the size of a logo.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, fromstring

import resvg_py

from generator.documents.job import ASSET_SCHEME
from generator.layer.shapes import written
from generator.layer.svg_styles import SVG

# On the longer side: 240 to the inch across a page, more than 500 on the front of a pamphlet.
DOTS = 1600
# What the dots of a drawing are called, after its name.
AS_DOTS = ".dots.png"
_SHAPES = frozenset("path rect circle ellipse line polyline polygon".split())
_LINES = _SHAPES | frozenset("svg g defs use clipPath linearGradient radialGradient stop title desc".split())
_WRONG = frozenset("mask filter marker-start marker-mid marker-end paint-order spreadMethod".split())
_SIZES = frozenset("x y width height cx cy r rx ry x1 y1 x2 y2 stroke-width".split())
_ROOM = frozenset("width height viewBox preserveAspectRatio".split())
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*")
_NO_SIZE = re.compile(r"scale\(\s*0*\.?0*\s*[,) ]")


# A logo is in many documents, and a document may be set several times.
@lru_cache(maxsize=8)
def in_lines_or_dots(name: str, content: bytes) -> dict[str, bytes]:
    """Return an SVG picture as the renderer gets it, by its name, and its dots by theirs if it needs them."""
    root = fromstring(content)  # noqa: S314  it comes from us, or has been read by a parser that follows nothing
    if not any(_drawn_otherwise(root)):
        return {name: content}
    frame = Element(f"{SVG}svg", {key: value for key, value in root.attrib.items() if key in _ROOM})
    left, top, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
    # The dots are those of the room itself, however it lies in the picture's size.
    root.attrib = {key: value for key, value in root.attrib.items() if key not in _ROOM - {"viewBox"}}
    scale = DOTS / max(width, height)
    across, down = (max(1, round(side * scale)) for side in (width, height))
    drawing = written(root)
    dots = resvg_py.svg_to_bytes(drawing, width=across, height=down, dpi=96, skip_system_fonts=True)
    place = {"x": left, "y": top, "width": width, "height": height}
    address = {"href": ASSET_SCHEME + quote(name + AS_DOTS), "preserveAspectRatio": "none"}
    SubElement(frame, f"{SVG}image", {key: f"{value:.9g}" for key, value in place.items()} | address)
    return {name: written(frame).encode(), name + AS_DOTS: bytes(dots)}


def _drawn_otherwise(root: Element) -> Iterator[bool]:
    """Yield for each part of a picture whether the renderer may draw it otherwise than browsers."""
    elements = [*root.iter()]
    by_id = {element.get("id"): element for element in elements}
    has_strokes = any(element.get("stroke", "none") != "none" for element in elements)
    has_holes = any(element.get("clip-rule") == "evenodd" for element in elements)
    yield not {"opacity", "clip-path", "transform"}.isdisjoint(root.attrib.keys())
    for element in elements:
        name = _name(element)
        yield (
            name not in _LINES
            or not _WRONG.isdisjoint(element.attrib.keys())
            or (name == "svg" and element is not root)
        )
        # The outer edge of a stroke is cut off.
        yield has_strokes and "opacity" in element.attrib
        yield "mix-blend-mode" in element.get("style", "")
        yield element.get("visibility") == "collapse" or bool(_NO_SIZE.search(element.get("transform", "")))
        yield element.get("stroke", "").startswith("url") or element.get("stroke-dashoffset", "").startswith("-")
        for paint, target in (("fill", "Gradient"), ("clip-path", "clipPath")):
            value = element.get(paint, "")
            yield value.startswith("url") and not _name(by_id.get(value[5:-1], root)).endswith(target)
        if name in _SHAPES or name == "use":
            yield not all(_NUMBER.fullmatch(element.attrib[size]) for size in _SIZES & element.attrib.keys())
        yield (name == "rect" and _is_too_round(element)) or (
            name == "ellipse" and not {"rx", "ry"} <= element.attrib.keys()
        )
        yield name == "clipPath" and not _clips(element, has_holes=has_holes)
        yield name.endswith("Gradient") and not _is_plain_gradient(element)


def _is_too_round(rectangle: Element) -> bool:
    sides = zip(("rx", "ry"), ("width", "height"), strict=True)
    return any(2 * _number(rectangle, radius) > _number(rectangle, side) for radius, side in sides)


def _clips(path: Element, *, has_holes: bool) -> bool:
    """Return whether a clipping path is a single shape without holes."""
    shape = path[0] if len(path) == 1 else path
    is_whole = not {"display", "visibility", "clip-path"} & shape.attrib.keys()
    return _name(shape) in _SHAPES and is_whole and path.get("clipPathUnits") is None and not has_holes


def _is_plain_gradient(gradient: Element) -> bool:
    """Return whether a gradient goes from one end to another, with nothing to be seen through it."""
    steps = [
        _number(stop, "offset") / (100 if stop.get("offset", "").strip().endswith("%") else 1) for stop in gradient
    ]
    see_through = any("stop-opacity" in stop.attrib or len(stop.get("stop-color", "")) == 9 for stop in gradient)
    if see_through or "href" in gradient.attrib or len(steps) < 2 or steps != sorted(steps):
        return False
    if _name(gradient) == "radialGradient":
        is_plain = {"gradientTransform", "fr"}.isdisjoint(gradient.attrib)
        return is_plain and bool(_NUMBER.fullmatch(gradient.get("r", "")))
    begin = [gradient.get(side, "0%") for side in ("x1", "y1")]
    end = [gradient.get("x2", "100%"), gradient.get("y2", "0%")]
    return begin != end and 0 <= steps[0] < steps[-1] <= 1


def _number(element: Element, key: str) -> float:
    found = _NUMBER.match(element.get(key, "0"))
    return float(found[0]) if found else 0.0


def _name(element: Element) -> str:
    return str(element.tag).removeprefix(SVG)
