"""Turn a YAML syntax error into a problem in plain words: what is wrong with the line, and how it should look."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from generator.data.lines import HARD
from generator.problems.problem import Advice, Place, Problem, Sentence

MAX_DEPTH = 20
CLOSE_BRACKETS = "Close the brackets before it."

# What word processors make of straight quotes, and what Danes and Germans take for quotes.
OPENING_QUOTES, _CLOSING_QUOTES = "“”„‟‘’‚»«", "“”‟‘’«»"
_CURLY = re.compile(rf"[{OPENING_QUOTES}]([^{OPENING_QUOTES}\"\\]*)[{_CLOSING_QUOTES}]")
# For lines without the spaces at their end: a line may be very long, and no part of it is to be read twice.
_HARD_AFTER_COLON = re.compile(rf"((?:\s|- )*[\w-]+):[{HARD}]+(.*)")
_KEY_AND_TEXT = re.compile(r"((?:\s|- )*[\w-]+:)\s+(\S.*)")
_NO_SPACE = re.compile(r"((?:\s|- )*[\w-]+):(\S.*)")
_BULLET = re.compile(r"(\s*)([*•–—·◦▪])\s+(\S.*)")
_OTHER_SIGN = re.compile(r"((?:\s|- )*[\w-]+)\s*([=：;→])\s*(\S.*)")
# A key of a profile in the middle of a line, where somebody took a comma or a space for a new line.
_KEY_INSIDE = re.compile(r"[\s,;](name|trade|contacts|role|title|phone|email|place|date|start|end|url|for):\s")
_BROKEN_BY_COMMENT = re.compile(r"[\[{][^\[\]{}]*?\s(#[^\s#,\[\]{}]+)")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")


@dataclass(frozen=True)
class _Error:
    """What the parser says, and the lines it says it about. Lines and columns count from one."""

    message: str
    line: int
    column: int
    context: tuple[int, int]
    lines: list[str]

    def text(self, line: int) -> str:
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def sign(self, place: tuple[int, int]) -> str:
        return self.text(place[0])[place[1] - 1 : place[1]]


@dataclass(frozen=True)
class _Told:
    """What is said about an error: what was found, the way out, and the place if the parser's own is not meant."""

    found: str
    way_out: str
    place: tuple[int, int] | None = None


def syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Return what is wrong with a YAML text that the parser gave up on."""
    lines = text.splitlines()
    if isinstance(error, yaml.reader.ReaderError):
        return _unreadable(error, text, file)
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Problem(Place(file), Advice("unnamed", "this file is not valid YAML"))
    mark = error.problem_mark
    context = error.context_mark or mark
    told = _tell(
        _Error(
            message=f"{error.context or ''}: {error.problem or ''}",
            line=mark.line + 1,
            column=mark.column + 1,
            context=(context.line + 1, context.column + 1),
            lines=lines,
        )
    )
    line, column = told.place or (mark.line + 1, mark.column + 1)
    if line > len(lines):
        return Problem(Place(file, max(len(lines), 1)), Advice("unnamed", told.found, told.way_out))
    return Problem(Place(file, line, column), Advice("unnamed", told.found, told.way_out))


def _unreadable(error: yaml.reader.ReaderError, text: str, file: str) -> Problem:
    position = max(text.find(chr(error.character)), 0) if isinstance(error.character, int) else 0
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    found = Sentence("an invisible control character (U+{text}) stands here", text=f"{ord(text[position]):04X}")
    return Problem(Place(file, line, column), Advice("unnamed", found, "Delete it and type the text again."))


def _tell(error: _Error) -> _Told:
    for fragment, tell in _RULES:
        if fragment in error.message:
            return tell(error)
    found = "the file cannot be understood from here on"
    return _Told(found, "Compare this line with the one above: indentation, colon, quotes and brackets.")


def _bullet(error: _Error, line: int) -> _Told | None:
    found = _BULLET.fullmatch(error.text(line).rstrip())
    if not found:
        return None
    return _Told(
        Sentence("'{found}' begins no entry of a list", found=found[2]),
        Sentence("Write - {found}", found=found[3]),
        (line, len(found[1]) + 1),
    )


def _colon(error: _Error) -> _Told:
    line = error.text(error.line)
    key = _KEY_INSIDE.search(f"{line[: error.column]} ", line.find(":") + 1)
    if key and "{" not in line[: error.column]:
        found = Sentence("a new key, '{key}', begins in the middle of this line", key=key[1])
        way_out = "Put each key in a line of its own, or the whole text in quotes."
        return _Told(found, way_out, (error.line, key.start(1) + 1))
    if re.search(r"[\w\"']:\s", line[: error.column - 1]):
        return _Told("a colon inside a text needs quotes around the text", quotes_advice(line))
    above = next((number for number in range(error.line - 1, 0, -1) if _speaks(error.text(number))), 0)
    if above and not re.search(r":(\s|$)|^\s*-", error.text(above)):
        return _no_colon(error.text(above), (above, _indent(error.text(above)) + 1))
    if above and _indent(line) > _indent(error.text(above)):
        place = (error.line, _indent(line) + 1)
        further = _Told("this line stands further in than the one it belongs with", _SAME_COLUMN, place)
        return _bullet(error, above) or further
    return _Told("a colon is not expected here", quotes_advice(line))


def _missing_colon(error: _Error) -> _Told:
    return _no_colon(error.text(error.context[0]), error.context)


def _no_colon(line: str, place: tuple[int, int]) -> _Told:
    line = line.rstrip()
    if hard := _HARD_AFTER_COLON.fullmatch(line):
        found = "a non-breaking space stands after the colon, which only looks like a space"
        return _Told(
            found, Sentence("Write {strip}: {hard}", strip=hard[1].strip(), hard=hard[2]), (place[0], hard.end(1) + 2)
        )
    if near := _NO_SPACE.fullmatch(line):
        return _Told(
            "a space is missing after the colon",
            Sentence("Write {strip}: {near}", strip=near[1].strip(), near=near[2]),
            place,
        )
    if other := _OTHER_SIGN.fullmatch(line):
        return _Told(
            Sentence("'{other}' stands in the place of the colon", other=other[2]),
            Sentence("Write {strip}: {other}", strip=other[1].strip(), other=other[3]),
            place,
        )
    return _Told("this line has no colon", "Write a key, a colon and a value, such as trade: murer", place)


def _first_sign(error: _Error) -> _Told:
    if error.text(error.line).startswith("```"):
        return _Told("this line does not belong to the profile", "Take out the lines with ``` and what is around them.")
    place = (error.line, error.column) if error.sign((error.line, error.column)) in "@`%" else error.context
    found = Sentence("a text that begins with '{place}' needs quotes", place=error.sign(place))
    return _Told(found, quotes_advice(error.text(place[0])), place)


def _tab(error: _Error) -> _Told:  # noqa: ARG001  all rules are called alike
    return _Told("this line begins with a tab", "Use spaces, two for each level.")


def _context_sign(error: _Error) -> _Told:
    found = Sentence("a text that begins with '{context}' needs quotes", context=error.sign(error.context))
    quoted = _Told(found, quotes_advice(error.text(error.context[0])), error.context)
    return _bullet(error, error.context[0]) or quoted


def _open_quote(error: _Error) -> _Told:
    return _Told("the text that begins here has no closing quotation mark", "Put one at its end.", error.context)


def _backslash(error: _Error) -> _Told:
    found = "a backslash between double quotes has a meaning of its own"
    return _Told(found, "Put the text in single quotes: '…'", error.context)


def _bracket(error: _Error) -> _Told:
    for number in range(min(error.line, len(error.lines)), 0, -1):
        broken = _BROKEN_BY_COMMENT.search(error.text(number))
        colour = broken and _COLOUR.fullmatch(broken[1])
        # Above the line where the open bracket stands, somebody may have meant a comment.
        if broken and (colour or number >= error.context[0]):
            found = Sentence("{broken} is read as a comment, because a '#' begins one", broken=broken[1])
            way_out = f'Put the colour in quotes: "{broken[1]}".' if colour else "Put the whole text in quotes."
            return _Told(found, way_out, (number, broken.start(1) + 1))
    sign = error.sign(error.context)
    if closing := {"[": "]", "{": "}"}.get(sign):
        missing = Sentence(
            "after the '{sign}' that opens here, a comma or the closing '{closing}' is missing",
            sign=sign,
            closing=closing,
        )
        return _Told(
            missing, "Put commas between the values, and texts with a comma or colon in quotes.", error.context
        )
    return _Told(
        "a value is missing here, or a bracket is not closed",
        "Put a text that begins with a bracket or a comma in quotes.",
    )


def _too_deep(error: _Error) -> _Told:
    # The parser reads ahead, so its own place is far behind the bracket that is one too many.
    line = error.text(error.line)
    brackets = [number for number, sign in enumerate(line, 1) if sign in "[{"]
    place = (error.line, brackets[MAX_DEPTH - 1] if len(brackets) >= MAX_DEPTH else error.column)
    return _Told(
        Sentence("this is nested more than {max_depth} levels deep", max_depth=MAX_DEPTH), CLOSE_BRACKETS, place
    )


def _indentation(error: _Error) -> _Told:
    before = error.text(error.line)[: error.column - 1]
    if re.search(r"[\"']\s*$", before):
        way_out = 'A text with quotes inside needs the other kind around it: "Mette\'s skole" or \'Den "røde" sal\'.'
        return _Told("the text goes on after its closing quotation mark", way_out)
    if error.text(error.line).strip().startswith(":"):
        return _Told("a key is missing before the colon", "Write a key, a colon and a value, such as trade: murer")
    return _Told("this line does not begin in the same column as the lines it belongs with", _SAME_COLUMN)


def _list_in_line(error: _Error) -> _Told:  # noqa: ARG001  all rules are called alike
    return _Told(
        "a list cannot begin in the line of its key", "Put each '- …' in a line of its own, or write [one, two]."
    )


def _stray(error: _Error) -> _Told:  # noqa: ARG001  all rules are called alike
    return _Told("this belongs to no key", "Write a key, a colon and a value, such as trade: murer")


def quotes_advice(line: str) -> str:
    """Return the advice to put the line's text in quotes, with the line as it should be."""
    parts = _KEY_AND_TEXT.fullmatch(line.rstrip())
    if parts and (plain := straightened(parts[2])) != parts[2]:
        return f"Write {parts[1].strip()} {plain}"
    if not parts or len(line) > 100:
        return "Put the whole text in quotes."
    if '"' in parts[2] or "\\" in parts[2]:
        single = parts[2].replace("'", "''")
        return f"Write {parts[1].strip()} '{single}'"
    return f'Write {parts[1].strip()} "{parts[2]}"'


def straightened(text: str) -> str:
    """Return a text between typographic quotation marks between straight ones, any other text as it is."""
    curly = _CURLY.fullmatch(text)
    return f'"{curly[1]}"' if curly else text


def _speaks(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


_SAME_COLUMN = "Let the keys of one group, and the '-' of one list, begin in the same column."
# The first fragment that the parser's message holds decides; with libyaml it words some messages differently.
_RULES: tuple[tuple[str, Callable[[_Error], _Told]], ...] = (
    ("tab character", _tab),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _missing_colon),
    ("that cannot start any token", _first_sign),
    ("alias", _context_sign),
    ("anchor", _context_sign),
    ("undefined tag", _context_sign),
    ("a tag", _context_sign),
    ("directive", _context_sign),
    ("block scalar", _context_sign),
    ("mapping keys are not allowed", _first_sign),
    ("escape", _backslash),
    ("quoted scalar", _open_quote),
    ("nesting depth", _too_deep),
    ("flow", _bracket),
    ("expected node content", _bracket),
    ("expected the node content", _bracket),
    ("did not find expected key", _indentation),
    ("did not find expected '-'", _indentation),
    ("expected <block end>", _indentation),
    ("entries are not allowed", _list_in_line),
    ("<document start>", _stray),
)
