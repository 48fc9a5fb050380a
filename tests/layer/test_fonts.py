"""A school's own font is looked at before anything is set in it, and what cannot be used is told with a way out."""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.documents.assets import Assets
from generator.layer.fonts import PLAIN_SIGNS, font_problem, our_signs
from generator.layer.layers import Layers
from generator.pdf.render import render
from generator.problems.problem import GeneratorError
from generator.profile.load import load_profile, profile_text
from generator.profile.warn import warnings_for
from tests.support.command import DAY
from tests.support.finished import job_of_print
from tests.support.fonts import DANISH, FONTS, font, packed, widened
from tests.support.layers import changed_example

PROFILE = """\
name: Skolen
trade: murer
contacts: [{role: tovholder, name: Mette Holm}]
fonts: {body: skrift.ttf}
"""
MAKER = "Use the .ttf or .otf file from the font's maker."
NO_OTHER = f"A new name does not make it another file. {MAKER}"
DAMAGED = f"is not a whole TrueType or OpenType font. {MAKER}"


@pytest.fixture
def layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a profile that names a font."""
    monkeypatch.chdir(tmp_path)
    Path("school.yml").write_text(PROFILE, encoding="utf-8")
    return Path()


def problems_of(layer: Path) -> list[str]:
    with pytest.raises(GeneratorError) as caught:
        load_profile(layer, ["murer"])
    return [str(problem) for problem in caught.value.problems]


def test_a_font_with_danish_letters(layer: Path) -> None:
    Path("skrift.ttf").write_bytes(font())
    fonts = load_profile(layer, ["murer"]).fonts
    assert fonts is not None
    assert fonts.body == "skrift.ttf"


@pytest.mark.parametrize("name", sorted(path.name for path in FONTS.glob("*.ttf")))
def test_our_own_fonts_would_do(name: str) -> None:
    assert font_problem((FONTS / name).read_bytes()) is None


def test_our_own_font_has_all_that_danish_is_written_with() -> None:
    assert {*map(ord, PLAIN_SIGNS - {"\n"})} <= our_signs()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (lambda: font("abcæÆåÅ"), "has no ø Ø. Use a font, or the full version of it, with Danish letters."),
        (
            lambda: font(weights=True),
            "is a variable font, with many weights in one file, whose letters touch each other in a PDF. "
            "Use the file of one weight, often called …-Regular.ttf and found in a folder 'static'.",
        ),
        (lambda: packed(font(), "woff"), f"is a packed font for web pages (WOFF). {NO_OTHER}"),
        # A few bytes that say of themselves that they unpack to four gigabytes.
        (
            lambda: b"wOF2\0\1\0\0\0\0\0\x30\0\1\0\0\xff\xff\xff\xff" + b"\0" * 28,
            f"is a packed font for web pages (WOFF2). {NO_OTHER}",
        ),
        (lambda: b"ttcf\0\1\0\0\0\0\0\1", f"is a collection of several fonts. {NO_OTHER}"),
        (lambda: b"PK\3\4" + b"\0" * 26 + b"Skrift-Regular.ttf", f"is a packed folder (ZIP). {NO_OTHER}"),
        (lambda: b"not a font", DAMAGED),
        (lambda: b"", DAMAGED),
        (
            lambda: font(permission=0x0002),
            "may not be put into documents, says its maker. Use another font, or ask for a licence.",
        ),
        (
            lambda: font(permission=0x0100),
            "may not be put into documents, says its maker. Use another font, or ask for a licence.",
        ),
        (lambda: font() + b"\0" * 10 * 1024 * 1024, "is larger than 10 MiB. Use a smaller one."),
    ],
    ids=["danish", "variable", "woff", "bomb", "collection", "zip", "text", "empty", "licence", "whole only", "giant"],
)
def test_a_font_that_cannot_be_used(layer: Path, content: Callable[[], bytes], told: str) -> None:
    """The key and the file are named, and how to get a font that can."""
    Path("skrift.ttf").write_bytes(content())
    assert problems_of(layer) == [f"school.yml:4:15: fonts.body: 'skrift.ttf' {told}"]


def test_a_font_that_its_maker_lets_be_looked_at_and_printed(layer: Path) -> None:
    Path("skrift.ttf").write_bytes(font(permission=0x0008))
    assert load_profile(layer, ["murer"]).fonts


@pytest.mark.parametrize(
    ("fonts", "told"),
    [
        (
            "{body: skrift.ttf}",
            [
                "fonts has no bold, so headings are in IBM Plex Sans. Add the bold or semi-bold file of the same font.",
                "fonts has no italic, so words in italics are in IBM Plex Sans. Add the italic file of the same font.",
            ],
        ),
        ("{body: skrift.ttf, bold: skrift.ttf, italic: skrift.ttf}", []),
    ],
)
def test_what_is_set_in_our_font_all_the_same_is_told(layer: Path, fonts: str, told: list[str]) -> None:
    Path("school.yml").write_text(PROFILE.replace("{body: skrift.ttf}", fonts), encoding="utf-8")
    Path("skrift.ttf").write_bytes(font())
    warnings = warnings_for(load_profile(layer, ["murer"]), profile_text(layer), date.fromisoformat(DAY))
    assert [warning.message for warning in warnings if warning.advice.found.startswith("fonts")] == told


@pytest.mark.slow
def test_where_a_school_s_own_font_leaves_no_room_it_is_named(tmp_path: Path) -> None:
    """To shorten the texts is of little use to a school whose texts are ours."""
    (tmp_path / "bred.ttf").write_bytes(widened(FONTS / "IBMPlexSans-Regular.ttf", 1.4))
    edition = changed_example(tmp_path, DAY, fonts={"body": "bred.ttf"})
    job = job_of_print(edition, "pjece-virksomhed")
    with pytest.raises(GeneratorError) as caught:
        render(job)
    way_outs = {problem.advice.way_out.partition("school.yml.")[2] for problem in caught.value.problems}
    assert way_outs == {" Or use a narrower font: fonts in school.yml."}


def test_each_key_is_looked_at(layer: Path) -> None:
    Path("school.yml").write_text(
        PROFILE.replace("skrift.ttf}", "a.ttf, bold: b.otf, italic: c.ttf}"), encoding="utf-8"
    )
    Path("a.ttf").write_bytes(font("abcæøåÆØ"))
    Path("b.otf").write_bytes(b"not a font")
    Path("c.ttf").write_bytes(font(weights=True))
    assert [line.partition(". ")[0].split(" is ")[0] for line in problems_of(layer)] == [
        "school.yml:4:15: fonts.body: 'a.ttf' has no Å",
        "school.yml:4:28: fonts.bold: 'b.otf'",
        "school.yml:4:43: fonts.italic: 'c.ttf'",
    ]


@pytest.mark.parametrize("table", ["head", "maxp", "loca", "glyf", "cmap", "post"])
def test_a_damaged_font_is_told_and_nothing_else_is_said(table: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Such as a file that was not copied to its end, or over which something else was written."""
    from io import BytesIO

    from fontTools.ttLib import TTFont

    whole = (FONTS / "IBMPlexSans-Regular.ttf").read_bytes()
    reader = TTFont(BytesIO(whole)).reader
    assert reader is not None
    place = reader.tables[table]
    damaged = bytearray(whole)
    damaged[place.offset : place.offset + place.length] = random.Random(1).randbytes(place.length)
    assert font_problem(bytes(damaged)) is not None
    assert font_problem(whole[: place.offset + place.length // 2]) is not None
    assert capfd.readouterr().err == ""


def test_a_font_of_a_style_sheet_is_looked_at_too(tmp_path: Path) -> None:
    """It need not have Danish letters: it may be one of signs."""
    (tmp_path / "forms" / "x").mkdir(parents=True)
    assets = Assets(Layers(tmp_path))
    (tmp_path / "forms" / "x" / "tegn.ttf").write_bytes(font("abc"))
    assert assets.url("forms/x/tegn.ttf") == "asset:forms/x/tegn.ttf"
    (tmp_path / "forms" / "x" / "pakket.ttf").write_bytes(packed(font(DANISH), "woff"))
    (tmp_path / "forms" / "x" / "pakket.woff").write_bytes(packed(font(DANISH), "woff"))
    for name, told in {
        "pakket.ttf": f"this file is a packed font for web pages (WOFF). {NO_OTHER}",
        "pakket.woff": "this is a packed font for web pages (WOFF), and a document uses PNG, JPEG and SVG pictures "
        f"and .ttf and .otf fonts only. {MAKER}",
    }.items():
        with pytest.raises(GeneratorError) as caught:
            assets.url(f"forms/x/{name}")
        (problem,) = caught.value.problems
        assert problem.message == told
