"""A paper print with what is known written on its lines, for each of a class: what a teacher prints and carries."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import ImageChops

from generator.documents.job import FORM_FONT
from generator.pdf.class_print import ClassPrint, Written
from generator.pdf.room import page_texts
from generator.pdf.verapdf import VeraPdf
from generator.roundtrip.known import LAST_TIME, NAMES, names_known
from tests.support.command import REPOSITORY
from tests.support.finished import Finished
from tests.support.sheets import SHEETS, sheet_of
from tests.support.viewers import DRAWN_BY, drawn_by_pdfium

FONT = (REPOSITORY / FORM_FONT).read_bytes()
ABOUT_SOMEBODY = [key for key in SHEETS if any(question.id in NAMES for question in sheet_of(key).head)]
LONG = "Murer- og Entreprenørfirmaet Højgaard & Sønner ApS"


def class_print(finished: Finished, key: str) -> ClassPrint:
    return ClassPrint(finished(key, "paper"), FONT, names_known(sheet_of(key)))


def fields_of(key: str) -> set[str]:
    """Return which of the fields that something is known for a sheet has."""
    questions = {question.id for question in sheet_of(key).questions()}
    return {name for name in names_known(sheet_of(key)) if name.partition("_")[0] in questions}


@pytest.mark.parametrize("key", ABOUT_SOMEBODY)
@pytest.mark.slow
def test_each_answer_stands_on_its_line(key: str, finished: Finished) -> None:
    """Its page differs from the empty one nowhere else than between the label above it and its line."""
    sheet = class_print(finished, key)
    names = sorted(fields_of(key))
    assert not [name for name in names if sheet.why_not(name, "Łukasz Æ")]
    pdf = sheet.printed([Written({}, "", ""), *(Written({name: "Łukasz Æ"}, "", "") for name in names)])
    texts = page_texts(pdf)
    pages = len(texts) // (1 + len(names))
    for copy, name in enumerate(names, 1):
        own = texts[copy * pages : (copy + 1) * pages]
        (number,) = (number for number, text in enumerate(own) if text != texts[number])
        assert own[number].replace("Łukasz Æ", "").split() == texts[number].split()
        written, empty = drawn_by_pdfium(pdf, 2, (copy * pages + number, number))
        box = ImageChops.difference(written, empty).getbbox()
        assert box
        left, top, right, bottom = box
        assert bottom - top < 32, name
        below = [empty.getpixel((x, y)) for x in range(left, right) for y in range(bottom, bottom + 12)]
        assert min(map(int, below)) < 250, f"there is no line below {name}"  # type: ignore[arg-type]


def test_every_reader_draws_it_alike(finished: Finished) -> None:
    sheet = class_print(finished, "foerste-samtale")
    written = sheet.printed([Written(dict.fromkeys(sorted(fields_of("foerste-samtale")), "Łukasz Æ"), "12", "")])
    empty, boxes = sheet.printed([Written({}, "", "")]), {}
    for reader, draw in DRAWN_BY.items():
        pages = zip(draw(written, 1), draw(empty, 1), strict=True)
        boxes[reader] = [ImageChops.difference(*page).getbbox() for page in pages]
    for reader, found in boxes.items():
        for box, known in zip(found, boxes["pdfium"], strict=True):
            assert box, reader
            assert known
            assert max(abs(one - other) for one, other in zip(box, known, strict=True)) <= 2, reader


@pytest.mark.parametrize(("key", "pages"), [("aftaleark", 2), ("tredje-samtale", 4), ("foerste-samtale", 4)])
def test_each_begins_on_a_leaf_of_its_own(key: str, pages: int, finished: Finished) -> None:
    people = ["Amina Ærø", "Bertram Østergård", "Çağla Ågren"]
    sheets = [Written({"laerling": name}, f"{number:02}", name) for number, name in enumerate(people, 1)]
    pdf = class_print(finished, key).printed(sheets)
    texts = page_texts(pdf)
    assert len(texts) == 3 * pages
    for number, name in enumerate(people):
        own = [text for text in texts[number * pages : (number + 1) * pages] if text]
        assert name in own[0]
        assert not [text for text in own if f"Nr. {number + 1:02}" not in text]
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        with document.open_outline() as outline:
            found = [(item.title, item.destination[0].objgen) for item in outline.root]
        starts = [document.pages[number * pages].obj.objgen for number in range(3)]
        assert found == list(zip(people, starts, strict=True))


def test_what_is_long_is_set_smaller_and_what_is_too_long_is_said(finished: Finished) -> None:
    sheet = class_print(finished, "anden-samtale")
    assert sheet.why_not("virksomhed", LONG) is None
    assert str(sheet.why_not("virksomhed", LONG * 3)) == "this text is too long for its field"
    assert str(sheet.why_not("laerling", "王")) == "the font has no '王' (U+738B)"
    assert sheet.why_not(LAST_TIME, "Lærlingen: En bue hver uge") is None
    assert sheet.why_not("min-laerer_navn", "Mette Holm") is not None, "this sheet does not ask for it"
    (first, *_) = page_texts(sheet.printed([Written({"virksomhed": LONG}, "1", "x")]))
    assert LONG in " ".join(first.split())


def test_it_keeps_the_standards_and_reads_in_order(finished: Finished, verapdf: VeraPdf, tmp_path: Path) -> None:
    paths = []
    for key in ("foerste-samtale", "aftaleark", "handleplan"):
        sheet, path = class_print(finished, key), tmp_path / f"{key}.pdf"
        sheets = [Written(dict.fromkeys(sorted(fields_of(key)), "Łukasz Æ"), "12", "Łukasz")] * 2
        path.write_bytes(sheet.printed([*sheets, Written({}, "13", "")]))
        assert sheet.printed([*sheets, Written({}, "13", "")]) == path.read_bytes()
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        paths.append(path)
    assert verapdf.faults(paths) == []
    # For each page poppler goes through all pages, so one of the short ones.
    words = ["pdfinfo", "-struct-text", paths[1]]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    read = [line.strip().strip('"') for line in told.splitlines() if '"' in line]
    assert read[read.index("dag-måned-år") - 1 :][:3] == ["Dato", "dag-måned-år", "Łukasz Æ"]
    assert read.count("Lærling") == 3
    assert read[read.index("Lærling") + 1] == "Łukasz Æ"
