"""A logo becomes the icon in the browser's tab where its shape allows it."""

import pytest

from generator.pictures import proportion
from tests.support.pictures import png

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}/>'


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (png(40, 20), "logo.png", 2),
        (SVG.format('viewBox="0 0 32 32"').encode(), "logo.svg", 1),
        (SVG.format('viewBox="-5,-5,30,60"').encode(), "logo.svg", 0.5),
        (SVG.format('width="90px" height="30px"').encode(), "logo.SVG", 3),
    ],
)
def test_the_proportion_of_a_picture(content: bytes, name: str, expected: float) -> None:
    assert proportion(content, name) == pytest.approx(expected)
