"""A pack is what a talk takes on paper, ready to be dealt out; a short print is the core of a talk on one leaf."""

import re
from datetime import date
from pathlib import Path

import lxml.html
import pytest

from generator.edition.load import load_edition
from tests.support.command import REPOSITORY
from tests.support.pdfs import read
from tests.support.sheets import sheet_of

EXAMPLE = REPOSITORY / "schools" / "eksempel"
FOOT = re.compile(r"([a-z-]+) \d+-[0-9a-f]{4}.*Side (\d+) af (\d+)", re.DOTALL)
PACKS = {
    "praktiksamtale": ["praktiksamtale", *["aftaleark"] * 3],
    "foerste-samtale": ["foerste-samtale", *["aftaleark"] * 3, "foerste-dag"],
    "anden-samtale": ["anden-samtale", *["aftaleark"] * 3],
    "tredje-samtale": ["tredje-samtale", *["aftaleark"] * 3],
}
SHORT = ("foerste-samtale", "anden-samtale")


def feet(path: Path) -> list[tuple[str, int, int] | None]:
    found = [FOOT.search("\n".join(page.lines())) for page in read(path).pages]
    return [(foot[1], int(foot[2]), int(foot[3])) if foot else None for foot in found]


@pytest.mark.parametrize("talk", PACKS)
def test_a_pack_holds_each_sheet_in_its_number_and_order(edition: Path, talk: str) -> None:
    """Each begins on a piece of paper of its own and is whole; only backs of last pages are empty."""
    pages = feet(edition / "pdf" / f"pakke-{talk}.pdf")
    firsts = [(number, foot[0]) for number, foot in enumerate(pages, 1) if foot and foot[1] == 1]
    assert [sheet for _, sheet in firsts] == PACKS[talk]
    assert {number % 2 for number, _ in firsts} == {1}
    for (first, sheet), last in zip(firsts, [*(n for n, _ in firsts[1:]), len(pages) + 1], strict=True):
        found = [foot for foot in pages[first - 1 : last - 1] if foot]
        assert found == [(sheet, number, len(found)) for number in range(1, len(found) + 1)]


def test_a_pack_is_made_for_each_talk_that_is_held_and_for_no_other() -> None:
    minimal = load_edition(REPOSITORY / "tests" / "scenarios" / "editions" / "minimal", date(2026, 11, 2))
    held = {document.id for document in minimal.documents}
    assert {f"pakke-{talk}" for talk in PACKS if talk in held} == {name for name in held if name.startswith("pakke-")}


@pytest.mark.parametrize("talk", SHORT)
def test_a_short_print_is_one_leaf_with_the_core_questions(edition: Path, talk: str) -> None:
    """They have the numbers that they have on the whole sheet and in the script."""
    short, whole = (read(edition / "pdf" / f"{talk}{ending}.pdf") for ending in ("-kort", "-papir"))
    assert len(short.pages) <= 2
    for question in sheet_of(talk).questions():
        if question.number:
            asked = re.compile(rf"{question.number} {re.escape(' '.join(question.text.split()))}")
            assert bool(asked.search(short.text)) == question.core, question.id
            assert asked.search(whole.text), question.id


def test_each_document_stands_on_the_sheets_page_once(edition: Path) -> None:
    page = lxml.html.parse(edition / "samtaleark" / "index.html").getroot()
    (content,) = page.xpath("//article")
    links = [link.get("href") for link in content.xpath(".//a[starts-with(@href, '../pdf/')]")]
    assert len(links) == len(set(links))
    assert {Path(link).name for link in links} == {path.name for path in (edition / "pdf").glob("*.pdf")}


def test_the_right_pack_is_two_clicks_from_the_front_page(edition: Path) -> None:
    front = lxml.html.parse(edition / "index.html").getroot()
    (way,) = front.xpath("//a[contains(., 'Til samtalen nu')]")
    assert way.get("href") == "samtaleark/index.html"
    page = lxml.html.parse(edition / way.get("href")).getroot()
    packs = page.xpath("//a[contains(., 'Print pakken')]")
    assert [Path(link.get("href")).name for link in packs] == [f"pakke-{talk}.pdf" for talk in PACKS]
