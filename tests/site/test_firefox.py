"""In Firefox: a sheet's whole round, a profile opened and saved, and menu and search by key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.data.text import parse_yaml
from generator.doors.form import form_html
from generator.sheets.web_file import web_sheet
from tests.support.firefox import ENTER, ESCAPE, Firefox, firefox
from tests.support.patience import wait_for
from tests.support.sheets import EXAMPLE
from tests.support.web_sheets import HARD

WORDS, DAY, MARK = "#felt-glaeder-mig", "#felt-dato", "#ark-maerke"
SAVE, SAVE_FILE, SEEN = "#ark .save", ".name-it .save", ".see-it .save"
STATUS = "#ark .tools-said"


# What drives Firefox runs on more systems than ours, by means that Python is about to give up.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Firefox, whose start takes longer than what is done there."""
    with firefox(tmp_path_factory.mktemp("firefox") / "downloads") as browser:
        yield browser


@pytest.fixture
def browser(running: Firefox) -> Firefox:
    """Firefox before anything has been saved there."""
    for path in running.downloads.iterdir():
        path.unlink()
    return running


def test_a_sheet_goes_its_whole_way(edition: Path, browser: Firefox) -> None:
    """Filled in, saved, read without scripts, opened again, saved again."""
    browser.open(edition / "samtaleark" / "foerste-samtale" / "index.html")
    browser.find(WORDS).send_keys(HARD)
    browser.find(DAY).send_keys("24-12")
    browser.find("input[name=stoette][value=nej]").click()
    assert browser.said("#ord-dato") == "Skriv også hele året, fx 24-12-2026."
    browser.find(SAVE).click()
    browser.find(MARK).send_keys("3")
    browser.find(SAVE_FILE).click()
    first = browser.downloaded(1)
    assert "-3.html" in first.name
    assert browser.said(".see-it .file-name") == first.name
    browser.find(SEEN).click()
    assert browser.said(STATUS) == f"Arket er gemt. Filen hedder {first.name}."
    fields = web_sheet(first.read_bytes()).fields
    assert (fields["glaeder-mig"], fields["dato"], fields["stoette_nej"]) == (HARD, "24-12", True)

    browser.open(first, scripts=False)
    assert HARD in browser.find("main").text
    assert "Lige nu kan det kun læses og printes." in browser.find("main").text
    assert not browser.find(WORDS).is_displayed()
    assert browser.find("input[name=stoette][value=nej]:checked").is_displayed()

    browser.open(first)
    assert browser.find(WORDS).get_property("value") == HARD
    browser.find(SAVE).click()
    browser.find(SAVE_FILE).click()
    assert browser.downloaded(2).read_bytes() == first.read_bytes()
    browser.find(SEEN).click()


def test_a_profile_is_opened_and_saved(browser: Firefox, tmp_path: Path) -> None:
    (tmp_path / "profil.html").write_text(form_html(), encoding="utf-8")
    browser.open(tmp_path / "profil.html")
    browser.find("#fil").send_keys(str(EXAMPLE / "school.yml"))
    assert "Der er intet at rette." in browser.said("#opened")
    browser.find("#opened a").click()
    browser.find(".saving .button").click()
    saved = browser.downloaded(1)
    assert "Browseren har fået filen school.yml." in browser.said(".after-saving")
    before = (EXAMPLE / "school.yml").read_text("utf-8")
    assert parse_yaml(saved.read_text("utf-8"), "x").data == parse_yaml(before, "x").data


def test_menu_and_search_go_by_key(edition: Path, browser: Firefox) -> None:
    browser.driver.set_window_rect(width=900, height=700)
    browser.open(edition / "trin-2-kontakt" / "index.html")
    address = browser.driver.get_url()
    # Not the stroke, by which Firefox itself finds words in a page.
    browser.find("body").send_keys("fsnp.,")
    menu, search = browser.find("header .menu-button"), browser.find("header .search-button")
    for key, is_open in ((ENTER, "true"), (ESCAPE, "false"), (" ", "true"), (ESCAPE, "false")):
        menu.send_keys(key)
        assert menu.get_attribute("aria-expanded") == is_open
    assert search.get_attribute("aria-expanded") == "false"
    search.send_keys(ENTER)
    browser.press("lærepladser")
    # The index is looked through behind the page.
    assert wait_for(lambda: bool(browser.driver.find_elements("css selector", "a.md-search-result__link")))
    browser.press(ESCAPE)
    assert search.get_attribute("aria-expanded") == "false"
    assert browser.driver.get_url() == address
