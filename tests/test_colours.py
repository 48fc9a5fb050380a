"""Whatever colours a school picks, what is read can be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.colours import contrast, palette

HEX = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
CORNERS = ["#ffffff", "#000000", "#ffff00", "#ffd6e0", "#0a0a0a", "#39ff14", "#ff00ff", "#808080", "#767676", "#0b5d66"]


def too_faint(primary: str, accent: str) -> list[str]:
    """The pairs that fall short, with their contrast."""
    return [
        f"{name}: {fore} on {back} is {contrast(fore, back):.2f}, needs {minimum}"
        for name, fore, back, minimum in palette(primary, accent).pairs()
        if contrast(fore, back) < minimum
    ]


@pytest.mark.parametrize("primary", CORNERS)
@pytest.mark.parametrize("accent", CORNERS)
def test_corner_cases_can_be_read(primary: str, accent: str) -> None:
    assert too_faint(primary, accent) == []


@given(HEX, HEX)
@settings(max_examples=400, deadline=None)
def test_any_two_colours_can_be_read(primary: str, accent: str) -> None:
    assert too_faint(primary, accent) == []


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_the_brand_colour_itself_is_kept_for_surfaces() -> None:
    derived = palette("#0b5d66", "#e4a11b")
    assert (derived.brand, derived.light.header, derived.accent) == ("#0b5d66", "#0b5d66", "#e4a11b")


def test_a_colour_that_can_be_read_is_not_changed() -> None:
    assert palette("#0b5d66", "#e4a11b").brand_text == "#0b5d66"
