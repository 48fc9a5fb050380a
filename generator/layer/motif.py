"""Turn the drawing of a school's own trade into one that can be laid into a page: shapes only, nothing that acts.

A logo stays a picture in a file of its own; a motif becomes part of the page and takes the colour of the text around
it, on paper the colour of its place. So of its SVG only shapes and how they are drawn are kept, in one colour, and
what could reach further is refused.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from defusedxml.ElementTree import fromstring

from generator.layer.svg import SVG, svg_problems
from generator.problems.problem import Advice, GeneratorError, Place, Sentence

SHAPES = frozenset("svg g path rect circle ellipse line polyline polygon".split())
# What drawing programs add, and nobody sees.
UNSEEN = frozenset("title desc metadata defs".split())
GEOMETRY = frozenset("d x y width height rx ry cx cy r x1 y1 x2 y2 points transform viewBox".split())
DRAWN = frozenset(
    """fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-dasharray stroke-dashoffset opacity display visibility""".split()
)
PAPER = {"none", "transparent", "white", "#fff", "#ffffff"}
_VALUE = re.compile(r"[\w\s.,#%()+-]*")
_EXPORT = "Draw it with plain shapes: paths, rectangles, circles and lines."


def clean_motif(content: bytes, file: str) -> str:
    """Return the drawing called `file` as markup; raises GeneratorError for anything but shapes."""
    problems = svg_problems(content, file)
    if not problems:
        root = fromstring(content)
        shapes = Element("svg", _attributes(root))
        refused = [*dict.fromkeys(_copy(root, shapes))]
        if not root.get("viewBox"):
            refused.append(Advice("no-size", "this drawing does not say how large it is (it has no viewBox)", _EXPORT))
        problems = [advice.at(Place(file)) for advice in refused]
    if problems:
        raise GeneratorError(problems)
    _, _, width, height = re.split(r"[\s,]+", shapes.get("viewBox", "").strip())[:4]
    # What says nothing of its filling would be black.
    shapes.attrib.setdefault("fill", "currentColor")
    shapes.attrib |= {"width": width, "height": height, "class": "motif", "aria-hidden": "true", "focusable": "false"}
    shapes.set("xmlns", SVG[1:-1])
    return tostring(shapes, encoding="unicode")


def _copy(source: Element, target: Element) -> Iterator[Advice]:
    """Copy the shapes in `source` into `target`, and yield what stands in the way."""
    for child in source:
        namespace, _, name = str(child.tag).rpartition("}")
        if f"{namespace}}}" != SVG or name in UNSEEN:
            continue
        if name not in SHAPES:
            found = Sentence("this drawing holds <{element}>, which cannot be laid into a page", element=name)
            yield Advice("not-a-shape", found, _EXPORT)
            continue
        copy = Element(name, _attributes(child))
        target.append(copy)
        yield from _copy(child, copy)


def _attributes(element: Element) -> dict[str, str]:
    """Return where a shape is and how it is drawn; a style's declarations become attributes of their own."""
    style = [part.partition(":") for part in element.get("style", "").split(";")]
    written = {**element.attrib, **{key.strip(): value.strip() for key, _, value in style if value}}
    kept = {key: value for key, value in written.items() if key in GEOMETRY | DRAWN and _VALUE.fullmatch(value)}
    return kept | {key: _colour(kept[key]) for key in ("fill", "stroke") if key in kept}


def _colour(value: str) -> str:
    """Return the one colour of a motif, that of the text around it; white is the paper."""
    return "none" if value.lower() in PAPER else "currentColor"
