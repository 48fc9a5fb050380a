"""A finished sheet filled in many times: as data and as a picture it is what filling it in once gives."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PIL import ImageChops

from generator.documents.job import FORM_FONT
from generator.pdf.blank_sheet import BlankSheet
from generator.pdf.fill import fill
from generator.pdf.room import foot_edges, page_texts
from generator.pdf.verapdf import VeraPdf
from tests.support.command import REPOSITORY
from tests.support.examples import examples_of
from tests.support.finished import Finished
from tests.support.sheets import sheet_of
from tests.support.viewers import DRAWN_BY, held

FONT = (REPOSITORY / FORM_FONT).read_bytes()
KEY = "foerste-samtale"


@pytest.mark.slow
def test_it_holds_and_shows_what_a_sheet_does_that_is_filled_in_alone(finished: Finished, tmp_path: Path) -> None:
    pdf = finished(KEY)
    blank = BlankSheet(pdf, FONT)
    for example in examples_of(KEY):
        fields = example.fields(sheet_of(KEY))
        one, many = fill(pdf, fields, FONT), blank.filled(fields)
        assert held(many) == held(one), example.name
        assert many == blank.filled(fields), example.name
        for reader, draw in DRAWN_BY.items():
            pages = zip(draw(one, 1), draw(many, 1), strict=True)
            assert not [page for page in pages if ImageChops.difference(*page).getbbox()], f"{example.name}, {reader}"
        path = tmp_path / "sheet.pdf"
        path.write_bytes(many)
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_it_can_be_filled_in_again(finished: Finished) -> None:
    first = BlankSheet(finished(KEY), FONT).filled({"laerling": "Łukasz", "laerer-bedst_ved-at-se-det": True})
    again = BlankSheet(first, FONT).filled({"laerling": "Çağla Żółć", "laerer-bedst_ved-at-se-det": False, "dato": "x"})
    assert held(again).items() >= {"laerling": "Çağla Żółć", "dato": "x"}.items()
    assert "laerer-bedst_ved-at-se-det" not in held(again)


def test_its_foot_says_its_number_on_each_page(finished: Finished) -> None:
    """Below the number of the page, at the right edge of what the foot says; nothing else moves."""
    pdf = finished(KEY)
    blank = BlankSheet(pdf, FONT)
    numbered = blank.filled({"laerling": "Amina"}, "a" * 20)
    assert [text.count("Nr. " + "a" * 20) for text in page_texts(numbered)] == [1] * len(page_texts(pdf))
    for text, before in zip(page_texts(blank.filled({})), page_texts(pdf), strict=True):
        assert text.split() == before.split()
    for edges, before in zip(foot_edges(numbered), foot_edges(pdf), strict=True):
        assert abs(edges[0] - before[0]) < 1
        assert 0 < edges[1] - before[1] + 11 < 22
    again = BlankSheet(numbered, FONT).filled({"laerling": "Bo"}, "07")
    assert ["Nr. 07" in text and "aaa" not in text for text in page_texts(again)] == [True] * len(page_texts(pdf))


def test_it_says_what_a_field_cannot_hold(finished: Finished) -> None:
    blank = BlankSheet(finished(KEY), FONT)
    assert blank.why_not("laerling", "Łukasz Żółć") is None
    assert str(blank.why_not("laerling", "x" * 500)) == "this text is too long for its field"
    assert str(blank.why_not("laerling", "王")) == "the font has no '王' (U+738B)"


def test_it_keeps_the_standards(finished: Finished, verapdf: VeraPdf, tmp_path: Path) -> None:
    paths = []
    for number, example in enumerate(examples_of(KEY)):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(BlankSheet(finished(KEY), FONT).filled(example.fields(sheet_of(KEY)), f"{number:02}"))
        paths.append(path)
    assert verapdf.faults(paths) == []
