"""One whole round of a web sheet in Firefox: filled in, saved, read without scripts, opened again, saved again."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.sheets.web_file import web_sheet
from tests.support.firefox import firefox
from tests.support.web_sheets import HARD

WORDS, DAY, MARK = "#felt-glaeder-mig", "#felt-dato", "#ark-maerke"
SAVE, SAVE_FILE, SEEN = "#ark .save", ".name-it .save", ".see-it .save"
STATUS = "#ark .tools-said"


@pytest.mark.slow
# What drives Firefox runs on more systems than ours, by means that Python is about to give up.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_sheet_goes_its_whole_way_in_firefox(edition: Path, tmp_path: Path) -> None:
    with firefox(tmp_path / "downloads") as browser:
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
