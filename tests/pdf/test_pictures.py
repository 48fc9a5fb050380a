"""Every picture that is taken looks on paper as in a browser, and no PDF breaks a standard by it."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from math import ceil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from generator.documents.job import PRESS_PROFILE, ROOM, SCREEN_PROFILE, Job
from generator.edition.load import load_edition
from generator.layer.pictures import picture_problems, published
from generator.pages.maker import PageMaker
from generator.pdf import drawings
from generator.pdf.render import render
from generator.pdf.verapdf import VeraPdf
from tests.support.browser import window
from tests.support.command import DAY, EDITIONS, REPOSITORY
from tests.support.editions import STAND_IN
from tests.support.finished import job_of_print
from tests.support.pictures import COLOURS, halves, noted, png_of

pytestmark = pytest.mark.slow

PIECES = yaml.safe_load(Path(__file__).with_name("drawings.yml").read_text(encoding="utf-8"))
SPACES = {
    "": "http://www.w3.org/2000/svg",
    ":xlink": "http://www.w3.org/1999/xlink",
    ":i": "http://ns.adobe.com/AdobeIllustrator/10.0/",
    ":inkscape": "http://www.inkscape.org/namespaces/inkscape",
    ":sodipodi": "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
}
# The side of a picture, in px, and of the parts in which it is compared: no two programs draw an edge alike.
SIDE, PART = 160, 8
ACROSS = 20
# So many stand on a page of the PDFs: to set a page takes longer than a picture.
DOWN = 20
# So much of 255 may a part be off, and so many parts of 400: a hard change of colour, a tiny dot.
OFF, MOST_OFF = 48, 10


def drawing(piece: str) -> bytes:
    begin = "".join(f' xmlns{name}="{address}"' for name, address in SPACES.items())
    return (piece if piece.startswith("<svg xmlns") else f'<svg{begin} viewBox="0 0 100 100">{piece}</svg>').encode()


DRAWINGS = {f"{name}.svg": drawing(piece) for kind in ("lines", "dots") for name, piece in PIECES[kind].items()}
DOTS = {name: content for name, (content, *_) in COLOURS.items()} | {"a photo.jpg": noted(halves())}
TAKEN = DRAWINGS | DOTS


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """All pictures that are taken, in a line for each, in which it stands twice: to be read and for a press."""
    folder = tmp_path_factory.mktemp("pictures")
    with pytest.MonkeyPatch.context() as patch:
        # Hundreds of drawings as fine as for a press would take minutes.
        patch.setattr(drawings, "DOTS", 2 * SIDE)
        # Each of them once for both, and for nobody else.
        patch.setattr("generator.pdf.typeset.in_lines_or_dots", cache(drawings.in_lines_or_dots.__wrapped__))
        yield {use: _made(folder / f"{use}.pdf", use) for use in ("reading", "press")}


def _made(path: Path, use: str) -> Path:
    assets = {f"layer/{number}{Path(name).suffix}": published(TAKEN[name], name) for number, name in enumerate(TAKEN)}
    lines = "".join(f"<p>{2 * f'<img alt=Billede src=asset:{name}>'}</p>" for name in assets)
    style = f"@page {{ size: {2 * SIDE}px {DOWN * SIDE}px; margin: 0 }} body, p {{ margin: 0 }}"
    sizes = f"p {{ line-height: 0 }} img {{ width: {SIDE}px; height: {SIDE}px }}"
    html = f'<html lang="da"><title>Billeder</title><style>{style} {sizes}</style>{lines}</html>'
    profiles = {name: (REPOSITORY / name).read_bytes() for name in (PRESS_PROFILE, SCREEN_PROFILE)}
    needed = assets | profiles if use == "press" else assets
    path.write_bytes(render(Job("billeder", html, "Billeder", DAY, needed, use=use)).pdf)  # type: ignore[arg-type]
    return path


@pytest.fixture(scope="module")
def in_browser(started: Browser) -> dict[str, Image.Image]:
    """How the browser shows the same pictures, as they were before anything was done to them."""
    return as_shown(started, TAKEN)


def as_shown(browser: Browser, pictures: Mapping[str, bytes]) -> dict[str, Image.Image]:
    """Return how a browser shows each of some pictures; all on one page, which takes longer than a picture."""
    places = {name: (number % ACROSS * SIDE, number // ACROSS * SIDE) for number, name in enumerate(pictures)}
    html = f'<body style="margin: 0"><style>img {{ position: absolute; width: {SIDE}px; height: {SIDE}px }}</style>'
    for name, (left, top) in places.items():
        kind = {".svg": "svg+xml", ".png": "png", ".jpg": "jpeg"}[Path(name).suffix]
        address = f"data:image/{kind};base64,{b64encode(pictures[name]).decode()}"
        html += f'<img style="left: {left}px; top: {top}px" src="{address}">'
    page = window(browser, viewport={"width": ACROSS * SIDE, "height": ceil(len(pictures) / ACROSS) * SIDE})
    page.set_content(html)
    all_of_them = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.context.close()
    return {name: all_of_them.crop((left, top, left + SIDE, top + SIDE)) for name, (left, top) in places.items()}


def unlike(one: Image.Image, other: Image.Image) -> int:
    """Return how many parts of two pictures look different."""
    small = [picture.resize((SIDE // PART, SIDE // PART), Image.Resampling.BOX) for picture in (one, other)]
    off = ImageChops.difference(*small)
    seen = [channel.point([255 * (value > OFF) for value in range(256)]) for channel in off.split()]
    return ImageChops.lighter(ImageChops.lighter(*seen[:2]), seen[2]).histogram()[255]


def test_paper_and_browser_show_the_same(pdfs: dict[str, Path], in_browser: dict[str, Image.Image]) -> None:
    """Also where a picture is drawn again, such as a logo on each page."""
    wrong = []
    for use, path in pdfs.items():
        with pypdfium2.PdfDocument(path) as document:
            assert len(document) == ceil(len(TAKEN) / DOWN)
            drawn = [page.render(scale=96 / 72).to_pil().convert("RGB") for page in document]
        for place, (name, expected) in enumerate(in_browser.items()):
            page, top = drawn[place // DOWN], place % DOWN * SIDE
            for number in (0, 1):
                part = page.crop((number * SIDE, top, (number + 1) * SIDE, top + SIDE))
                if (count := unlike(part, expected)) > MOST_OFF:
                    wrong.append(f"{use}: {name}, drawing {number + 1}: {count} parts")
    assert wrong == [], "\n".join(wrong)


def test_the_site_shows_the_same(started: Browser, in_browser: dict[str, Image.Image]) -> None:
    on_site = as_shown(started, {name: published(content, name) for name, content in DRAWINGS.items()})
    wrong = [name for name, picture in on_site.items() if unlike(picture, in_browser[name]) > MOST_OFF]
    assert wrong == [], "\n".join(wrong)


def test_no_standard_is_broken_by_a_picture(
    pdfs: dict[str, Path], verapdf: VeraPdf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the PDF with all of them, and in those of a layer with pictures for a logo and on a page."""
    layer = tmp_path / "layer"
    (layer / "docs").mkdir(parents=True)
    profile = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
    (layer / "school.yml").write_text(f"{profile}logo: logo.png\nlogo_negative: hvid.svg\n", encoding="utf-8")
    (layer / "logo.png").write_bytes(png_of(halves().convert("RGBA")))
    (layer / "hvid.svg").write_bytes(DRAWINGS["mask-group.svg"])
    shown = {"foto.jpg": noted(halves()), "graa.png": COLOURS["deep grey.png"][0]}
    shown |= {"tryk.jpg": COLOURS["inks with a profile.jpg"][0], "skygge.svg": DRAWINGS["filter-shadow.svg"]}
    for name, content in shown.items():
        (layer / "docs" / name).write_bytes(content)
    pictures = "\n\n".join(f"![Værkstedet]({name})" for name in shown)
    (layer / "docs" / "billeder.md").write_text(f"# Billeder\n\n{pictures}\n", encoding="utf-8")
    edition = load_edition(layer, date.fromisoformat(DAY))
    paths = [pdfs["reading"]]
    # A book of this one page: the others have none of these pictures.
    others = {page.src_uri for page in PageMaker(edition).pages("book")} - {"billeder.md"}
    monkeypatch.setattr("generator.documents.jobs.NOT_IN_BOOK", others)
    for stem, least in (("guide", len(shown)), ("plakat", 1)):
        job = job_of_print(edition, stem)
        paths.append(tmp_path / f"{stem}.pdf")
        paths[-1].write_bytes(render(job, dict.fromkeys(ROOM.findall(job.html), STAND_IN)).pdf)
        with pikepdf.open(paths[-1]) as document:
            streams = [item for item in document.objects if isinstance(item, pikepdf.Stream)]
            assert len([item for item in streams if item.get("/Subtype") == "/Image"]) >= least
    assert verapdf.faults(paths) == []


def test_what_can_be_drawn_of_lines_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is as sharp as the paper, and small; of dots is only what the renderer draws otherwise than a browser."""
    # How fine the dots are is no matter here.
    monkeypatch.setattr(drawings, "DOTS", 8)
    of_dots = {
        Path(name).stem
        for name, content in DRAWINGS.items()
        if len(drawings.in_lines_or_dots(name, published(content, name))) > 1
    }
    assert of_dots == PIECES["dots"].keys()


@pytest.mark.parametrize("name", PIECES["told"])
def test_what_paper_cannot_show_is_told(name: str) -> None:
    piece = PIECES["told"][name]
    problems = picture_problems(drawing(piece["drawing"]), "logo.svg", "logo.svg")
    assert problems[0].advice.found == piece["found"]
    assert all(problem.advice.way_out for problem in problems)
    assert problems[0].place.file == "logo.svg"
