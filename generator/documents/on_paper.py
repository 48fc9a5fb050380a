"""Turn the HTML of a page into HTML that shows on paper, where nothing can be opened or chosen, what the site shows.

What an attribute means is said in `pages/elements`; here is what takes more than a declaration of CSS.
"""

import re
import unicodedata
from collections.abc import Callable

from lxml.html import HtmlElement

from generator.pages.elements import DRAWN, on_paper

# What names another element of the page by its id.
_NAMING = ("for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
_INTEGER = re.compile(r"\s*([+-]?\d{1,9})")
_NUMBER = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)")


def show_on_paper(root: HtmlElement, chapter: str) -> None:
    """Change the HTML below `root` into that of a chapter; each id gets the chapter's in front."""
    for element in [element for element in root.iterdescendants() if element.get("hidden") is not None]:
        element.drop_tree()
    for element in root.iterdescendants("*"):
        _name(element, chapter)
        for attribute, value in element.attrib.items():
            # What a script or a document's panel is to know of it.
            if attribute.startswith("data-"):
                del element.attrib[attribute]
            else:
                _declare(element, on_paper(element.tag, attribute, value))
        if show := _SHOWN.get(element.tag):
            show(element)
        if element.tag == "bdi" or element.get("dir", "").lower() == "auto":
            element.set("dir", _direction(element.text_content()))


def _declare(element: HtmlElement, declarations: str) -> None:
    if declarations:
        element.set("style", "; ".join(filter(None, (element.get("style"), declarations))))


def _name(element: HtmlElement, chapter: str) -> None:
    """Let an element, and what it names, be another than those of that name in other chapters."""
    if element.get("id"):
        element.set("id", f"{chapter}--{element.get('id')}")
    for attribute in _NAMING:
        if element.get(attribute):
            element.set(attribute, " ".join(f"{chapter}--{part}" for part in element.get(attribute).split()))
    if element.tag == "use":
        element.set("href", element.get("href", "").replace("#", f"#{chapter}--", 1))
    for attribute in DRAWN & {*element.attrib}:
        element.set(attribute, element.get(attribute).replace("url(#", f"url(#{chapter}--"))


def _number_points(element: HtmlElement) -> None:
    """Give each point of a list the number that browsers give it."""
    points = element.findall("li")
    backwards = element.get("reversed") is not None
    if not (backwards or element.get("start") or any(point.get("value") for point in points)):
        return
    number = _integer(element.get("start"), len(points) if backwards else 1)
    for point in points:
        number = _integer(point.get("value"), number)
        _declare(point, f"counter-set: list-item {number}; counter-increment: none")
        number += -1 if backwards else 1


def _integer(value: str | None, otherwise: int) -> int:
    found = _INTEGER.match(value or "")
    return int(found[1]) if found else otherwise


def _say_amount(element: HtmlElement) -> None:
    """Put the words for an amount, or its share of the whole, in place of a bar."""
    lowest, value, highest = (_float(element.get(key), other) for key, other in (("min", 0), ("value", 0), ("max", 1)))
    if not element.text_content().strip() and element.get("value") and highest > lowest:
        element.text = f"{100 * (min(max(value, lowest), highest) - lowest) / (highest - lowest):.0f} %"
    element.tag = "span"


def _float(value: str | None, otherwise: float) -> float:
    found = _NUMBER.match(value or "")
    return float(found[1]) if found else otherwise


def _show_choices(element: HtmlElement) -> None:
    """Show the options of a list as browsers do: all of them if it is open."""
    if _integer(element.get("size"), 1) > 1:
        element.set("multiple", "")
    for option in element.iter("option"):
        option.text = option.get("label") or option.text


def _show_width(element: HtmlElement) -> None:
    width = _integer(element.get("size") or element.get("cols"), 0)
    _declare(element, f"width: {min(width, 60)}ch" if width > 0 else "")
    rows = _integer(element.get("rows"), 0)
    _declare(element, f"min-height: {1.35 * min(rows, 30):.2f}em" if rows > 0 else "")


def _write_in_our_face(element: HtmlElement) -> None:
    if not element.get("font-family"):
        element.set("font-family", "Body")


_SHOWN: dict[str, Callable[[HtmlElement], None]] = {
    "ol": _number_points,
    "svg": _write_in_our_face,
    "progress": _say_amount,
    "meter": _say_amount,
    "select": _show_choices,
    "input": _show_width,
    "textarea": _show_width,
}


def _direction(text: str) -> str:
    """Return the direction of a text by its first letter, as Unicode has it."""
    kinds = map(unicodedata.bidirectional, text)
    return "rtl" if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L" else "ltr"
