"""What a school leaves out is nowhere to be found, and leaves no gap where it stood.

Each folder in `scenarios/editions/` is the layer of a school; a new one is tested by being there.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from lxml.html import HtmlElement

from generator.edition.edition import Edition
from generator.edition.load import load_edition
from generator.profile.model import INITIATIVES
from tests.support.command import DAY, EDITIONS
from tests.support.editions import Editions
from tests.support.pdfs import read

# What an edition says about each thing that a school may leave out.
WORDS = {
    "mesteraften": r"mesteraften|virksomhedsaften",
    "trepartsworkshop": r"trepartsworkshop",
    "mentorordning": r"mentorordning|\bmentor",
    "amu-kursus": r"\bAMU\b",
    "pjece": r"pjece",
    "logbog": r"logbog",
    "mikromaaling": r"mikromåling",
    "noerdeklub": r"nørdeklub",
    "tutorordning": r"tutorordning|\btutor",
    "kompetenceudvikling": r"kompetenceudvikling",
    "tredje": r"tredje (lærings)?samtale",
    "praktik": r"praktikuge",
    "support": r"når en lærling ikke trives",
    "privacy": r"databeskyttelsesrådgiver|privatlivspolitik|dataansvarlig",
    "accessibility": r"tilgængelighedserklæring",
    "events": r"\btilmelding",
}
# What is left of a sentence when words in it are gone: the signs around them stand together, or it has no end.
GAP = re.compile(r" [,.;:?!)]|,[,.]|\.\.|[,;(]$|\( ?\)|\( |\bfx(?:\.|,|:|$)|\bNone\b|\bog og\b|  ")
UNFINISHED = re.compile(r"[^.:?!»«]$")
HEADING = re.compile(r"[hH]([1-6])")
INLINE = {"a", "b", "em", "i", "span", "strong", "time", "abbr", "code", "small", "label"}


class Block(NamedTuple):
    """A piece of text that is read in one go; `level` is that of a heading, 0 for anything else."""

    level: int
    text: str


class Built(NamedTuple):
    """An edition and the web root that was built of it."""

    edition: Edition
    root: Path

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


@pytest.fixture(scope="module", params=[path.name for path in sorted(EDITIONS.iterdir())])
def built(request: pytest.FixtureRequest, editions: Editions) -> Built:
    """Each edition in turn; building it is the first test."""
    layer = EDITIONS / request.param
    return Built(load_edition(layer, date.fromisoformat(DAY)), editions(layer))


@cache
def page(path: Path) -> HtmlElement:
    return lxml.html.parse(path).getroot()


@cache
def texts(root: Path) -> dict[str, list[Block]]:
    """Return what stands on every page and in every PDF, in the order of reading."""
    found = {path.relative_to(root).as_posix(): list(page_blocks(path)) for path in sorted(root.rglob("*.html"))}
    for path in sorted(root.rglob("*.pdf")):
        found[path.relative_to(root).as_posix()] = list(pdf_blocks(path))
    # What is not made of an edition, since its texts stand elsewhere in it, is an empty page.
    return {name: blocks for name, blocks in found.items() if blocks}


def pdf_blocks(path: Path) -> Iterator[Block]:
    """Yield what is read aloud; a paragraph that goes on overleaf is tagged as two, and is joined again."""
    before = None
    for block in read(path).blocks:
        if before and before.tag == block.tag == "P" and before.page < block.page and UNFINISHED.search(before.text):
            before = block._replace(text=f"{before.text} {block.text}")
            continue
        if before:
            yield Block(level(before.tag), before.text)
        before = block
    if before:
        yield Block(level(before.tag), before.text)


def level(tag: object) -> int:
    found = HEADING.fullmatch(str(tag))
    return int(found[1]) if found else 0


def page_blocks(path: Path) -> Iterator[Block]:
    """Yield a page's title and description, then its texts; what the eye does not see is read aloud all the same."""
    for text in page(path).xpath("//title/text() | //meta[@name='description']/@content | //@aria-label | //@alt"):
        yield Block(0, str(text).strip())
    yield from element_blocks(page(path).body)


def element_blocks(element: HtmlElement) -> Iterator[Block]:
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "svg"):
        return
    if level(element.tag) or all(child.tag in INLINE for child in element):
        yield Block(level(element.tag), " ".join(element.text_content().split()))
        return
    for child in element:
        yield from element_blocks(child)


def left_out(edition: Edition) -> list[str]:
    """Return the keys of `WORDS` that the school has left out."""
    profile = edition.profile
    rest = {"tredje": profile.conversations.tredje, "praktik": profile.conversations.praktik}
    rest |= {key: getattr(profile, key) for key in ("support", "privacy", "accessibility", "events")}
    return [name for name in INITIATIVES if name not in profile.initiatives] + [key for key in rest if not rest[key]]


def fail_with(faults: Iterator[str]) -> None:
    """Fail with one line per fault, if there are any."""
    if found := list(faults):
        pytest.fail("\n".join(found), pytrace=False)


def test_what_is_left_out_is_mentioned_nowhere(built: Built) -> None:
    """No page and no PDF says a word about it."""
    words = {key: re.compile(WORDS[key], re.IGNORECASE) for key in left_out(built.edition)}
    assert len(words) > 5, "this edition leaves too little out"
    fail_with(
        f"{name}: {key} is left out, but: {block.text[:200]}"
        for name, blocks in texts(built.root).items()
        for block in blocks
        for key, word in words.items()
        if word.search(block.text)
    )


def test_a_school_that_leaves_nothing_out_mentions_it_all(edition: Path) -> None:
    """The words that are looked for are those that the pages use."""
    everything = "\n".join(block.text for path in edition.rglob("*.html") for block in page_blocks(path))
    assert [key for key, word in WORDS.items() if not re.search(word, everything, re.IGNORECASE)] == []


def test_what_is_left_out_has_no_file(built: Built) -> None:
    """Exactly the documents of the edition are published; a page that would have nothing to say is not there."""
    stems = {item.stem for document in built.edition.documents for item in document.prints}
    assert {path.stem for path in (built.root / "pdf").glob("*.pdf")} == stems
    assert (built.root / "was").exists() == (built.edition.profile.accessibility is not None)
    invited = {"mesteraften", "trepartsworkshop"} & set(built.edition.profile.initiatives)
    assert (built.root / "arrangementer").exists() == bool(invited)
    assert {f"invitation-{kind}" for kind in invited} == {stem for stem in stems if stem.startswith("invitation-")}
    assert ("pjece-virksomhed" in stems) == ("pjece" in built.edition.profile.initiatives)


def test_nothing_that_was_left_out_leaves_a_gap(built: Built) -> None:
    """No sentence has a comma or a space too many, and none ends in the middle."""
    fail_with(
        f"{name}: {found[0]!r} in: {block.text[max(0, found.start() - 60) : found.end() + 20]}"
        for name, blocks in texts(built.root).items()
        for block in blocks
        if (found := GAP.search(block.text))
    )


def test_every_heading_has_something_below_it(built: Built) -> None:
    """No heading is empty or followed at once by another of its level or a higher one, and no colon by a heading."""
    fail_with(
        f"{name}: nothing stands below »{block.text}«"
        for name, blocks in texts(built.root).items()
        for block, after in zip(blocks, [*blocks[1:], Block(1, "the end")], strict=True)
        if (block.level and not block.text)
        or (block.level and 0 < after.level <= block.level)
        or (block.text.endswith(":") and after.level)
    )


def test_every_link_leads_to_a_file(built: Built) -> None:
    """Links, pictures, scripts and style sheets of every page are there, and the ids that links name."""
    fail_with(
        f"{built.name(path)}: {link} leads nowhere"
        for path in sorted(built.root.rglob("*.html"))
        for link in page(path).xpath("//@href | //@src")
        if not leads_somewhere(path, str(link))
    )


def leads_somewhere(path: Path, link: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme:
        return True
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    in_a_page = parts.fragment and target.suffix == ".html"
    return target.is_file() and (not in_a_page or unquote(parts.fragment) in page(target).xpath("//@id"))
