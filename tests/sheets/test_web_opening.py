"""A saved sheet opened on the sheet's page: what fits is filled in, what does not is told, and nothing is markup."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import Visit, report
from tests.support.sheets import sheet_of
from tests.support.web_sheets import HARD, VALUES, leave, opened, save, save_at_once, words

NO_SHEET = "Filen er ikke et gemt samtaleark. Vælg en fil, der er gemt med »Gem på enheden«. Dens navn ender på .html."
OTHER_VERSION = "Det er gemt fra en anden udgave af arket. Læs svarene igennem: Spørgsmålene kan være ændret."
DOES_NOT_FIT = "Disse svar passer ikke ind på arket her. De står stadig i filen:"


def open_file(page: Page, path: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Åbn et gemt ark").click()
    chooser.value.set_files(path)


def said(page: Page) -> str:
    status = page.locator(".opened")
    expect(status).not_to_be_empty()
    return status.inner_text()


def changed(path: Path, **parts: object) -> Path:
    """A saved sheet in which somebody has changed what it says it holds."""
    html = path.read_text(encoding="utf-8")
    found = re.search(r'id="svar">(.*?)</script>', html, re.DOTALL)
    assert found
    data = json.dumps({**json.loads(found[1]), **parts}, ensure_ascii=False).replace("<", "\\u003c")
    path.write_text(html.replace(found[1], data), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def a_file(edition: Path, started: Browser, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A saved sheet of the first talk."""
    page = opened(started, edition, sheet_of("foerste-samtale")).page
    words(page).fill("Alt")
    path = save(page, tmp_path_factory.mktemp("saved"), "4")
    page.context.close()
    return path.read_bytes()


@pytest.fixture
def saved(a_file: bytes, tmp_path: Path) -> Path:
    """The saved sheet, to be changed at will."""
    path = tmp_path / "ark.html"
    path.write_bytes(a_file)
    return path


def test_a_saved_sheet_is_opened_and_can_be_saved_as_it_was(phone: Visit, tmp_path: Path) -> None:
    words(phone.page).fill(HARD + "\n\nOg mere.")
    phone.page.get_by_role("radio", name="Nej").first.check()
    before, path = phone.page.evaluate(VALUES), save(phone.page, tmp_path / "a", "4")
    phone.page.reload()
    open_file(phone.page, path)
    assert said(phone.page) == "Det gemte ark er åbnet."
    assert phone.page.evaluate(VALUES) == before
    assert save(phone.page, tmp_path / "b").read_bytes() == path.read_bytes()
    assert phone.findings() == []


def test_opening_leaves_nothing_to_lose(phone: Visit, saved: Path) -> None:
    open_file(phone.page, saved)
    assert said(phone.page) == "Det gemte ark er åbnet."
    assert leave(phone.page) == []


def test_a_file_that_an_old_editor_saved_anew_keeps_its_letters(phone: Visit, tmp_path: Path) -> None:
    words(phone.page).fill("Smørrebrød på åen")
    path = save_at_once(phone.page, tmp_path)
    path.write_bytes(path.read_bytes().decode().encode("cp1252", errors="xmlcharrefreplace"))
    phone.page.reload()
    open_file(phone.page, path)
    expect(words(phone.page)).to_have_value("Smørrebrød på åen")


def test_clearing_takes_away_what_came_out_of_a_file(phone: Visit, saved: Path) -> None:
    """The next apprentice sees the same screen."""
    path = changed(saved, svar={"gammelt": "Noget, ingen andre må se"})
    open_file(phone.page, path)
    assert "Noget, ingen andre må se" in said(phone.page)
    phone.page.once("dialog", lambda dialog: dialog.accept())
    phone.page.get_by_role("button", name="Ryd").click()
    expect(phone.page.locator(".opened")).to_be_empty()
    assert "Noget, ingen andre må se" not in phone.page.inner_text("body")


def test_what_is_not_saved_gives_way_only_to_somebody_who_says_so(phone: Visit, saved: Path) -> None:
    asked = []
    words(phone.page).fill("Noget andet")

    def answer(dialog: object) -> None:
        asked.append(dialog.message)
        dialog.dismiss() if len(asked) == 1 else dialog.accept()

    phone.page.on("dialog", answer)
    open_file(phone.page, saved)
    expect(words(phone.page)).to_have_value("Noget andet")
    open_file(phone.page, saved)
    expect(words(phone.page)).to_have_value("Alt")
    assert asked == ["Arket her er ikke gemt. Vil du åbne det gemte ark i stedet for?"] * 2


def test_a_file_that_is_no_saved_sheet_changes_nothing(phone: Visit, saved: Path, tmp_path: Path) -> None:
    words(phone.page).fill("Står her endnu")
    html = saved.read_text(encoding="utf-8")
    files = {
        "tom.html": "",
        "ark.pdf": "%PDF-1.7",
        "side.html": "<p>Hej</p>",
        "halv.html": html[: len(html) // 2],
        "to.html": html + html,
        "liste.html": '<script id="svar">[]</script>',
        "tal.html": '<script id="svar">{"ark": "foerste-samtale", "version": "１-0000", "svar": {}}</script>',
        "svar.html": '<script id="svar">{"ark": "foerste-samtale", "version": "1-0000", "svar": ["Alt"]}</script>',
        "stor.html": html + " " * 10_000_000,
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        open_file(phone.page, tmp_path / name)
        assert said(phone.page) == NO_SHEET, name
        phone.page.locator(".opened").evaluate("status => status.replaceChildren()")
    expect(words(phone.page)).to_have_value("Står her endnu")


def test_another_sheet_is_told_by_its_title(phone: Visit, saved: Path) -> None:
    path = changed(saved, ark="foer-samtalen")
    html = path.read_text(encoding="utf-8")
    path.write_text(
        html.replace('data-title="Første læringssamtale"', 'data-title="Før <b>samtalen</b>"'), encoding="utf-8"
    )
    open_file(phone.page, path)
    assert said(phone.page) == "Filen er et andet ark: »Før <b>samtalen</b>«. Åbn den på det arks egen side."
    expect(words(phone.page)).to_have_value("")


def test_of_another_version_what_fits_is_taken_and_what_does_not_is_shown(phone: Visit, saved: Path) -> None:
    answers = {
        "glaeder-mig": "At mure",
        "laerling": "En\nto",
        "stoette": {"ja": True, "nej": True, "maaske": True},
        "findes-ikke": "Står kun <img src=x onerror=alert(1)> i filen",
        "virksomhed": True,
        "dato": 7,
        "__proto__": {"toString": "x"},
        "constructor": {"prototype": {"x": "y"}},
    }
    path = changed(saved, version="9-ffff", svar=answers)
    open_file(phone.page, path)
    told = said(phone.page)
    assert OTHER_VERSION in told
    listed = phone.page.locator(".opened li").all_inner_texts()
    assert DOES_NOT_FIT in told
    assert sorted(listed) == sorted(
        [
            "16 Har du fået støtte før, fx SPS? – ja: kryds",
            "16 Har du fået støtte før, fx SPS? – maaske: kryds",
            "findes-ikke: Står kun <img src=x onerror=alert(1)> i filen",
            "Virksomhed: kryds",
            "Dato: ?",
            "proto – toString: x",
            "constructor – prototype – x: y",
        ]
    )
    assert {name: held for name, held in phone.page.evaluate(VALUES).items() if held} == {
        "glaeder-mig": "At mure",
        "laerling": "En to",
        "stoette_nej": True,
    }
    assert phone.findings() == [], report(phone.findings())


def test_a_saved_sheet_itself_opens_no_other(saved: Path) -> None:
    """It is the sheet: whoever has another file opens that one."""
    assert "Åbn et gemt ark</button>" not in saved.read_text(encoding="utf-8")
