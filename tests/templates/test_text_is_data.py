"""A text from the profile comes out letter by letter wherever it is printed: never as markup, never as code."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml

from tests.support.editions import Editions

TRICKY = "A_B *C* <i>D</i> & {{ E }}"
PAMPHLETS = ("pjece-virksomhed.pdf", "pjece-laerling.pdf", "pjece-laerling-tryk.pdf")
HANDOUTS = (*PAMPHLETS, "invitation-mesteraften.pdf", "telefonmanuskript.pdf", "kontaktkort.pdf", "plakat.pdf")
# The book, and one sheet for all sheets, which come out of one template.
OTHERS = ("guide.pdf", "aftaleark.pdf", "aftaleark-papir.pdf")
LOOKED_AT = (*OTHERS, *HANDOUTS)


def tricky(name: str) -> str:
    """A text for the key `name`, so that a failure tells which key it was."""
    return f"{TRICKY} {name}"


PROFILE = {
    "name": tricky("navn"),
    "short_name": tricky("kortnavn"),
    "slug": "skolen",
    "trade": "murer",
    "site_url": "https://laeringssamtaler.example.dk/",
    "contacts": [
        {
            "role": "tovholder",
            "name": tricky("kontakt"),
            "title": tricky("titel"),
            "phone": "12 34 56 78",
            "email": "x@example.dk",
        },
        {"role": tricky("rolle"), "name": "Bo Berg"},
    ],
    "conversations": {
        "praktik": {"place": tricky("praktiksted"), "minutes": 30},
        "foerste": {"place": tricky("sted")},
        "anden": {"place": tricky("andetsted"), "months_after_start": [1, 2]},
        "tredje": {"place": tricky("tredjested"), "months_after_start": [6, 9]},
    },
    "initiatives": ["pjece", "mesteraften"],
    "events": [
        {
            "kind": "mesteraften",
            "title": tricky("aften"),
            "date": "2030-01-21",
            "start": "17:00",
            "end": "20:00",
            "place": tricky("aftensted"),
            "signup": tricky("tilmelding"),
            "deadline": "2030-01-14",
        }
    ],
    "support": [{"name": tricky("hjaelp"), "for": tricky("hvornaar"), "phone": "12 34 56 79"}],
    "privacy": {
        "controller": tricky("dataansvarlig"),
        "cvr": "12345678",
        "dpo_email": "dpo@example.dk",
        "retention": tricky("slettes"),
        "filing": tricky("gemmes"),
    },
    "accessibility": {"was_url": "https://www.was.digst.dk/example-dk", "updated": "2026-10-01"},
    "sheets": {
        "foerste-samtale": {
            "reword": {"foerste-dag": tricky("omskrevet")},
            "add": [
                {"after": "feedback", "id": "koerekort", "text": tricky("nyt"), "ask": "laerling", "answer": "short"}
            ],
        }
    },
}


class Visible(HTMLParser):
    """The text a reader sees, and the attributes that are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.title, self.labels, self.description = "", "", "", ""
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.labels += " ".join(values.get(name) or "" for name in ("aria-label", "alt", "title")) + "\n"
        if tag == "meta" and values.get("name") == "description":
            self.description = values.get("content") or ""
        if tag in ("script", "style", "title"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if self._inside[-1:] == ["title"]:
            self.title += data
        elif not self._inside:
            self.text += data


# A site engine may take lines at the top of a page for its own settings, and leave them out or show them unescaped.
OWN_PAGE = """

---\x20
title: Vores side
after: kontakt
---
---
template: redirect.html
location: https://example.dk/
---
Husk: medbring sko
og hjelm

Resten
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, editions: Editions) -> Path:
    layer = tmp_path_factory.mktemp("tricky", numbered=False)
    (layer / "school.yml").write_text(yaml.safe_dump(PROFILE, allow_unicode=True), encoding="utf-8")
    (layer / "docs").mkdir()
    (layer / "docs" / "egen.md").write_text(OWN_PAGE, encoding="utf-8")
    return editions(layer, lambda stem: f"{stem}.pdf" in LOOKED_AT)


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Visible]:
    read = {}
    for path in sorted(folder.rglob("*.html")):
        read[path.relative_to(folder).as_posix()] = page = Visible()
        page.feed(path.read_text(encoding="utf-8"))
    return read


KEYS = [
    *(
        "navn",
        "kontakt",
        "titel",
        "rolle",
        "sted",
        "andetsted",
        "tredjested",
        "praktiksted",
        "aften",
        "aftensted",
        "tilmelding",
    ),
    *("hjaelp", "hvornaar", "dataansvarlig", "slettes", "gemmes", "omskrevet", "nyt"),
]


@pytest.mark.parametrize("key", KEYS)
def test_a_page_shows_the_text_as_it_was_written(pages: dict[str, Visible], key: str) -> None:
    everything = re.sub(r"\s+", " ", " ".join(page.text for page in pages.values()))
    assert tricky(key) in everything


def test_no_page_shows_the_text_as_markup_or_twice_escaped(pages: dict[str, Visible]) -> None:
    for name, page in pages.items():
        for damaged in ("A_B C", "&lt;i&gt;", "&amp;", "&#"):
            assert damaged not in page.text, name
        assert "A_B" not in page.text or "*C* <i>D</i> & {{ E }}" in re.sub(r"\s+", " ", page.text), name


def test_the_browser_s_title_holds_the_school_s_name(pages: dict[str, Visible]) -> None:
    for name, page in pages.items():
        if name != "404.html":
            assert tricky("navn") in page.title, name


def test_description_and_labels_hold_the_name(pages: dict[str, Visible]) -> None:
    assert any(TRICKY in page.description for page in pages.values())
    assert any(TRICKY in page.labels for page in pages.values())


def test_the_search_finds_the_text(folder: Path) -> None:
    index = json.loads((folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    texts = " ".join(visible_text(entry["text"]) for entry in index["docs"])
    assert tricky("kontakt") in texts


def visible_text(html: str) -> str:
    page = Visible()
    page.feed(html)
    return page.text


@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_pdf_shows_the_text_and_names_it_in_its_title(folder: Path, name: str) -> None:
    path = folder / "pdf" / name
    document = pypdfium2.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    text = re.sub(r"\s+", " ", text.replace("￾", "").replace("­", ""))
    assert tricky("kontakt") in text
    assert "&amp;" not in text
    with pikepdf.open(path) as pdf:
        assert tricky("navn") in str(pdf.docinfo["/Title"])
        assert tricky("navn") in pdf.open_metadata().get("dc:title")


def test_a_bookmark_shows_the_text(folder: Path) -> None:
    with pikepdf.open(folder / "pdf" / "guide.pdf") as pdf, pdf.open_outline() as outline:
        titles: list[str] = []

        def walk(items: list[pikepdf.OutlineItem]) -> None:
            for item in items:
                titles.append(item.title)
                walk(item.children)

        walk(outline.root)
    assert titles
    assert not [title for title in titles if "&#" in title or "&amp;" in title]


def test_a_page_s_first_lines_are_text_too(pages: dict[str, Visible]) -> None:
    page = pages["egen.html"]
    text = " ".join(page.text.split())
    assert "template: redirect.html" in text
    assert "Husk: medbring sko og hjelm" in text
    assert "title: Vores side" not in text
