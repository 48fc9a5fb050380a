"""No finished page is nearly empty, and nothing that belongs together is torn: options, tables, addresses."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from generator.sheets.model import Question, Sheet
from tests.support.pdfs import FOOT, MM, read
from tests.support.sheets import SHEETS, example_edition, path_of, sheet_of

# What part of the room between the edge at the top and the foot a page must use at least.
USED = 0.25
# A table with more rows than this is a whole class's and runs on; then no page has fewer rows of it than FEW.
ONE_PIECE, FEW = 11, 3
HYPHENATED = ("dag-måned-år", "CPR-nummer")


@pytest.fixture(params=SHEETS)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return sheet_of(request.param)


@cache
def lines(path: Path) -> list[str]:
    """Return the lines of text of a PDF without their blanks."""
    with pypdfium2.PdfDocument(path) as pdf:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    return [re.sub(r"\s", "", re.sub("[\x02\ufffe]", "-", line)) for line in text.splitlines()]


def torn(path: Path, word: str) -> bool:
    """Return whether `word` stands in two lines somewhere in a PDF."""
    return "".join(lines(path)).count(word) > sum(line.count(word) for line in lines(path))


@pytest.mark.parametrize("ending", ["", "-papir"])
def test_no_page_of_a_sheet_is_nearly_empty(edition: Path, sheet: Sheet, ending: str) -> None:
    used = []
    with pypdfium2.PdfDocument(path_of(edition, sheet, ending)) as pdf:
        for page in pdf:
            picture = page.render(scale=1).to_pil().convert("L").point(lambda shade: 255 if shade < 250 else 0)
            room = picture.height - round(FOOT.top)
            _, _, _, bottom = picture.crop((0, 0, picture.width, room)).getbbox() or (0, 0, 0, 0)
            used.append(round(bottom / room, 2))
    assert min(used) >= USED, used


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


def test_no_option_is_left_alone_on_a_line(edition: Path, sheet: Sheet) -> None:
    """The eye takes it for something else; where each option has a line of its own, all of them are found."""
    found = {question.id: rows for question, rows in boxes_by_row(path_of(edition, sheet, "-papir"), sheet)}
    assert {key: rows for key, rows in found.items() if rows[-1:] == [1] and max(rows) > 1} == {}


def test_no_table_is_torn_after_a_few_rows(edition: Path, sheet: Sheet) -> None:
    rows: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    tables = {question.id for question in sheet.questions() if question.answer == "table"}
    with pikepdf.open(path_of(edition, sheet)) as pdf:
        for number, page in enumerate(pdf.pages):
            for note in page.get("/Annots", []):
                key, _, cell = str(note.get("/T", "")).partition("_")
                if key in tables:
                    rows[key][number].add(cell.partition("_")[0])
    for pages in rows.values():
        counts = [len(found) for found in pages.values()]
        assert len(counts) == 1 or (sum(counts) > ONE_PIECE and min(counts) >= FEW), counts


def test_no_address_and_no_date_is_torn(edition: Path) -> None:
    """What is typed from paper is typed with the blank that was seen in it."""
    school = example_edition().profile
    addresses = {person.email for person in school.contacts} | {place.url for place in school.support}
    addresses |= {school.site_url, school.website, *(event.signup for event in school.events)}
    words = [*HYPHENATED, *(str(address).removeprefix("https://").rstrip("/") for address in addresses if address)]
    paths = [path for path in sorted((edition / "pdf").glob("*.pdf")) if path.stem != "guide"]
    assert len(paths) > len(SHEETS)
    assert [(path.name, word) for path in paths for word in words if torn(path, word)] == []
