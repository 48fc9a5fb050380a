"""Turn a text into the first sign in it that nobody can see, or that says nothing outside one program.

Such a sign makes two names out of what looks like one, hides a part of a text, or turns it around. What phones and word
processors put into texts of their own accord stays: soft hyphens, spaces that do not break, and the joints of 👷‍♀️.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from generator.problems.problem import Sentence

# Control signs, halves of letters, what only one program or font knows, and breaks that most editors do not show.
_KINDS = ("Cc", "Cs", "Co", "Zl", "Zp", "Cf")
# Signs of other kinds that are drawn as nothing, or stand for what was lost on the way.
_BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_SOFT_HYPHEN, _JOINER = "\u00ad", "\u200d"
# Whether the picture before them is drawn in colours.
_PRESENTATION = "\ufe0e\ufe0f"
# What programs write for a picture or a letter that they could not take along.
_LOST = "\ufffc\ufffd"
# Signs by which what follows is read from the right to the left, until another ends it.
_TURNING = ("RLE", "RLO", "RLI")
# What answers may hold besides: lines, columns, and what names in Arabic, Hebrew or Persian letters need.
_IN_ANSWERS = "\n\t\u200c\u200d\u200e\u200f"


def unseen_sign(text: str, besides: str = "") -> str | None:
    """Return the first sign of a text that nobody sees, or None; those in `besides` may stand in it."""
    start = first_unseen(text, besides)
    return None if start is None else text[start]


def unseen_in_page(text: str) -> int | None:
    """Return where the first sign stands in a page that nobody sees, or None."""
    is_in_both_directions = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in {*text})
    return first_unseen(text, _IN_ANSWERS if is_in_both_directions else "\n\t")


def first_unseen(text: str, besides: str = "") -> int | None:
    """Return where the first sign of a text stands that nobody sees, or None; those in `besides` may stand in it."""
    if not any(map(_is_unseen, {*text} - {*besides})):
        return None
    looked_at = enumerate(_looked_at(text, besides))
    return next((start for start, (_, is_unseen) in looked_at if is_unseen), None)


def as_saved(text: str) -> str:
    """Return what somebody's device saved as an answer: lines ended in one way, and without what nobody sees."""
    if text.isascii() and text.isprintable():
        return text
    lines = re.sub("\r\n?|[\u2028\u2029]", "\n", text)
    return "".join(sign for sign, is_unseen in _looked_at(lines, _IN_ANSWERS) if not is_unseen)


def reads_otherwise(text: str) -> bool:
    """Return whether a text says something else than it shows: it is turned around, or lost a sign when it was copied.

    Other unseen signs, such as those that phones set around a number, can be left out without loss.
    """
    return not (text.isascii() and text.isprintable()) and any(
        sign in _LOST or unicodedata.category(sign) in ("Cc", "Cs", "Co") or unicodedata.bidirectional(sign) in _TURNING
        for sign in {*text} - {*"\t\n\r"}
    )


def _looked_at(text: str, besides: str) -> Iterator[tuple[str, bool]]:
    """Yield each sign of a text, and whether it is one that nobody sees and that belongs to none before it."""
    before = ""
    for sign in text:
        is_unseen = _is_unseen(sign)
        if not is_unseen:
            before = sign
        yield sign, is_unseen and sign not in besides and not _belongs_to(before, sign)


def what_is_wrong_with(sign: str) -> Sentence:
    """Return what is wrong with a text that holds an unseen sign."""
    template = "the text holds an invisible sign (U+{code_point})"
    if sign in _LOST:
        template = "the text holds a sign (U+{code_point}) in the place of one that was lost when it was copied"
    elif unicodedata.category(sign) == "Co":
        template = "the text holds a sign (U+{code_point}) that only the program it was copied from can show"
    return Sentence(template, code_point=f"{ord(sign):04X}")


@lru_cache(4096)
def _is_unseen(sign: str) -> bool:
    if sign == _SOFT_HYPHEN:
        return False
    code_point = ord(sign)
    is_selector = 0xFE00 <= code_point <= 0xFE0F or 0xE0100 <= code_point <= 0xE01EF
    # No text may hold these, whatever Unicode will be.
    is_none = code_point & 0xFFFE == 0xFFFE or 0xFDD0 <= code_point <= 0xFDEF
    return is_selector or is_none or sign in _BLANK or sign in _LOST or unicodedata.category(sign) in _KINDS


def _belongs_to(before: str, sign: str) -> bool:
    """Return whether an unseen sign is part of the pictograph that `before` begins, such as 👷‍♀️ or ☎️."""
    kind = unicodedata.category(before) if before else ""
    if sign in _PRESENTATION:
        return kind[:1] in ("S", "P") or before.isdecimal()
    is_of_flag = 0xE0020 <= ord(sign) <= 0xE007F
    return kind in ("So", "Sk") and (sign == _JOINER or is_of_flag)
