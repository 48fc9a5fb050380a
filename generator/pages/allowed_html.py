"""Turn the HTML of a finished page into what must not be published: scripts, frames, and whatever reaches elsewhere.

A page may come from a stranger's layer. What it may hold is listed in `pages/elements`, by element and attribute;
everything else is refused, with the place, rather than taken out in silence.
"""

import re
from collections.abc import Iterator

from generator.layer.shapes import absolute_steps
from generator.pages.elements import ATTRIBUTES, DRAWN, ELEMENTS, INPUTS
from generator.pages.tags import Tag, tags
from generator.problems.likeness import nearest
from generator.problems.problem import Advice, Sentence

# The theme's own script goes by `data-md-…`.
_LABEL = re.compile(r"aria-|data-(?!md)")
SCHEMES = frozenset(("http", "https", "mailto", "tel", "sms"))
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]")
_OUT = "Pages, pictures and drawings come from the layer and the shared folders only."
_TAKE_OUT = "Take it out."
# By an attribute, or an element and its attribute: what stands in a value that is refused, what is said of that, and
# the way out.
# Where browsers stop, the book would go on, for minutes.
_SMALL = (r"(?s)^(?!\s*\d{1,3}\s*\Z).*", "<{tag} {name}> cannot be '{held}'", "Write a small number, such as 2.")
_REFUSED: dict[str, tuple[str, str, str]] = {
    "style": ("", "<{tag} style> is not shown by the site", "Use a class of the shared style sheet, or take it out."),
    # The theme takes its own settings from an element with such an id.
    "id": (r"(?s)^__.*", "the id '{held}' belongs to the site itself", "Let it begin with something else than '__'."),
    # What the theme lays over the page or before its own parts; a stranger's text must not look like it.
    "class": (
        r"(?<!\S)(md-(?!button)|thumb-bar|site-footer|mermaid)\S*",
        "the class '{held}' belongs to the site itself",
        "Use another class, or take it out.",
    ),
    # By such a name a browser's `document` forgets what it has itself by that name, such as `querySelector`.
    "form name": ("", "<form> cannot have a name here", _TAKE_OUT),
    "img name": ("", "<img> cannot have a name here", _TAKE_OUT),
    # A button that sends something has nowhere to send it.
    "button type": (r"(?i)^(?!(button|reset)\Z)", "a button cannot send anything", 'Write type="button".'),
    "input type": (
        rf"(?i)^(?!({'|'.join(sorted(INPUTS))})\Z).+",
        "an <input> of the type {held} is not possible here",
        "A page asks for nothing that it sends; what is written on paper has the type text.",
    ),
    "colspan": _SMALL,
    "rowspan": _SMALL,
    "span": _SMALL,
}
# What draws may name a part of its own drawing only, and CSS has more ways to name something than `url`.
_REACHING = r"(?i)url\s*\((?!#[\w-]+\)$)|image(-set)?\s*\(|src\s*\(|\\"
_REFUSED |= dict.fromkeys(DRAWN, (_REACHING, "<{tag} {name}> reaches for something outside the page", _OUT))


def refused_in(html: str) -> Iterator[tuple[Tag, Advice]]:
    """Yield each tag that a page must not hold, with what is wrong with it."""
    for tag in tags(html):
        closes = tag.text.startswith("</")
        if not tag.name:
            found = Sentence("this cannot be read as a tag: '{tag}'", tag=tag.text)
            way_out = "Write &lt; for a '<' that is meant as a sign."
            yield tag, Advice("unreadable-tag", found, way_out, about=tag.text)
        elif tag.name not in ELEMENTS:
            # The end of what is refused already.
            if not closes:
                found = Sentence("a page cannot hold <{element}>", element=tag.name)
                yield tag, Advice("element-not-allowed", found, _instead(tag.name))
        else:
            yield from ((tag, advice) for advice in _refused_attributes(tag))
            if tag.name == "img" and not closes and not (tag.get("alt") or "").strip():
                found = Sentence("this picture has no description: {picture}", picture=tag.get("src") or "img")
                way_out = 'Say what is to be seen, as in ![Eleven murer en væg](billede.png) or alt="…".'
                yield tag, Advice("no-description", found, way_out)


def _instead(name: str) -> str:
    near = nearest(name, ELEMENTS, _ALIKE) if name not in _DANGEROUS else None
    return Sentence("Did you mean <{near}>?", near=near) if near else "Take it out; write the text in Markdown."


# Elements of their own that only look like a slip of the pen, such as <font> and <tfoot>, are not.
_ALIKE = 0.8
_DANGEROUS = frozenset("script style iframe frame object embed base meta link template noscript math".split())


def _refused_attributes(tag: Tag) -> Iterator[Advice]:
    for name, value in tag.attributes:
        rule = _REFUSED.get(name) or _REFUSED.get(f"{tag.name} {name}")
        if rule and (refused := re.search(rule[0], value)):
            yield _no_attribute(tag, name, rule[1], rule[2], refused[0])
        elif name.startswith("on"):
            yield _no_attribute(tag, name, "<{tag} {name}> runs a script")
        elif name not in ATTRIBUTES[tag.name] and not _LABEL.match(name):
            yield _no_attribute(tag, name, "<{tag}> cannot have '{name}' here")
        elif name == "d" and not absolute_steps(value)[1]:
            way_out = "Let a drawing program write it again, or show the drawing as a picture."
            yield Advice("damaged-picture", "this drawing holds a path with a mistake in it", way_out)
        elif name in ("href", "src"):
            yield from _refused_address(tag, name, value)


def _no_attribute(tag: Tag, name: str, template: str, way_out: str = _TAKE_OUT, held: str = "") -> Advice:
    found = Sentence(template, tag=tag.name, name=name, held=held)
    return Advice("attribute-not-allowed", found, way_out, about=held or name)


def _refused_address(tag: Tag, name: str, value: str) -> Iterator[Advice]:
    # Browsers leave out what cannot be seen, and take a backslash for a slash.
    address = _INVISIBLE.sub("", value).replace("\\", "/").lower()
    scheme = _SCHEME.match(address)
    if tag.name == "a" and name == "href":
        # A host and its port.
        if scheme and "." in scheme[1] and re.match(r"\d", address[scheme.end() :]):
            whole = Sentence("Write https://{address}", address=value)
            yield _no_address(value, "link '{address}' does not say how to get there", whole)
        elif scheme and scheme[1] not in SCHEMES:
            way_out = "Write an address from https:// on, or a page of the guide."
            yield _no_address(f"{scheme[1]}:", "a link cannot begin with '{address}'", way_out)
        elif address.startswith("//"):
            way_out = "Write the whole address from https:// on."
            yield _no_address(value, "link '{address}' does not say how to get there", way_out)
    elif tag.name == "use" and not address.startswith("#"):
        yield _no_address(value, "a drawing cannot take in '{address}'")
    elif scheme or address.startswith("/"):
        yield _no_address(value[:60], "a page cannot load '{address}'")


def _no_address(address: str, template: str, way_out: str = _OUT) -> Advice:
    return Advice("address-not-allowed", Sentence(template, address=address), way_out, about=address)
