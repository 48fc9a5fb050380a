"""Turn a YAML syntax error into a problem in plain words: what is wrong with the line, and how it should look."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import yaml

from generator.data.lines import HARD, OPEN_QUOTE, TAB_INDENT, Position, position_of
from generator.data.quotes import WHOLE_IN_QUOTES, begins_text, needs_quotes, quotes_advice
from generator.problems.problem import Advice, Place, Problem, Sentence

MAX_DEPTH = 20
# For lines without the spaces at their end: a line may be very long, and no part of it is to be read twice.
_HARD_AFTER_COLON = re.compile(rf"((?:\s|- )*[\w-]+):[{HARD}]+(.*)")
_NO_SPACE = re.compile(r"((?:\s|- )*[\w-]+):(\S.*)")
_BULLET = re.compile(r"(\s*)([*•–—·◦▪])\s+(\S.*)")
_DASH = re.compile(r"\s*-([^\s-].*)")
# A text of several lines is to follow.
_BAR = re.compile(r".*:\s+([|>])[-+0-9]*\s*(#.*)?")
_OTHER_SIGN = re.compile(r"((?:\s|- )*[\w-]+)\s*([=：;→])\s*(\S.*)")
# A key of a profile in the middle of a line, where somebody took a comma or a space for a new line.
_KEY_INSIDE = re.compile(r"[\s,;](name|trade|contacts|role|title|phone|email|place|date|start|end|url|for):\s")
_BROKEN_BY_COMMENT = re.compile(r"[\[{][^\[\]{}]*?\s(#[^\s#,\[\]{}]+)")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")

TOO_DEEP = Advice(
    "nested-too-deeply",
    Sentence("this is nested more than {max_depth} levels deep", max_depth=MAX_DEPTH),
    "Close the brackets before it.",
)
_SAME_COLUMN = "Let the keys of one group, and the '-' of one list, begin in the same column."
_KEY_AND_VALUE = "Write a key, a colon and a value, such as trade: murer"


@dataclass(frozen=True)
class _Error:
    """What the parser says, where it stopped, and where what it was reading began; `lines` are the text's."""

    message: str
    position: Position
    context: Position
    lines: list[str]

    def text(self, line: int) -> str:
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def sign(self, position: Position) -> str:
        return self.text(position[0])[position[1] - 1 : position[1]]


# What is wrong, and where it is: not always where the parser stopped.
_Mistake = tuple[Advice, Position]


def syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Return what is wrong with a YAML text that the parser gave up on."""
    if isinstance(error, yaml.reader.ReaderError):
        return _unreadable(error, text, file)
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Advice("not-yaml", "this file is not valid YAML").at(Place(file))
    message = f"{error.context or ''}: {error.problem or ''}"
    position = position_of(error.problem_mark)
    context = position_of(error.context_mark or error.problem_mark)
    lines = text.splitlines()
    advice, (line, column) = _mistake(_Error(message, position, context, lines))
    return advice.at(Place(file, line, column) if line <= len(lines) else Place(file, max(len(lines), 1)))


def _unreadable(error: yaml.reader.ReaderError, text: str, file: str) -> Problem:
    position = max(text.find(chr(error.character)), 0) if isinstance(error.character, int) else 0
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    code_point = f"{ord(text[position]):04X}"
    found = Sentence("an invisible control character (U+{code_point}) stands here", code_point=code_point)
    return Advice("invisible-sign", found, "Delete it and type the text again.").at(Place(file, line, column))


def _mistake(error: _Error) -> _Mistake:
    for pattern, rule in _RULES:
        if re.search(pattern, error.message):
            return (rule, error.position) if isinstance(rule, Advice) else rule(error)
    found = "the file cannot be understood from here on"
    way_out = "Compare this line with the one above: indentation, colon, quotes and brackets."
    return Advice("not-yaml", found, way_out), error.position


def no_space_after_dash(line: str) -> Advice | None:
    """Return what is wrong with a line that begins an entry of a list with a dash and no space; None for others."""
    found = _DASH.fullmatch(line.rstrip())
    way_out = Sentence("Write - {entry}", entry=found[1]) if found else ""
    return Advice("missing-space", "a space is missing after the dash", way_out, about="-") if found else None


def _bullet(error: _Error, line: int) -> _Mistake | None:
    if dash := no_space_after_dash(error.text(line)):
        return dash, (line, _indent(error.text(line)) + 1)
    found = _BULLET.fullmatch(error.text(line).rstrip())
    if not found:
        return None
    indent, sign, entry = found.groups()
    what = Sentence("'{sign}' begins no entry of a list", sign=sign)
    return Advice("not-a-dash", what, Sentence("Write - {entry}", entry=entry), about=sign), (line, len(indent) + 1)


def _colon(error: _Error) -> _Mistake:
    number, column = error.position
    line = error.text(number)
    if dash := no_space_after_dash(line):
        return dash, (number, _indent(line) + 1)
    key = _KEY_INSIDE.search(f"{line[:column]} ", line.find(":") + 1)
    if key and "{" not in line[:column]:
        found = Sentence("a new key, '{key}', begins in the middle of this line", key=key[1])
        way_out = "Put each key in a line of its own, or the whole text in quotes."
        return Advice("two-keys-in-line", found, way_out, about=key[1]), (number, key.start(1) + 1)
    if re.search(r"[\w\"']:\s", line[: column - 1]):
        advice = Advice("needs-quotes", "a colon inside a text needs quotes around the text", quotes_advice(line))
        return advice, error.position
    # The last line before it that is no comment.
    above = next((before for before in range(number - 1, 0, -1) if re.match(r"\s*[^\s#]", error.text(before))), 0)
    if above and not re.search(r":(\s|$)|^\s*-", error.text(above)):
        return _no_colon(error, (above, _indent(error.text(above)) + 1))
    if above and _indent(line) > _indent(error.text(above)):
        further_in = "this line stands further in than the one it belongs with"
        return _bullet(error, above) or (Advice("wrong-indent", further_in, _SAME_COLUMN), (number, _indent(line) + 1))
    return Advice("unexpected-colon", "a colon is not expected here", quotes_advice(line)), error.position


def _below_bar(error: _Error, number: int) -> _Mistake | None:
    """Return what is wrong with a line if it is one of a text of several lines, and does not stand in its column."""
    for above in range(number - 1, 0, -1):
        if bar := _BAR.fullmatch(error.text(above)):
            template = "this line belongs to the text that '{sign}' begins in line {above}, and stands too far out"
            found = Sentence(template, sign=bar[1], above=above)
            way_out = "Let all lines of that text begin in one column, further in than its key."
            return Advice("wrong-indent", found, way_out), (number, _indent(error.text(number)) + 1)
        if re.match(r"\s*(- +)?[\w-]+:(\s|$)", error.text(above)):
            break
    return None


def _no_colon(error: _Error, position: Position) -> _Mistake:
    line = error.text(position[0]).rstrip()
    if below_bar := _below_bar(error, position[0]):
        return below_bar
    if line.lstrip().startswith("//"):
        found = "'//' begins no comment here"
        return Advice("not-a-comment", found, "Write # before a comment.", about="//"), position
    if hard := _HARD_AFTER_COLON.fullmatch(line):
        found = "a non-breaking space stands after the colon, which only looks like a space"
        way_out = Sentence("Write {key}: {value}", key=hard[1].strip(), value=hard[2])
        return Advice("hard-space", found, way_out), (position[0], hard.end(1) + 2)
    if near := _NO_SPACE.fullmatch(line):
        way_out = Sentence("Write {key}: {value}", key=near[1].strip(), value=near[2])
        return Advice("missing-space", "a space is missing after the colon", way_out), position
    if other := _OTHER_SIGN.fullmatch(line):
        key, sign, value = other.groups()
        found = Sentence("'{sign}' stands in the place of the colon", sign=sign)
        return Advice("missing-colon", found, Sentence("Write {key}: {value}", key=key.strip(), value=value)), position
    return Advice("missing-colon", "this line has no colon", _KEY_AND_VALUE), position


def _first_sign(error: _Error) -> _Mistake:
    if error.text(error.position[0]).startswith("```"):
        found = "this line does not belong to the profile"
        return Advice("not-yaml", found, "Take out the lines with ``` and what is around them."), error.position
    position = error.position if error.sign(error.position) in "@`%" else error.context
    return needs_quotes(error.sign(position), error.text(position[0])), position


def _context_sign(error: _Error) -> _Mistake:
    line = error.context[0]
    return _bullet(error, line) or (needs_quotes(error.sign(error.context), error.text(line)), error.context)


def _open_quote(error: _Error) -> _Mistake:
    return OPEN_QUOTE, error.context


def _backslash(error: _Error) -> _Mistake:
    found = "a backslash between double quotes has a meaning of its own"
    return Advice("backslash-in-quotes", found, "Put the text in single quotes: '…'"), error.context


def _bracket(error: _Error) -> _Mistake:
    for number in range(min(error.position[0], len(error.lines)), 0, -1):
        broken = _BROKEN_BY_COMMENT.search(error.text(number))
        is_colour = bool(broken and _COLOUR.fullmatch(broken[1]))
        # Above the line where the open bracket stands, somebody may have meant a comment.
        if broken and (is_colour or number >= error.context[0]):
            advice = colour_as_comment(broken[1])
            in_quotes = advice.way_out if is_colour else WHOLE_IN_QUOTES
            return replace(advice, way_out=in_quotes), (number, broken.start(1) + 1)
    line, (number, column) = error.text(error.position[0]), error.position
    if begins_text(line, column):
        return needs_quotes(line[column - 1], line), (number, column)
    sign = error.sign(error.context)
    if closing := {"[": "]", "{": "}"}.get(sign):
        found = "after the '{sign}' that opens here, a comma or the closing '{closing}' is missing"
        way_out = "Put commas between the values, and texts with a comma or colon in quotes."
        advice = Advice("open-bracket", Sentence(found, sign=sign, closing=closing), way_out, about=sign)
        return advice, error.context
    found = "a value is missing here, or a bracket is not closed"
    way_out = "Put a text that begins with a bracket or a comma in quotes."
    return Advice("open-bracket", found, way_out), error.position


def colour_as_comment(text: str) -> Advice:
    """Return what is wrong with a colour without quotes."""
    found = Sentence("{text} is read as a comment, because a '#' begins one", text=text)
    return Advice("read-as-comment", found, Sentence('Put the colour in quotes: "{text}".', text=text))


def _too_deep(error: _Error) -> _Mistake:
    # The parser reads ahead, so its own position is far behind the bracket that is one too many.
    line, column = error.position
    brackets = [number for number, sign in enumerate(error.text(line), 1) if sign in "[{"]
    return TOO_DEEP, (line, brackets[MAX_DEPTH - 1] if len(brackets) >= MAX_DEPTH else column)


def _indentation(error: _Error) -> _Mistake:
    line, column = error.position
    if below_bar := _below_bar(error, line):
        return below_bar
    if (sign := error.sign(error.position)) in ("]", "}"):
        found = Sentence("nothing is open that this '{sign}' could close", sign=sign)
        return Advice("open-bracket", found, "Take it out, or put the text in quotes.", about=sign), error.position
    if bracket := re.match(r"[^\[{]*[:-]\s+(?=[\[{])", error.text(line)[: column - 1]):
        goes_on = "the line goes on after the bracket that opens here is closed"
        return Advice("text-after-bracket", goes_on, quotes_advice(error.text(line))), (line, bracket.end() + 1)
    if re.search(r"[\"']\s*$", error.text(line)[: column - 1]):
        goes_on = "the text goes on after its closing quotation mark"
        way_out = 'A text with quotes inside needs the other kind around it: "Mette\'s skole" or \'Den "røde" sal\'.'
        return Advice("text-after-quote", goes_on, way_out), error.position
    if error.text(line).strip().startswith(":"):
        return Advice("missing-key", "a key is missing before the colon", _KEY_AND_VALUE), error.position
    other_column = "this line does not begin in the same column as the lines it belongs with"
    return Advice("wrong-indent", other_column, _SAME_COLUMN), error.position


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


_LIST_IN_LINE = "Put each '- …' in a line of its own, or write [one, two]."
# What is found first in the parser's message decides; with libyaml it words some messages differently.
_RULES: tuple[tuple[str, Advice | Callable[[_Error], _Mistake]], ...] = (
    ("tab character", TAB_INDENT),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", lambda error: _no_colon(error, error.context)),
    ("that cannot start any token", _first_sign),
    ("alias|anchor|undefined tag|a tag|directive|block scalar", _context_sign),
    ("mapping keys are not allowed", _first_sign),
    ("escape", _backslash),
    ("quoted scalar", _open_quote),
    ("nesting depth", _too_deep),
    ("flow|expected (the )?node content", _bracket),
    ("did not find expected (key|'-')|expected <block end>", _indentation),
    (
        "entries are not allowed",
        Advice("list-in-line-of-key", "a list cannot begin in the line of its key", _LIST_IN_LINE),
    ),
    ("<document start>", Advice("not-a-key", "this belongs to no key", _KEY_AND_VALUE)),
)
