"""The site's faces are the whole ones in two pieces: what most pages need, and what is loaded where a page holds it."""

import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser

from tests.support.browser import window
from tests.support.command import REPOSITORY
from tests.tools.web_fonts import FACES, SITE, USUAL, WHOLE, faces_of

STYLE = (REPOSITORY / "overrides/assets/site.css").read_text(encoding="utf-8")
MOST_BYTES = 25_000


def tables(font: bytes) -> dict[str, bytes]:
    """What is in a font, however its bytes were packed."""
    read = TTFont(BytesIO(font))
    return {tag: read.getTableData(tag) for tag in read.keys() if tag != "GlyphOrder"}  # noqa: SIM118


@pytest.mark.parametrize("face", FACES)
@pytest.mark.slow
def test_the_files_are_what_the_tool_makes(face: str) -> None:
    for name, made in faces_of(face).items():
        assert tables((SITE / name).read_bytes()) == tables(made), f"{name}: run python -m tests.tools.web_fonts"


@pytest.mark.parametrize("face", FACES)
def test_together_they_have_every_letter(face: str) -> None:
    signs = [set(TTFont(SITE / f"IBMPlexSans-{face}{part}.woff2").getBestCmap()) for part in ("", "-more")]
    assert signs[0] | signs[1] == set(TTFont(WHOLE / f"IBMPlexSans-{face}.ttf").getBestCmap())
    assert not signs[0] & signs[1]
    assert set(map(ord, "æøåÆØÅéüößşłđž–—»«„“”’…·½×°€•")) <= signs[0]
    assert (SITE / f"IBMPlexSans-{face}.woff2").stat().st_size < MOST_BYTES


def test_the_style_sheet_says_which_signs_are_usual() -> None:
    assert set(re.findall("unicode-range: ([^}]+) }", STYLE)) == {USUAL}


def test_the_other_letters_are_loaded_where_a_page_holds_one(browser: Browser) -> None:
    rules = "".join(re.findall(r"@font-face \{.*\}\n", STYLE)).replace('url("', f'url("{SITE.parent.as_uri()}/')
    usual = "<p>Ærø, 4°, »ja« – nej</p><p style='white-space: pre-wrap'>ja\n\tnej</p><textarea>ja\n</textarea>"
    html = f'<style>{rules} * {{ font-family: "IBM Plex Sans" }}</style>{usual}<p hidden>Ωδη</p>'
    page = window(browser)
    page.goto((SITE / "OFL.txt").as_uri())
    page.set_content(html)
    loaded = "document.fonts.ready.then(() => [...document.fonts].map(face => face.status))"
    assert page.evaluate(loaded).count("loaded") == 1
    page.locator("p[hidden]").evaluate("element => { element.hidden = false }")
    page.wait_for_function("[...document.fonts].filter(face => face.status === 'loaded').length === 2")
