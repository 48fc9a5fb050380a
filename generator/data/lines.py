"""Turn the lines of a YAML text into problems that its parser would tell in other words, or in the wrong place.

All of them are about signs that nobody sees, or that look like a space or a new line and are none: tabs, and what is
copied from a web page or a word processor.
"""

import re
from dataclasses import replace
from typing import Any

from generator.problems.problem import Advice, Place, Problem, Sentence

# A line and a column, both counted from one.
Position = tuple[int, int]
# Spaces that are none to YAML.
HARD = "\u00a0\u2000-\u200a\u202f\u3000"
# Parsers take these for the end of a line, and editors do not; so the numbers of the lines would differ.
_UNSEEN_BREAKS = "\x85\u2028\u2029"
# What comes along with a copied text and takes no room; at the beginning of a line YAML moves all that follows.
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_NOTHING_BUT_SPACE = re.compile(r"^[ \t]+(?=\r?$)", re.MULTILINE)
TAB_INDENT = Advice("tab-indent", "this line begins with a tab", "Use spaces, two for each level.")
_RETYPE = "Delete what stands before the first letter, and type the spaces again."
_DELETE = "Delete it and type the text again."
_DELETE_LINE = "Delete the line from its beginning to the colon, and type it again."
# What is looked for, the sign that is marked, and what is wrong with one such line, and with several.
_RULES = (
    (
        r"^ *(?:- *)*\t\s*[^\s#]",
        "\t",
        TAB_INDENT,
        "this line (and {count} more) begins with a tab",
    ),
    (
        rf"^ *[{HARD}]\s*(- |-$|[\w-]+:(\s|$))",
        HARD,
        Advice("hard-space", "this line begins with a non-breaking space, which only looks like a space", _RETYPE),
        "this line (and {count} more) begins with a non-breaking space, which only looks like a space",
    ),
    (
        rf"^ *(?:- +)*-[{HARD}]\s*[\w-]+:(\s|$)",
        HARD,
        Advice(
            "hard-space", "this line has a non-breaking space, which only looks like a space, after its dash", _RETYPE
        ),
        "this line (and {count} more) has a non-breaking space, which only looks like a space, after its dash",
    ),
    (
        f"[{_UNSEEN_BREAKS}]",
        _UNSEEN_BREAKS,
        Advice("invisible-sign", "this line holds a line break that most programs do not show", _DELETE),
        "this line (and {count} more) holds a line break that most programs do not show",
    ),
    (
        rf"^[\s\w-]*[{UNSEEN}][\s\w{UNSEEN}-]*:|^[\s\w-]+:[{UNSEEN}]",
        UNSEEN,
        Advice("invisible-sign", "this line has an invisible sign in its key, or beside it", _DELETE_LINE),
        "this line (and {count} more) has an invisible sign in its key, or beside it",
    ),
)


OPEN_QUOTE = Advice("open-quote", "the text that begins here has no closing quotation mark", "Put one at its end.")
_LIKE_KEY = re.compile(r"\s*[-\[{,\s]*[\w-]+\s*:(\s|$)")


def position_of(mark: Any) -> Position:
    """Return where a mark of the parser stands, which counts from zero."""
    return mark.line + 1, mark.column + 1


def without_empty_indents(text: str) -> str:
    """Return a YAML text without the spaces and tabs in lines that hold nothing else; a tab there stops the parser."""
    return _NOTHING_BUT_SPACE.sub("", text)


def swallowed_key(lines: list[str], first: int, last: int) -> Position | None:
    """Return where a line with a key stands inside a quoted text; the lines, counted from one, are its own.

    Somebody forgot the closing mark before it, and the text ends where the next one was to begin.
    """
    for number in range(first + 1, last + 1):
        if _LIKE_KEY.match(lines[number - 1]):
            return number, len(lines[number - 1]) - len(lines[number - 1].lstrip()) + 1
    return None


def stands_below(lines: list[str], first: int, key: Position) -> bool:
    """Return whether a key begins no further in than the one in line `first`, as no part of that one's text can."""
    begin = re.match(r"[\s-]*", lines[first - 1])
    return begin is not None and key[1] <= begin.end() + 1


def line_problems(text: str, file: str) -> list[Problem]:
    """Return the problems that lines are indented or broken with something else than spaces and new lines.

    There is one for all lines of a kind: for the first one, marked at the sign that is meant.
    """
    lines = text.split("\n")
    problems = []
    for pattern, signs, advice, found_in_more in _RULES:
        expression = re.compile(pattern)
        alike = [number for number, line in enumerate(lines, 1) if expression.search(line)]
        if alike:
            sign = re.search(f"[{signs}]", lines[alike[0] - 1])
            if len(alike) > 1:
                advice = replace(advice, found=Sentence(found_in_more, count=len(alike) - 1))
            problems.append(advice.at(Place(file, alike[0], sign.start() + 1 if sign else 1)))
    return problems
