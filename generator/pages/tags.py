"""Turn a page's HTML into its tags, read so strictly that no browser can read anything else in it.

HTML from a stranger is dangerous where two readers disagree on what is a tag. So whatever is not plainly a tag, a
comment or text is not guessed at, but handed back as unreadable.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from generator.problems.problem import Advice, Sentence

# Patterns in which blanks mean nothing. _SPACE is what HTML takes for white space, and nothing that only looks empty
# (https://html.spec.whatwg.org/#ascii-whitespace).
_SPACE = r"[ \t\n\r\f]"
_VALUE = r"""(?: "[^"<>]*" | '[^'<>]*' | [^ \t\n\r\f"'=<>`]+ )"""
_ATTRIBUTE = rf"{_SPACE}+ ([a-zA-Z][\w:.-]*) (?: {_SPACE}* = {_SPACE}* ({_VALUE}) )?"
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.VERBOSE)
_TAG = re.compile(rf"</? (?P<name>[a-zA-Z][a-zA-Z0-9-]*) (?P<rest>(?:{_ATTRIBUTE})*) {_SPACE}* /?>", re.VERBOSE)
# Not those endings that browsers take for the end of a comment and others do not.
_COMMENT = re.compile(r"<!--(?!-?>)(?:(?!--).)*-->", re.DOTALL)
_BEGINS = re.compile(r"<[a-zA-Z/!?]")
# Between these two tags browsers read text alone, and no comment: only the end tag may begin with a '<' there.
_END_OF_TEXT = re.compile(r"</(textarea|title)", re.IGNORECASE | re.ASCII)
_VOID = frozenset("area br col hr img input wbr".split())
# Where HTML lets the end be left out (https://html.spec.whatwg.org/#optional-tags).
_ENDS_ALONE = frozenset("p li dt dd tr td th thead tbody tfoot caption colgroup option optgroup".split())


class Tag(NamedTuple):
    """A tag as it stands in the HTML: its name in small letters, its attributes with their values unescaped.

    A `name` of nothing says that browsers may read something here that cannot be told.
    """

    text: str
    name: str
    attributes: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str | None:
        """Return the value of an attribute, or None."""
        return next((value for key, value in self.attributes if key == name), None)


# A page's tags are asked for several times: for harm, for pairs, for links, for the ids that others' links lead to.
@lru_cache(maxsize=64)
def tags(html: str) -> tuple[Tag, ...]:
    """Return every opening and closing tag."""
    return tuple(_read(html))


def _read(html: str) -> Iterator[Tag]:
    position, inside = 0, ""
    last_ends = {end[1].lower(): end.start() for end in _END_OF_TEXT.finditer(html)}
    while begins := _BEGINS.search(html, position):
        start = begins.start()
        found = _TAG.match(html, start)
        tag = _tag(found[0], found["name"], found["rest"]) if found else None
        if found and tag and (not inside or (tag.name == inside and tag.text.startswith("</"))):
            position = found.end()
            # One that never ends is told as such, and not by all that stands behind it.
            inside = tag.name if position < last_ends.get(tag.name, 0) and not tag.text.startswith("</") else ""
            yield tag
        elif not inside and (comment := _COMMENT.match(html, start)):
            position = comment.end()
        else:
            position = start + 2
            yield Tag(html[start : start + 40].partition("\n")[0], "")


# Most tags of a sheet are the same few, again and again.
@lru_cache(maxsize=4000)
def _tag(text: str, name: str, attributes: str) -> Tag:
    return Tag(text, name.lower(), tuple(_attributes(attributes)) if attributes else ())


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for name, value in _ATTRIBUTES.findall(text):
        # Only these letters are the same to browsers in both sizes; a Kelvin sign is no k.
        yield name.lower() if name.isascii() else name, unescape(value[1:-1] if value[:1] in ("'", '"') else value)


def unpaired(found_tags: Iterable[Tag]) -> Iterator[tuple[Tag, Advice]]:
    """Yield each tag without the other half of its pair, which would break the page's layout."""
    opened: list[Tag] = []
    for tag in found_tags:
        if not tag.name or tag.name in _VOID or tag.text.endswith("/>"):
            continue
        if not tag.text.startswith("</"):
            opened.append(tag)
        elif any(other.name == tag.name for other in opened):
            while (last := opened.pop()).name != tag.name:
                yield from _never_closed(last)
        elif tag.name not in _ENDS_ALONE:
            way_out = "Take it out, or write the tag that it belongs to before it."
            yield tag, Advice("unpaired-tag", Sentence("</{element}> closes nothing", element=tag.name), way_out)
    for left in opened:
        yield from _never_closed(left)


def _never_closed(tag: Tag) -> Iterator[tuple[Tag, Advice]]:
    if tag.name not in _ENDS_ALONE:
        found = Sentence("<{element}> is never closed", element=tag.name)
        way_out = Sentence("Write </{element}> where it ends.", element=tag.name)
        yield tag, Advice("unpaired-tag", found, way_out)
