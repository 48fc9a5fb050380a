"""What a field takes is printed whole, in more lines or smaller letters; what does not fit is refused.

pdfium is what Chrome and Edge type with, pdf.js is Firefox's.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from generator.documents.job import FORM_FONT
from generator.pdf.fill import fill
from generator.sheets.model import Sheet
from tests.support.command import REPOSITORY
from tests.support.sheets import SHEETS, path_of, sheet_of
from tests.support.viewers import DRAWN_BY, Drawn, PdfJs, drawn, held, places, type_in_pdfium

FONT = (REPOSITORY / FORM_FONT).read_bytes()
NAME = "Christoffer Emil Højgaard-Møller Thorbjørnsen"
PROSE = "Vi taler om, hvad jeg glæder mig til, og om værktøj og sikkerhed på pladsen. "
TEXTS = {
    "a long name": NAME,
    "far too much": PROSE * 30,
    "letters without a space, the widest": "W" * 900,
    "capitals": PROSE.upper() * 30,
    "another alphabet": "Щербак Олександр Шевченко Жанна " * 30,
    "a list": "- hjelm\n- sko\n- handsker",
}
# What somebody may be called who is in oplæring in Denmark; each line has letters that Windows code page 1252 has not.
LETTERS = {
    "Polish": "Łukasz Żółć Źrebię ąęńś ĄĆĘŃŚ",
    "Turkish": "Çağla Şahin İpek Işık ĞğıŞş",
    "Vietnamese": "Nguyễn Thị Ánh Đặng Ư Ơ ữ ợ Ỹ",
    "Romanian": "Ștefan Țepeș Ă ă Î î",
    "Serbian": "Đorđe Živković Ćirić Č č",
    "Lithuanian": "Žydrūnas Ąžuolas ė Ė į Ų ų Ū",
    "Latvian": "Jānis Bērziņš Ģirts Ķīsis Ļ",
    "Czech": "Řehoř Dvořák Ďáblík ů ň ť Ě",
    "Hungarian": "Győző Szűcs Ő Ű",
    "Icelandic and Sami": "Þórður Guðrún Ŋ ŧ",
    "Maltese and Welsh": "Ħal Ġorġ ċ Ŵyn ŷ",
    "Greek": "Ελένη Γιώργος Ωμέγα ϊ ΰ",
    "Ukrainian": "Олександр Щербак Їжак Ґалаґан є",
    "Serbian in Cyrillic": "Љубица Њего Ђорђе Ћирић Џ",
}
# The first letter of a line is not counted by pdf.js, so a line may be longer by that letter than the field.
ONE_LETTER = 6


@pytest.fixture(params=SHEETS)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return sheet_of(request.param)


def empty(edition: Path, sheet: Sheet) -> bytes:
    return path_of(edition, sheet).read_bytes()


@cache
def text_fields(pdf: bytes) -> list[str]:
    """Return the names of fields that take a text, one of each size: what is typed into a box to tick is not kept."""
    kept, sizes = held(type_in_pdfium(pdf, dict.fromkeys(places(pdf), "x"))), {}
    for name, (_, box) in places(pdf).items():
        if kept.get(name) == "x":
            sizes.setdefault((round(box.width), round(box.height)), name)
    return list(sizes.values())


def cut_off(saved: bytes, names: list[str], beside: float = 0.4) -> dict[str, tuple[str, Drawn]]:
    """Return the fields in which something that is held is not drawn, or is drawn beyond an edge."""
    kept = held(saved)
    found = {}
    for name, look in drawn(saved, names).items():
        text = " ".join(str(kept.get(name, "")).split())
        # A word that is broken at the end of a line is drawn with a space there.
        whole = look.text.replace(" ", "") == text.replace(" ", "")
        if not whole or look.beside > beside or look.above_or_below > 0.4:
            found[name] = (text, look)
    return found


def test_what_is_typed_in_chrome_is_shown_whole_or_refused(edition: Path, sheet: Sheet) -> None:
    pdf = empty(edition, sheet)
    names = text_fields(pdf)
    for kind, text in TEXTS.items():
        saved = type_in_pdfium(pdf, dict.fromkeys(names, text))
        assert not cut_off(saved, names), kind
        kept = held(saved)
        assert {name for name in names if not text.startswith(str(kept[name]).rstrip())} == set(), kind


def test_line_after_line_is_refused_where_the_field_ends(edition: Path) -> None:
    pdf = empty(edition, sheet_of("aftaleark"))
    names = text_fields(pdf)
    saved = type_in_pdfium(pdf, dict.fromkeys(names, "x\n" * 40), keys=True)
    assert not cut_off(saved, names)
    assert {str(held(saved)[name]).count("x") for name in names} <= set(range(4, 20))


@pytest.mark.parametrize("key", ["aftaleark", "foer-samtalen"])
def test_what_is_typed_in_firefox_is_shown_whole_or_refused(edition: Path, firefox: PdfJs, key: str) -> None:
    pdf = empty(edition, sheet_of(key))
    names = text_fields(pdf)
    for kind in ("a long name", "far too much", "another alphabet", "a list"):
        saved = firefox.fill_in(pdf, dict.fromkeys(names, TEXTS[kind]))
        assert not cut_off(saved, names, ONE_LETTER), kind


@pytest.mark.parametrize(
    ("key", "name"),
    [("aftaleark", "laerling"), ("aftaleark", "i-virksomheden_navn"), ("opfoelgning", "laerlinge_1_laerling")],
)
def test_a_long_name_is_not_refused(edition: Path, key: str, name: str) -> None:
    pdf, text = empty(edition, sheet_of(key)), "Sarah-Josephine Lykkegaard-Nissen"
    for saved in (type_in_pdfium(pdf, {name: text}), fill(pdf, {name: text}, FONT)):
        assert held(saved)[name] == text
        assert not cut_off(saved, [name])


def test_what_is_filled_in_beforehand_is_shown_whole_or_refused(edition: Path, sheet: Sheet) -> None:
    pdf = empty(edition, sheet)
    names = text_fields(pdf)
    for name in names:
        with pytest.raises(ValueError, match=f"{name}: this text is too long for its field"):
            fill(pdf, {name: PROSE * 30}, FONT)
    assert not cut_off(fill(pdf, dict.fromkeys(names, "Åge\nØrsted"), FONT), names)


def test_what_was_filled_in_beforehand_can_be_made_longer(edition: Path) -> None:
    pdf = fill(empty(edition, sheet_of("aftaleark")), {"laerling": "Bo"}, FONT)
    saved = type_in_pdfium(pdf, {"laerling": NAME})
    assert held(saved)["laerling"] == NAME
    assert not cut_off(saved, ["laerling"])


def test_every_viewer_draws_the_letters_of_european_languages(edition: Path, firefox: PdfJs) -> None:
    """What Chrome types, and Firefox, and our own filling in, is drawn letter by letter, whoever opens the file."""
    pdf = empty(edition, sheet_of("foerste-samtale"))
    names = [name for name, kept in held(type_in_pdfium(pdf, dict.fromkeys(places(pdf), "x"))).items() if kept == "x"]
    answers = dict(zip(names, LETTERS.values(), strict=False))
    assert len(answers) == len(LETTERS)
    for saved in (type_in_pdfium(pdf, answers), firefox.fill_in(pdf, answers), fill(pdf, answers, FONT)):
        assert {name: look.text for name, look in drawn(saved, answers).items()} == answers
        for reader, draw in DRAWN_BY.items():
            pages = draw(saved, 2)
            for name, text in answers.items():
                assert ink(pages, saved, name) > 8 * len(text.replace(" ", "")), f"{reader} leaves letters out: {text}"


def ink(pages: list[Image.Image], saved: bytes, name: str) -> int:
    """Return how many dark pixels there are in a field."""
    page, box = places(saved)[name]
    high = pages[page].height / 2
    left, top, right, bottom = (round(2 * edge) for edge in (box.llx, high - box.ury, box.urx, high - box.lly))
    return sum(pages[page].convert("L").crop((left, top, right, bottom)).histogram()[:128])


def test_a_letter_that_the_font_has_not_is_seen_to_be_missing(edition: Path) -> None:
    """A box is drawn in its place, and the text is kept."""
    pdf = empty(edition, sheet_of("aftaleark"))
    saved = type_in_pdfium(pdf, {"laerling": "漢字"})
    assert held(saved)["laerling"] == "漢字"
    assert drawn(saved, ["laerling"])["laerling"].beside < -1
