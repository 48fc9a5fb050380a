"""Turn the names of drawings, pictograms and the trades' motifs, into markup that takes the colour of its place.

A logo stays a picture in a file of its own; a motif becomes part of the page. So of one in a school's layer only shapes
and how they are drawn are kept, in one colour, and what could reach further is refused.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from defusedxml.ElementTree import fromstring
from markupsafe import Markup

from generator.layer.layers import Layers
from generator.layer.reading import read_shared
from generator.layer.shapes import write_absolutely
from generator.layer.svg import harm_problems
from generator.layer.svg_styles import SVG
from generator.problems.problem import Advice, GeneratorError, Place, Problems, Sentence

MAX_DRAWING_BYTES = 256 * 1024
PICTOGRAMS = "overrides/assets/pictograms/{}.svg"
MOTIFS = "overrides/assets/motifs/{}.svg"
# Where a layer has the drawing of its own trade: beside the words.
OWN_MOTIFS = "trades/{}.svg"
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


def inline_svg(layers: Layers, name: str) -> Markup:
    """Return a drawing as markup that takes the colour of its place; raises GeneratorError as `read_drawing` does."""
    drawing = read_drawing(layers, name)
    return Markup(re.sub(r"<\?xml.*?\?>|<!--.*?-->|\s*\n\s*", " ", drawing, flags=re.DOTALL).strip())  # noqa: S704


def motif_name(layers: Layers, trade_key: str) -> str:
    """Return the name of the trade's drawing, the layer's own first, or of the neutral one where it has none."""
    names = [OWN_MOTIFS.format(trade_key), MOTIFS.format(trade_key)]
    return next((name for name in names if layers.find(name)), MOTIFS.format("neutral"))


def read_drawing(layers: Layers, name: str) -> str:
    """Return a drawing's SVG; raises GeneratorError if there is none, or for a layer's own that is more than shapes."""
    path = layers.find(name)
    if path is None:
        advice = Advice("no-such-file", "this file does not exist", "Check the name, or put the file there.")
        raise GeneratorError([advice.at(Place(name))])
    if name.startswith("overrides/"):
        return read_shared(path).decode("utf-8")
    shown = layers.display(path)
    if path.stat().st_size > MAX_DRAWING_BYTES:
        found = Sentence("this drawing is larger than {limit} KiB", limit=MAX_DRAWING_BYTES // 1024)
        raise GeneratorError([Advice("file-too-large", found, "Use a simpler one.").at(Place(shown))])
    return _clean_motif(path.read_bytes(), shown)


def _clean_motif(content: bytes, file: str) -> str:
    """Return the drawing called `file` as markup; raises GeneratorError for anything but shapes."""
    Problems(harm_problems(content, file)).raise_if_any()
    root = fromstring(content)
    shapes = Element("svg", _attributes(root))
    refused = [*dict.fromkeys(_copy(root, shapes))]
    if not root.get("viewBox"):
        refused.append(Advice("no-size", "this drawing does not say how large it is (it has no viewBox)", _EXPORT))
    Problems(advice.at(Place(file)) for advice in refused).raise_if_any()
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
        if name == "path":
            yield from write_absolutely(copy)
        yield from _copy(child, copy)


def _attributes(element: Element) -> dict[str, str]:
    """Return where a shape is and how it is drawn; a style's declarations become attributes of their own."""
    style = [part.partition(":") for part in element.get("style", "").split(";")]
    written = {**element.attrib, **{key.strip(): value.strip() for key, _, value in style if value}}
    kept = {key: value for key, value in written.items() if key in GEOMETRY | DRAWN and _VALUE.fullmatch(value)}
    for key in kept.keys() & {"fill", "stroke"}:
        # The one colour of a motif is that of the text around it; white is the paper.
        kept[key] = "none" if kept[key].lower() in PAPER else "currentColor"
    return kept
