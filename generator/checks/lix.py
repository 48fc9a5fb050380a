"""Turn Danish running text into its readability index, LIX: words to a sentence, and long words in a hundred.

LIX = words / sentences + 100 · long words / words, a long word having more than six letters (Björnsson 1968). At 24 and
below a text is very easy, up to 34 easy, up to 44 medium. It says something of running text only, from about 200 words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import lxml.html

LONG = 6
# What a text may at most have: for apprentices, on a handout for companies, and for everybody else.
FOR_APPRENTICES, FOR_COMPANIES, FOR_EVERYBODY = 30, 35, 42
# Below this many words the index says little.
ENOUGH_WORDS = 100
# Long words that every reader of the guide knows; they count as short.
KNOWN = (
    "læringssamtale", "samtale", "lærling", "virksomhed", "uddannelse", "oplæring", "arbejdsplads", "byggeplads",
    "aftaleark", "tovholder", "grundforløb", "hovedforløb", "praktikuge", "faglærer",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?:]+(?=\s|$)")


def lix(text: str) -> float:
    """Return the index of a running text; 0 for a text without words."""
    words = _WORD.findall(text)
    sentences = max(1, len(_SENTENCE.findall(text)))
    long = [word for word in words if len(word) > LONG and not word.lower().startswith(KNOWN)]
    return len(words) / sentences + 100 * len(long) / len(words) if words else 0.0


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def running_text(html: str) -> str:
    """Return the paragraphs of a page one after the other, without headings, lists and whatever is no sentence."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    paragraphs = (" ".join(paragraph.text_content().split()) for paragraph in root.iter("p"))
    return sentences(text for text in paragraphs if text.endswith((".", "?", "!", ":", "«")))


def sentences(texts: Iterable[str]) -> str:
    """Return texts as one, each ended as a sentence."""
    return " ".join(text if text.endswith((".", "?", "!", ":")) else f"{text}." for text in texts)
