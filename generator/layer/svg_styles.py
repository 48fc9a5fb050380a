"""Turn the style sheets of an SVG picture into attributes of its elements, as a browser applies them.

What draws a picture on paper knows little of CSS. So nothing of it is left: colours become `#rrggbb`, lengths numbers,
and what no attribute can say is told.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

import tinycss2
from cssselect2 import ElementWrapper, Matcher, compile_selector_list
from cssselect2.parser import SelectorError

from generator.problems.problem import Advice, Sentence

SVG = "{http://www.w3.org/2000/svg}"
_COLOURS = frozenset("fill stroke color stop-color flood-color lighting-color".split())
_TARGETS = frozenset("filter clip-path mask marker marker-start marker-mid marker-end".split())
# What an attribute says as well as a style.
PROPERTIES = (
    _COLOURS
    | _TARGETS
    | frozenset(
        """fill-opacity fill-rule stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
        stroke-dasharray stroke-dashoffset opacity stop-opacity flood-opacity clip-rule mask-type display visibility
        overflow paint-order color-interpolation color-interpolation-filters image-rendering transform x y width height
        cx cy r rx ry""".split()
    )
)
# The same, if only in a style.
STYLED = ("mix-blend-mode", "isolation")
_MARKERS = ("marker-start", "marker-mid", "marker-end")
# What changes a drawing and cannot be written in another way, with the values that change nothing.
_UNDRAWN = {
    **dict.fromkeys(("d", "rotate", "translate", "scale", "offset", "offset-path", "mask-image"), ("none",)),
    **dict.fromkeys(("background", "background-color"), ("none", "transparent", "white", "#fff", "#ffffff")),
    "background-image": ("none",),
    "vector-effect": ("none",),
}
# What of a style stands in attributes by the same name.
_WRITTEN = PROPERTIES | {"style", "class", "vector-effect", "transform-origin"}
_AS_WITHOUT = dict.fromkeys(_TARGETS, "none") | {"paint-order": "normal"}
_NO_VALUE = ("initial", "unset", "revert", "revert-layer")
_WITHOUT_VALUE = {"fill": "#000000", "stroke": "none", "color": "#000000", "stop-color": "#000000"}
# Rules for another medium, and those that say nothing of what is drawn.
_LEFT_OUT = re.compile(r"(charset|namespace|keyframes|-webkit-keyframes)|media.*\b(print|prefers-color-scheme)\b")
_EVERY_SCREEN = re.compile(r"media\s*(all|screen|)\s*")
# Whoever could try a row of digits in every way would try for ever.
_NUMBER = r"[+-]?(?:\d++(?:\.\d*+)?+|\.\d++)(?:e[+-]?\d++)?+"
_PIXELS = re.compile(rf"({_NUMBER})px\b", re.IGNORECASE)
_DEGREES = re.compile(rf"({_NUMBER})deg\b", re.IGNORECASE)
_TRANSFORM = re.compile(
    rf"(?:\s*,?\s*(?:matrix|translate|scale|rotate|skewX|skewY)\s*+\((?:[\s,]*+{_NUMBER})++\s*\))++\s*"
)
# What CSS has for one direction, in both.
_ONE_WAY = {"translateX": r"translate(\1 0)", "translateY": r"translate(0 \1)", "scaleX": r"scale(\1 1)"}
_ONE_WAY |= {"scaleY": r"scale(1 \1)"}
_URL = re.compile(r"url\(\s*[\"']?(#[^\"')]*)[\"']?\s*\)\s*(.*)", re.DOTALL)
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
_EXPORT = "Export it again as plain SVG, or use a PNG."
_Declaration = tuple[str, str]


class _Undrawn(Exception):  # noqa: N818  it is no error, but what is told
    """A value that cannot be drawn."""


class _Sheets:
    """All rules of a picture, by their weight."""

    def __init__(self) -> None:
        self.normal, self.important = Matcher(), Matcher()

    def add(self, rules: Iterable[Any]) -> Iterator[Advice]:
        """Add the rules of a style sheet, and yield those that cannot be applied."""
        for rule in rules:
            if rule.type == "qualified-rule":
                yield from self._add_rule(rule)
            elif rule.type == "at-rule":
                head = f"{rule.lower_at_keyword}{tinycss2.serialize(rule.prelude)}".lower()
                if _EVERY_SCREEN.fullmatch(head) and rule.content:
                    yield from self.add(
                        tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                    )
                elif not _LEFT_OUT.match(head):
                    yield _not_drawn(f"@{head}")

    def _add_rule(self, rule: Any) -> Iterator[Advice]:
        normal, important = _declared(rule.content)
        if any(item.type not in ("declaration", "error") for item in _items(rule.content)):
            yield _not_drawn(tinycss2.serialize(rule.prelude).strip() + " { … { … } }")
        try:
            selectors = compile_selector_list(rule.prelude)
        except SelectorError:
            yield _not_drawn(tinycss2.serialize(rule.prelude).strip())
            return
        for selector in selectors:
            if not selector.never_matches and selector.pseudo_element is None:
                self.normal.add_selector(selector, normal)
                self.important.add_selector(selector, important)

    def of(self, element: ElementWrapper) -> Iterator[_Declaration]:
        """Yield what is declared for an element, the weaker first."""
        normal, important = _declared(element.etree_element.get("style", ""))
        for matcher, own in ((self.normal, normal), (self.important, important)):
            for *_, declarations in matcher.match(element):
                yield from declarations
            yield from own


def apply_styles(root: Element) -> Iterator[Advice]:
    """Write into the attributes of all elements below `root` how they are drawn, and yield what cannot be written."""
    sheets = _Sheets()
    for element in root.iter(f"{SVG}style"):
        medium = f"media {element.get('media', 'all')}".lower()
        if element.get("type") in (None, "", "text/css") and not _LEFT_OUT.match(medium):
            text = "".join(element.itertext())
            yield from sheets.add(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))
    variables: dict[Element | None, dict[str, str]] = {None: {}}
    styled = [*ElementWrapper.from_xml_root(root).iter_subtree()]
    # What is matched goes by the attributes as they were.
    declared = [[*sheets.of(wrapper)] for wrapper in styled]
    for wrapper, declarations in zip(styled, declared, strict=True):
        element, parent = wrapper.etree_element, wrapper.parent
        known = variables[element] = dict(variables[parent.etree_element if parent else None])
        known |= {name: _with_variables(value, known) for name, value in declarations if name.startswith("--")}
        yield from _write(element, declarations, known)


def _write(element: Element, declarations: list[_Declaration], variables: dict[str, str]) -> Iterator[Advice]:
    # In their order: that of a set is another each time.
    attributes = {name: element.attrib.pop(name) for name in [*element.attrib] if name in _WRITTEN}
    values: dict[str, str] = {}
    for name, value in (*attributes.items(), *declarations):
        if name in ("style", "class"):
            continue
        try:
            drawn = _drawn(name, _with_variables(value, variables))
        except _Undrawn:
            yield _not_drawn(f"{name}: {value}")
            continue
        if drawn is not None:
            values |= dict.fromkeys(_MARKERS if name == "marker" else (name,), drawn)
    yield from _turn_about_origin(values)
    element.attrib |= {
        name: value for name, value in values.items() if name in PROPERTIES and value and value != _AS_WITHOUT.get(name)
    }
    if kept := [f"{name}:{values[name]}" for name in STYLED if values.get(name, "auto") not in ("auto", "normal")]:
        element.set("style", ";".join(kept))


def _with_variables(value: str, variables: dict[str, str]) -> str:
    return _VARIABLE.sub(lambda used: variables.get(used[1], used[2] or ""), value).strip()


def _drawn(name: str, value: str) -> str | None:
    """Return a value as an attribute has it, nothing for one that takes an earlier one away, None if it is none.

    Raises _Undrawn for one that an attribute cannot have.
    """
    lower = value.lower()
    if name in _UNDRAWN and lower not in (*_UNDRAWN[name], *_NO_VALUE):
        raise _Undrawn
    if lower in _NO_VALUE:
        return "inherit" if lower != "initial" and name in ("fill", "stroke", "color") else _WITHOUT_VALUE.get(name, "")
    if name == "transform":
        return _transform(value)
    if found := _URL.fullmatch(value):
        spare = _colour(found[2]) if found[2] and name in _COLOURS else None
        return f"url({found[1]}) {spare}" if spare else f"url({found[1]})"
    if name in _COLOURS:
        return _colour(value)
    if name in PROPERTIES and "(" in value:
        raise _Undrawn
    return _PIXELS.sub(r"\1", value) if name in PROPERTIES else value


def _colour(value: str) -> str | None:
    lower = value.lower()
    if lower in ("none", "inherit", "context-fill", "context-stroke"):
        return lower
    if lower == "currentcolor":
        return "currentColor"
    try:
        # Imported here: it takes as long as all else that a build with nothing to do imports.
        from coloraide import Color

        return Color(lower).convert("srgb").clip().to_string(hex=True)
    except ValueError:
        # Of inks no browser knows anything.
        if "(" in value and not re.search(r"device-cmyk|icc-color", lower):
            raise _Undrawn from None
        return None


def _transform(value: str) -> str:
    if value.lower() == "none":
        return ""
    value = _DEGREES.sub(r"\1", _PIXELS.sub(r"\1", value))
    for name, both in _ONE_WAY.items():
        value = re.sub(rf"{name}\s*\(([^()]*)\)", both, value)
    if value and not _TRANSFORM.fullmatch(value):
        raise _Undrawn
    return value


def _turn_about_origin(values: dict[str, str]) -> Iterator[Advice]:
    origin = values.get("transform-origin", "0 0")
    place = re.fullmatch(rf"({_NUMBER})(?:px)?[\s,]+({_NUMBER})(?:px)?", origin)
    if not values.get("transform"):
        return
    if place is None:
        yield _not_drawn(f"transform-origin: {origin}")
    elif float(place[1]) or float(place[2]):
        x, y = float(place[1]), float(place[2])
        values["transform"] = f"translate({x:g} {y:g}) {values['transform']} translate({-x:g} {-y:g})"


def _items(content: Any) -> list[Any]:
    return list(tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True))


def _declared(content: Any) -> tuple[list[_Declaration], list[_Declaration]]:
    """Return the declarations of a rule or a style: the ordinary ones, and the important ones."""
    normal: list[_Declaration] = []
    important: list[_Declaration] = []
    for item in _items(content):
        if item.type == "declaration":
            name = item.name if item.name.startswith("--") else item.lower_name
            (important if item.important else normal).append((name, tinycss2.serialize(item.value).strip()))
    return normal, important


def _not_drawn(what: str) -> Advice:
    found = Sentence("this picture's style holds '{what}', which paper cannot show", what=" ".join(what.split())[:60])
    return Advice("not-drawn-on-paper", found, _EXPORT)
