"""An edition is also made by `mkdocs build`, survives a build that is killed, and carries a school's own font."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ImageStat
from playwright.sync_api import Browser

from tests.support.browser import serving, window
from tests.support.command import EDITIONS, EPOCH, REPOSITORY, build, contents, differing
from tests.support.counting import counted
from tests.support.editions import Editions, build_some
from tests.support.patience import wait_for

FONTS = REPOSITORY / "forms" / "_layout" / "fonts"
FAMILY = "name => getComputedStyle(document.querySelector(name)).fontFamily"
FACES = """() => [...document.fonts]
  .filter(face => face.family == "School")
  .map(face => `${face.weight} ${face.style}`)
  .sort()"""
DRAWN = "font => document.fonts.load(font).then(found => found.length == 1 && document.fonts.check(font))"


def test_mkdocs_build_gives_the_whole_edition(tmp_path: Path, editions: Editions) -> None:
    # Where mkdocs.yml has it.
    store = editions.store(REPOSITORY / "schools" / "eksempel", REPOSITORY / "build" / ".cache")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH}
    with counted("mkdocs build", store):
        result = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Content-Security-Policy" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "pdf" / "guide.pdf").read_bytes().startswith(b"%PDF")


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    """A layer with the least a profile needs."""
    return Path(shutil.copytree(EDITIONS / "minimal", tmp_path / "layer"))


def test_a_build_that_is_killed_leaves_no_process_and_the_edition_before_it(
    layer: Path, tmp_path: Path, editions: Editions
) -> None:
    out, published = tmp_path / "out", editions(EDITIONS / "minimal")
    shutil.copytree(published.parent, out)
    root = out / published.name
    before, profile = contents(root), (layer / "school.yml").read_text(encoding="utf-8")
    # The name stands in every PDF, so there is enough to do.
    (layer / "school.yml").write_text(f"{profile}short_name: Vesterhavet\n", encoding="utf-8")
    command = [sys.executable, "-u", "-m", "generator", "build", str(layer), "--out", str(out)]
    process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout is not None
    while "[1/" not in process.stdout.readline():
        assert process.poll() is None, "the build ended before it was killed"
    process.kill()
    process.wait()
    assert wait_for(lambda: not is_alive(process.pid)), "a worker lives on"
    assert contents(root) == before
    # What the killed build had begun is in nobody's way.
    (layer / "school.yml").write_text(profile, encoding="utf-8")
    assert build(layer, out) == root
    assert differing(contents(root), before) == []


def is_alive(group: int) -> bool:
    """Return whether a process of the group is still there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_school_s_own_font_is_used_on_site_and_paper(
    layer: Path, tmp_path: Path, editions: Editions, browser: Browser
) -> None:
    # A bold font for all text can be told from the usual one: the page is darker.
    shutil.copy(FONTS / "IBMPlexSans-Bold.ttf", layer / "skolens.ttf")
    with (layer / "school.yml").open("a", encoding="utf-8") as profile:
        profile.write("fonts: {body: skolens.ttf}\n")
    # The book has everything that is set in it: running text, headings and tables.
    root = build_some(layer, tmp_path / "out", lambda stem: stem == "guide")
    usual = editions(EDITIONS / "minimal")
    with serving(root) as address:
        page = window(browser)
        page.goto(address)
        families = [page.evaluate(FAMILY, name) for name in ("body", "h1", ".md-typeset p", "input")]
        assert [family.split(",")[0] for family in families] == ["School"] * 4
        # What the school has no file for is ours: nothing is made bolder or slanted by the browser.
        assert page.evaluate(FACES) == ["400 italic", "400 normal", "600 normal", "700 normal"]
        assert page.evaluate(DRAWN, "400 12px School")
        served = page.request.get(f"{address}assets/fonts/school-body.ttf").body()
        assert served == (layer / "skolens.ttf").read_bytes()
    assert faces(root / "pdf" / "guide.pdf") == faces(usual / "pdf" / "guide.pdf") >= {"Body", "Body-Semi-Bold"}
    assert ink(root / "pdf" / "guide.pdf") > 1.1 * ink(usual / "pdf" / "guide.pdf")


def faces(path: Path) -> set[str]:
    """Return the names of the fonts in a PDF."""
    with pikepdf.open(path) as pdf:
        fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing]
        return {str(font.BaseFont).lstrip("/").partition("+")[2] for font in fonts}


def ink(path: Path) -> float:
    """Return how much of a page of running text is ink, from 0 to 1."""
    page = pypdfium2.PdfDocument(path)[3].render(scale=2, grayscale=True).to_pil()
    return 1 - ImageStat.Stat(page).mean[0] / 255
