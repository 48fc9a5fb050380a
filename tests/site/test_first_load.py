"""Whoever opens a page for the first time, by phone on a building site, fetches less than 200 kB."""

import gzip
from math import dist
from pathlib import Path
from urllib.parse import unquote, urlsplit

from PIL import Image, ImageColor
from playwright.sync_api import Browser

from tests.support.browser import SUB_PATH, Visit

MOST = 200_000
# What is made smaller no more by a server.
PACKED = {".png", ".woff2"}


def sent(file: Path) -> int:
    """Return how many bytes a server sends that sends what it can smaller."""
    content = file.read_bytes()
    return len(content if file.suffix in PACKED else gzip.compress(content, 6))


def asked_for(browser: Browser, root: str, name: str) -> set[str]:
    """Return the names of all files that a page has a browser fetch that has none of them yet."""
    visit = Visit(browser, root, 1280, "light")
    addresses: list[str] = []
    visit.page.on("request", lambda request: addresses.append(request.url))
    visit.open(name)
    visit.page.context.close()
    return {unquote(urlsplit(address).path).removeprefix(SUB_PATH) for address in addresses}


def test_a_first_page_is_small(browser: Browser, edition: Path, served: str) -> None:
    """Looked at are the front page, a sheet, and each page with pictures, which come when they are nearly in sight."""
    pages = {page.relative_to(edition).as_posix(): page.read_text(encoding="utf-8") for page in edition.rglob("*.html")}
    names = [name for name, html in pages.items() if "sheet-card__picture" in html]
    assert len(names) > 5
    too_large = {}
    for name in ["index.html", "samtaleark/holdoverblik/index.html", *names]:
        sizes = {file: sent(edition / file) for file in asked_for(browser, served, name)}
        assert len(sizes) > 10, name
        if sum(sizes.values()) >= MOST:
            too_large[name] = sizes
    assert not too_large


def test_pictures_of_first_pages_are_small_and_keep_the_colours_of_the_logo(edition: Path) -> None:
    for name in ("foer-samtalen", "tjekliste", "pjece-laerling"):
        with Image.open(edition / "pdf" / f"{name}.png") as picture:
            colours = [colour for _, colour in picture.convert("RGB").getcolors()]
        for part in ("#e4a11b", "#0b5d66"):
            wanted = ImageColor.getrgb(part)
            assert any(dist(colour, wanted) < 20 for colour in colours), f"{name} has lost {part}"
