"""The command `prefill` makes of a class list one sheet for each apprentice, and tells nobody else who they are."""

from __future__ import annotations

import stat
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser

from generator.pdf.room import page_texts
from generator.sheets.answers.base import Fields
from generator.sheets.web_file import web_sheet
from tests.support.command import DAY, REPOSITORY, contents, run_here
from tests.support.finished import Finished
from tests.support.returns import filled
from tests.support.rosters import written
from tests.support.viewers import held
from tests.support.web_sheets import reopened

LAYER = REPOSITORY / "schools" / "eksempel"
LIST = REPOSITORY / "schools" / "eksempel-hold" / "hold.csv"
OF_THE_SCHOOL = {"paa-skolen_navn": "Mette Holm", "paa-skolen_telefon": "12 34 56 78"}
AMINA = {
    "laerling": "Amina Ærø",
    "virksomhed": "Kalk & Søn",
    "oplaeringsansvarlig": "Ib Kalk",
    "dato": "20-01-2027",
    "sted": "Skolen",
    "fra-skolen": "Mette Holm",
    **OF_THE_SCHOOL,
}


@pytest.fixture(autouse=True)
def kept_sheets(finished: Finished, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the finished sheet be one that is made already."""
    finished("foerste-samtale")
    monkeypatch.setattr("generator.doors.sheet_forms.STORE", finished.store)


def prefill(
    folder: Path, *more: str | Path, roster: Path = LIST, sheet: str = "foerste-samtale"
) -> tuple[int, str, str]:
    done = run_here("prefill", LAYER, roster, "--sheet", sheet, "--out", "ark", "--date", DAY, *more, folder=folder)
    return done.returncode, done.stdout, done.stderr


def test_the_example_class(tmp_path: Path) -> None:
    status, out, err = prefill(tmp_path, "--day", "2027-01-20")
    assert status == 1
    assert err.endswith("1 problem; the other rows were used.\n")
    assert "Without a sheet since their names are protected: 1." in out
    assert "Written to ark: foerste-samtale-01.pdf … foerste-samtale-06.pdf, hvem-er-hvem.xlsx" in out
    assert "Delete this when it is needed no longer: samtaleguide forget ark\n" in out
    made = contents(tmp_path / "ark")
    assert held(made["foerste-samtale-01.pdf"]) == AMINA
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "ark").iterdir()} == {0o600}
    # Who is who is said in one place; a sheet's properties say nothing of it.
    assert not [name for name in made if "amina" in name.lower()]
    with pikepdf.open(tmp_path / "ark" / "foerste-samtale-01.pdf") as document:
        properties = [*map(str, document.docinfo.values()), document.Root.Metadata.read_bytes().decode()]
    assert not [text for text in properties if "Amina" in text or "Kalk" in text]
    assert prefill(tmp_path, "--day", "2027-01-20")[0] == 1
    assert contents(tmp_path / "ark") == made


def test_a_web_sheet_holds_the_same_and_opens_in_a_browser(tmp_path: Path, browser: Browser) -> None:
    assert prefill(tmp_path, "--web", "--day", "2027-01-20")[0] == 1
    path = tmp_path / "ark" / "foerste-samtale-01.html"
    assert web_sheet(path.read_bytes()).fields == AMINA
    page = reopened(browser, path).page
    assert page.locator("textarea[name=laerling]").input_value() == "Amina Ærø"
    assert page.locator("input[name=dato]").input_value() == "20-01-2027"
    assert page.locator(".about-saved").is_visible()
    assert (
        page.locator(".sheet-foot")
        .text_content()
        .endswith("Nr. 01Arket lægges i lærlingens mappe i skolens sagssystem.")
    )
    assert "Kalk & Søn" in page.content().replace("&amp;", "&")


@pytest.mark.slow
def test_on_paper_a_class_is_one_file_in_the_list_s_order(tmp_path: Path, finished: Finished) -> None:
    """The numbers are those of the sheets to fill in on the screen, which may lie beside it."""
    finished("foerste-samtale", "paper")
    assert prefill(tmp_path)[0] == 1
    status, out, _ = prefill(tmp_path, "--paper", "--day", "2027-01-20")
    assert status == 1
    assert "Written to ark: foerste-samtale-papir.pdf, hvem-er-hvem.xlsx, liste-med-fejl.xlsx\n" in out
    assert "Print it on both sides: each apprentice begins on a leaf of their own." in out
    made = contents(tmp_path / "ark")
    texts = page_texts(made["foerste-samtale-papir.pdf"])
    assert len(texts) == 6 * 4
    for number, name in enumerate(("Amina Ærø", "Bertram Østergård", "Çağla Ågren"), 1):
        first, last = texts[4 * number - 4], texts[4 * number - 1]
        assert name in first
        assert [f"Nr. {number:02}" in text for text in (first, last)] == [True, True]
        assert f"Nr. {number:02}" in page_texts(made[f"foerste-samtale-{number:02}.pdf"])[0]
    assert "20-01-2027" in texts[0]
    # A print is made anew, whatever was written in the sheets.
    assert prefill(tmp_path, "--paper")[0] == 1
    status, _, err = prefill(tmp_path, "--paper", "--web")
    assert status == 2
    assert err.endswith("A web sheet is not printed: choose either --web or --paper.\n")


def test_what_matters_to_a_plan_alone_is_not_said(tmp_path: Path) -> None:
    """A list without the start of the training is good enough for a sheet."""
    roster = written(tmp_path, {"text": "Navn\nAli Hansen\nBo Friis\n", "file": "hold.csv"})
    status, out, _ = prefill(tmp_path, roster=roster)
    assert status == 0
    assert "plan" not in out
    assert "start" not in out


def test_a_file_is_named_by_the_school_s_own_key_if_asked_for(tmp_path: Path) -> None:
    text = "Navn;Elevnr\nAli Hansen;A-1\nBo Friis;\nCleo Dam;../x\nDy Ek;E 9\nEva Lund;NR-02\n"
    roster = written(tmp_path, {"text": text, "file": "hold.csv"})
    assert prefill(tmp_path, "--key", roster=roster)[0] == 0
    numbers = ["a-1", "nr-02", "nr-03", "nr-04", "nr-05"]
    assert [name for name in contents(tmp_path / "ark") if name.endswith(".pdf")] == [
        f"foerste-samtale-{number}.pdf" for number in numbers
    ]


def test_what_a_field_cannot_hold_stays_empty_and_is_said_without_what_it_is(tmp_path: Path) -> None:
    text = f"Navn;Virksomhed\n王小明;Kalk\nBo Friis;{'Meget langt navn ' * 11}\n"
    roster = written(tmp_path, {"text": text, "file": "hold.csv"})
    status, out, _ = prefill(tmp_path, roster=roster)
    assert status == 0
    for name in ("laerling", "virksomhed"):
        assert f"Too long for the field '{name}', or a letter is missing there: 1." in out
    assert "王" not in out
    assert held(contents(tmp_path / "ark")["foerste-samtale-02.pdf"]) == {
        "laerling": "Bo Friis", "sted": "Skolen", **OF_THE_SCHOOL
    }  # fmt: skip


def test_a_sheet_that_somebody_has_written_in_is_not_written_over(tmp_path: Path) -> None:
    prefill(tmp_path)
    path = tmp_path / "ark" / "foerste-samtale-03.pdf"
    path.write_bytes(path.read_bytes() + b"% typed\n")
    before = contents(tmp_path)
    status, _, err = prefill(tmp_path)
    assert status == 1
    assert "ark: sheets lie here that may have been written in since (1)." in err
    assert contents(tmp_path) == before


def test_a_list_that_was_mended_makes_the_sheets_anew(tmp_path: Path) -> None:
    roster = written(tmp_path, {"text": "Navn\nAli Hansen\nBo Friis\n", "file": "hold.csv"})
    assert prefill(tmp_path, roster=roster)[0] == 0
    written(tmp_path, {"text": "Navn\nAli Hansen-Ek\n", "file": "hold.csv"})
    assert prefill(tmp_path, roster=roster)[0] == 0
    made = contents(tmp_path / "ark")
    assert [name for name in made if name.endswith(".pdf")] == ["foerste-samtale-01.pdf"]
    assert held(made["foerste-samtale-01.pdf"])["laerling"] == "Ali Hansen-Ek"


@pytest.mark.parametrize("key", ["foerste-samtal", "mikromaaling", "opfoelgning", "guide", "../x"])
def test_only_a_sheet_about_somebody_is_filled_in_for_each(key: str, tmp_path: Path) -> None:
    status, _, err = prefill(tmp_path, sheet=key)
    assert status == 1
    assert f"--sheet: there is no sheet '{key}' to be filled in here." in err
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_says_what_would_be_made(tmp_path: Path) -> None:
    status, out, _ = prefill(tmp_path, "--dry-run")
    assert status == 1
    assert "Nothing was written. Without --dry-run there would be in ark: foerste-samtale-01.pdf … " in out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_what_was_agreed_in_the_last_talk_stands_on_the_next_sheet(tmp_path: Path, finished: Finished) -> None:
    """What is longer than the field is whole in the list of who is who; a confidence is in neither."""
    agreed: Fields = {
        "laerling": "AMINA Ærø",
        "virksomhed": "Kalk & Søn",
        "dato": "20-01-2027",
        "naeste-samtale": "1. juni 2027",
        "aftaler_1_hvad": "En bue hver uge",
        "aftaler_1_hvornaar": "01-03-2027",
        "aftaler_3_hvad": "Ringe til mester",
    }
    secret: Fields = {"laerling": "Amina Ærø", "dato": "19-01-2027", "vaere-opmaerksom": "Sover dårligt"}
    (tmp_path / "sidst").mkdir()
    (tmp_path / "sidst" / "1.pdf").write_bytes(filled(finished("aftaleark"), agreed))
    (tmp_path / "sidst" / "2.pdf").write_bytes(filled(finished("foerste-samtale"), secret))
    finished("tredje-samtale")
    assert prefill(tmp_path, "--earlier", "sidst", sheet="tredje-samtale")[0] == 1
    made = contents(tmp_path / "ark")
    first, other = held(made["tredje-samtale-01.pdf"]), held(made["tredje-samtale-02.pdf"])
    assert first["aftaler-holdt_uddyb"] == "Virksomheden: En bue hver uge (01-03-2027); Skolen: Ringe til mester"
    assert first["dato"] == "01-06-2027"
    assert not {"aftaler-holdt_uddyb", "dato"} & other.keys()
    assert not [content for content in made.values() if "Sover".encode("utf-16-be") in content]
    assert prefill(tmp_path, "--earlier", "nope", "--dry-run")[2].startswith("nope: there is no such folder.")
