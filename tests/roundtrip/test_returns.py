"""Sheets that come back: each file in `scenarios/returns/` is one thing that can happen, with the reason above.

`made` names how the file is made of a finished sheet (`tests/support/returns.py`). Out come `rows`, of which is said
how they differ from what was filled in, or `unread` files with the reason.
"""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from generator.pdf.blank_sheet import BlankSheet
from generator.pdf.returned import BrokenError, LockedError, returned_pdf
from generator.roster.apprentice import Apprentice, Where
from generator.roundtrip.files import Return
from generator.roundtrip.people import people_in
from generator.roundtrip.row import Row, read_rows, row_of
from generator.sheets.answers import ANSWERS as KINDS
from generator.sheets.answers import given_fields
from generator.sheets.model import Sheet
from tests.support.examples import examples_of
from tests.support.finished import Finished
from tests.support.returns import ANSWERS, FONT, HEAD, MADE, TICK, filled
from tests.support.sheets import SHEETS, sheet_of
from tests.support.viewers import pdf_js

SCENARIOS = Path(__file__).parents[1] / "scenarios" / "returns"
KEY = "foerste-samtale"


def sheets() -> list[Sheet]:
    return [*map(sheet_of, SHEETS)]


def said_of(row: Row, how: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row says of a sheet, as far as scenarios speak of it."""
    said: dict[str, Any] = {
        "file": row.returned.file,
        "sheet": row.returned.sheet,
        "version": row.returned.version,
        "fields": dict(row.fields),
        "unclear": [*row.returned.unclear],
        "remarks": [*row.remarks],
        "newest": row.is_newest,
        "empty": row.is_empty,
    }
    if how.get("remarks") == "any":
        said["remarks"] = "any"
    if "longest" in how:
        said["fields"] = {**row.fields, "glaeder-mig": len(str(row.fields["glaeder-mig"]))}
    if how.get("damaged"):
        # How much is left depends on the order of the objects.
        assert row.fields, "nothing was read"
        assert row.fields.items() <= expected_of({"file": ""}, "")["fields"].items()
        said |= {"fields": {}, "version": row.returned.version}
    return said


def expected_of(how: Mapping[str, Any], name: str) -> dict[str, Any]:
    sheet = sheet_of(KEY)
    differs = how.get("differs", {})
    fields = {} if differs == "all" or how.get("damaged") else {**given_fields(sheet), **ANSWERS, **differs}
    if "longest" in how:
        fields["glaeder-mig"] = how["longest"]
    return {
        "file": how.get("file", name),
        "sheet": how.get("sheet", KEY),
        "version": how.get("version", sheet.version_label),
        "fields": {name: held for name, held in fields.items() if held is not None},
        "unclear": how.get("unclear", []),
        "remarks": how.get("remarks", []),
        "newest": how.get("newest", True),
        "empty": how.get("empty", False),
    }


@pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")
@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.yml")), ids=lambda path: path.stem)
def test_return(path: Path, finished: Finished, tmp_path: Path) -> None:
    scenario = yaml.safe_load(path.read_text(encoding="utf-8"))
    name = scenario.get("file", "ark.pdf")
    made = MADE[scenario["made"]](finished(KEY))
    for called, content in (made if isinstance(made, Mapping) else {name: made}).items():
        (tmp_path / called).write_bytes(content)
    rows, unread = read_rows(tmp_path, sheets(), (), everything=scenario.get("all", False))
    expected = scenario.get("rows", [])
    assert [said_of(row, how) for row, how in zip(rows, expected, strict=True)] == [
        expected_of(how, name) for how in expected
    ]
    label = f"{KEY} {sheet_of(KEY).version_label}"
    wanted = {called: found.replace("VERSION", label) for called, found in scenario.get("unread", {}).items()}
    assert {file.file: file.why.found for file in unread} == wanted
    if "offered" in scenario:
        assert [file.offered for file in unread] == [scenario["offered"]]


def test_every_way_to_make_a_file_is_one_that_happens() -> None:
    named = {yaml.safe_load(path.read_text(encoding="utf-8"))["made"] for path in SCENARIOS.glob("*.yml")}
    assert named == MADE.keys()


def test_a_saved_web_sheet_is_read_as_its_pdf_is(tmp_path: Path) -> None:
    nested = {"laerling": "Amina", "laerer-bedst": {"ved-at-se-det": True}}
    held = json.dumps({"ark": KEY, "version": sheet_of(KEY).version_label, "svar": nested})
    page = f'<!doctype html><html><script type="application/json" id="svar">{held}</script></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "b.html").write_text("\ufeff" + page.replace("Amina", "Bo"), encoding="utf-8")
    rows, unread = read_rows(tmp_path, sheets(), (), everything=False)
    assert [row.fields for row in rows] == [{"laerling": name, TICK: True} for name in ("Amina", "Bo")]
    assert unread == []


@pytest.mark.parametrize(
    ("said", "encoding", "is_read"),
    [
        ("utf-8", "utf-16", True),
        ("utf-8", "utf-16-le", True),
        ("utf-8", "utf-16-be", True),
        ("utf-8", "utf-32", True),
        ("windows-1252", "cp1252", True),
        ("ISO-8859-1", "cp1252", True),
        ("utf-16", "utf-8", True),
        # In which letters it was saved, it does not say any more.
        ("utf-8", "cp1252", False),
        ("koi8-r", "cp1252", False),
    ],
)
def test_a_web_sheet_saved_by_an_editor(said: str, encoding: str, is_read: bool, tmp_path: Path) -> None:  # noqa: FBT001
    held = json.dumps({"ark": KEY, "version": "1-0000", "svar": {"laerling": "Åse Ærø"}}, ensure_ascii=False)
    page = f'<!doctype html><html><meta charset="{said}"><script type="application/json" id="svar">{held}</script>'
    (tmp_path / "a.html").write_bytes(page.encode(encoding))
    rows, unread = read_rows(tmp_path, sheets(), (), everything=False)
    assert [row.fields for row in rows] == ([{"laerling": "Åse Ærø"}] if is_read else [])
    assert [file.why.way_out.split(" i ")[0] for file in unread] == ([] if is_read else ["Gem det som UTF-8"])


def test_no_link_is_followed_and_folders_are(tmp_path: Path, finished: Finished) -> None:
    (tmp_path / "ark" / "hold").mkdir(parents=True)
    (tmp_path / "secret.pdf").write_bytes(filled(finished(KEY)))
    (tmp_path / "ark" / "a.pdf").symlink_to(tmp_path / "secret.pdf")
    shutil.copy(tmp_path / "secret.pdf", tmp_path / "ark" / "hold" / "b.pdf")
    rows, unread = read_rows(tmp_path / "ark", sheets(), (), everything=False)
    assert [row.returned.file for row in rows] == ["hold/b.pdf"]
    assert [file.file for file in unread] == ["a.pdf"]


def test_of_a_zip_that_would_fill_the_memory_no_more_is_read(
    tmp_path: Path, finished: Finished, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.roundtrip.files._MOST_UNPACKED", 10_000)
    with zipfile.ZipFile(tmp_path / "hold.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("1.pdf", filled(finished(KEY))), ("2.pdf", b"\0" * 10_000), ("3.pdf", b"x")):
            archive.writestr(name, content)
    rows, unread = read_rows(tmp_path, sheets(), (), everything=False)
    assert [row.returned.file for row in rows] == ["hold.zip/1.pdf"]
    assert [(file.file, file.why.found) for file in unread] == [("hold.zip", "Filen er alt for stor til et ark.")]


def test_what_is_hidden_is_not_entered_and_told_once(tmp_path: Path, finished: Finished) -> None:
    """A repository has thousands of files, and a bin sheets that somebody has thrown away."""
    for name in (".git/objects/a", ".git/objects/b", ".Trash-1000/files/ark.pdf", "$RECYCLE.BIN/ark.pdf", ".config"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(filled(finished(KEY)))
    for name in (".ark.pdf", ".~lock.ark.pdf#", "._ark.pdf"):
        (tmp_path / name).write_bytes(filled(finished(KEY)))
    (tmp_path / "hold").symlink_to(tmp_path / ".git", target_is_directory=True)
    rows, unread = read_rows(tmp_path, sheets(), (), everything=False)
    assert rows == []
    told = {file.file: file.why.harmless for file in unread}
    assert told == {
        ".git": True, ".Trash-1000": True, "$RECYCLE.BIN": True, ".config": True, "._ark.pdf": True,
        ".~lock.ark.pdf#": True, ".ark.pdf": False, "hold": False,
    }  # fmt: skip


def test_a_name_that_is_no_text_is_no_reason_to_stop(tmp_path: Path) -> None:
    """Some systems know names as bytes; a workbook holds letters only."""
    Path(os.fsdecode(bytes(tmp_path) + b"/a\xff\x1b.pdf")).touch()
    _, unread = read_rows(tmp_path, sheets(), (), everything=False)
    assert [file.file for file in unread] == ["a.pdf"]


def test_of_namesakes_a_sheet_is_theirs_by_the_company() -> None:
    listed = [Apprentice(Where("", n), "Ali Hansen", company=f"Firma {n}") for n in (2, 3)]
    held = [{"laerling": "ali  hansen", "virksomhed": company} for company in ("FIRMA 3", "Firma 4")]
    returns = [Return(f"{number}.pdf", KEY, "", fields, 0, str(number)) for number, fields in enumerate(held)]
    rows = [row_of(returned, sheet_of(KEY), everything=False) for returned in returns]
    people = people_in(rows, listed)
    assert [(one.company, len(one.rows), one.listed is None) for one in people] == [
        ("Firma 2", 0, False), ("Firma 3", 1, False), ("Firma 4", 1, True)
    ]  # fmt: skip


def test_what_an_apprentice_writes_alone_stays_on_the_sheet() -> None:
    """But for the head, by which it is known that the sheet has come in."""
    held = {"navn": "Ærø,  Amina", "i-tvivl_transport": True, "glaeder-mig": "At mure"}
    returned = Return("a.pdf", "foer-samtalen", "", held, 0, "")
    row = row_of(returned, sheet_of("foer-samtalen"), everything=False)
    assert (row.fields, row.name, row.is_empty) == ({"navn": "Ærø,  Amina"}, "Amina Ærø", False)
    assert row_of(returned, sheet_of("foer-samtalen"), everything=True).fields == held


@pytest.mark.parametrize("example", examples_of(KEY), ids=lambda example: example.name)
def test_what_is_filled_in_comes_back(example: Any, finished: Finished) -> None:
    sheet = sheet_of(KEY)
    fields = {**given_fields(sheet), **example.fields(sheet)}
    read = returned_pdf(BlankSheet(finished(KEY), FONT).filled(example.fields(sheet)))
    assert read.fields == fields
    asked = [question for question in sheet.questions() if question.id in example.answers and not question.value]
    answers = {question.id: KINDS[question.answer].read(question, read.fields) for question in asked}
    assert answers == {question.id: example.answers[question.id] for question in asked}


def test_what_is_typed_in_firefox_comes_back(finished: Finished, started: Browser) -> None:
    with pdf_js(started) as firefox:
        read = returned_pdf(firefox.fill_in(finished(KEY), ANSWERS))
    assert read.fields == {**given_fields(sheet_of(KEY)), **ANSWERS}
    assert (read.sheet, read.unclear, read.repeated, read.repaired) == (KEY, (), False, False)


@pytest.fixture(scope="module")
def blank(finished: Finished) -> BlankSheet:
    """The finished sheet, ready to be filled in."""
    return BlankSheet(finished(KEY), FONT)


LETTERS = st.text(st.characters(codec="latin-1", categories=["L", "N", "P", "Zs"]) | st.just("\n"), max_size=60)


@settings(max_examples=25)
@given(st.data())
def test_any_answers_come_back(finished: Finished, blank: BlankSheet, data: st.DataObject) -> None:
    names = [name for question in sheet_of(KEY).questions() for name in KINDS[question.answer].fields(question)]
    empty = returned_pdf(finished(KEY))
    ticks = [name for name in names if name.startswith(("laerer-bedst_ved", "stoette_")) and "uddyb" not in name]
    answers: dict[str, str | bool] = dict.fromkeys(data.draw(st.sets(st.sampled_from(ticks))), True)
    for name in data.draw(st.sets(st.sampled_from(["laerling", "glaeder-mig", "opgaver", "hvad-goer-du"]))):
        text = data.draw(LETTERS.filter(lambda text: bool(text.strip()) and "\u00ad" not in text))
        if not blank.why_not(name, text):
            answers[name] = text
    assert returned_pdf(blank.filled(answers)).fields == {**empty.fields, **answers}


@settings(max_examples=50)
@given(st.data())
@pytest.mark.slow
def test_no_damage_is_more_than_a_file_that_is_not_read(finished: Finished, data: st.DataObject) -> None:
    content = bytearray(filled(finished(KEY), HEAD))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    try:
        read = returned_pdf(bytes(content))
    except (BrokenError, LockedError):
        return
    assert all(isinstance(held, str | bool) for held in read.fields.values())
