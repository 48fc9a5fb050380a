"""Turn the line that begins a box, as people type it, into the one that the converter reads.

The converter takes a title in straight quotes only, everything else for names of styles, and gives a box without a
title the English name of its kind. A box that opens and closes (`???`) it does not know; HTML has an element for it.
"""

import re
from html import escape
from itertools import takewhile
from typing import NamedTuple

# The kinds that the theme knows, with the title of a box that has none of its own; and other names for them.
MAIN_KINDS = {
    "note": "Bemærk",
    "abstract": "Kort fortalt",
    "info": "Godt at vide",
    "tip": "Tip",
    "important": "Vigtigt",
    "success": "Rigtigt",
    "question": "Spørgsmål",
    "warning": "Pas på",
    "failure": "Forkert",
    "danger": "Fare",
    "bug": "Fejl",
    "example": "Eksempel",
    "quote": "Citat",
}
_OTHERS = """summary: abstract, tldr: abstract, todo: info, hint: tip, check: success, done: success, help: question,
faq: question, caution: warning, attention: warning, fail: failure, missing: failure, error: danger, cite: quote"""
KINDS = MAIN_KINDS | {name: MAIN_KINDS[kind] for name, kind in re.findall(r"(\w+): (\w+)", _OTHERS)}
# Beside a kind, where the theme lets a box stand at the edge of the text.
_AT_EDGE = re.compile(r"(?P<edge> +inline(?: +end)?)(?= |$)")
_BEGINS = re.compile(r"(?P<sign>!!!|\?\?\?\+?) ?(?P<kind>[^\W\d_][\w-]*):?(?P<rest>(?: .*)?)$")
_QUOTED = re.compile(r"[\"“”„»«'‘’](?P<title>.*)[\"“”„»«'‘’]")


class Box(NamedTuple):
    """What is written around the text of a box, and what stands in front of each of its lines."""

    before: list[str]
    indent: str
    after: list[str]
    kind: str
    """Its kind in small letters, which may be none of `KINDS`."""


def box_in(line: str, *, is_inner: bool) -> Box | None:
    """Return the box that a line begins, or None; a kind that there is not is taken for the beginning of the title.

    What stands in something else `is_inner`: there, HTML is not read, and no box can be closed.
    """
    found = _BEGINS.match(line.strip())
    # A cry, such as !!! HUSK !!!
    if found is None or line.rstrip().endswith(("!!!", "???")):
        return None
    kind, rest = found["kind"].lower(), found["rest"]
    edge = _AT_EDGE.match(rest)
    title = rest[edge.end() if edge else 0 :].strip()
    if quoted := _QUOTED.fullmatch(title):
        title = quoted["title"]
    elif kind not in KINDS:
        title = f"{found['kind']} {title}".strip()
        title = title[:1].upper() + title[1:]
    else:
        title = title or KINDS[kind]
    style = kind if kind in KINDS else "note"
    if found["sign"] == "!!!" or is_inner:
        return Box([f'!!! {style}{edge["edge"] if edge else ""} "{title}"'], "    ", [], kind)
    is_open = " open" if found["sign"].endswith("+") else ""
    summary = f'<summary markdown="span">{escape(title, quote=False)}</summary>'
    return Box([f'<details class="{style}" markdown="1"{is_open}>', summary, ""], "", ["", "</details>", ""], kind)


def lines_in_box(lines: list[str], start: int, indent: int) -> list[str]:
    """Return which of the lines from `start` on stand in a box, without the blanks that say so.

    It begins with `indent` blanks; one more is enough.
    """
    below = range(start, len(lines))
    first = next((number for number in below if lines[number].strip()), len(lines))
    widths = [*takewhile(lambda width: width > indent, (_indent(lines[number]) for number in range(first, len(lines))))]
    width = min([indent + 4, *widths])
    inner = takewhile(lambda line: not line.strip() or _indent(line) >= width, map(lines.__getitem__, below))
    return [line.expandtabs(4)[width:] for line in inner] if widths else []


def _indent(line: str) -> int:
    written = line.expandtabs(4)
    return len(written) - len(written.lstrip())
