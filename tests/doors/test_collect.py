"""The command `collect` takes filled-in sheets back into a workbook, and says who is missing and what is left out."""

from __future__ import annotations

import io
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from generator.private.folder import MANIFEST
from generator.roundtrip.meeting import follow_up_fields
from generator.roundtrip.people import Person
from generator.sheets.answers.base import Fields
from tests.support.command import DAY, REPOSITORY, contents, run_here
from tests.support.finished import Finished
from tests.support.returns import filled
from tests.support.sheets import sheet_of
from tests.support.viewers import held

LAYER = REPOSITORY / "schools" / "eksempel"
LIST = REPOSITORY / "schools" / "eksempel-hold" / "hold.csv"
AMINA: Fields = {"laerling": "Amina Ærø", "virksomhed": "Kalk & Søn", "dato": "20-01-2027", "sted": "Skolen"}
HELD: Fields = {
    **AMINA,
    "glaeder-mig": '=HYPERLINK("http://x")',
    "vaere-opmaerksom": "Sover dårligt",
    "naeste-samtale": "1. marts 2027",
    "maa-ikke-deles": "Søvnen",
}
CONCERNS: Fields = {
    "dato": "08-02-2027",
    "laerlinge_1_laerling": "Amina Ærø, Kalk & Søn",
    "laerlinge_1_fravaer": True,
    "laerlinge_1_opgaver": True,
    "laerlinge_1_plan": "Ringe til mester",
    "laerlinge_1_ansvarlig": "Bo",
    "laerlinge_1_dato": "15-02-2027",
    "laerlinge_2_laerling": "Bertram",
    "laerlinge_2_ingen": True,
}


@pytest.fixture
def ark(finished: Finished, tmp_path: Path) -> Path:
    """A folder with sheets that came back: a talk, one that was not held, a follow-up, and a picture."""
    folder = tmp_path / "ark"
    folder.mkdir()
    first = finished("foerste-samtale")
    (folder / "Amina.pdf").write_bytes(filled(first, HELD))
    (folder / "tom.pdf").write_bytes(filled(first, {**AMINA, "laerling": "BERTRAM  Østergård"}))
    (folder / "ukendt.pdf").write_bytes(filled(first, {**HELD, "laerling": "Zoe Ukendt", "dato": "snart"}))
    (folder / "møde.pdf").write_bytes(filled(finished("opfoelgning"), CONCERNS))
    (folder / "Amina Ærø.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


def collect(folder: Path, *more: str | Path, out: str = "ud/overblik.xlsx") -> tuple[int, str, str]:
    done = run_here("collect", "ark", "--out", out, "--school", LAYER, "--date", DAY, *more, folder=folder)
    return done.returncode, done.stdout, done.stderr


def pages_of(path: Path) -> Mapping[str, list[list[str]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    return {name: [[*map(str, row)] for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}


@pytest.mark.slow
def test_the_overview(ark: Path) -> None:
    folder = ark.parent
    status, out, err = collect(folder, "--roster", LIST)
    assert status == 1
    assert err == (
        "ark: a file could not be read. The sheet 'Ikke læst' of ud/overblik.xlsx says which, why, and what to do.\n"
        "1 problem; the others were read.\n"
    )
    assert "4 sheets read, 1 file not read\nWritten: ud/overblik.xlsx\n" in out
    # A file may be called after somebody.
    assert "Amina" not in out + err
    pages = pages_of(folder / "ud" / "overblik.xlsx")
    version = sheet_of("foerste-samtale").version_label
    assert [*pages] == [
        *("Hvem mangler", "Bekymringer", "Næste datoer", "Ark", "Ikke læst"),
        f"foerste-samtale {version}",
        f"opfoelgning {sheet_of('opfoelgning').version_label}",
        "Om oversigten",
    ]
    who = {row[0]: row[4:] for row in pages["Hvem mangler"]}
    assert who["Amina Ærø"] == ["mangler", "2027-01-20", "mangler", "mangler", "", ""]
    assert who["Bertram Østergård"] == ["mangler", "mangler (arket er tomt)", "mangler", "mangler", "", ""]
    assert who["Zoe Ukendt"] == ["mangler", "ja", "mangler", "mangler", "", "Står ikke i klasselisten."]
    assert pages["Bekymringer"][1:] == [
        [what, "", "Amina Ærø, Kalk & Søn", "Ringe til mester", "Bo", "15-02-2027", "2027-02-08", "møde.pdf"]
        for what in ("Fravær", "Opgaver")
    ]
    assert [row[:3] for row in pages["Næste datoer"][1:]] == [
        ["2027-02-15", "15-02-2027", ""],
        ["2027-03-01", "1. marts 2027", "Amina Ærø"],
        ["2027-03-01", "1. marts 2027", "Zoe Ukendt"],
    ]
    assert [row[0] for row in pages["Ikke læst"]] == ["Fil", "Amina Ærø.jpg"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder / "ud").iterdir()} == {0o600}
    assert sorted(contents(folder / "ud")) == ["overblik.xlsx", MANIFEST]


@pytest.mark.slow
def test_the_overview_of_the_class_says_what_a_person_ticked(
    ark: Path, finished: Finished, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that `plan` made, with colours and talks ticked in it; a sheet says more than a tick does."""
    folder, pdf = ark.parent, finished("holdoverblik")
    monkeypatch.setattr("generator.doors.sheet_forms.STORE", finished.store)
    run_here("plan", LAYER, LIST, "--out", "plan", "--date", DAY, folder=folder)
    planned = held((folder / "plan" / "holdoverblik.pdf").read_bytes())
    lines = {str(value): name for name, value in planned.items() if name.endswith("_laerling")}
    amina, bertram = lines["Amina Ærø, Kalk & Søn"][:-9], lines["Bertram Østergård, Kalk & Søn"][:-9]
    ticked: Fields = {
        f"{amina}_foerste-holdt": True, f"{amina}_groen": True, f"{amina}_anden": "09-03-2027",
        f"{bertram}_foerste-holdt": True, f"{bertram}_foerste": "11-01-2027", f"{bertram}_gul": True,
        f"{bertram}_roed": True, "laerlinge_9_laerling": "Ukendt, Fuge", "laerlinge_9_roed": True,
    }  # fmt: skip
    (ark / "hold.pdf").write_bytes(filled(pdf, {**planned, **ticked}))
    assert collect(folder, "--roster", LIST)[0] == 1
    pages = pages_of(folder / "ud" / "overblik.xlsx")
    assert pages["Hvem mangler"][0][-2] == "Farve sat af jer"
    who = {row[0]: row[5:] for row in pages["Hvem mangler"]}
    assert who["Amina Ærø"] == ["2027-01-20", "mangler", "mangler", "Grøn (+)", ""]
    assert who["Bertram Østergård"] == ["2027-01-11 (holdoverblikket)", "mangler", "mangler", "uklart", ""]
    assert who["Ukendt, Fuge"] == ["", "", "", "Rød (!)", "Står kun i holdoverblikket."]
    # Of its days only those of talks to come: no week of the plan, and nothing that was.
    assert [row for row in pages["Næste datoer"] if row[-1] == "hold.pdf"] == [
        ["2027-03-09", "09-03-2027", "", "Udfyld en linje for hver lærling.", "Amina Ærø, Kalk & Søn, Anden samtale",
         "Overblik over holdet", "hold.pdf"]
    ]  # fmt: skip


@pytest.mark.parametrize("more", ["", "--all"])
def test_what_is_voluntary_or_not_to_be_passed_on_stays_out_and_is_named(more: str, ark: Path) -> None:
    assert collect(ark.parent, *filter(None, [more]))[0] == 1
    pages = pages_of(ark.parent / "ud" / "overblik.xlsx")
    text = str(pages)
    for secret in ("Sover dårligt", "Søvnen"):
        assert (secret in text) == bool(more)
    named = "Udeladt, Første læringssamtale: Det har lærlingen bedt os om ikke at give videre"
    assert ([named] in pages["Om oversigten"]) == (not more)
    # What somebody wrote is text, whatever it looks like.
    assert '=HYPERLINK("http://x")' in text


def test_an_overview_has_the_name_of_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "ark").mkdir()
    done = run_here("collect", "ark", "--out", "overblik", "--school", LAYER, "--date", DAY, folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("overblik: this is to be a workbook. Name a file that ends in .xlsx: overblik.xlsx.")
    assert not (tmp_path / "overblik").exists()


@pytest.mark.slow
def test_the_meeting_s_sheets_have_a_line_for_everybody(
    ark: Path, finished: Finished, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished("dagsorden-opfoelgning")
    monkeypatch.setattr("generator.doors.sheet_forms.STORE", finished.store)
    assert collect(ark.parent, "--roster", LIST, "--follow-up", "--agenda")[0] == 1
    made = contents(ark.parent / "ud")
    assert sorted(made) == ["dagsorden-opfoelgning.pdf", "opfoelgning.pdf", "overblik.xlsx", MANIFEST]
    lines = held(made["opfoelgning.pdf"])
    assert str(lines["laerlinge_1_laerling"]).startswith("Amina Ærø")
    # Six of the list, and one who is not in it.
    assert (len(lines), lines["hold"]) == (8, "M27-1")
    assert str(lines["laerlinge_7_laerling"]).startswith("Zoe Ukendt")
    assert held(made["dagsorden-opfoelgning.pdf"]) == {"samtalerne": "Første læringssamtale: ark fra 2 af 7 lærlinge."}
    # Whoever has begun to write in it loses nothing.
    (ark.parent / "ud" / "opfoelgning.pdf").write_bytes(b"%PDF- typed")
    assert "ud: sheets lie here that may have been written in since (1)." in collect(ark.parent, "--follow-up")[2]
    assert collect(ark.parent)[0] == 1
    assert (ark.parent / "ud" / "opfoelgning.pdf").read_bytes() == b"%PDF- typed"


@pytest.mark.parametrize("more", ["", "--protected"])
def test_a_protected_name_is_in_no_overview_unless_asked_for(more: str, ark: Path, finished: Finished) -> None:
    sheet = filled(finished("foerste-samtale"), {"laerling": "Pil", "glaeder-mig": "Kalken"})
    (ark / "pil.pdf").write_bytes(sheet)
    _, out, _ = collect(ark.parent, "--roster", LIST, *filter(None, [more]))
    assert ("Not taken in since their names are protected: 1." in out) == (not more)
    text = str(pages_of(ark.parent / "ud" / "overblik.xlsx"))
    assert [word for word in ("Pil", "Kalken") if word in text] == (["Pil", "Kalken"] if more else [])


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("Overblik.xlsx", "Overblik.xlsx: this name could not be found again to delete the file."),
        ("www/overblik.xlsx", "www: this lies in a web root (www), and would hold people's names."),
    ],
)
def test_where_it_may_not_be_written_nothing_is(out: str, said: str, ark: Path) -> None:
    (ark.parent / "www").mkdir()
    (ark.parent / "www" / "index.html").touch()
    before = contents(ark.parent)
    status, _, err = collect(ark.parent, out=out)
    assert (status, err.splitlines()[0].startswith(said)) == (1, True), err
    assert contents(ark.parent) == before


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert collect(tmp_path) == (
        1,
        "",
        "ark: there is no such folder. Name the one with the sheets that came back.\n1 problem; nothing was changed.\n",
    )


def test_where_the_company_has_no_room_the_name_stands_alone() -> None:
    people = [Person(f"Ali {number}", "Firma ApS", None, ()) for number in range(60)]
    made = follow_up_fields(people, sheet_of("opfoelgning"), lambda _, text: "ApS" not in text)
    names = [text for fields in made for text in fields.values()]
    assert names == [one.name for one in people]
    assert len(made) > 1
    wide = follow_up_fields(people[:1], sheet_of("opfoelgning"), lambda *_: True)
    assert [*wide[0].values()] == ["Ali 0, Firma ApS"]
