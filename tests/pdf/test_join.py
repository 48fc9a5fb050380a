"""A document takes in pages of finished PDFs: each where it belongs, read in its turn, with links that lead right."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from generator.documents.job import BINDING, Job, Product
from generator.pdf.render import render
from generator.pdf.verapdf import VeraPdf
from tests.support.pdfs import MM, Pdf, read

HEAD = '<html lang="da"><head><meta charset="utf-8"><title>Prøve</title><style>{}</style></head><body>{}</body></html>'
STYLE = "@page {{ size: {}; margin: 20mm }} .room {{ height: 1mm }} .room + .room, .new {{ break-before: page }}"
TABLE = "<table><tr><th>Hvem</th></tr><tr><td>{0}</td></tr></table>"
NOTE = (
    '<h1 id="top">Ark {0}</h1><p><a href="https://x.example/{0}">Skolen {0}</a></p>'
    + TABLE
    + '<p class="new"><a href="#top">Til toppen {0}</a></p>'
)
HOST = (
    '<h1>Bogen</h1><p><a href="#a">Ark A</a></p>'
    '<section class="new" id="a"><p>Bilag 1</p><div data-part="a"></div></section>'
    '<section class="new"><p>Bilag 2</p><div data-part="b"></div></section>'
    '<section class="new"><p>Bilag 3</p><div data-part="a"></div></section>'
)


def job(stem: str, body: str, size: str = "A4", *, measured: bool = True) -> Job:
    """A document; as it is measured, it has holes."""
    return Job(stem, HEAD.format(STYLE.format(size), body), "Prøve", "2026-11-02", measured=measured, document="proeve")


@pytest.fixture(scope="module")
def parts() -> dict[str, Product]:
    notes = {"a": job("a", NOTE.format("A")), "b": job("b", NOTE.format("B"), "A4 landscape")}
    return {stem: render(each) for stem, each in notes.items()}


@pytest.fixture(scope="module")
def path(parts: dict[str, Product], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("joined") / "bog.pdf"
    path.write_bytes(render(job("bog", HOST), parts).pdf)
    return path


@pytest.fixture(scope="module")
def joined(path: Path) -> Pdf:
    return read(path)


def test_each_page_comes_to_its_room(joined: Pdf) -> None:
    tops = [page.lines()[:2] for page in joined.pages]
    front, back = ["Bilag {}", "Ark {}"], ["Til toppen {}"]
    assert len(tops) == 7
    for first, number, name in ((1, 1, "A"), (3, 2, "B"), (5, 3, "A")):
        assert sorted(tops[first]) == sorted([front[0].format(number), front[1].format(name)])
        assert tops[first + 1] == [back[0].format(name)]
    assert [page.width > 800 for page in joined.pages] == [False, False, False, True, True, False, False]


def test_it_is_read_in_its_turn(joined: Pdf) -> None:
    words = [block.text for block in joined.blocks]
    own = [word for number, name in ((1, "A"), (2, "B"), (3, "A")) for word in said(number, name)]
    assert words == ["Bogen", "Ark A", *own]


def said(number: int, name: str) -> list[str]:
    return [f"Bilag {number}", f"Ark {name}", f"Skolen {name}", "Hvem", name, f"Til toppen {name}"]


def test_links_lead_where_they_led(joined: Pdf) -> None:
    inside = [(link.on, link.page, link.said) for link in joined.links if link.page]
    assert inside == [(1, 2, "Side 2"), (3, 2, "Side 2"), (5, 4, "Side 4"), (7, 6, "Side 6")]
    assert [(link.on, link.uri[-1]) for link in joined.links if link.uri] == [(2, "A"), (4, "B"), (6, "A")]


def test_a_link_lies_on_its_words(joined: Pdf) -> None:
    for link in joined.links:
        (words,) = joined.pages[link.on - 1].lines(link.box)
        assert words.startswith(("Skolen", "Til toppen", "Ark"))


def test_on_the_other_side_of_the_paper_the_holes_stay_free(
    joined: Pdf, parts: dict[str, Product], tmp_path: Path
) -> None:
    """What was on a front and comes to a back moves to the left, and the other way round."""
    alone = tmp_path / "a.pdf"
    alone.write_bytes(parts["a"].pdf)
    moved = [
        left_edge(joined, on + 1, letter) - left_edge(read(alone), on, letter) for on, letter in ((1, "A"), (2, "T"))
    ]
    assert moved == pytest.approx([-BINDING * MM, BINDING * MM], abs=0.01)


def test_a_part_without_holes_stays_where_it_is(tmp_path: Path) -> None:
    part = render(job("a", NOTE.format("A"), measured=False))
    whole, alone = tmp_path / "bog.pdf", tmp_path / "a.pdf"
    whole.write_bytes(render(job("bog", HOST.replace('"b"', '"a"')), {"a": part}).pdf)
    alone.write_bytes(part.pdf)
    assert left_edge(read(whole), 2, "A") == pytest.approx(left_edge(read(alone), 1, "A"), abs=0.01)


def left_edge(pdf: Pdf, number: int, letter: str) -> float:
    return min(glyph.box.left for glyph in pdf.pages[number - 1].glyphs if glyph.char == letter)


def test_no_page_is_in_the_file_that_nobody_sees(tmp_path: Path) -> None:
    """What stands in the margin of a part's page held on to that page: the book was half as large again."""
    foot = "<style>@page { @bottom-center { content: 'Fod' } }</style>"
    part = render(job("a", foot + NOTE.format("A")))
    whole = render(job("bog", HOST.replace('"b"', '"a"')), {"a": part}).pdf
    with pikepdf.open(BytesIO(whole)) as pdf:
        kept = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Page"]
        assert len(kept) == len(pdf.pages) == 7


def test_no_two_cells_have_one_name(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        names = [str(each.ID) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/ID" in each]
        asked = [str(each.A.Headers[0]) for each in pdf.objects if has_headers(each)]
    assert len(names) == len(set(names)) == 3
    assert sorted(asked) == sorted(names)


def has_headers(element: pikepdf.Object) -> bool:
    return (
        isinstance(element, pikepdf.Dictionary)
        and isinstance(element.get("/A"), pikepdf.Dictionary)
        and "/Headers" in element.A
    )


def test_it_keeps_the_standards(path: Path, verapdf: VeraPdf) -> None:
    assert verapdf.faults([path]) == []


def test_the_same_parts_give_the_same_bytes(parts: dict[str, Product], path: Path) -> None:
    assert render(job("bog", HOST), parts).pdf == path.read_bytes()


def test_bookmarks_are_the_document_s_own(joined: Pdf) -> None:
    assert [mark.title for mark in joined.bookmarks] == ["Bogen"]
