"""Turn a build of the example school into the pictures that README shows: `make pictures`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from tests.support.browser import chromium

REPOSITORY = Path(__file__).parents[2]
TARGET = REPOSITORY / "schools" / "eksempel" / "pictures"
# The day of the pictures, before the example's events.
DAY = "2026-11-02"
SIZE = (960, 640)
PAPER = "#d8d5ce"
# Words on the first page of the step that stands for the book.
STEP = "Ring, og find en tid"


def main() -> None:
    """Build the example edition and write README's pictures."""
    with tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", "generator", "build", "--out", name, "--date", DAY]
        subprocess.run(command, cwd=REPOSITORY, check=True)
        edition = Path(name) / "nordkysten"
        TARGET.mkdir(exist_ok=True)
        _front_page(edition).save(TARGET / "forside.png", optimize=True)
        sheets = _pages(edition / "pdf" / "foerste-samtale-papir.pdf", [0, 1])
        _on_a_table(sheets).save(TARGET / "foerste-samtale.png", optimize=True)
        book = edition / "pdf" / "guide.pdf"
        step = _page_with(book, STEP)
        _on_a_table(_pages(book, [step, step + 1])).save(TARGET / "guide.png", optimize=True)
        pamphlet = _pages(edition / "pdf" / "pjece-virksomhed.pdf", [0, 1])
        _on_a_table(pamphlet, stacked=True).save(TARGET / "pjece-virksomhed.png", optimize=True)


def _front_page(edition: Path) -> Image.Image:
    with chromium() as browser, tempfile.NamedTemporaryFile(suffix=".png") as shot:
        page = browser.new_page(viewport={"width": 1350, "height": 900}, device_scale_factor=1)
        page.goto((edition / "index.html").as_uri())
        page.screenshot(path=shot.name)
        return Image.open(shot.name).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)


def _pages(path: Path, numbers: list[int]) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(path)
    return [document[number].render(scale=1.6).to_pil().convert("RGB") for number in numbers]


def _page_with(path: Path, words: str) -> int:
    """Return the index of the first page that holds the words."""
    document = pypdfium2.PdfDocument(path)
    return next(n for n, page in enumerate(document) if words in page.get_textpage().get_text_range())


def _on_a_table(pages: list[Image.Image], *, stacked: bool = False) -> Image.Image:
    """Lay pages side by side, or one below the other, on a plain ground."""
    table = Image.new("RGB", SIZE, PAPER)
    gap = 24
    across, down = (1, len(pages)) if stacked else (len(pages), 1)
    room = ((SIZE[0] - gap * (across + 1)) / across, (SIZE[1] - gap * (down + 1)) / down)
    scale = min(room[0] / pages[0].width, room[1] / pages[0].height)
    size = (round(pages[0].width * scale), round(pages[0].height * scale))
    left = (SIZE[0] - across * size[0] - (across - 1) * gap) // 2
    top = (SIZE[1] - down * size[1] - (down - 1) * gap) // 2
    for number, page in enumerate(pages):
        x = left + (0 if stacked else number * (size[0] + gap))
        y = top + (number * (size[1] + gap) if stacked else 0)
        table.paste(page.resize(size, Image.Resampling.LANCZOS), (x, y))
    return table


if __name__ == "__main__":
    main()
