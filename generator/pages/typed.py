"""Turn Markdown as people type it into Markdown that the converter reads as it was meant.

Mail programs, chats and word processors show a list directly below a sentence, with two blanks before what is below a
point, with bullets, `1)` or no blank at all; and a date at the beginning of a line is no list. The converter asks for
blank lines, four blanks and its own signs. What is in code and in HTML stays as it is.
"""

import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import Literal, NamedTuple

from generator.pages.boxes import KINDS, box_in, lines_in_box
from generator.pages.tables import SEPARATOR, table_at

_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_SHORT = r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?"
# 21. januar; 21. og 22. januar; 21. 1. 2027; and numbers that are those of no list.
_NO_ITEM = re.compile(
    rf"(?P<number>\d{{3,}}(?=\.\s)|\d+(?=\.\s+(?:(?:og|til|eller|samt|[-–,/])\s*\d+\.\s*)?(?:(?:{_MONTHS})\b|{_SHORT}))"
    r"|\d+(?=\.\s+\d+\.(?:\s|$)))\.",
    re.IGNORECASE,
)
# The last one is how word processors hand out their own bullet.
_BULLETS, _DASHES = "•·▪●◦‣○■\uf0b7", "–—"
_ITEM = re.compile(rf"(?P<marker>[-*+{_BULLETS}{_DASHES}]|o(?=\t)|\d{{1,2}}[.)])(?P<gap>\s+|$)(?P<text>.*)")
_WITHOUT_GAP = re.compile(rf"(?P<marker>[-*{_BULLETS}]|\d{{1,2}}[.)])(?P<text>[^\W\d_][^*]*)")
_RULE = re.compile(r" {0,3}([-*_])( *\1){2,} *")
_HEADING_MARK = re.compile(r" {0,3}(-{3,}|=+) *")
_HEADING = re.compile(r"(#{2,6}|#(?=\s|[A-ZÆØÅ]))(?=[^#\s]|\s+\S)")
_HEADING_WITHOUT_GAP = re.compile(r"(#{2,6}|#(?=[A-ZÆØÅ]))(?=[^#\s])")
_NO_HEADING = re.compile(r"#(?=[^\s#A-ZÆØÅ])")
_TASK = re.compile(r"\[(?P<done>[ xX])\] +(?P<text>.*)")
# Above the name in a mail; three and more make a heading of the line above.
_DASHES_ALONE = re.compile(r"--?\s*")
_QUOTES = re.compile(r"> ?")
_MORE_THAN = re.compile(r">\s*\d")
_SENTENCE = re.compile(r"[.!?…]\W*$")
_ANNOUNCES = re.compile(r":[*_]*\s*$")
_FENCE = re.compile(r"\s*(```+|~~~+)")
_RAW = re.compile(r"<(?P<name>pre|textarea|svg|script|style|title)\b|(?P<comment><!--)", re.IGNORECASE)
# What stands in a line of its own: nothing goes on from it, and it goes on from nothing.
_APART = re.compile(r"\s*(<|\||#|>|!!!|\[[^\]]+\]:|$)")
_HARD_BREAK = re.compile(r"(?<!\\)\\$")


# So many blanks make code of a line.
_CODE = 4
# In a paragraph, so many lines are looked at above and below.
_NEAR = 50
# How something can be meant otherwise: a dash in a sentence, a number that is counted on, a text set as code, a line of
# dashes below a text, a box of no known kind or without a text, a row that has not as many cells as the first.
Doubt = Literal["single-point", "other-number", "code", "heading", "kind-of-box", "empty-box", "cells"]


class Item(NamedTuple):
    """A point of a list as it was typed; `number` is none where it has a bullet."""

    indent: int
    marker: str
    number: int | None
    text: str
    has_gap: bool
    """Whether there is a blank behind its sign, as Markdown asks for."""

    def follows(self, other: "Item | None") -> bool:
        """Return whether another point is of the same list, one before this or one behind it."""
        if other is None or other.has_gap != self.has_gap:
            return False
        if self.number is None or other.number is None:
            return self.marker == other.marker
        return abs(self.number - other.number) == 1


def item_in(line: str) -> Item | None:
    """Return the point of a list that a line looks like, whatever stands around it; None for any other line."""
    text = line.lstrip()
    found = _ITEM.match(text) or _WITHOUT_GAP.match(text)
    if found is None or _RULE.fullmatch(line) or _NO_ITEM.match(text):
        return None
    marker = found["marker"]
    number = int(marker[:-1]) if marker[0].isdigit() else None
    has_gap = "gap" in found.re.groupindex
    return Item(_indent(line), marker, number, found["text"].strip(), has_gap)


def as_meant(text: str) -> str:
    """Return finished Markdown in which what people type is written as the converter knows it."""
    return "\n".join(_Reader(text.split("\n")).read())


def doubts_in(lines: list[str]) -> tuple[list[tuple[int, Doubt]], set[int]]:
    """Return how lines of Markdown may be meant otherwise, by their numbers, and which of them are kept as they are."""
    reader = _Reader(lines)
    reader.read()
    return reader.doubts, reader.kept


def _indent(line: str) -> int:
    written = line.expandtabs(4)
    return len(written) - len(written.lstrip())


def _with_signs(text: str) -> str:
    """Return the text of a line in which signs that begin something in Markdown are those that are meant."""
    for pattern, meant in ((_NO_ITEM, r"\g<number>\."), (_NO_HEADING, r"\\#"), (_HEADING_WITHOUT_GAP, r"\1 ")):
        if pattern.match(text):
            text = pattern.sub(meant, text, count=1)
            break
    return _HARD_BREAK.sub("  ", text)


def _with_box_to_tick(text: str) -> str:
    """Return the text of a point in which what looks like a box to tick is one."""
    found = _TASK.fullmatch(text)
    done = " checked" if found and found["done"].strip() else ""
    return f'<label><input type="checkbox"{done}> {found["text"]}</label>' if found else text


class _Reader:
    """Reads lines from above; `points` are those that are open, the outermost first."""

    def __init__(self, lines: list[str], *, is_inner: bool = False) -> None:
        self.lines = [*lines]
        self.is_inner = is_inner
        self.done: list[str] = []
        self.points: list[Item] = []
        # Whether the last line is one of a further paragraph of a point, which a point would go on with.
        self.is_further = False
        self.table_end = 0
        self.doubts: list[tuple[int, Doubt]] = []
        self.kept: set[int] = set()

    def read(self) -> list[str]:
        number = 0
        while number < len(self.lines):
            number += self._kept(number) or self._inner(number) or self._line(number)
        return self.done

    def _kept(self, number: int) -> int:
        """Keep code, and what HTML takes letter by letter; return how many lines that are."""
        line = self.lines[number]
        if fence := _FENCE.match(line):
            end, begin = re.compile(rf"\s*{re.escape(fence[1])}\s*$"), number + 1
        elif raw := _RAW.search(line):
            end, begin = re.compile("-->" if raw["comment"] else rf"</{raw['name']}", re.IGNORECASE), number
        else:
            return 0
        count = len(self.lines)
        last = next((other for other in range(begin, count) if end.search(self.lines[other])), count - 1)
        self.done += self.lines[number : last + 1]
        self.kept |= {*range(number, last + 1)}
        return last + 1 - number

    def _inner(self, number: int) -> int:
        """Read what stands in a box or a quotation, which is Markdown as well; return how many lines that are."""
        line = self.lines[number]
        is_in_point, indent = bool(self.points) and _indent(line) >= self.points[-1].indent + 2, _indent(line)
        box = box_in(line, is_inner=self.is_inner or is_in_point) if is_in_point or indent < _CODE else None
        if box:
            inner, first = lines_in_box(self.lines, number + 1, indent), number + 1
            if box.kind not in KINDS:
                self.doubts.append((number, "kind-of-box"))
            if not any(map(str.strip, inner)):
                self.doubts.append((number, "empty-box"))
        elif line.startswith(">") and not self._is_more_than(line):
            inner, first = [_QUOTES.sub("", each, count=1) for each in self._from(number, _QUOTES.match)], number
        else:
            return 0
        before = " " * 4 * len(self.points) if is_in_point else ""
        if is_in_point:
            self._end_paragraph()
            self.is_further = True
        else:
            self.points.clear()
        reader = _Reader(inner, is_inner=True)
        begin = before + (box.indent if box else "> ")
        self.done += [before + each for each in box.before] if box else []
        self.done += [f"{begin}{each}" if each.strip() else begin.rstrip() for each in reader.read()]
        self.done += box.after if box else []
        self.doubts += [(first + line, doubt) for line, doubt in reader.doubts]
        self.kept |= {first + line for line in reader.kept}
        return first + len(inner) - number

    def _from(self, number: int, belongs: Callable[[str], object]) -> Iterator[str]:
        return takewhile(belongs, map(self.lines.__getitem__, range(number, len(self.lines))))

    def _line(self, number: int) -> int:
        if number >= self.table_end and (table := table_at(self.lines, number)):
            self.lines[number : number + 2], others, self.table_end = table
            self.doubts += [(row, "cells") for row in others]
        line = self.lines[number]
        item = item_in(line)
        if item and self._is_point(number, item):
            self._point(number, item)
        elif not line.strip():
            self.done.append("")
            self.is_further = False
        else:
            self._text(number, line)
        return 1

    def _is_below_text(self) -> bool:
        """Return whether the last line is one of a paragraph, with which the next one may go on."""
        return bool(self.done) and not _APART.match(self.done[-1])

    def _is_more_than(self, line: str) -> bool:
        """Return whether a line begins with a '>' that stands in a sentence, and is no quotation."""
        return self._is_below_text() and _MORE_THAN.match(line) is not None

    def _end_paragraph(self) -> None:
        if self.done and self.done[-1].strip():
            self.done.append("")

    def _is_point(self, number: int, item: Item) -> bool:
        """Return whether what looks like a point of a list is one."""
        if self.points and item.has_gap and item.marker[0] not in _DASHES:
            return bool(item.text) or not self._is_below_text()
        announced = self._is_below_text() and item.text and _ANNOUNCES.search(self.done[-1])
        is_list = bool(announced) or item.marker in _BULLETS or any(map(item.follows, self._around(number)))
        if not item.has_gap or item.marker[0] in f"{_DASHES}o":
            return is_list or any(map(item.follows, self.points))
        if not self._is_below_text():
            return True
        # In the middle of a sentence, a list begins with its first number.
        is_point = is_list and item.number in (None, 1)
        if not is_point and item.number is None and item.text:
            self.doubts.append((number, "single-point"))
        return is_point

    def _around(self, number: int) -> Iterator[Item | None]:
        """Yield the points that the lines around a line look like, from one blank line to the next."""
        near = self.lines[max(0, number - _NEAR) : number + _NEAR + 1]
        here = min(number, _NEAR)
        for lines in (near[here + 1 :], near[here - 1 :: -1] if here else []):
            yield from map(item_in, takewhile(str.strip, lines))

    def _point(self, number: int, item: Item) -> None:
        begins, before = not self.points, None
        while self.points and item.indent < self.points[-1].indent + 2:
            before = self.points.pop()
        if begins or self.is_further or (before and (before.number is None) != (item.number is None)):
            self._end_paragraph()
        if (
            before
            and before.number
            and item.number not in (None, before.number + 1)
            and (before.number, item.number) != (1, 1)
        ):
            self.doubts.append((number, "other-number"))
        sign = item.marker if item.marker in "-*+" else "-" if item.number is None else f"{item.number}."
        self.done.append(f"{'    ' * len(self.points)}{sign} {_with_box_to_tick(_with_signs(item.text))}".rstrip())
        self.points.append(item)
        self.is_further = False

    def _text(self, number: int, line: str) -> None:
        indent, text = _indent(line), line.lstrip()
        is_below_blank = not (self.done and self.done[-1].strip())
        while is_below_blank and self.points and indent < self.points[-1].indent + 2:
            self.points.pop()
        if is_below_blank and self.points:
            self.done.append(self._belonging(line, indent))
            self.is_further = True
        elif indent >= _CODE and not self.points:
            # Code, or a line that goes on with a sentence.
            if is_below_blank:
                self.doubts.append((number, "code"))
            self.done.append(line)
        else:
            is_below_text = self._is_below_text()
            if _HEADING.match(line) or (is_below_text and self._stands_apart(number)):
                self.points.clear()
                self._end_paragraph()
            elif is_below_text and _HEADING_MARK.fullmatch(line) and not any(map(str.strip, self.done[-2:-1])):
                self.doubts.append((number, "heading"))
            sign = "\\" if self._is_more_than(line) or (self._is_below_text() and _DASHES_ALONE.fullmatch(line)) else ""
            self.done.append(
                line if text.startswith("<") else f"{line[: len(line) - len(text)]}{sign}{_with_signs(text)}"
            )

    def _belonging(self, line: str, indent: int) -> str:
        """Return the first line of a paragraph that belongs to the innermost point, or of code in it."""
        own = 4 * len(self.points)
        if indent >= own + 4:
            return line
        is_code = indent - self.points[-1].indent >= 8
        return " " * (own + 4 * is_code) + (line.lstrip() if is_code else _with_signs(line.lstrip()))

    def _stands_apart(self, number: int) -> bool:
        """Return whether a line below a text begins a table, or is a rule and no mark of a heading."""
        below = self.lines[number + 1] if number + 1 < len(self.lines) else ""
        is_table = "|" in self.lines[number] and SEPARATOR.fullmatch(below) is not None
        ends = bool(self.points) or _SENTENCE.search(self.done[-1]) is not None
        return is_table or (_RULE.fullmatch(self.lines[number]) is not None and ends)
