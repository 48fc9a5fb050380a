"""Turn the names of HTML's elements and attributes into what a page may hold, and into how the book shows it.

One list decides for both: what stands here browsers show by themselves, and the book by what stands beside it, or by
what `documents/on_paper` makes of it. What the two cannot show alike is not in the list.
"""

import re
from collections.abc import Callable

_TEXT = """a abbr address article aside b bdi blockquote br caption cite code col colgroup dd del details dfn div dl dt
em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section small
span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr"""
_ANSWERS = "button datalist fieldset form input label legend meter optgroup option output progress select textarea"
_DRAWING = """svg g path circle ellipse rect line polyline polygon title desc defs use symbol text tspan
lineargradient radialgradient stop clippath mask"""
DRAWING = frozenset(_DRAWING.split())
ELEMENTS = DRAWING | {*_TEXT.split(), *_ANSWERS.split()}

_EVERYWHERE = "id class title lang dir role hidden tabindex translate spellcheck markdown"
_OF_ELEMENTS = """
a: href rel target download hreflang
img: src alt width height align loading decoding
q blockquote ins del: cite
ins del time: datetime
ol: start reversed type
ul: type
li: value type
p div h1 h2 h3 h4 h5 h6: align
table: width
thead tbody tfoot tr: align
td th: align valign width height colspan rowspan headers scope
col colgroup: span width
details: open name
label output: for
form: autocomplete
fieldset: disabled name
button: type name value disabled
input: type name value checked disabled readonly required minlength maxlength size placeholder pattern inputmode
input: autocomplete list min max step
textarea: name rows cols placeholder disabled readonly required minlength maxlength autocomplete inputmode
select: name multiple size disabled required autocomplete
option optgroup: label value selected disabled
meter progress: value min max low high optimum
output: name
use: href
"""
# Of what is drawn, where a browser could be led to load something.
DRAWN = frozenset(
    """xmlns viewbox d cx cy r rx ry x y x1 y1 x2 y2 dx dy points transform opacity fill stroke fill-rule fill-opacity
    stroke-width stroke-linecap stroke-linejoin stroke-dasharray stroke-opacity stroke-miterlimit focusable
    preserveaspectratio offset stop-color stop-opacity gradientunits clip-path clip-rule mask
    text-anchor font-size font-weight font-family color version""".split()
)
# Fields that are the same on paper; others are shown by something of the browser's own, such as a calendar.
INPUTS = frozenset("text checkbox radio button reset email tel url search number".split())


def _by_element() -> dict[str, frozenset[str]]:
    found = {element: {*_EVERYWHERE.split()} for element in ELEMENTS}
    for line in _OF_ELEMENTS.strip().splitlines():
        elements, _, attributes = line.partition(":")
        for element in elements.split():
            found[element].update(attributes.split())
    for element in DRAWING:
        # In a drawing, browsers know nothing of the others.
        found[element] = (found[element] - {"hidden", "dir", "title"}) | DRAWN | {"width", "height"}
    return {element: frozenset(attributes) for element, attributes in found.items()}


ATTRIBUTES = _by_element()


def _word(declaration: str, **meant: str) -> Callable[[str], str]:
    """Return what makes a declaration of a value that is one of a few words, in letters of either size."""
    return lambda value: declaration.format(meant[value.lower()]) if value.lower() in meant else ""


def _length(declaration: str) -> Callable[[str], str]:
    def declared(value: str) -> str:
        found = re.match(r"\s*(\d+(?:\.\d+)?)(%?)", value)
        return declaration.format(f"{found[1]}{found[2] or 'px'}") if found and float(found[1]) else ""

    return declared


def _kind_of_list(value: str) -> str:
    # The one value in HTML in which capitals make a difference.
    kinds = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
    kind = kinds.get(value, value.lower())
    return f"list-style-type: {kind}" if kind in {*kinds.values(), "disc", "circle", "square", "none"} else ""


_TEXT_ALIGN = _word("text-align: {}", left="left", center="center", middle="center", right="right", justify="justify")
_FLOAT = _word("float: {}", left="left; margin: 0 4mm 2mm 0", right="right; margin: 0 0 2mm 4mm")
_VERTICAL_ALIGN = _word("vertical-align: {}", top="top", middle="middle", bottom="bottom", baseline="baseline")
_WIDTH, _HEIGHT = _length("width: {}"), _length("height: {}")
# The declarations of CSS by which a book shows the value of an attribute as browsers do by themselves.
_ON_PAPER: dict[str, Callable[[str], str]] = {
    "align": _TEXT_ALIGN,
    "img align": _FLOAT,
    "valign": _VERTICAL_ALIGN,
    "type": _kind_of_list,
    **{f"{element} width": _WIDTH for element in ("img", "table", "td", "th", "col", "colgroup")},
    **{f"{element} height": _HEIGHT for element in ("td", "th")},
}


def on_paper(element: str, attribute: str, value: str) -> str:
    """Return the declarations by which a book shows an attribute of an element; empty if it is not to be seen."""
    show = _ON_PAPER.get(f"{element} {attribute}") or _ON_PAPER.get(attribute)
    return show(value) if show and attribute in ATTRIBUTES.get(element, ()) else ""
