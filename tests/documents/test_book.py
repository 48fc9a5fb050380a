"""The guide as a book holds together: what it says of its own pages is true, and no page looks forgotten."""

import re
from collections.abc import Iterator
from datetime import date
from math import inf
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.documents.jobs import NOT_IN_BOOK
from generator.edition.edition import Edition
from generator.edition.load import load_edition
from generator.pages.maker import PageMaker
from tests.support.command import EDITIONS
from tests.support.editions import Editions
from tests.support.pdfs import FOOT, MM, Block, Box, Page, Pdf, read

EXAMPLE = Path(__file__).parents[2] / "schools" / "eksempel"
# At the very edge stand page numbers and the appendices' marks; a column of text is no wider than this.
EDGE = 12 * MM
COLUMN = 128 * MM
# What stands above an appendix in the place of its title.
HEADLINES = {"Orientering til LUU og ledelsen": "Vi beder om jeres opbakning"}
# A page with fewer lines looks as if something went wrong, unless a chapter ends there.
FEW = 3
SEE_PAGE = re.compile(r"\(se\s+side\s+(\d+)\)")
HEADING = re.compile(r"H[1-6]")


class Part(NamedTuple):
    """A chapter or an appendix: its title, the line that the contents page gives it, its first and last page."""

    title: str
    entry: str
    first: int
    last: int


@pytest.fixture(scope="module")
def example() -> Edition:
    """Return the example school's edition before anything is built."""
    return load_edition(EXAMPLE, date(2026, 11, 2))


@pytest.fixture(scope="module")
def book(edition: Path) -> Pdf:
    """Return the built book."""
    return read(edition / "pdf" / "guide.pdf")


@pytest.fixture(scope="module")
def steps(example: Edition) -> dict[str, int]:
    """Return the titles of the pages that belong in a book, with the number of the step that each is, or 0."""
    return {head.title: head.step or 0 for head in PageMaker(example).heads if head.src_uri not in NOT_IN_BOOK}


@pytest.fixture(scope="module")
def chapters(steps: dict[str, int]) -> list[str]:
    """Return the titles of the chapters."""
    return list(steps)


@pytest.fixture(scope="module")
def appendices(example: Edition) -> list[str]:
    """Return the titles of the sheets, the phone script and the page for the committee in the order of use."""
    with_them = ("telefonmanuskript", "orientering-luu")
    return [document.title for document in example.documents if document.sheet or document.id in with_them]


@pytest.fixture(scope="module")
def parts(book: Pdf, chapters: list[str], appendices: list[str]) -> list[Part]:
    """Return the book's chapters and appendices, each with the pages that the contents page's links lead to."""
    entries = contents(book)
    ends = [first - 1 for first, _ in entries[1:]] + [len(book.pages)]
    titles = [*chapters, *appendices]
    assert len(entries) == len(titles), f"the contents page has {entries} for {titles}"
    return [Part(t, entry, first, last) for t, (first, entry), last in zip(titles, entries, ends, strict=True)]


def contents(book: Pdf) -> list[tuple[int, str]]:
    """Return the page that each entry of the contents page leads to, and all that the entry says."""
    own = next(block.page for block in book.blocks if block.text == "Indhold")
    first = min(link.page for link in book.links if link.on == own)
    entries: dict[int, list[str]] = {}
    for link in book.links:
        if own <= link.on < first:
            entries.setdefault(link.page, []).extend(book.pages[link.on - 1].lines(link.box))
    return [(page, " ".join(texts)) for page, texts in entries.items()]


def number_in_foot(page: Page) -> int | None:
    """Return the number that the foot of a page says it has; None if it says none."""
    found = re.search(r"^(\d+)\b|\b(\d+)$", " ".join(page.lines(FOOT)))
    return int(found[0]) if found else None


def body(page: Page, title: str) -> list[str]:
    """Return the lines of a page between its head and its foot, without what stands at the edges."""
    lines = page.lines(Box(EDGE, FOOT.top, page.width - EDGE, inf))
    return lines[1:] if lines[:1] == [title] else lines


def headings(book: Pdf) -> list[Block]:
    """Return the headings of all chapters and appendices."""
    return [block for block in book.blocks if HEADING.fullmatch(block.tag)]


def test_the_contents_page_names_every_chapter_and_appendix_with_its_page(
    parts: list[Part], chapters: list[str], appendices: list[str]
) -> None:
    """Each entry is the title and the number of the page that a click on it leads to."""
    numbered = [f"{number}. {title}" for number, title in enumerate(appendices, 1)]
    expected = [f"{name} {part.first}" for name, part in zip([*chapters, *numbered], parts, strict=True)]
    assert [part.entry for part in parts] == expected


def test_the_contents_page_names_each_step_with_its_number(book: Pdf, parts: list[Part], steps: dict[str, int]) -> None:
    firsts = {part.title: part.first for part in reversed(parts)}
    lines = book.pages[parts[0].first - 2].lines()
    expected = [f"{number} {title} {firsts[title]}" for title, number in steps.items() if number]
    assert len(expected) == 5
    assert [line for line in expected if line not in lines] == []


def test_the_contents_are_on_one_page(book: Pdf, parts: list[Part]) -> None:
    own = next(block.page for block in book.blocks if block.text == "Indhold")
    assert parts[0].first == own + 1


def test_where_the_contents_page_leads_to_a_chapter_begins(book: Pdf, parts: list[Part]) -> None:
    """The title stands there as the first heading of its page."""
    tops = {}
    for heading in headings(book):
        tops.setdefault(heading.page, (heading.tag, heading.text))
    assert [tops.get(part.first) for part in parts] == [("H1", HEADLINES.get(part.title, part.title)) for part in parts]


def test_every_page_has_the_number_that_its_foot_says(book: Pdf, parts: list[Part]) -> None:
    """Counted from the cover, and printed on every page from the first chapter on."""
    numbers = {page.number: number_in_foot(page) for page in book.pages}
    assert {page: number for page, number in numbers.items() if number not in (None, page)} == {}
    assert [page for page, number in numbers.items() if number is None and page >= parts[0].first] == []


def test_every_reference_names_the_page_it_leads_to(book: Pdf, parts: list[Part]) -> None:
    """»(se side 12)« is a link to page 12, and no link inside the book lacks these words."""
    said = {(page.number, number, to) for page in book.pages for number, to in references(book, page)}
    assert said, "no page refers to another"
    assert {(on, number, to) for on, number, to in said if number != to} == set()
    links = {(link.on, link.page) for link in book.links if link.page and link.on >= parts[0].first}
    assert links == {(on, number) for on, number, _ in said}


def test_what_stands_outside_the_book_has_its_address(book: Pdf, editions: Editions) -> None:
    """It can be typed; where the site has none, the name of the file is all there is to look for."""
    assert "(laeringssamtaler.example.dk/pdf/pjece-virksomhed.pdf)" in book.text
    without = read(editions(EDITIONS / "minimal") / "pdf" / "guide.pdf")
    assert "(pjece-virksomhed.pdf)" in without.text


def test_a_link_inside_the_book_is_read_aloud_as_its_page(book: Pdf) -> None:
    inner = [link for link in book.links if link.page]
    assert inner
    assert {(link.said, link.page) for link in inner if link.said != f"Side {link.page}"} == set()


def references(book: Pdf, page: Page) -> Iterator[tuple[int, int]]:
    """Yield the page that each reference names, and the one that a click on this number leads to, 0 for none."""
    for found in SEE_PAGE.finditer("".join(glyph.char for glyph in page.glyphs)):
        place = page.glyphs[found.start(1)].box
        yield int(found[1]), next((x.page for x in book.links if x.on == page.number and x.box.holds(place)), 0)


def test_there_is_a_bookmark_for_each_chapter_and_appendix(book: Pdf, parts: list[Part]) -> None:
    """In the order of the book, with its title and its page; only the contents page may have one before them."""
    top = [mark for mark in book.bookmarks if mark.level == 0 and mark.page >= parts[0].first]
    assert [mark.page for mark in top] == [part.first for part in parts]
    assert [mark.title for mark, part in zip(top, parts, strict=True) if part.title not in mark.title] == []


def test_bookmarks_below_a_chapter_stay_in_it(book: Pdf, parts: list[Part]) -> None:
    """Whoever opens a chapter's bookmarks finds the headings of this chapter, on its pages."""
    chapter = Part("", "", 1, parts[0].first - 1)
    for mark in book.bookmarks:
        if mark.level == 0 and mark.page >= parts[0].first:
            chapter = next(part for part in parts if part.first <= mark.page <= part.last)
        assert chapter.first <= mark.page <= chapter.last, f"»{mark.title}« stands below »{chapter.title}«"


def test_no_page_is_empty(book: Pdf) -> None:
    """Every page has text, the cover too."""
    assert [page.number for page in book.pages if not page.lines()] == []


def test_no_page_is_nearly_empty_in_the_middle_of_a_chapter(book: Pdf, parts: list[Part]) -> None:
    """Only the last page of a chapter may hold a line or two, and of a class's table there is little to read."""
    tables = {page.number for page in book.pages if page.width > 600}
    lines = {
        number: (len(body(book.pages[number - 1], part.title)), 1 if number in {part.last, *tables} else FEW)
        for part in parts
        for number in range(part.first, part.last + 1)
    }
    assert {page: found for page, (found, wanted) in lines.items() if found < wanted} == {}


def test_no_heading_is_the_last_line_of_its_page(book: Pdf, parts: list[Part]) -> None:
    """Below each heading stands something it is the heading of; in the phone script it stands beside it."""
    script = next(part for part in parts if part.title == "Ring og skriv")
    found = [heading for heading in headings(book) if not script.first <= heading.page <= script.last]
    below = [(x, Box(x.box.left - 1, FOOT.top, x.box.left + COLUMN, x.box.bottom)) for x in found]
    assert len(below) > 20, "the book has too few headings to be the guide"
    assert [f"{x.text}, page {x.page}" for x, box in below if not book.pages[x.page - 1].lines(box)] == []


def heads_without_title(book: Pdf, parts: list[Part]) -> list[str]:
    """Return the pages after the first of each chapter or appendix whose top line is not its title."""
    pages = [(part, book.pages[number - 1]) for part in parts for number in range(part.first + 1, part.last + 1)]
    assert pages, "no chapter has a second page"
    tops = [(part, page.number, page.lines(Box(EDGE, FOOT.top, page.width - EDGE, inf))[:1]) for part, page in pages]
    return [f"page {number}: {top} instead of {part.title}" for part, number, top in tops if top != [part.title]]


def test_running_heads_carry_the_title_of_the_chapter(book: Pdf, parts: list[Part], chapters: list[str]) -> None:
    """At the top of every page on which no chapter begins stands whose page it is."""
    assert heads_without_title(book, parts[: len(chapters)]) == []


def test_running_heads_carry_the_title_of_the_appendix(book: Pdf, parts: list[Part], chapters: list[str]) -> None:
    """A sheet of several pages says on each of them which sheet it is."""
    assert heads_without_title(book, parts[len(chapters) :]) == []


def test_each_appendix_has_its_number(book: Pdf, parts: list[Part], appendices: list[str]) -> None:
    """»Bilag 1« and so on stand where they begin, and nowhere else."""
    found = [(block.text, block.page) for block in book.blocks if re.fullmatch(r"Bilag \d+", block.text)]
    firsts = [part.first for part in parts[-len(appendices) :]]
    assert found == [(f"Bilag {number}", first) for number, first in enumerate(firsts, 1)]
