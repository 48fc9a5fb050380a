"""What the site shows of a page, the book shows: walked through element by element, attribute by attribute.

Each specimen is HTML that a page may hold. It stands on one page, which Chromium shows and the book prints; what is to
be read there, and where, must be the same in both. The lists in `pages/elements` say what there must be a specimen of.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import lxml.html
import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser
from playwright.sync_api import Page as Window
from pypdfium2 import PdfDocument
from pypdfium2 import raw as pdfium

from generator.pages.elements import ATTRIBUTES, DRAWING, DRAWN, ELEMENTS
from generator.pdf.typeset import typeset
from generator.rendering import Rendered, render_edition
from generator.site.engine import build_site
from tests.support.browser import serving, window
from tests.support.command import DAY, EDITIONS
from tests.support.pdfs import MM, Glyph, read
from tests.support.pictures import png
from tests.support.specimens import DRAWINGS, PICTURES, SPECIMENS

pytestmark = pytest.mark.slow

# What is not there to be seen: names, what is read aloud or counted, what a browser does when somebody types.
UNSEEN = set(
    """id class role tabindex translate spellcheck markdown href rel target download hreflang loading decoding cite
    datetime headers scope name for autocomplete inputmode pattern required readonly minlength maxlength list step
    disabled min max low high optimum""".split()
)
# A column of the book's text, in mm from the left edge of the paper.
LEFT, WIDTH = 24 * MM, 128 * MM


# Seen as pictures, or as the size of something.
OF_PICTURES = {"img.src", "img.alt", "img.width", "img.height", "img.align", "img"}
SIZES = {
    "input.size",
    "textarea.rows",
    "textarea.cols",
    "details.name",
    "button.value",
    "optgroup.value",
    "optgroup.selected",
}
EVERYWHERE = {"title", "lang", "dir", "hidden"}


def visible_pairs() -> set[str]:
    """Return all of `element.attribute` that there must be a specimen of; of those that every element has, one."""
    return {
        f"{element}.{attribute}"
        for element in ELEMENTS - DRAWING
        for attribute in ATTRIBUTES[element] - UNSEEN - EVERYWHERE
    }


def test_there_is_a_specimen_of_everything_that_a_page_may_hold() -> None:
    shown = (
        {name for specimen in SPECIMENS for name in specimen.shows.split()} | OF_PICTURES | SIZES | {"h1", "h1.align"}
    )
    assert sorted(ELEMENTS - DRAWING - shown - {name.partition(".")[0] for name in shown}) == []
    assert sorted(visible_pairs() - shown) == []
    assert {name.partition(".")[2] for name in shown} >= EVERYWHERE


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    layer = tmp_path_factory.mktemp("skole")
    (layer / "docs").mkdir()
    (layer / "school.yml").write_bytes((EDITIONS / "minimal" / "school.yml").read_bytes())
    (layer / "docs" / "hus.png").write_bytes(png(300, 200))
    parts = [f'<section id="proeve-{n}">\n{part.html}\n</section>' for n, part in enumerate(SPECIMENS)]
    parts += [f'<p id="tegning-{n}">T{n} {svg}</p>' for n, svg in enumerate(DRAWINGS.values())]
    parts += [f'<div id="billede-{n}">{picture}</div>' for n, picture in enumerate(PICTURES)]
    text = "\n\n".join(f"<p>§{n}</p>\n\n{part}" for n, part in enumerate(parts))
    (layer / "docs" / "proever.md").write_text(f"# Prøver\n\n{text}\n\n<p>§{len(parts)}</p>\n", encoding="utf-8")
    return render_edition(layer, date.fromisoformat(DAY))


@pytest.fixture(scope="module")
def site(rendered: Rendered, started: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    folder = tmp_path_factory.mktemp("web")
    build_site(rendered, folder)
    with serving(folder) as address:
        page = opened(started, f"{address}proever.html")
        yield page
        page.context.close()


def opened(browser: Browser, address: str) -> Window:
    page = window(browser, viewport={"width": 1000, "height": 900}, locale="da-DK")
    page.goto(address)
    page.evaluate("document.fonts.ready")
    return page


@pytest.fixture(scope="module")
def book(rendered: Rendered, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the book with this one chapter."""
    job = next(job for job in rendered.jobs if job.stem == "guide")
    html = lxml.html.document_fromstring(job.html)
    for section in [section for section in html.body if "§0" not in section.text_content()]:
        section.drop_tree()
    alone = replace(job, html=f"<!doctype html>{lxml.html.tostring(html, encoding='unicode')}")
    path = tmp_path_factory.mktemp("bog") / "bog.pdf"
    path.write_bytes(typeset(alone))
    return path


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).replace("■", "▪").replace("○", "◦")


@cache
def lines_of(book: Path) -> list[tuple[str, list[Glyph]]]:
    """Return the lines of the book with their characters, in the order in which they stand there."""
    lines: list[list[Glyph]] = []
    for page in read(book).pages:
        rows: dict[float, list[Glyph]] = {}
        for glyph in page.glyphs:
            if 20 * MM < glyph.box.bottom < 277 * MM:
                near = next((row for row in rows if abs(row - glyph.baseline) < 3), glyph.baseline)
                rows.setdefault(near, []).append(glyph)
        for row in sorted(rows, reverse=True):
            lines.append(sorted(rows[row], key=lambda glyph: glyph.box.left))
    return [("".join(glyph.char for glyph in line).strip(), line) for line in lines]


def glyphs_of(book: Path, number: int) -> list[Glyph]:
    """Return the characters of a specimen in the book, in the order in which they stand there."""
    texts, lines = zip(*lines_of(book), strict=True)
    begin, end = (texts.index(f"§{n}") for n in (number, number + 1))
    return [glyph for line in lines[begin + 1 : end] for glyph in line]


@cache
def picture_of(book: Path, number: int) -> tuple[Image.Image, float]:
    """Return the picture of a page of the book, four dots to a point, and the page's height in points."""
    with PdfDocument(book) as pdf:
        page = pdf[number - 1]
        return page.render(scale=4).to_pil().convert("RGB"), page.get_height()


def read_aloud(site: Window, number: int) -> str:
    """Return what Chromium shows of a specimen, the signs of its lists among it."""
    if re.search("<(details|input|textarea|select)", SPECIMENS[number].html):
        return str(site.evaluate(_SHOWN, number))
    session = site.context.new_cdp_session(site)
    session.send("Accessibility.enable")
    found = session.send("Runtime.evaluate", {"expression": f"document.getElementById('proeve-{number}')"})
    nodes = session.send("Accessibility.queryAXTree", {"objectId": found["result"]["objectId"]})["nodes"]
    shown = [node for node in nodes if not node.get("ignored")]
    texts = [node["name"]["value"] for node in shown if node["role"]["value"] in ("StaticText", "ListMarker")]
    session.detach()
    return "".join(texts)


# What is to be seen of a specimen with fields, and with what is closed.
_SHOWN = """number => {
  const read = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.data
    if (node.nodeType !== Node.ELEMENT_NODE || !node.checkVisibility()) return ""
    if (["INPUT", "TEXTAREA"].includes(node.tagName) && !["checkbox", "radio"].includes(node.type))
      return node.value || node.placeholder
    if (node.tagName === "SELECT" && !node.multiple && node.size < 2) return node.selectedOptions[0].label
    return (node.tagName === "OPTGROUP" ? node.label : "") + [...node.childNodes].map(read).join("")
  }
  return read(document.getElementById(`proeve-${number}`))
}"""


@pytest.mark.parametrize("number", range(len(SPECIMENS)), ids=lambda number: f"{number}-{SPECIMENS[number].shows}")
def test_what_is_read(number: int, site: Window, book: Path) -> None:
    specimen = SPECIMENS[number]
    assert squeezed(read_aloud(site, number)) == squeezed(specimen.text)
    printed = "".join(glyph.char for glyph in glyphs_of(book, number))
    assert squeezed(printed) == squeezed(specimen.paper or specimen.text)


_PLACE = """([number, word]) => {
  const section = document.getElementById(`proeve-${number}`), column = section.getBoundingClientRect()
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(word)
    if (at < 0) continue
    const range = document.createRange()
    range.setStart(walker.currentNode, at); range.setEnd(walker.currentNode, at + word.length)
    const box = range.getBoundingClientRect()
    return [(box.left - column.left) / column.width, (box.right - column.left) / column.width]
  }
}"""


@pytest.mark.parametrize("number", [n for n, specimen in enumerate(SPECIMENS) if specimen.at])
def test_where_it_stands(number: int, site: Window, book: Path) -> None:
    glyphs = glyphs_of(book, number)
    for word, place in SPECIMENS[number].at.items():
        on_site: list[float] = site.evaluate(_PLACE, [number, word])
        start = "".join(glyph.char for glyph in glyphs).index(word)
        ends = glyphs[start].box.left, glyphs[start + len(word) - 1].box.right
        on_page = [(end - LEFT) / WIDTH for end in ends]
        for medium, (left, right) in (("site", on_site), ("book", on_page)):
            distance = min(abs(edge - place) for edge in (left, (left + right) / 2, right))
            assert distance < 0.06, f"{word} stands from {left:.2f} to {right:.2f} in the {medium}, and not at {place}"


def test_valign_is_seen(site: Window, book: Path) -> None:
    """What is to stand at the bottom of its cell stands lower than what begins at the top of another."""
    for number in [n for n, specimen in enumerate(SPECIMENS) if "valign" in specimen.shows]:
        tops: list[float] = site.evaluate(
            """number => [...document.querySelectorAll(`#proeve-${number} :is(td, th)`)].map(cell => {
              const range = document.createRange()
              range.selectNodeContents(cell)
              return range.getBoundingClientRect().top
            })""",
            number,
        )
        assert tops[1] - tops[0] > 20
        first, *_, last = [glyph.baseline for glyph in glyphs_of(book, number) if glyph.char.strip()]
        assert first - last > 20


def test_there_is_a_drawing_with_everything_that_one_may_hold() -> None:
    shown = {name for shows in DRAWINGS for name in shows.split()} | {"svg", "viewbox"}
    assert sorted(DRAWING - shown) == []
    assert sorted(DRAWN - shown) == []


@pytest.mark.parametrize("number", range(len(DRAWINGS)), ids=lambda number: [*DRAWINGS][number].replace(" ", "-"))
def test_a_drawing_looks_the_same(number: int, site: Window, book: Path) -> None:
    shot = Image.open(io.BytesIO(site.locator(f"#tegning-{number} > svg").screenshot())).convert("RGB")
    for page in read(book).pages:
        text = "".join(glyph.char for glyph in page.glyphs)
        if found := re.search(rf"T{number}(?!\d)", text):
            left, base = page.glyphs[found.end() - 1].box.right, page.glyphs[found.start()].baseline
            whole, height = picture_of(book, page.number)
            break
    # 120 px are 90 pt. Behind the name stands a blank; the drawing stands on the line.
    column = whole.crop((int(left * 4), int((height - base - 45) * 4), int((left + 100) * 4), int((height - base) * 4)))
    begin = next(x for x in range(column.width) if column.getpixel((x, 4))[0] < 250)
    drawing = column.crop((begin, 0, begin + 360, column.height))
    small = [picture.resize((24, 12), Image.Resampling.BOX) for picture in (shot, drawing)]
    difference = ImageChops.difference(*small)
    assert max(ImageStat.Stat(difference).mean) < 10, "the drawing looks otherwise in the book"


def test_pictures_are_as_wide_and_stand_where_they_do_on_the_site(site: Window, book: Path) -> None:
    """Never wider than the column, and never out of proportion."""
    printed = []
    with PdfDocument(book) as pdf:
        for page in pdf:
            boxes = [item.get_bounds() for item in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE])]
            printed += sorted(boxes, key=lambda box: -box[3])
    assert len(printed) == len(PICTURES)
    for number, (html, width) in enumerate(PICTURES.items()):
        box = site.locator(f"#billede-{number} > img").bounding_box()
        column = site.locator(f"#billede-{number}").bounding_box()
        assert box
        assert column
        left, bottom, right, top = printed[number]
        assert box["width"] == pytest.approx(width if width > 1 else width * column["width"], abs=1), html
        assert (right - left) / 0.75 == pytest.approx(width if width > 1 else width * WIDTH / 0.75, abs=1), html
        assert box["width"] / box["height"] == pytest.approx(1.5, rel=0.02)
        assert (right - left) / (top - bottom) == pytest.approx(1.5, rel=0.02)
        if "align" in html:
            assert box["x"] + box["width"] == pytest.approx(column["x"] + column["width"], abs=16)
            assert right == pytest.approx(LEFT + WIDTH, abs=4 * MM + 1)
