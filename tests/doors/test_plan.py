"""The command `plan` makes from a class list what a coordinator works with, and keeps what it knows of people to it."""

import io
import stat
import tempfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from generator.private.folder import MANIFEST
from generator.problems.problem import Advice, GeneratorError, Place
from generator.roster.copy import COPY
from tests.support.command import DAY, REPOSITORY, contents, run, run_here
from tests.support.finished import Finished
from tests.support.rosters import written
from tests.support.viewers import held

LAYER = REPOSITORY / "schools" / "eksempel"
LIST = REPOSITORY / "schools" / "eksempel-hold" / "hold.csv"
MADE = [
    *("holdoverblik.pdf", "kalender-01.ics", "kalender-02.ics", "kalender-alle.ics"),
    *("liste-med-fejl.xlsx", "plan.xlsx", MANIFEST),
]
BAD = f"{LIST}: a day cannot be made out, or does not exist, in 1 row (row 12, column P). Write it as 21-01-2027."
CPR = "010203-1234"


@pytest.fixture(autouse=True)
def kept_sheets(finished: Finished, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the finished sheet be one that is made already."""
    finished("holdoverblik")
    monkeypatch.setattr("generator.doors.sheet_forms.STORE", finished.store)


def plan(folder: Path, *more: str | Path, roster: Path = LIST, out: str = "plan") -> tuple[int, str, str]:
    done = run_here("plan", LAYER, roster, "--out", out, "--date", DAY, *more, folder=folder)
    return done.returncode, done.stdout, done.stderr


def said_in(content: bytes) -> str:
    """Return all that can be read in a workbook, a sheet or a calendar file."""
    if content.startswith(b"%PDF"):
        return str(held(content))
    if content.startswith(b"PK"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return "\n".join(str(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return content.decode("utf-8").replace("\r\n ", "")


def test_the_example_class(tmp_path: Path) -> None:
    """Good rows are planned, the bad one is told, with status 1, and handed back to be mended."""
    status, out, err = plan(tmp_path)
    assert (status, err) == (1, f"{BAD}\n1 problem; the other rows were used.\n")
    assert sorted(contents(tmp_path / "plan")) == MADE
    assert "6 apprentices, 15 talks, 2 teachers" in out
    assert "Not in the plan since their names are protected: 1." in out
    assert out.endswith(
        "Delete this when it is needed no longer: samtaleguide forget plan\n"
        "Your school's rule: Arkene slettes senest et halvt år efter, at uddannelsen er slut.\n"
    )
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "plan").iterdir()}
    assert modes == {0o600}
    first = contents(tmp_path / "plan")
    plan(tmp_path)
    assert contents(tmp_path / "plan") == first


def test_the_plan_can_be_printed_and_what_is_written_in_it_stays(tmp_path: Path) -> None:
    plan(tmp_path)
    path = tmp_path / "plan" / "holdoverblik.pdf"
    lines = held(path.read_bytes())
    rows = [[lines.get(f"laerlinge_{row}_{column}", "") for column in COLUMNS] for row in (1, 2, 3)]
    assert rows == [
        ["Gro Stillads", "", "", "", ""],
        ["Amina Ærø, Kalk & Søn", "01-02-2027", "uge 1/2027", "uge 9/2027", "30-04-2027"],
        ["Bertram Østergård, Kalk & Søn", "01-02-2027", "uge 2/2027", "uge 10/2027", "30-04-2027"],
    ]
    assert not [name for name, value in lines.items() if value is True], "nothing is ticked for anybody"
    # A list that has changed makes another one, until somebody has written in it.
    assert "Written: plan/holdoverblik.pdf" in plan(tmp_path, "--protected")[1]
    assert "Pil" in str(held(path.read_bytes()))
    path.write_bytes(path.read_bytes() + b"% typed\n")
    typed = path.read_bytes()
    status, out, _ = plan(tmp_path)
    assert status == 1
    assert "What was written in holdoverblik.pdf stays: it is not made anew." in out
    assert path.read_bytes() == typed
    assert "Pil" not in said_in((tmp_path / "plan" / "plan.xlsx").read_bytes())


def test_it_is_planned_where_no_pdf_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise GeneratorError([Advice("pdf-not-made", "no Pango", "Install it.").at(Place("holdoverblik.pdf"))])

    monkeypatch.setattr("generator.doors.planning.PdfForm", refused)
    out = plan(tmp_path)[1]
    assert "holdoverblik.pdf cannot be made; plan.xlsx says the same. holdoverblik.pdf: no Pango. Install it.\n" in out
    assert sorted(contents(tmp_path / "plan")) == MADE[1:]


COLUMNS = ("laerling", "start", "foerste", "anden", "proevetid")
SHOWN = {"": [], "--protected": ["holdoverblik.pdf", "kalender-01.ics", "kalender-alle.ics", "plan.xlsx"]}


@pytest.mark.parametrize("more", SHOWN)
def test_a_protected_name_is_in_no_plan_and_its_alias_if_asked_for(more: str, tmp_path: Path) -> None:
    plan(tmp_path, *filter(None, [more]))
    read = {name: said_in(content) for name, content in contents(tmp_path / "plan").items() if name != COPY}
    assert not [name for name, text in read.items() if "Forblænder" in text]
    assert [name for name, text in read.items() if "Pil" in text] == SHOWN[more]


def test_a_dry_run_says_what_would_be_made_and_writes_nothing(tmp_path: Path) -> None:
    status, out, _ = plan(tmp_path, "--dry-run", "--keep-map")
    assert status == 1
    assert out.endswith(
        "Nothing was written. Without --dry-run there would be in plan: "
        "plan.xlsx, kalender-alle.ics, kalender-01.ics, kalender-02.ics, liste-med-fejl.xlsx, holdoverblik.pdf\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("epoch", ["x", "9" * 20])
def test_a_day_for_all_that_cannot_be_is_said(epoch: str, tmp_path: Path) -> None:
    done = run("plan", LAYER, LIST, "--out", "plan", "--date", DAY, folder=tmp_path, SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == 1
    assert f"SOURCE_DATE_EPOCH: '{epoch}' is no number of seconds from 1970 to 2106-02-07. Unset it" in done.stderr
    assert not (tmp_path / "plan" / "plan.xlsx").exists()


def test_what_is_said_of_columns_can_be_kept_beside_the_list(tmp_path: Path) -> None:
    roster = written(tmp_path, {"text": "Person;Dag\nAli Hansen;01-02-2027\n", "file": "hold.csv"})
    assert plan(tmp_path, roster=roster)[0] == 1
    said = ["--map", "Person=navn", "--map", "B=oplæringsstart"]
    assert plan(tmp_path, *said, "--keep-map", roster=roster)[0] == 0
    kept = (tmp_path / "hold.kolonner.txt").read_text(encoding="utf-8")
    assert kept.splitlines()[1:] == ["Person=navn", "B=oplæringsstart"]
    status, out, _ = plan(tmp_path, roster=roster)
    assert status == 0
    assert "1 apprentice, 3 talks, 0 teachers" in out
    status, _, err = plan(tmp_path, "--map", "oplæringsstart", roster=roster)
    assert status == 1
    assert err.startswith("--map: 'oplæringsstart' does not say what a column holds.")


def test_what_is_kept_of_columns_comes_last_and_is_told_as_it_is(tmp_path: Path) -> None:
    """Where nothing was made, nothing is kept; where it cannot be kept, all else is there."""
    roster = written(tmp_path, {"text": "Person;Dag\nAli Hansen;01-02-2027\n", "file": "hold.csv"})
    said = ["--map", "Person=navn", "--map", "B=oplæringsstart", "--keep-map"]
    (tmp_path / "optaget").write_text("")
    status, _, err = plan(tmp_path, *said, roster=roster, out="optaget")
    assert (status, err.splitlines()[-1]) == (1, "1 problem; nothing was changed.")
    assert not (tmp_path / "hold.kolonner.txt").exists()
    (tmp_path / "hold.kolonner.txt").mkdir()
    status, _, err = plan(tmp_path, *said, roster=roster)
    told = "1 problem; all else is written, but what the columns hold could not be kept."
    assert (status, err.splitlines()[-1]) == (1, told)
    assert (tmp_path / "plan" / "plan.xlsx").exists()


def test_no_copy_is_put_down_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    assert "Written: plan/plan.xlsx" in plan(tmp_path)[1]
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    assert plan(tmp_path, roster=Path("hold.xlsx")) == (
        1,
        "",
        "hold.xlsx: there is no such file. Check the name of the class list.\n1 problem; nothing was changed.\n",
    )


def test_a_list_that_is_refused_leaves_nothing(tmp_path: Path) -> None:
    roster = written(tmp_path, {"text": f"Navn;CPR\nAli Hansen;{CPR}\n", "file": "hold.csv"})
    status, out, err = plan(tmp_path, roster=roster)
    assert (status, out) == (1, "")
    assert "CPR numbers stand in a column of this list (row 2, column B" in err
    assert err.endswith("1 problem; nothing was changed.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["hold.csv"]


def test_where_no_row_is_good_only_the_list_is_handed_back(tmp_path: Path) -> None:
    roster = written(tmp_path, {"text": "Navn;Oplæringsstart\nAli Hansen;snart\n", "file": "hold.csv"})
    assert plan(tmp_path, roster=roster)[0] == 1
    assert sorted(contents(tmp_path / "plan")) == ["liste-med-fejl.xlsx", MANIFEST]


def test_a_cpr_number_is_neither_said_nor_copied(tmp_path: Path) -> None:
    text = f"Navn;Virksomhed;Oplæringsstart\nAli Hansen {CPR};Murer Nør;01-02-2027\nBo Friis;{CPR} A/S;01-02-2027\n"
    roster = written(tmp_path, {"text": f"{text}Cleo Dam;Jensen;01-02-2027\n", "file": "hold.csv"})
    status, out, err = plan(tmp_path, roster=roster)
    assert status == 1
    assert "a CPR number stands in 2 rows (row 2, column A; row 3, column B)" in err
    texts = [out, err, *map(said_in, contents(tmp_path / "plan").values())]
    assert not [text for text in texts if CPR[:6] in text or CPR[-4:] in text]


def test_a_mistake_of_ours_is_told_without_what_the_list_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of an error may quote a value, as `invalid literal for int(): '010203-1234'` does."""

    def mistaken(*_: object) -> None:
        raise ValueError(f"invalid literal: '{CPR}', Amina")

    monkeypatch.setattr("generator.doors.planning.plan_for", mistaken)
    status, out, err = plan(tmp_path)
    assert status == 1
    assert "this cannot be worked on to its end (ValueError; mistakes.py:" in err
    assert not [text for text in (out, err) if CPR in text or "Amina" in text]


def test_nothing_is_written_into_a_checkout_that_is_sent_elsewhere(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text('[remote "origin"]\n')
    status, out, err = plan(tmp_path)
    assert (status, out) == (1, "")
    assert err.startswith("plan: this lies in a git checkout with a remote (")


def test_what_was_made_is_forgotten(tmp_path: Path) -> None:
    plan(tmp_path)
    (tmp_path / "plan" / "mine.txt").write_text("x")
    done = run_here("forget", "plan", folder=tmp_path)
    assert done.returncode == 0
    assert done.stdout == "6 files deleted.\nLeft, since nothing of ours: mine.txt\n"
    done = run_here("forget", "plan", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert (tmp_path / "plan" / "mine.txt").exists()


def test_a_list_that_no_library_can_read_ends_with_its_name(tmp_path: Path) -> None:
    """In a process of its own, as a user has it: the library may end that, and prints a trail of its calls before."""
    content = bytearray((LIST.parents[2] / "tests" / "scenarios" / "rosters" / "hold.xls").read_bytes())
    content[0x1E] = 0xFF
    (tmp_path / "hold.xls").write_bytes(content)
    done = run("plan", LAYER, "hold.xls", "--out", "plan", folder=tmp_path, RUST_BACKTRACE="1")
    assert done.returncode == 1
    assert done.stderr.startswith("hold.xls: ")
    assert len(done.stderr.splitlines()) == 2
    assert not (tmp_path / "plan").exists()
