"""A logo that is lost on the colour it stands on is told, and one that is seen is not."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from generator.checks.logos import is_lost, logo_warnings
from tests.support.command import DAY, REPOSITORY
from tests.support.layers import changed_example

WHITE, BRAND = "#ffffff", "#0b5d66"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def deep(level: int) -> bytes:
    """A grey sign on nothing but itself, with 16 bits for each dot."""
    stream = io.BytesIO()
    Image.new("I;16", (40, 40), level).save(stream, "PNG")
    return stream.getvalue()


def dots(colour: str, paper: str = "#00000000", size: int = 400) -> bytes:
    """A ring, with the soft edges that a drawing program makes, on a paper that is nothing unless it is said."""
    picture = Image.new("RGBA", (4 * size, size), paper)
    ImageDraw.Draw(picture).ellipse((size, size // 8, 2 * size, size // 2), outline=colour, width=size // 16)
    stream = io.BytesIO()
    picture.resize((size, size // 4)).save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "ground", "lost"),
    [
        (dots("#ffffff"), WHITE, True),
        (dots("#f7f5ef"), WHITE, True),
        (dots("#ffffff", "#ffffff"), WHITE, True),
        (dots("#00000000"), WHITE, True),
        (dots("#ffffff"), BRAND, False),
        (dots("#0b5d66"), BRAND, True),
        (dots("#10626b"), BRAND, True),
        (dots("#0b5d66"), WHITE, False),
        (dots("#ffd500"), WHITE, False),
        (deep(20_000), WHITE, False),
        (deep(65_000), WHITE, True),
        # A box of its own is seen, whatever is in it.
        (dots("#0b5d66", "#ffffff"), BRAND, False),
        # Little of it, on much paper.
        (dots("#000000", "#ffffff", 1600), WHITE, False),
    ],
)
def test_a_logo_of_dots(content: bytes, ground: str, *, lost: bool) -> None:
    assert is_lost(content, "logo.png", ground) is lost


@pytest.mark.parametrize(
    ("drawing", "ground", "lost"),
    [
        ('<path fill="#fff" d="M0 0h9v9z"/>', WHITE, True),
        ('<path fill="white" d="M0 0h9v9z"/>', WHITE, True),
        ('<g style="stroke:none; fill: rgb(255, 255, 255)"><path d="M0 0h9v9z"/></g>', WHITE, True),
        ('<style>.a{fill:#FFF;}</style><path class="a" d="M0 0h9v9z"/>', WHITE, True),
        (
            '<linearGradient id="b"><stop stop-color="#fff"/></linearGradient><path fill="url(#b)" d="M0 0h9v9z"/>',
            WHITE,
            True,
        ),
        ('<clipPath id="c"><path d="M0 0h9v9z"/></clipPath><path fill="#fff" d="M0 0h9v9z"/>', WHITE, True),
        ('<path fill="#fff" d="M0 0h9v9z"/>', BRAND, False),
        ('<path fill="#0b5d66" d="M0 0h9v9z"/>', BRAND, True),
        ('<circle fill="#0b5d66" r="9"/><path fill="#fff" d="M0 0h9v9z"/>', BRAND, False),
        # What names no colour is black.
        ('<path fill="#fff" d="M0 0h9v9z"/><path d="M0 0h9v9z"/>', WHITE, False),
        ('<path d="M0 0h9v9z"/>', "#000000", True),
        ('<path fill="#fff" stroke="#000" d="M0 0h9v9z"/>', WHITE, False),
        # Nothing can be told of these.
        ('<style>path{fill:#fff}</style><path d="M0 0h9v9z"/>', WHITE, False),
        ('<path fill="color-mix(in srgb, red, blue)" d="M0 0h9v9z"/>', WHITE, False),
        (
            '<filter id="f"><feFlood flood-color="#000"/></filter><path filter="url(#f)" fill="#fff" d="M0 0h9v9z"/>',
            WHITE,
            False,
        ),
    ],
)
def test_a_drawn_logo(drawing: str, ground: str, *, lost: bool) -> None:
    assert is_lost(SVG.format(drawing).encode(), "logo.svg", ground) is lost


@pytest.mark.parametrize("school", ["eksempel", "eksempel-maler"])
def test_the_examples_logos_are_seen(school: str) -> None:
    folder = REPOSITORY / "schools" / school
    assert not is_lost((folder / "logo.svg").read_bytes(), "logo.svg", WHITE)
    if (folder / "logo-negativ.svg").is_file():
        assert not is_lost((folder / "logo-negativ.svg").read_bytes(), "logo-negativ.svg", "#8c3b1f")


def test_each_logo_is_told_by_its_key_and_its_ground(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("skole").mkdir()
    Path("skole/hvid.svg").write_text(SVG.format('<path fill="#fff" d="M0 0h9v9z"/>'), encoding="utf-8")
    Path("skole/farve.png").write_bytes(dots("#0b5d66"))
    changes = {"logo": "hvid.svg", "logo_negative": "farve.png", "colours": {"primary": BRAND}}
    edition = changed_example(Path("skole"), DAY, **changes)
    assert [str(warning) for warning in logo_warnings(edition)] == [
        "skole/hvid.svg: warning: logo can hardly be seen on white (#ffffff), where it stands. "
        "Use the logo in colour here, and name the white one logo_negative.",
        "skole/farve.png: warning: logo_negative can hardly be seen on the school's colour (#0b5d66), where it stands. "
        "Use the logo in white, or in black.",
    ]
