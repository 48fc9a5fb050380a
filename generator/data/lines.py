"""Turn the lines of a YAML text into problems that its parser would tell in other words, or in the wrong place.

All of them are about signs that look like a space or a new line and are none: tabs, and what is copied from a web page
or a word processor.
"""

from __future__ import annotations

import re

from generator.problems.problem import Advice, Place, Problem, Sentence

# Spaces that are none to YAML.
HARD = "\u00a0\u2000-\u200a\u202f\u3000"
_TAB = re.compile(r"^ *(?:- *)*\t\s*[^\s#]")
_HARD_INDENT = re.compile(rf"^ *[{HARD}]\s*(- |-$|[\w-]+:(\s|$))")
_HARD_AFTER_DASH = re.compile(rf"^ *(?:- +)*-[{HARD}]\s*[\w-]+:(\s|$)")
# Parsers take these for the end of a line, and editors do not; so the numbers of the lines would differ.
_UNSEEN_BREAK = re.compile("[\x85\u2028\u2029]")
_NOTHING_BUT_SPACE = re.compile(r"^[ \t]+(?=\r?$)", re.MULTILINE)


def without_empty_indents(text: str) -> str:
    """Return a YAML text without the spaces and tabs in lines that hold nothing else; a tab there stops the parser."""
    return _NOTHING_BUT_SPACE.sub("", text)


def line_problems(text: str, file: str) -> list[Problem]:
    """Return the problems that lines are indented or broken with something else than spaces and new lines."""
    retype = "Delete what stands before the first letter, and type the spaces again."
    hard = "a non-breaking space, which only looks like a space"
    lines = text.split("\n")
    return [
        *_like(lines, file, _TAB, "\t", "begins with a tab", "Use spaces, two for each level."),
        *_like(lines, file, _HARD_INDENT, HARD, f"begins with {hard}", retype),
        *_like(lines, file, _HARD_AFTER_DASH, HARD, f"has {hard}, after its dash", retype),
        *_like(
            lines,
            file,
            _UNSEEN_BREAK,
            "\x85\u2028\u2029",
            "holds a line break that most programs do not show",
            "Delete it and type the text again.",
        ),
    ]


def _like(lines: list[str], file: str, pattern: re.Pattern[str], signs: str, found: str, way_out: str) -> list[Problem]:
    """Return one problem for all lines with what `pattern` finds: the first one, marked at the first of `signs`."""
    like = [number for number, line in enumerate(lines, 1) if pattern.search(line)]
    if not like:
        return []
    sign = re.search(f"[{signs}]", lines[like[0] - 1])
    more = f" (and {len(like) - 1} more)" if len(like) > 1 else ""
    return [
        Problem(
            Place(file, like[0], sign.start() + 1 if sign else 1),
            Advice("unnamed", Sentence("this line{more} {found}", more=more, found=found), way_out),
        )
    ]
