"""Turn the layer's own pages into warnings about Markdown that is read otherwise than it may have been meant.

What can only be meant in one way is read so (`pages/typed`). Here is what nobody can know: whether a line break is one,
whether a dash begins a list, and signs that are printed because they are no Markdown after all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise

import lxml.html
from lxml.html import HtmlElement

from generator.checks.lookalikes import signs_in
from generator.pages.boxes import MAIN_KINDS
from generator.pages.maker import Page, PageMaker
from generator.pages.typed import Doubt, doubts_in, item_in
from generator.problems.excerpt import find_text, line_at
from generator.problems.limits import working_on
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence, in_reading_order

_DOUBTS: dict[Doubt, Advice] = {
    "single-point": Advice(
        "read-as-sentence",
        "this goes on with the sentence above, and is no point of a list",
        "Leave an empty line above it if it is one; or put a backslash, \\, before the sign.",
    ),
    "other-number": Advice(
        "read-as-next-number",
        "another number is shown here, because a list counts on from its first number",
        "Write the next number; or put a backslash before the dot, as in 3\\., if it is no list.",
    ),
    "code": Advice(
        "read-as-code",
        "this is shown as the code of a program, because its line begins with four blanks or a tab",
        "Take the blanks away.",
    ),
    "heading": Advice(
        "read-as-heading",
        "this makes a heading of the line above",
        "Leave an empty line above it if it is none; or begin the heading with ##, and take this line away.",
    ),
    "kind-of-box": Advice(
        "unknown-box",
        "there is no such kind of box, so it is a note",
        Sentence("The kinds are: {kinds}. The title stands behind it in quotes.", kinds=", ".join(MAIN_KINDS)),
    ),
    "empty-box": Advice(
        "empty-box",
        "nothing stands in this box but its title",
        "Begin each line of its text with four blanks.",
    ),
    "cells": Advice(
        "other-cells",
        "this row of the table has not as many cells as the first",
        "Write a bar, |, for each cell, an empty one too; and leave an empty line below the table.",
    ),
}
_LOST_BREAK = Advice(
    "line-break-lost",
    "the next line is read as one with this, without a new line",
    "End this line with a backslash, \\, if a new one begins here; or leave an empty line between them.",
)
# An address that a link in square brackets may name, with a title for it.
_DEFINITION = re.compile(r" {0,3}\[(?P<name>[^\[\]]+)\]: *\S+(?:\s+[\"'(].*)?\s*")
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]")
# Lines that consist of nothing but Jinja are not there in the page.
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_JINJA_LINE = re.compile(r"\s*(\{%.*%\}\s*)+$")
_APART = re.compile(r"\s*(<|\||#|>|!!!|```|~~~|\[[^\]]+\]:|[-*_= ]+$|$)|.*(\{\{|\{%)|    ")
# A line that goes on with nothing, and one that begins something: with a capital, a number, a sign, `a)`.
_UNFINISHED, _BEGINS = re.compile(r"[\w)\]»”\"*_]$"), re.compile(r"[A-ZÆØÅ0-9]|[^\w\s(«»\"“'*_`<\[&-]|[a-z][.)]\s")
# Narrower than this, nobody sets lines by hand.
_LEAST_WIDTH = 60
_AS_THEY_ARE = ("code", "pre", "kbd", "samp", "textarea", "svg")


def misread(maker: PageMaker, pages: Iterable[Page]) -> list[Problem]:
    """Return the warnings about the layer's own pages and the parts that these take in, in reading order."""
    return in_reading_order(_misread(maker, pages))


def _misread(maker: PageMaker, pages: Iterable[Page]) -> Iterator[Problem]:
    layers = maker.edition.layers
    own = [name for name in layers.own_files() if name.startswith("docs/") and name.endswith(".md")]
    for name in own:
        # A file that cannot be read is told as an error where it is used.
        with suppress(GeneratorError), working_on(name):
            text, file = maker.templates.own_source(name)
            lines = _lines(text)
            doubts, kept = doubts_in([line for _, line in lines])
            for number, doubt in doubts:
                yield _DOUBTS[doubt].at(Place(file, lines[number][0], 1), "warning")
            texts = [(at, "" if number in kept else line) for number, (at, line) in enumerate(lines)]
            for number in _lost_breaks(texts):
                yield _LOST_BREAK.at(Place(file, number), "warning")
            for number, name in _unused_addresses(texts):
                yield _unused_address(name).at(Place(file, number), "warning")
    files = [layers.display(layers.own(name)) for name in own]
    for page in pages:
        if not page.is_sheet and layers.has_own(f"docs/{page.src_uri}"):
            with working_on(maker.file_of(page.src_uri)):
                yield from _printed_signs(page, [maker.file_of(page.src_uri), *files])


def _lines(template: str) -> list[tuple[int, str]]:
    """Return the lines of a template that are lines in the page, each with its number in the file."""
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), template)
    numbered = enumerate(text.split("\n"), start=1)
    return [(number, line) for number, line in numbered if not _JINJA_LINE.match(line)]


def _lost_breaks(lines: list[tuple[int, str]]) -> Iterator[int]:
    """Yield the number of the first line in each paragraph behind which a new line may have been meant.

    Who sets lines by hand ends one where the next word has no room.
    """
    broken = [line for (_, line), (_, below) in pairwise(lines) if _goes_on(line, below) and "://" not in line]
    width = max([_LEAST_WIDTH, *map(len, broken)])
    # A paragraph that begins with HTML is HTML to its end.
    is_told = is_html = False
    for (number, line), (_, below) in pairwise(lines):
        is_html = bool(line.strip()) and (is_html or line.startswith("<"))
        if not _goes_on(line, below):
            is_told = False
            continue
        has_room = len(line) + 1 + len(below.split()[0]) <= width
        if has_room and _UNFINISHED.search(line) and _BEGINS.match(below.lstrip()) and not (is_told or is_html):
            is_told = True
            yield number


def _unused_addresses(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the lines that give a link its address which there is not, each with the name that the link would have."""
    named = [(number, found["name"]) for number, line in lines if (found := _DEFINITION.fullmatch(line))]
    counts = Counter(name for _, line in lines for name in _IN_BRACKETS.findall(line.lower())) if named else Counter()
    yield from ((number, name) for number, name in named if counts[name.lower()] == 1)


def _unused_address(name: str) -> Advice:
    found = Sentence("this line is not shown: it is the address of a link [{name}], and there is none", name=name)
    way_out = "Put a backslash, \\, before the bracket if it is text; or write the link: [text](address)."
    return Advice("unused-address", found, way_out, about=f"[{name}]")


def _goes_on(line: str, below: str) -> bool:
    """Return whether two lines are read as one: no break is written, and the second begins nothing of its own."""
    is_text = not (_APART.match(line) or _APART.match(below) or item_in(below))
    return is_text and not line.endswith(("  ", "\\", "<br>", "<br/>", "<br />"))


def _printed_signs(page: Page, files: list[str]) -> Iterator[Problem]:
    """Yield a warning for each sign of Markdown that stands in the finished page, where the layer has written it."""
    told: set[tuple[str, int]] = set()
    for sign, written, advice in signs_in([*_texts(lxml.html.fragment_fromstring(page.html, create_parent="div"))]):
        place = next((place for file in files if (place := find_text(file, written))), None)
        if place is None or place.line is None or _is_meant_so(place):
            continue
        # Of a pair, one is enough, and of a table the first line.
        begin = sign[0]
        if not told & {(sign, place.line), (begin, place.line), ("|", place.line - (begin == "|"))}:
            yield advice.at(place, "warning")
        told |= {(sign, place.line), (begin, place.line)}


def _is_meant_so(place: Place) -> bool:
    """Return whether a backslash stands before a sign, which says that it is no Markdown."""
    return line_at(place.file, place.line)[: (place.column or 1) - 1].endswith("\\")


def _texts(element: HtmlElement) -> Iterator[str]:
    """Yield the texts below an element that are read as sentences."""
    if element.tag not in _AS_THEY_ARE and element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _AS_THEY_ARE:
            yield from _texts(child)
        if child.tail:
            yield child.tail
