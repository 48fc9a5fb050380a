"""Turn an SVG picture from a school into the reasons for which it cannot be used.

A picture may come from anywhere. It may hold shapes, text, gradients and filters; it may not hold a script or another
document, reach for another file or host, or grow when it is drawn. What is not known to be harmless is refused.
"""

import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from generator.layer.shapes import HREFS, as_file, is_embedded_picture, keep_shapes, references, shown_alternatives
from generator.layer.svg_styles import SVG
from generator.problems.problem import Advice, Place, Problem, Sentence

MAX_ELEMENTS = 20_000
MAX_DRAWN = 200_000
MAX_DEPTH = 60
ALLOWED = frozenset(
    """svg g defs symbol use title desc metadata style switch a view image
    path rect circle ellipse line polyline polygon text tspan textPath marker
    linearGradient radialGradient stop pattern clipPath mask
    filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology
    feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence""".split()
)
# Drawing programs keep their own notes in namespaces of their own, which nothing draws. These are not notes.
_REFUSED_NAMESPACES = ("", "{http://www.w3.org/1999/xhtml", "{http://www.w3.org/2001/xml-events")
_XML_DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]*?(?:encoding\s*=\s*[\"']([^\"']*)[\"'][^>]*)?\?>")
# What some drawing programs begin with: the name of the public definition, without one of the picture's own.
_PUBLIC_TYPE = re.compile(
    r"""\A((?>\s|<\?xml\s[^>]*\?>|<!--.*?-->)*+)
    <!DOCTYPE\s+svg\s+PUBLIC\s+"-//W3C//DTD\ SVG\ [\w. ]+//EN"\s+"https?://www\.w3\.org/[\w./-]+"\s*>""",
    re.DOTALL | re.VERBOSE,
)
_ADDRESS = re.compile(r"url\s*\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE)
_REACHING = re.compile(r"@import|@font-face|image-set\s*\(|image\s*\(|src\s*\(|expression\s*\(|\\", re.IGNORECASE)
_EXPORT = "Export it again as plain SVG, or use a PNG."
_NOT_UTF8 = Advice("not-utf8", "this picture is not an SVG in UTF-8", _EXPORT)


def svg_problems(content: bytes, file: str) -> list[Problem]:
    """Return why the SVG picture called `file` cannot be used; nothing if it can."""
    return harm_problems(content, file) or [advice.at(Place(file)) for advice in dict.fromkeys(_undrawable(content))]


def harm_problems(content: bytes, file: str) -> list[Problem]:
    """Return what could do harm in the SVG picture called `file`, whether or not it can be drawn."""
    whole_file = Place(file)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [_NOT_UTF8.at(whole_file)]
    declaration = _XML_DECLARATION.match(text)
    if declaration and (declaration[1] or "utf-8").lower() not in ("utf-8", "us-ascii"):
        return [_NOT_UTF8.at(whole_file)]
    if "<?" in text[declaration.end() if declaration else 0 :]:
        found = "this picture holds an instruction (<?…?>), which could load another file"
        return [Advice("reaches-out", found, _EXPORT).at(whole_file)]
    try:
        root = root_of(text)
    except DefusedXmlException:
        found = "this picture holds a document type (<!DOCTYPE …>)"
        return [Advice("document-type", found, "Take that line out, or use a PNG.").at(whole_file)]
    except (ParseError, ValueError, RecursionError) as error:
        line, column = getattr(error, "position", (None, None))
        place = Place(file, line, None if column is None else column + 1)
        return [Advice("damaged-picture", "this is not a whole SVG picture", _EXPORT).at(place)]
    return [advice.at(whole_file) for advice in dict.fromkeys(_faults(root))]


def published_svg(content: bytes) -> bytes:
    """Return an SVG picture, which has been looked at before, as it is published."""
    root = root_of(content.decode("utf-8-sig"))
    keep_shapes(root)
    return as_file(root)


def root_of(text: str) -> Element:
    """Return the root of an SVG picture; raises DefusedXmlException for one that defines a document type itself."""
    root: Element = fromstring(_PUBLIC_TYPE.sub(r"\1", text), forbid_dtd=True)
    return root


def _faults(root: Element) -> Iterator[Advice]:
    if root.tag != f"{SVG}svg":
        yield Advice("damaged-picture", "this is not an SVG picture", _EXPORT)
        return
    # Such as `120px`, without the units.
    sides = [root.get(side, "").strip().rstrip("abcdefghijklmnopqrstuvwxyz% ") for side in ("width", "height")]
    if not root.get("viewBox") and not (root.get("width") and root.get("height")):
        yield Advice("no-size", "this picture does not say how large it is (it has no viewBox)", _EXPORT)
    elif not _is_size(root.get("viewBox") or " ".join(["0", "0", *sides])):
        found = "this picture does not say how large it is (its viewBox is not four numbers, or its size is nothing)"
        yield Advice("no-size", found, _EXPORT)
    if _too_large(root):
        yield Advice("too-many-parts", "this picture has too many or too deeply nested parts", _EXPORT)
        return
    for element in _all_shown(root):
        yield from _refused_in(element)


def _undrawable(content: bytes) -> list[Advice]:
    """Return what of a harmless picture cannot be drawn."""
    root = root_of(content.decode("utf-8-sig"))
    advice = keep_shapes(root)
    if is_drawn_for_ever(root):
        found = "this picture repeats its parts so often that drawing it would never end"
        advice.append(Advice("too-many-parts", found, _EXPORT))
    return advice


def _all_shown(element: Element) -> Iterator[Element]:
    """Yield an element and all in it, without what only the program needs that wrote the picture."""
    yield element
    for child in shown_alternatives(element) if element.tag == f"{SVG}switch" else element:
        yield from _all_shown(child)


def _is_size(view_box: str) -> bool:
    numbers = re.split(r"[\s,]+", view_box.strip())
    return (
        len(numbers) == 4
        and all(re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?", number, re.IGNORECASE) for number in numbers)
        and all(float(number) > 0 for number in numbers[2:])
    )


def _too_large(root: Element) -> bool:
    level, count, depth = [root], 0, 0
    while level:
        count, depth = count + len(level), depth + 1
        if count > MAX_ELEMENTS or depth > MAX_DEPTH:
            return True
        level = [child for element in level for child in element]
    return False


def _refused_in(element: Element) -> Iterator[Advice]:
    namespace, _, name = str(element.tag).rpartition("}")
    is_drawn = namespace == SVG[:-1]
    is_out_of_place = name == "image" and not is_embedded_picture(element)
    if (is_drawn and (name not in ALLOWED or is_out_of_place)) or namespace in _REFUSED_NAMESPACES:
        found = Sentence("this picture holds <{element}>, which a picture does not need", element=name)
        yield Advice("not-a-shape", found, _EXPORT)
        return
    if not is_drawn:
        return
    if name == "style":
        yield from _refused_in_style("".join(element.itertext()))
    for attribute, value in element.attrib.items():
        # Of an embedded picture that is its bytes.
        if name != "image" or attribute not in HREFS:
            yield from _refused_in_attribute(attribute, value)


def _refused_in_attribute(attribute: str, value: str) -> Iterator[Advice]:
    namespace, _, name = attribute.rpartition("}")
    if name in ("href", "base", "src") and not value.strip().startswith("#"):
        found = 'this picture reaches for something outside itself ({name}="{address}")'
        yield Advice("reaches-out", Sentence(found, name=name, address=value.strip()[:40]), _EXPORT)
    elif namespace or name.startswith("data-"):
        return
    elif name.lower().startswith("on"):
        yield Advice("runs-a-script", Sentence("this picture runs a script ({name}=…)", name=name), _EXPORT)
    else:
        yield from _refused_in_style(value)


def _refused_in_style(style: str) -> Iterator[Advice]:
    for address in _ADDRESS.findall(style):
        if not address.startswith("#"):
            found = "this picture reaches for something outside itself (url({address}))"
            yield Advice("reaches-out", Sentence(found, address=address.strip()[:40]), _EXPORT)
    if reaching := _REACHING.search(style):
        found = "this picture's style holds '{words}', which could load another file"
        yield Advice("reaches-out", Sentence(found, words=reaching[0].strip()), _EXPORT)


def is_drawn_for_ever(root: Element) -> bool:
    """Return whether too many elements are drawn when every reference is followed; a circle counts as endless."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    under_way: set[int] = set()

    @cache
    def size(element: Element) -> int:
        if id(element) in under_way:
            return MAX_DRAWN + 1
        under_way.add(id(element))
        total = 1 + sum(size(child) for child in element)
        total += sum(size(by_id[target]) for target in references(element) if target in by_id)
        under_way.discard(id(element))
        return min(total, MAX_DRAWN + 1)

    try:
        return size(root) > MAX_DRAWN
    except RecursionError:
        return True
