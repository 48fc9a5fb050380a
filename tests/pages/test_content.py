"""Every fact of the guide stands on its page, in its book and, for the questions of the talks, on their paper sheets.

The facts are in content.yml, each with the Danish words that carry it.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import lxml.html
import pypdfium2
import pytest
import yaml

from generator.data.text import read_yaml_text

HERE = Path(__file__).parent
SHEETS = ("foerste-samtale", "anden-samtale")
# The height between running head and foot of the book's pages, in points.
BOOK_BODY = (60.0, 785.0)
# Bullets and numbers of lists, which a PDF has after the text of the page.
MARKER = re.compile(r"(•|\d+\.?)\s*")


class Fact(NamedTuple):
    """One thing that a reader must learn, and where it is said."""

    id: str
    fact: str
    page: str
    phrases: tuple[str, ...]
    pdf: str = ""
    links: tuple[str, ...] = ()
    handouts: Mapping[str, list[str]] = {}

    def missing_in(self, text: str) -> list[str]:
        return [f"{self.id}: {phrase}" for phrase in self.phrases if phrase not in text]


def several(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def facts() -> list[Fact]:
    """The entries of content.yml; one with a key too many or too few is an error."""
    entries = yaml.safe_load((HERE / "content.yml").read_text(encoding="utf-8"))
    return [
        Fact(
            phrases=several(entry.pop("phrase")),
            links=several(entry.pop("link", [])),
            handouts=entry.pop("handout", {}),
            **entry,
        )
        for entry in entries
    ]


FACTS = facts()


def plain(text: str) -> str:
    """`text` on one line, as it is read: without soft hyphens; pdfium marks a hyphen at the end of a line."""
    return " ".join(re.sub("[\x02\ufffe]", "-", text).replace("\xad", "").split())


@cache
def article(path: Path) -> lxml.html.HtmlElement:
    """The part of a page that is its own, without what is never shown."""
    root = lxml.html.fromstring(path.read_text(encoding="utf-8"))
    (found,) = root.iter("article")
    for unseen in found.xpath(".//script | .//style | .//template | .//*[@hidden]"):
        unseen.drop_tree()
    return found


@cache
def pdf_text(path: Path, bottom: float | None = None, top: float | None = None) -> str:
    """The text of a PDF as one line; of each page only what is between `bottom` and `top`."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_bounded(bottom=bottom, top=top) for page in pdf]
    return plain("\n".join(line for page in pages for line in page.splitlines() if not MARKER.fullmatch(line)))


def page_of(edition: Path, fact: Fact) -> lxml.html.HtmlElement:
    return article(edition / ("" if fact.page == "index" else fact.page) / "index.html")


@pytest.mark.parametrize("fact", FACTS, ids=[fact.id for fact in FACTS])
def test_a_fact_stands_on_its_page(edition: Path, fact: Fact) -> None:
    page = page_of(edition, fact)
    missing = fact.missing_in(plain(page.text_content()))
    assert not missing, fact.fact
    addresses = tuple(page.xpath(".//a/@href"))
    unlinked = [link for link in fact.links if not any(address.endswith(link) for address in addresses)]
    assert not unlinked, fact.fact
    if fact.pdf:
        missing = fact.missing_in(pdf_text(edition / "pdf" / f"{fact.pdf}.pdf"))
        assert not missing, f"{fact.fact} ({fact.pdf}.pdf)"


def test_the_book_tells_every_fact_too(edition: Path) -> None:
    text = pdf_text(edition / "pdf" / "guide.pdf", *BOOK_BODY)
    missing = [phrase for fact in FACTS for phrase in fact.missing_in(text)]
    assert not missing


def test_a_handout_tells_the_facts_that_it_is_made_for(edition: Path) -> None:
    said = [
        (handout, fact.id, phrase) for fact in FACTS for handout, phrases in fact.handouts.items() for phrase in phrases
    ]
    assert said
    assert [told for told in said if told[2] not in pdf_text(edition / "pdf" / f"{told[0]}.pdf")] == []


def test_no_two_facts_have_the_same_id() -> None:
    ids = [fact.id for fact in FACTS]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_question_comes_from_a_fact_or_says_that_it_is_added(sheet: str) -> None:
    data = read_yaml_text(HERE.parents[1] / "forms" / sheet / "sheet.yml").data
    phrases = [phrase for fact in FACTS if fact.pdf == f"{sheet}-papir" for phrase in fact.phrases]
    strays = []
    for question in (question for section in data["sections"] for question in section["questions"]):
        # Words of the trade are filled in where the sheet has {{ … }}.
        worded = ".+".join(re.escape(part) for part in re.split(r"{{.*?}}", question["text"]))
        if not question.get("added") and not any(re.fullmatch(worded, phrase) for phrase in phrases):
            strays.append(question["text"])
    assert not strays
