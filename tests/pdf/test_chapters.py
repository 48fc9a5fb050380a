"""How close a chapter of a book is set is found from that chapter alone, and kept: no page of it looks forgotten."""

import json
from pathlib import Path

import pytest

from generator.documents.job import Job
from generator.pdf.chapters import chapters
from generator.pdf.render import render
from generator.pdf.store import Store
from generator.pdf.workers import Production

# A page has room for 20 lines, and for 21 of those that are closer.
STYLE = """
@page { size: 100mm 180mm; margin: 24mm 10mm }
body { font-size: 12pt; line-height: 6.4mm }
p { margin: 0 }
section { break-before: page }
section[data-tight="1"] { line-height: 6mm }
a::after { content: target-counter(attr(href url), page) }
"""
SHORT, LONG, TOO_LONG = 5, 21, 26


def book(*lines: int, day: str = "2026-11-02") -> Job:
    """A book with a cover, and a chapter of so many lines for each number; each refers to the first one."""
    flowing = ""
    for number, count in enumerate(lines):
        rest = f"<p>Linje {number}</p>" * (count - 1)
        flowing += f'<section id="k{number}" data-flows><p><a href="#k0">Først</a></p>{rest}</section>'
    head = f"<head><title>{day}</title><style>{STYLE}</style></head>"
    return Job("bog", f'<html lang="da">{head}<body><section>Omslag</section>{flowing}</body></html>', day, day)


def test_each_chapter_is_tried_alone() -> None:
    found = chapters(book(SHORT, LONG))
    assert [(number, trial.use) for number, trial in found.items()] == [(1, "trial"), (2, "trial")]
    assert "Linje 1" not in found[1].html
    assert "Linje 0" not in found[2].html
    assert not any("Omslag" in trial.html for trial in found.values())
    # Or its reference to what stands elsewhere would be shorter than in the book.
    assert '<div id="k0">' in found[2].html


def test_what_another_chapter_or_the_cover_says_decides_nothing() -> None:
    before, after = chapters(book(SHORT, LONG)), chapters(book(LONG, LONG, day="2026-12-24"))
    assert [before[number].key == after[number].key for number in (1, 2)] == [False, True]


def test_a_document_without_chapters_has_none() -> None:
    assert chapters(Job("ark", "<html><body><section>Et ark</section></body></html>", "Ark", "2026-11-02")) == {}


@pytest.mark.parametrize(("lines", "close"), [(SHORT, 0), (LONG, 1), (TOO_LONG, 0)])
def test_a_chapter_is_set_closer_only_if_that_helps(lines: int, close: int) -> None:
    (trial,) = chapters(book(lines)).values()
    assert render(trial).close == close


def test_one_page_too_many_is_saved() -> None:
    assert (render(book(SHORT, LONG)).pages, render(book(SHORT, TOO_LONG)).pages) == (3, 4)


def kept(folder: Path) -> int:
    """Return how many trials a store holds."""
    return sum(not json.loads(path.read_text())["pages"] for path in folder.glob("*.json"))


@pytest.mark.slow
def test_a_word_has_its_own_chapter_tried_anew_and_no_other(tmp_path: Path) -> None:
    """And what comes of it is what comes of a book that nobody has tried before."""
    told: list[str] = []
    for job, count in ((book(SHORT, LONG), 2), (book(LONG, LONG), 3), (book(LONG, LONG, day="2026-12-24"), 3)):
        products = Production([job], Store(tmp_path), told.append).products()
        assert kept(tmp_path) == count
        assert products["bog"].pdf == render(job).pdf
    assert [str(line) for line in told] == 3 * ["  [1/1] bog.pdf, 3 pages"]
