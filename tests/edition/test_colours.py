"""Whatever colours a school picks, what is read can be read."""

import re

import pytest
from coloraide import Color
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.edition.colours import contrast, palette
from generator.edition.contrasts import pairs
from tests.support.command import REPOSITORY

HEX = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
CORNERS = [
    "#ffffff",
    "#fefefe",
    "#7f7f7f",
    "#000000",
    "#ffff00",
    "#ffd6e0",
    "#0a0a0a",
    "#39ff14",
    "#ff00ff",
    "#808080",
    # Just enough for a text beside white, and just not; the same for what is only to be seen.
    "#767676",
    "#777777",
    "#949494",
    "#959595",
    # Just enough for a text beside black, and just not.
    "#757575",
    "#747474",
    # The theme's own grounds, and our near black.
    "#f5f5f5",
    "#1b1c1e",
    "#0000ff",
    "#0b5d66",
]


GROUNDS = ("page", "surface", "tint")


def too_faint(primary: str, accent: str) -> list[str]:
    """The pairs of colours that fall short, on the site and on paper."""
    return [
        f"{pair.where}: {pair.fore} on {pair.back} is {pair.ratio:.2f}, needs {pair.least}"
        for pair in pairs(palette(primary, accent))
        if pair.ratio < pair.least
    ]


def lost_rings(primary: str, accent: str) -> list[str]:
    """The grounds on which the ring around what has the focus is not seen, in the style sheet that a browser gets."""
    sheet = palette(primary, accent).css_site()
    light, dark = sheet.split("@media (prefers-color-scheme: dark)")
    schemes = {"light": light, "dark": dark.split("@media print")[0]}
    lost = []
    for name, css in schemes.items():
        tokens = dict(re.findall(r"--sg-([a-z-]+): (#[0-9a-f]{6})", css))
        rings = [("focus", ground) for ground in GROUNDS] + [("on-header", "header")]
        lost += [f"{name}: {ring} on {on}" for ring, on in rings if contrast(tokens[ring], tokens[on]) < 3]
    return lost


@pytest.mark.parametrize("primary", CORNERS)
@pytest.mark.parametrize("accent", CORNERS)
def test_corner_cases_can_be_read(primary: str, accent: str) -> None:
    assert too_faint(primary, accent) + lost_rings(primary, accent) == []


@given(HEX, HEX)
@settings(max_examples=400)
@pytest.mark.slow
def test_any_two_colours_can_be_read(primary: str, accent: str) -> None:
    assert too_faint(primary, accent) + lost_rings(primary, accent) == []


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_the_brand_colour_itself_is_kept_for_surfaces() -> None:
    derived = palette("#0b5d66", "#e4a11b")
    assert (derived.paper["brand"], derived.light["header"], derived.paper["accent"]) == (
        "#0b5d66",
        "#0b5d66",
        "#e4a11b",
    )


def test_a_colour_that_can_be_read_is_not_changed() -> None:
    assert palette("#0b5d66", "#e4a11b").paper["brand_text"] == "#0b5d66"


# The chroma (OKLCH) up to which a ground this light or this dark is a grey to the eye, whatever its hue.
GREY = 0.012


@pytest.mark.parametrize(
    "primary", ["#c8102e", "#dc143c", "#ff0000", "#7a0019", "#e4002b", "#ffd200", "#1e7b34", *CORNERS]
)
def test_a_box_says_nothing_by_its_colour(primary: str) -> None:
    """A tint of red looks like an error, one of yellow like a warning, one of green like praise."""
    derived = palette(primary, "#e4a11b")
    grounds = {"light": derived.light["tint"], "dark": derived.dark["tint"], "paper": derived.paper["tint"]}
    assert [where for where, ground in grounds.items() if Color(ground).convert("oklch")["chroma"] > GREY] == []


@given(HEX)
@settings(deadline=None)
def test_a_box_stands_out_from_its_page(primary: str) -> None:
    """It has no line around it."""
    derived = palette(primary, "#e4a11b")
    schemes = (derived.light, derived.dark)
    grounds = [(scheme["tint"], scheme[name]) for scheme in schemes for name in ("page", "surface")]
    assert all(contrast(tint, ground) >= 1.08 for tint, ground in [*grounds, (derived.paper["tint"], "#ffffff")])


def test_the_theme_brings_no_colour_of_its_own() -> None:
    """Its greys are made for white, and a school's colours may be beside them in the dark."""
    css = (REPOSITORY / "overrides" / "assets" / "site.css").read_text(encoding="utf-8")
    parts = ("default-fg", "default-bg", "primary-fg", "primary-bg", "accent-fg", "footer-fg", "footer-bg")
    parts += ("code-fg", "code-bg", "typeset-kbd", "typeset-a", "typeset-mark")
    ours = dict(re.findall(r"--md-([a-z-]+)-color: var\(--sg-([a-z-]+)\)", css))
    assert [part for part in parts if part not in ours] == []
    assert set(ours.values()) <= {name.replace("_", "-") for name in palette("#0b5d66", "#e4a11b").light}


@pytest.mark.parametrize("sheet", ["forms/_layout/*.css", "forms/*/*.css"])
def test_no_line_on_paper_has_a_colour_that_may_be_too_faint(sheet: str) -> None:
    """A school's colour itself may be white; lines have colours that are seen."""
    drawn = re.compile(r"border[a-z-]*: [^;}]*var\(--(brand|accent|tint)\)")
    files = list(REPOSITORY.glob(sheet))
    assert files
    assert [path.name for path in files if drawn.search(path.read_text(encoding="utf-8"))] == []
