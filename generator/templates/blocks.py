"""Turn a template's text into its blocks: which there are, where each stands, what is written in it.

This reads what a person wrote, so that a mistake in the layer is told with its line; Jinja itself knows the blocks of a
template only after it has forgotten their text, and says nothing of one that replaces nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

_EXTENDS = re.compile(r"extends\s+[\"']([^\"']+)[\"']")
_SUPER = re.compile(r"\{\{[-+]?\s*super\s*\(\s*\)")
_TITLE = re.compile(r"[-+]?\s*(.+?)\s*[-+]?", re.DOTALL)
_HEADING = re.compile(r"^#{1,2} +(.+)$", re.MULTILINE)
# What holds text that a template extending another one may have outside of its blocks: it prints nothing there.
_HOLDERS = ("block", "macro", "set")


class Tag(NamedTuple):
    """A `{% … %}` with its first word, what follows it, and where it begins and ends in the text."""

    word: str
    rest: str
    start: int
    end: int


@dataclass(frozen=True)
class Block:
    """One named block; `line` counts from one, `depth` is 0 for a block inside no other."""

    name: str
    text: str
    line: int
    depth: int

    @property
    def title(self) -> str:
        """What the block is about: the comment it begins with, or its first heading."""
        text = self.text.lstrip()
        if text.startswith("{#") and (found := _TITLE.fullmatch(text[2 : max(2, text.find("#}"))])):
            return " ".join(found[1].split())
        heading = _HEADING.search(self.text)
        return heading[1].strip().replace("&shy;", "") if heading and "{" not in heading[1] else ""

    @property
    def wraps(self) -> bool:
        """Whether the block keeps the text that it overrides, so that a better one comes in by itself."""
        return bool(_SUPER.search(without_comments(self.text)))


@dataclass(frozen=True)
class TemplateText:
    """A template as it is written: the one it extends, if any, and its blocks."""

    parent: str | None
    blocks: tuple[Block, ...]
    stray_line: int | None
    """The line of the first text outside of all blocks, in a template that extends another one."""


def read_template(text: str) -> TemplateText:
    """Return what a template's text says of itself; what Jinja would refuse is left to Jinja to tell."""
    plain = without_comments(text)
    tags = list(tags_of(plain))
    extends = next((found[1] for tag in tags if (found := _EXTENDS.match(f"{tag.word} {tag.rest}"))), None)
    blocks, spans = _blocks(text, plain, tags)
    stray = None
    if extends:
        rest = _blanked(plain, [*spans, *((tag.start, tag.end) for tag in tags)])
        stray = rest[: len(rest) - len(rest.lstrip())].count("\n") + 1 if rest.strip() else None
    return TemplateText(extends, blocks, stray)


def without_comments(text: str) -> str:
    """Return the text with comments blanked out; every other character stays where it was."""
    return _blanked(text, _spans(text, "{#", "#}"))


def _spans(text: str, begin: str, end: str) -> Iterator[tuple[int, int]]:
    start = text.find(begin)
    while start >= 0 and (stop := text.find(end, start)) >= 0:
        yield start, stop + len(end)
        start = text.find(begin, stop)


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    pieces, done = [], 0
    # Of two that begin together the longer one, which holds the other.
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= done:
            pieces += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
            done = end
    return "".join([*pieces, text[done:]])


def tags_of(plain: str) -> Iterator[Tag]:
    """Yield the tags of a template without its comments, in order."""
    for start, end in _spans(plain, "{%", "%}"):
        word, _, rest = " ".join(plain[start + 2 : end - 2].strip("-+ \t\n").split()).partition(" ")
        yield Tag(word, rest, start, end)


def _blocks(text: str, plain: str, tags: Iterable[Tag]) -> tuple[tuple[Block, ...], list[tuple[int, int]]]:
    """Return the blocks in the order in which they begin, and where the outermost holders of text begin and end."""
    found: list[Block] = []
    spans: list[tuple[int, int]] = []
    under_way: list[Tag] = []
    for tag in tags:
        if tag.word in _HOLDERS and not (tag.word == "set" and "=" in tag.rest):
            under_way.append(tag)
        elif under_way and tag.word == f"end{under_way[-1].word}":
            begin = under_way.pop()
            if begin.word == "block":
                name = begin.rest.partition(" ")[0]
                line = plain.count("\n", 0, begin.start) + 1
                found.append(Block(name, text[begin.end : tag.start], line, len(under_way)))
            if not under_way:
                spans.append((begin.start, tag.end))
    return tuple(sorted(found, key=lambda block: block.line)), spans
