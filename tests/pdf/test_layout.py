"""No finished page is nearly empty, and nothing that belongs together is torn: options, tables, addresses.

So it is for the example, for a school with the longest names, and for one with the least.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest

from generator.edition.edition import Edition
from generator.edition.load import load_edition
from generator.sheets.model import Question, Sheet
from tests.support.command import DAY, EDITIONS
from tests.support.editions import Editions
from tests.support.pdfs import FOOT, MM, read
from tests.support.sheets import EXAMPLE, path_of

# What part of the room between the edge at the top and the foot a page must use at least.
USED = 0.25
# With less than this on both of them, two pages look as if something were missing.
HALF = 0.7
# The book's cover, and who has published it.
MEANT_SO = {("guide", 1), ("guide", 2)}
# A table with more rows than this is a whole class's and runs on; then no page has fewer rows of it than FEW.
ONE_PIECE, FEW = 11, 3
# A pamphlet's panel has no line for more letters than this.
PANEL = 45
# In pt: less is what one letter stands higher than another.
IN_LINE = 2
HYPHENATED = ("dag-måned-år", "CPR-nummer")


class Built(NamedTuple):
    """An edition and the web root that was built of it."""

    edition: Edition
    root: Path

    def sheets(self) -> Iterator[Sheet]:
        return (document.sheet for document in self.edition.documents if document.sheet)


@pytest.fixture(scope="module", params=["example", "lange-navne", "minimal"])
def built(request: pytest.FixtureRequest, editions: Editions) -> Built:
    layer = EXAMPLE if request.param == "example" else EDITIONS / request.param
    return Built(load_edition(layer, date.fromisoformat(DAY)), editions(layer))


@cache
def lines(path: Path) -> list[str]:
    """Return the lines of text of a PDF without their blanks."""
    with pypdfium2.PdfDocument(path) as pdf:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    return [re.sub(r"\s", "", re.sub("[\x02\ufffe]", "-", line)) for line in text.splitlines()]


def torn(path: Path, word: str) -> bool:
    """Return whether `word` stands in two lines somewhere in a PDF."""
    return "".join(lines(path)).count(word) > sum(line.count(word) for line in lines(path))


def used(page: pypdfium2.PdfPage) -> float:
    """Return how much of a page is used from the edge at the top down to its foot, 0 to 1."""
    picture = page.render(scale=0.5).to_pil().convert("L").point(lambda shade: 255 if shade < 250 else 0)
    room = picture.height - round(FOOT.top / 2)
    _, _, _, bottom = picture.crop((0, 0, picture.width, room)).getbbox() or (0, 0, 0, 0)
    return round(bottom / room, 2)


def test_no_page_is_nearly_empty(built: Built) -> None:
    """A pile has blank backs, so that each sheet begins on a piece of paper of its own."""
    stems = [item.stem for document in built.edition.documents for item in document.prints if item.kind != "bundle"]
    found = {}
    for stem in stems:
        with pypdfium2.PdfDocument(built.root / "pdf" / f"{stem}.pdf") as pdf:
            found |= {(stem, number): used(page) for number, page in enumerate(pdf, 1)}
    assert "guide" in stems
    assert {page: part for page, part in found.items() if part < USED and page not in MEANT_SO} == {}


def test_no_chapter_is_torn_into_pages_half_empty(built: Built) -> None:
    """What has a few lines too many for its pages is set closer before it is divided."""
    path = built.root / "pdf" / "guide.pdf"
    blocks = read(path).blocks
    begin = {block.page for block in blocks if block.tag == "H1"}
    appendices = next(block.page for block in blocks if block.text == "Bilag 1")
    with pypdfium2.PdfDocument(path) as pdf:
        parts = {number: used(pdf[number - 1]) for number in range(3, appendices)}
    pairs = [(number, number + 1) for number in parts if number + 1 in parts and number + 1 not in begin]
    assert pairs
    assert [pair for pair in pairs if max(parts[number] for number in pair) < HALF] == []


def boxes_by_row(path: Path, sheet: Sheet) -> Iterator[tuple[Question, list[int]]]:
    """Yield each question with boxes to tick, and how many of them stand in each of its lines, from the top."""
    blocks = list(pairwise(read(path).blocks))
    numbered = [question for question in sheet.questions() if question.number]
    starts = []
    for question in numbered:
        words = " ".join(f"{question.number} {question.text}".split())
        starts.append((question, next(a for a, b in blocks if f"{a.text} {b.text}".startswith(words))))
    with pypdfium2.PdfDocument(path) as pdf:
        for question, start in starts:
            if question.answer not in ("one-of", "any-of", "yes-no-unsure"):
                continue
            ends = [
                other.box.top for _, other in starts if other.page == start.page and other.box.top < start.box.bottom
            ]
            rows: Counter[int] = Counter()
            for drawn in pdf[start.page - 1].get_objects():
                left, bottom, right, top = drawn.get_bounds()
                if abs(right - left - 5 * MM) < 1 and abs(top - bottom - 5 * MM) < 1:
                    rows[round(top)] += max(ends, default=FOOT.top) < top < start.box.top
            yield question, [count for _, count in sorted(rows.items(), reverse=True) if count]


def test_no_option_is_left_alone_on_a_line(built: Built) -> None:
    """The eye takes it for something else; where each option has a line of its own, all of them are found."""
    found = {
        (sheet.id, question.id): rows
        for sheet in built.sheets()
        for question, rows in boxes_by_row(path_of(built.root, sheet, "-papir"), sheet)
    }
    assert found
    assert {key: rows for key, rows in found.items() if rows[-1:] == [1] and max(rows) > 1} == {}


def test_no_table_is_torn_after_a_few_rows(built: Built) -> None:
    torn_tables = {}
    for sheet in built.sheets():
        rows: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        tables = {question.id for question in sheet.questions() if question.answer == "table"}
        with pikepdf.open(path_of(built.root, sheet)) as pdf:
            for number, page in enumerate(pdf.pages):
                for note in page.get("/Annots", []):
                    key, _, cell = str(note.get("/T", "")).partition("_")
                    if key in tables:
                        rows[key][number].add(cell.partition("_")[0])
        for key, pages in rows.items():
            counts = [len(found) for found in pages.values()]
            if len(counts) > 1 and (sum(counts) <= ONE_PIECE or min(counts) < FEW):
                torn_tables[sheet.id, key] = counts
    assert torn_tables == {}


def fields(path: Path) -> Iterator[tuple[int, dict[str, tuple[float, float]]]]:
    """Yield each page with where its fields to write in have their top and how high they are, by name."""
    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages):
            boxes = {str(note.T): note.Rect for note in page.get("/Annots", []) if note.get("/FT") == "/Tx"}
            yield number, {name: (float(box[3]), float(box[3] - box[1])) for name, box in boxes.items()}


def test_fields_beside_each_other_are_in_line(built: Built) -> None:
    """So are the labels above them in a head: the eye goes along them."""
    found = []
    for sheet in built.sheets():
        path = path_of(built.root, sheet)
        tables = {question.id for question in sheet.questions() if question.answer == "table"}
        labels = {block.text.partition(" dag-måned-år")[0]: block.box.top for block in reversed(read(path).blocks)}
        heads = {question.id: labels[question.text] for question in sheet.head if question.text in labels}
        for number, boxes in fields(path):
            alone = [(name, *box) for name, box in boxes.items() if name.partition("_")[0] not in tables]
            for (one, top, high), (other, beside, low) in combinations(alone, 2):
                if abs(top - beside) < min(high, low):
                    apart = abs(heads[one] - heads[other]) if number == 0 and {one, other} <= {*heads} else 0
                    found += [(sheet.id, one, other)] if abs(top - beside) > 1 or apart > IN_LINE else []
    assert found == []


def test_no_address_and_no_date_is_torn(built: Built) -> None:
    """What is typed from paper is typed with the blank that was seen in it."""
    school = built.edition.profile
    addresses = {person.email for person in school.contacts} | {place.url for place in school.support}
    addresses |= {school.site_url, school.website, *(event.signup for event in school.events)}
    words = [*HYPHENATED, *(str(address).removeprefix("https://").rstrip("/") for address in addresses if address)]
    paths = sorted((built.root / "pdf").glob("*.pdf"))
    assert len(paths) > len(list(built.sheets()))
    most = {path: PANEL if path.stem.startswith("pjece-") else 200 for path in paths}
    assert [(path.name, word) for path in paths for word in words if len(word) <= most[path] and torn(path, word)] == []
