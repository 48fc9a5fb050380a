"""Whose numbers stand on the pocket card, and that ten cards of the right size can be cut out of its sheet."""

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from generator.edition.load import load_edition
from generator.edition.pocket_card import Entry, pocket_card
from generator.pdf.render import render
from generator.profile.model import Profile
from tests.support.command import DAY, EDITIONS, REPOSITORY
from tests.support.editions import Editions, is_handout
from tests.support.layers import jobs_of
from tests.support.pdfs import MM, Box, Page, overlaps, read

LONG_NAMES = REPOSITORY / "tests" / "scenarios" / "long_names"
# ISO/IEC 7810, ID-1.
WIDTH, HEIGHT = 85.6, 54.0
ACROSS, DOWN = 2, 5
# What an office printer leaves white, and what a crooked cut may take of a card; in mm.
UNPRINTED, CUT = 5.0, 3.0

TOVHOLDER = {"role": "tovholder", "name": "Mette Holm", "phone": "12 34 56 78", "email": "mette@example.dk"}


def person(role: str, name: str, **reach: str) -> dict[str, str]:
    return {"role": role, "name": name, **reach}


def profile(contacts: list[dict[str, str]], support: list[dict[str, str]] | None = None) -> Profile:
    return Profile.model_validate({"name": "S", "trade": "murer", "contacts": contacts, "support": support or []})


@pytest.mark.parametrize(
    ("others", "second"),
    [
        ([], []),
        # Who is near an apprentice comes before who stands first.
        ([person("uddannelsesleder", "Bo", phone="11111111"), person("mentor", "Eva", phone="22222222")], ["Eva"]),
        ([person("faglaerer", "Bo", phone="11111111"), person("sps", "Eva", phone="22222222")], ["Eva"]),
        # Who can be called comes before who is near.
        ([person("mentor", "Bo", email="bo@example.dk"), person("Portner", "Eva", phone="22222222")], ["Eva"]),
        ([person("mentor", "Bo", email="bo@example.dk"), person("mentor", "Eva")], ["Bo"]),
        # Nobody is named whom nobody can reach.
        ([person("mentor", "Bo")], []),
        ([person("sps", "Bo", phone="11111111"), person("tovholder", "Eva", phone="22222222")], ["Bo"]),
    ],
)
def test_the_coordinator_and_the_nearest_other_stand_on_it(others: list[dict[str, str]], second: list[str]) -> None:
    card = pocket_card(profile([*others, TOVHOLDER] if second != ["Bo"] else [TOVHOLDER, *others]))
    assert [entry.name for entry in card.school] == ["Mette Holm", *second]


def test_two_places_with_a_number_stand_on_it() -> None:
    places = [
        {"name": "Chat", "for": "x", "url": "https://www.chat.example.dk/her/og/der"},
        *({"name": name, "for": "x", "phone": "11111111"} for name in ("Et", "To", "Tre")),
    ]
    assert [entry.name for entry in pocket_card(profile([TOVHOLDER], places)).support] == ["Et", "To"]
    (place,) = pocket_card(profile([TOVHOLDER], places[:1])).support
    assert place == Entry("Chat", "", "", "chat.example.dk")


@pytest.mark.parametrize(
    ("reach", "way"), [({"phone": "12345678"}, "call"), ({"email": "x@example.dk"}, "write"), ({}, "say")]
)
def test_it_says_how_to_reach_somebody(reach: dict[str, str], way: str) -> None:
    assert pocket_card(profile([person("tovholder", "Bo", **reach)])).way == way


# --- The sheet of ten ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["example", "long names", "minimal"])
def sheet(request: pytest.FixtureRequest, edition: Path, editions: Editions) -> Path:
    """The sheet of cards of each of three schools."""
    if request.param == "long names":
        root = editions(LONG_NAMES, is_handout)
    else:
        root = edition if request.param == "example" else editions(EDITIONS / request.param)
    return root / "pdf" / "kontaktkort.pdf"


def the_page(path: Path) -> Page:
    (page,) = read(path).pages
    return page


def cards(page: Page) -> list[Box]:
    """The places of the ten cards, in points, each row from left to right."""
    left, top = (210 - ACROSS * WIDTH) / 2, 297 - (297 - DOWN * HEIGHT) / 2
    corners = [(left + column * WIDTH, top - row * HEIGHT) for row in range(DOWN) for column in range(ACROSS)]
    return [Box(x * MM, (y - HEIGHT) * MM, (x + WIDTH) * MM, y * MM) for x, y in corners]


def marks(path: Path) -> list[Box]:
    """The thin lines on the sheet that stand outside all cards."""
    with pypdfium2.PdfDocument(path) as document:
        found = [Box(*item.get_bounds()) for item in document[0].get_objects([pdfium.FPDF_PAGEOBJ_PATH])]
    thin = [box for box in found if min(box.right - box.left, box.top - box.bottom) < 0.3 * MM]
    return [box for box in thin if not any(card.holds(box) for card in cards(the_page(path)))]


def test_the_marks_show_ten_cards_of_the_right_size(sheet: Path) -> None:
    upright = [mark for mark in marks(sheet) if mark.right - mark.left < 0.3 * MM]
    lying = [mark for mark in marks(sheet) if mark not in upright]
    columns = sorted({round((mark.left + mark.right) / 2 / MM, 2) for mark in upright})
    rows = sorted({round((mark.top + mark.bottom) / 2 / MM, 2) for mark in lying})
    assert (len(columns), len(rows)) == (ACROSS + 1, DOWN + 1)
    assert [right - left for left, right in pairwise(columns)] == pytest.approx([WIDTH] * ACROSS, abs=0.05)
    assert [top - bottom for bottom, top in pairwise(rows)] == pytest.approx([HEIGHT] * DOWN, abs=0.05)
    # At both ends of each cut.
    assert (len(upright), len(lying)) == (2 * (ACROSS + 1), 2 * (DOWN + 1))


def test_an_office_printer_prints_every_mark(sheet: Path) -> None:
    for mark in marks(sheet):
        assert UNPRINTED * MM <= mark.left < mark.right <= (210 - UNPRINTED) * MM
        assert UNPRINTED * MM <= mark.bottom < mark.top <= (297 - UNPRINTED) * MM


def test_nothing_is_cut(sheet: Path) -> None:
    """Every letter stands inside a card, away from its edges."""
    safe = [
        Box(card.left + CUT * MM, card.bottom + CUT * MM, card.right - CUT * MM, card.top - CUT * MM)
        for card in cards(the_page(sheet))
    ]
    strays = [
        glyph
        for glyph in the_page(sheet).glyphs
        if glyph.char.strip()
        and not any(
            box.left <= glyph.box.left and glyph.box.right <= box.right and box.bottom <= glyph.baseline <= box.top
            for box in safe
        )
    ]
    assert strays == []


def test_nothing_stands_on_top_of_anything(sheet: Path) -> None:
    assert overlaps(the_page(sheet)) == []


def test_the_ten_cards_are_alike(sheet: Path) -> None:
    page = the_page(sheet)
    first, *others = [page.lines(card) for card in cards(page)]
    assert len(first) >= 4
    assert others == [first] * 9
    sizes = [
        {
            round(glyph.box.top - glyph.box.bottom)
            for glyph in page.glyphs
            if card.holds(glyph.box) and glyph.char.strip()
        }
        for card in cards(page)
    ]
    assert sizes == [sizes[0]] * 10


def test_a_screen_reader_reads_one_card(sheet: Path) -> None:
    """The other nine are decoration; the numbers of the first can be called."""
    page = the_page(sheet)
    said = Counter(" ".join(block.text for block in read(sheet).blocks))
    shown = Counter(char for line in page.lines(cards(page)[0]) for char in line)
    assert {char: said[char] for char in shown if char.strip()} == {c: n for c, n in shown.items() if c.strip()}


def test_the_numbers_are_the_largest_and_can_be_called(edition: Path) -> None:
    path = edition / "pdf" / "kontaktkort.pdf"
    assert [link.uri for link in read(path).links] == [
        f"tel:+45{number}" for number in ("12345678", "12345682", "12345683", "70121288", "12345684")
    ]
    page = the_page(path)
    shown = [glyph for glyph in page.glyphs if cards(page)[0].holds(glyph.box)]
    digits, letters = (
        max(glyph.box.top - glyph.box.bottom for glyph in shown if test(glyph.char))
        for test in (str.isdigit, str.isalpha)
    )
    assert digits > letters


def test_a_union_that_is_not_among_the_two_stands_in_the_last_line(edition: Path) -> None:
    page = the_page(edition / "pdf" / "kontaktkort.pdf")
    assert page.lines(cards(page)[0])[-1] == "Er nogen i fare, så ring 112. 3F 12 34 56 84"


def test_without_any_number_there_are_addresses(tmp_path: Path) -> None:
    contact = "{role: tovholder, name: Anne Kjær, email: anne@example.dk}"
    (tmp_path / "school.yml").write_text(f"name: Skolen\ntrade: murer\ncontacts: [{contact}]\n", encoding="utf-8")
    edition = load_edition(tmp_path, date.fromisoformat(DAY))
    path = tmp_path / "kontaktkort.pdf"
    path.write_bytes(render(jobs_of(edition, ["kontaktkort"])["kontaktkort"]).pdf)
    assert "Skriv, hvis noget er svært" in read(path).text
    assert "anne@example.dk" in read(path).text
