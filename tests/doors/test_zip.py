"""A built edition is handed on as one file, which works from disk once it is unpacked."""

import shutil
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Browser

from tests.support.browser import window
from tests.support.command import DAY, EDITIONS, run_here
from tests.support.editions import Editions

FAMILY = "heading => getComputedStyle(heading).fontFamily"


def test_what_is_unpacked_works_from_disk(tmp_path: Path, editions: Editions, browser: Browser) -> None:
    layer = Path(shutil.copytree(EDITIONS / "minimal", tmp_path / "lag"))
    shutil.copytree(editions(EDITIONS / "minimal").parent, tmp_path / "build")
    result = run_here("build", "lag", "--date", DAY, "--zip", folder=tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    (file,) = (tmp_path / "build").glob("*.zip")
    assert f"To hand on: build/{file.name}" in result.stdout
    first = file.read_bytes()
    with ZipFile(file) as zipped:
        zipped.extractall(tmp_path / "På en stick")
    page = window(browser)
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto((tmp_path / "På en stick" / file.stem / "index.html").as_uri())
    page.locator("a[href='samtaleark/index.html']:visible").first.click()
    page.wait_for_url("**/samtaleark/index.html")
    # In our letters: the styles are there.
    assert page.locator("h1").evaluate(FAMILY).startswith('"IBM Plex Sans"')
    assert failed == []

    # What stands in the way of the zip is told with what was made all the same, and the rest is made.
    file.rename(tmp_path / "gemt")
    file.mkdir()
    result = run_here("build", "lag", "--date", DAY, "--zip", "--portal", folder=tmp_path)
    slug = file.stem
    assert result.returncode == 1
    assert "Over all of them: build/index.html" in result.stdout
    assert (
        result.stderr.splitlines()[-1] == f"1 problem; the edition stands in build/{slug}, but it could not be zipped."
    )
    file.rmdir()
    (tmp_path / "gemt").rename(file)

    # A layer with a mistake leaves both as they are.
    (layer / "school.yml").write_text("name: X\n", encoding="utf-8")
    assert run_here("build", "lag", "--date", DAY, "--zip", folder=tmp_path).returncode == 1
    assert file.read_bytes() == first
