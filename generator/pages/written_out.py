"""Turn a page's Markdown into one that everybody's converter reads as ours does.

What only ours knows is written out: addresses that are links by themselves, stars that are stars, the ids of headings.
Each change is tried: it stays if the page's HTML is the same with it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.pages.markdown import ADDRESS, STAR, link_of, to_html

_HEADING_LINE = re.compile(r"^#{1,6}\s*\S.*?(?P<given>\s*\{:?(?P<attributes>[^{}\n]*)\})?[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"<h[1-6][^>]*?\sid=\"(?P<id>[^\"]*)\"")
_MARKDOWN_SIGN = re.compile(r"([\\*_`\[\]])")
_BLANK_LINES = re.compile(r"\n{3,}")
# Values are written with an entity for each sign; those of !'(),-./:;?@_ can say something to Markdown, never to HTML.
_ENTITY = re.compile(r"&#(33|39|4[014567]|58|59|63|64|95);")
_TAG_BEFORE_VALUE = re.compile(r"[a-zA-Z][^<>]*=[\"']")
# No heading is called so.
_MARK = "mark-of-heading-"


class _Change(NamedTuple):
    """What is to stand in a text from `start` to `end`."""

    start: int
    end: int
    text: str


def written_out(text: str) -> str:
    """Return the Markdown of a page with everything written out that only our converter knows."""
    wanted = to_html(text)
    text = _with_ids(text, wanted)
    for changes in (_addresses, _stars, _blank_lines, _signs):
        text = _changed_where_it_may_be(text, [*changes(text)], wanted)
    return text


def _addresses(text: str) -> Iterator[_Change]:
    for found in re.finditer(ADDRESS, text):
        # What a drawing on the page names in its tag, dozens of times, is no link for anybody.
        if _TAG_BEFORE_VALUE.fullmatch(text, text.rfind("<", 0, found.start()) + 1, found.start()):
            continue
        written, leads_to = link_of(found[1])
        shown = _MARKDOWN_SIGN.sub(r"\\\1", written)
        yield _Change(found.start(), found.start() + len(written), f"[{shown}](<{leads_to}>)")


def _stars(text: str) -> Iterator[_Change]:
    for found in re.finditer(STAR, text):
        yield _Change(*found.span(), f"<em>{found['stressed']}</em>" if found["stressed"] else "\\*")


def _blank_lines(text: str) -> Iterator[_Change]:
    return (_Change(*found.span(), "\n\n") for found in _BLANK_LINES.finditer(text))


def _signs(text: str) -> Iterator[_Change]:
    for found in re.finditer(r".+", text):
        if (plain := _as_signs(found[0])) != found[0]:
            yield _Change(*found.span(), plain)


def _changed_where_it_may_be(text: str, changes: Sequence[_Change], wanted: str) -> str:
    """Return the text with those of the changes that leave its HTML as it is.

    All are tried at once, and of those that do not the halves, for hardly any does harm.
    """
    kept: list[_Change] = []
    waiting = [changes]
    while waiting:
        some = waiting.pop()
        if some and _is_same(_changed(text, [*kept, *some]), wanted):
            kept += some
        elif len(some) > 1:
            middle = len(some) // 2
            waiting += [some[:middle], some[middle:]]
    return _changed(text, kept)


def _changed(text: str, changes: Iterable[_Change]) -> str:
    # From the end on, so that what was found before a change is still where it was.
    for change in sorted(changes, reverse=True):
        text = f"{text[: change.start]}{change.text}{text[change.end :]}"
    return text


def _is_same(text: str, wanted: str) -> bool:
    return _as_signs(to_html(text)) == _as_signs(wanted)


def _as_signs(text: str) -> str:
    return _ENTITY.sub(lambda found: chr(int(found[1])), text)


def with_ids(text: str) -> str:
    """Return the Markdown of a page with its id at each heading that has none of its own there."""
    return _with_ids(text, to_html(text))


def _with_ids(text: str, wanted: str) -> str:
    lines = [found for found in _HEADING_LINE.finditer(text) if "#" not in (found["attributes"] or "")]
    marked = to_html(_with_attributes(text, lines, [f"{_MARK}{number}" for number in range(len(lines))]))
    ids = dict(zip(_HEADING.findall(marked), _HEADING.findall(wanted), strict=False))
    # A line in code looks like a heading and is none.
    given = _with_attributes(text, lines, [ids.get(f"{_MARK}{number}", "") for number in range(len(lines))])
    return given if _is_same(given, wanted) else text


def _with_attributes(text: str, lines: list[re.Match[str]], ids: list[str]) -> str:
    for line, given in reversed([*zip(lines, ids, strict=True)]):
        if given:
            end = line.start("given") if line["given"] else line.end()
            attributes = f" {{: #{given} {(line['attributes'] or '').strip()}".rstrip() + " }"
            text = f"{text[:end].rstrip()}{attributes}{text[line.end() :]}"
    return text
