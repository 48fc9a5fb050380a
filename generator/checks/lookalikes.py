"""Turn the signs that a finished page prints, and that mean something to Markdown of one kind or another, into advice.

Each kind of Markdown has signs of its own. What of them ours does not know stands in the page as it was typed; here is
how each of them looks, and what to write in its place.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.pages.boxes import KINDS
from generator.problems.problem import Advice, Sentence

_BOX = 'A box begins with a line such as !!! note "Husk", and its text with four blanks.'
_NO_TABLE = Advice(
    "no-table", "this is no table yet, and its bars will be printed", "Write a line such as |---|---| below the first."
)
# How what is printed looks, and what to write for it; the first that fits decides.
_TABLE: dict[str, str | Advice] = {
    r"^ *\|.*\| *$": _NO_TABLE,
    r"`{3,}|~{3,}": "Code begins and ends with a line of three signs alone, ```.",
    r"\[\^[\w-]+\]:?|\^\[|^\^\w+$": "There are no notes below the text: put the note where it belongs, in brackets.",
    r"!?\[\[[^\[\]\n]+\]\]": "Write [text](page.md) for a link, and ![description](picture.png) for a picture.",
    r"\[![A-Za-z]+\]": _BOX,
    r"^\?\?\?\+? ?(?=\w)": _BOX,
    rf"^!+ ?(?=(?:{'|'.join(KINDS)})\b)|^:{{3,}}": _BOX,
    r"^={2,6} .+ ={2,6}$": "A heading begins with ##.",
    r"^={3} ": "There are no tabs here: write a heading, ##, for each.",
    r"^: +(?=\S)": "Write a list: - **word**: what it means.",
    r"^\*\[[^\]\n]+\]:": 'Write <abbr title="what it means">the short form</abbr> where it stands.',
    r"^\[[ xX]\](?= )": "Write a dash before it: - [ ] sko.",
    r"==[^\s=](?:[^=\n]*[^\s=])?==": "Write <mark>the words</mark>.",
    r"~~[^\s~](?:[^~\n]*[^\s~])?~~": "Write <del>the words</del>.",
    r"(?<!~)~[^\s~](?:[^~\n]*[^\s~])?~(?!~)": "Write <sub>the signs</sub>.",
    r"\^[^\s^](?:[^^\n]*[^\s^])?\^": "Write <sup>the signs</sup>.",
    r"\+\+[^\s+](?:[^+\n]*[^\s+])?\+\+": "Write <kbd>the key</kbd>, or <ins>the words</ins>.",
    r"\$\$|\$[^\s$](?:[^$\n]*[^\s$])?\$(?!\w)": "There are no formulas here: write signs, such as 2 × 3 m².",
    r"\{(?:\+\+|--|~~|==|>>)": "There are no marks of a reader here: take them out.",
    r"\{:?\s*[.#][\w-]+[^{}\n]*\}": "Write it right behind what it is for, without a blank; in a heading, last.",
    r"\[/?(?:b|i|u|url|img|quote|list)(?:=[^\]\n]*)?\]": "Write **bold**, *italic* and [text](address).",
    r"\](?=\[[^\]\n]+\])": "Write the address in round brackets behind the text: [text](address).",
    r"&[a-zA-Z]+;": "Write the sign itself.",
    r"--8<--": 'Write {% include "docs/_navn.md" %}.',
    r"%%[^%\n]+%%|<!--": "Write {# … #} round what nobody is to read.",
    r"(?<![\w:]):[a-z+][a-z0-9_+-]+:(?![\w:])": "Write the sign itself, or a word.",
    r"</?[a-zA-Z][\w-]*(?=[\s=/]|$)": "Write > where a tag ends, or a backslash before a < that is meant so.",
    r"\*\*|~~|(?<![\w_])__(?=\w)|(?<=\w)__(?![\w_])|`": "",
    r"\]\(|\](?= \((?:$|[\w./-]+\.\w+\)))|^-{3,} *$": "",
    r"(?:(?<=\s)|(?<=[(«»\"“”]))\*(?=\w)|(?<=\s)\*(?= [^*\n]+ \*)|^\*(?=\w)|(?<=[^\s*])\*(?!\w)": "",
    r"(?:(?<=\s)|^)_(?=[^\W\d_]+\s)|^[*_]$": "",
}
_ANY = re.compile("|".join(f"(?P<n{number}>{look})" for number, look in enumerate(_TABLE)), re.MULTILINE)
_TOLD = [*_TABLE.values()]
_GENERAL = "Look at the blanks around it and at its other half. Put a backslash, \\, before a sign that is meant so."
# So many letters behind a sign tell it from another one of its kind.
_MORE = 12
# A star behind a word, and the note to it that begins with one.
_STAR_OF_NOTE, _NOTE = re.compile(r"[^\s*]\*(?![\w*])"), re.compile(r"(?<![\w*])\*\w", re.MULTILINE)


class Printed(NamedTuple):
    """A sign, what stands from it on, as far as it is of use to look for it, and what is told of it."""

    sign: str
    written: str
    advice: Advice


def signs_in(texts: list[str]) -> Iterator[Printed]:
    """Yield the signs that the texts of a page hold."""
    has_notes = all(any(map(pattern.search, texts)) for pattern in (_STAR_OF_NOTE, _NOTE))
    for text in texts:
        for found in _ANY.finditer(text):
            sign, written = found[0].strip(), text[found.start() : found.end() + _MORE].partition("\n")[0].strip()
            if not (has_notes and sign == "*"):
                told = _TOLD[int((found.lastgroup or "n0")[1:])]
                yield Printed(sign, written, told if isinstance(told, Advice) else _printed(sign, told or _GENERAL))


def _printed(sign: str, way_out: str) -> Advice:
    found = Sentence("'{sign}' is no Markdown here, and will be printed", sign=sign)
    return Advice("printed-sign", found, way_out, about=sign)
