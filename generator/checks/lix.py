"""Turn Danish running text into its readability index, LIX: words to a sentence, and long words in a hundred.

LIX = words / sentences + 100 · long words / words, a long word having more than six letters (Björnsson 1968). At 24 and
below a text is very easy, up to 34 easy, up to 44 medium. It says something of running text only, from about 200 words.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import lxml.html

from generator.data.text import texts_in
from generator.edition.edition import Edition
from generator.pages.maker import PageMaker
from generator.problems.problem import Advice, Place, Problem, Sentence

LONG = 6
# What a text may at most have: for apprentices, on a handout for companies, and for everybody else.
FOR_APPRENTICES, FOR_COMPANIES, FOR_EVERYBODY = 30, 35, 42
_BY_AUDIENCE = {"laerling": FOR_APPRENTICES, "virksomhed": FOR_COMPANIES}
_APPRENTICES_PAGE = "laerlinge/index.md"
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


def running_text(html: str) -> str:
    """Return the paragraphs of a page one after the other, without headings, lists and whatever is no sentence."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    paragraphs = (" ".join(paragraph.text_content().split()) for paragraph in root.iter("p"))
    return sentences(text for text in paragraphs if text.endswith((".", "?", "!", ":", "«")))


def sentences(texts: Iterable[str]) -> str:
    """Return texts as one, each ended as a sentence."""
    return " ".join(text if text.endswith((".", "?", "!", ":")) else f"{text}." for text in texts)


class Measured(NamedTuple):
    """How a text is read: its name, its index, what that may be."""

    name: str
    lix: int
    limit: int


def measured(edition: Edition, maker: PageMaker) -> Iterator[Measured]:
    """Yield how each text is read of which the index says something."""
    for name, text, limit in _texts(edition, maker):
        if len(_WORD.findall(text)) >= ENOUGH_WORDS:
            yield Measured(name, round(lix(text)), limit)


def hard_to_read(edition: Edition, maker: PageMaker) -> Iterator[Problem]:
    """Yield a warning for each text that is harder to read than its readers are promised."""
    for name, index, limit in measured(edition, maker):
        if index > limit:
            found = Sentence("this is hard to read: LIX {index}", index=index)
            way_out = Sentence("Aim at LIX {limit} or lower: shorter sentences, shorter words.", limit=limit)
            yield Advice("hard-to-read", found, way_out).at(Place(name), "warning")


def _texts(edition: Edition, maker: PageMaker) -> Iterator[tuple[str, str, int]]:
    """Yield the running text of everything that is read at a stretch: its name, the text, and what it may have."""
    sheets = [document.sheet for document in edition.documents if document.sheet]
    asked = [question for sheet in sheets for question in sheet.questions() if question.ask == "laerling"]
    numbered = sentences(question.text for question in asked if question.number)
    yield Sentence("the questions to apprentices"), numbered, FOR_APPRENTICES
    for page in maker.pages("book"):
        limit = FOR_APPRENTICES if page.src_uri == _APPRENTICES_PAGE else FOR_EVERYBODY
        yield f"docs/{page.src_uri}", running_text(page.html), limit
    for document in edition.documents:
        if document.texts:
            whole = [text for _, text in texts_in(document.texts) if text.endswith((".", "?", "!", ".«", "?«"))]
            limit = _BY_AUDIENCE.get(document.audience, FOR_EVERYBODY)
            yield f"forms/{document.id}/text.yml", " ".join(whole), limit
