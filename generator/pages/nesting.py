"""Turn the tags of a page into those without the other half of their pair, which would break the page's layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.pages.tags import Tag

_VOID = frozenset("area br col hr img input wbr".split())
# Where HTML lets the end be left out (https://html.spec.whatwg.org/#optional-tags).
_ENDS_ALONE = frozenset("p li dt dd tr td th thead tbody tfoot caption colgroup option optgroup".split())
Finding = tuple[Tag, str, str]


def unpaired(tags: Iterable[Tag]) -> Iterator[Finding]:
    """Yield each tag that closes nothing or is never closed, with what was found and the way out."""
    opened: list[Tag] = []
    for tag in tags:
        if not tag.name or tag.name in _VOID or tag.text.endswith("/>"):
            continue
        if not tag.text.startswith("</"):
            opened.append(tag)
        elif any(other.name == tag.name for other in opened):
            while (last := opened.pop()).name != tag.name:
                yield from _never_closed(last)
        elif tag.name not in _ENDS_ALONE:
            yield tag, f"</{tag.name}> closes nothing", "Take it out, or write the tag that it belongs to before it."
    for left in opened:
        yield from _never_closed(left)


def _never_closed(tag: Tag) -> Iterator[Finding]:
    if tag.name not in _ENDS_ALONE:
        yield tag, f"<{tag.name}> is never closed", f"Write </{tag.name}> where it ends."
