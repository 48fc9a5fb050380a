"""A school's look in a real browser: its icon, and its colours on whatever a page may hold, beside the theme's own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument

from generator.edition.colours import palette
from tests.support.browser import serving, window
from tests.support.command import EDITIONS
from tests.support.editions import Editions

# Which icons a page names, and the colour at the edge of each as the browser draws it.
ICONS = """async () => {
  const drawn = []
  for (const link of document.querySelectorAll("link[rel~=icon]")) {
    const picture = new Image()
    picture.src = link.href
    await picture.decode()
    const canvas = new OffscreenCanvas(32, 32), context = canvas.getContext("2d")
    context.drawImage(picture, 0, 0, 32, 32)
    const [red, green, blue] = context.getImageData(16, 2, 1, 1).data
    drawn.push("#" + [red, green, blue].map(part => part.toString(16).padStart(2, "0")).join(""))
  }
  return drawn
}"""

# What no shared page holds and a school's own may.
ALL_KINDS = """<h2>Overskrift</h2><p>Tekst med <code>kode</code>, <kbd>tast</kbd>, <mark>fremhævet</mark>, <small>småt
med <a href="#">link</a></small>, <a href="#">link med <code>kode</code></a>, <del>slettet</del>,
<ins>indsat</ins>.</p>
<pre><code>kode i en blok</code></pre><blockquote>
<p>Citat med <code>kode</code> og <a href="#">link</a></p></blockquote>
<table><thead><tr><th>Hoved</th></tr></thead><tbody><tr>
<td>Celle med <code>kode</code> og <a href="#">link</a></td></tr>
</tbody></table><details open><summary>Mere</summary><p>Tekst med <code>kode</code></p></details>
<div class="admonition note"><p class="admonition-title">Husk</p><p><code>kode</code> og <kbd>tast</kbd></p></div>
<figure><figcaption>Under billedet</figcaption></figure><p><cite>Værk</cite> <samp>svar</samp> <sub>lavt</sub></p>"""
FAINT = """() => axe.run(document, {runOnly: ['color-contrast'], resultTypes: ['violations']})
  .then(results => results.violations.flatMap(rule => rule.nodes.map(node => `${node.html} ${node.failureSummary}`)))"""

# Under the pointer, too; the theme lets it change slowly.
GROUND_OF_SEARCH = """colour => {
  const wanted = "rgb(" + colour.match(/[0-9a-f]{2}/g).map(part => parseInt(part, 16)).join(", ") + ")"
  const style = getComputedStyle(document.querySelector(".md-search__form"))
  return document.getAnimations().length === 0 && style.backgroundColor === wanted
}"""


@pytest.fixture
def served(editions: Editions) -> Iterator[str]:
    """The address of the site of a school that has colours, and no logo."""
    with serving(editions(EDITIONS / "lange-navne")) as address:
        yield address


def test_a_page_is_printed_with_its_heading_whole_and_no_empty_paper(
    browser: Browser, edition: Path, tmp_path: Path
) -> None:
    page = window(browser, viewport={"width": 1280, "height": 900})
    printed = {}
    for name in ("index", "was/index"):
        page.goto((edition / f"{name}.html").resolve().as_uri())
        page.pdf(path=tmp_path / "side.pdf", prefer_css_page_size=True)
        printed[name] = [each.get_textpage().get_text_range() for each in PdfDocument(tmp_path / "side.pdf")]
    assert "mureruddannelsen" in printed["index"][0].split()
    assert len(printed["was/index"]) == 1


def test_the_icon_in_the_tab_has_the_school_s_own_colour(browser: Browser, served: str) -> None:
    """Where no logo can stand there, it is ours; on every page it is one that the browser can draw."""
    page = window(browser)
    for name in ("index.html", "trin-3-foerste-samtale/index.html"):
        page.goto(served + name)
        assert page.evaluate(ICONS) == ["#8a1538"], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whatever_a_page_holds_can_be_read_in_any_colours(
    browser: Browser, served: str, scheme: Literal["light", "dark"]
) -> None:
    page = window(browser, color_scheme=scheme, viewport={"width": 1280, "height": 900})
    colours = {"sheet": ""}
    page.route("**/assets/edition.css", lambda route: route.fulfill(body=colours["sheet"], content_type="text/css"))
    faint = []
    for pair in (("#ffffff", "#ffff00"), ("#000000", "#808080"), ("#767676", "#ffffff"), ("#ffff00", "#39ff14")):
        colours["sheet"] = palette(*pair).css_site()
        page.goto(f"{served}trin-2-kontakt/index.html")
        page.evaluate("html => document.querySelector('article').insertAdjacentHTML('beforeend', html)", ALL_KINDS)
        page.evaluate(AXE_SCRIPT)
        faint += [f"{pair} {what}" for what in page.evaluate(FAINT)]
        page.hover(".md-search__form")
        page.wait_for_function(GROUND_OF_SEARCH, arg=getattr(palette(*pair), scheme)["surface"])
    assert "\n".join(faint) == ""
