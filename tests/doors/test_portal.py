"""A page over the guides of several schools leads to each of them, and takes the place of nothing else."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.doors.portal import write_portal
from generator.problems.problem import GeneratorError
from generator.publishing.publish import publishing
from tests.support.browser import SUB_PATH, Visit, report, serving
from tests.support.published import publish, write_edition

GUIDES = (
    ("aabyen", "mureruddannelsen", "Åbyens <b>Skole</b>"),
    ("oerum", "x", "Ørum"),
    ("aeroe", "x", "Ærø"),
    ("zeal", "EUX-uddannelsen", "zealand"),
    ("aarhus", "x", "Aarhus"),
    ("nord-2", "tømreruddannelsen", "Nordskolen"),
    ("nord", "elektrikeruddannelsen", "Nordskolen"),
)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    for slug, education, school in GUIDES:
        with publishing(tmp_path / slug, f"{school}, x", [].append, (education, school)) as folder:
            write_edition(folder, "<!doctype html><html lang=da><title>Guide</title><h1>Guide</h1>")
    (tmp_path / "noter").mkdir()
    return tmp_path


def test_each_guide_is_there_once_by_school_and_education(out: Path, browser: Browser) -> None:
    write_portal(out)
    with serving(out) as root:
        for width, scheme in ((320, "light"), (1280, "dark")):
            visit = Visit(browser, root, width, scheme)  # type: ignore[arg-type]
            visit.open("index.html")
            links = visit.page.get_by_role("link")
            assert links.all_inner_texts() == [
                "Nordskolen\nElektrikeruddannelsen",
                "Nordskolen\nTømreruddannelsen",
                "zealand\nEUX-uddannelsen",
                "Ærø\nX",
                "Ørum\nX",
                "Åbyens <b>Skole</b>\nMureruddannelsen",
                "Aarhus\nX",
            ]
            assert visit.findings() == [], report(visit.findings())
            links.nth(1).click()
            assert visit.page.url.endswith(f"{SUB_PATH}nord-2/index.html")
            visit.open("index.html")
            assert visit.axe() == []


def test_it_is_written_anew_and_takes_no_other_page_s_place(out: Path) -> None:
    first = write_portal(out).read_text(encoding="utf-8")
    publish(out / "ny", "x")
    assert write_portal(out).read_text(encoding="utf-8") == first
    (out / "index.html").write_text("<h1>Skolens egen side</h1>")
    with pytest.raises(GeneratorError, match="no page that was written here before"):
        write_portal(out)
    assert (out / "index.html").read_text() == "<h1>Skolens egen side</h1>"


def test_where_no_guide_stands_yet_it_says_so(tmp_path: Path) -> None:
    html = write_portal(tmp_path).read_text(encoding="utf-8")
    assert "Her er ingen guider endnu." in html
    assert "<ul" not in html
