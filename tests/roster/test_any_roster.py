"""Any roster, written by any program, is read as the same rows, and a list with mistakes comes back to be mended."""

import tempfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems.problem import GeneratorError
from generator.roster.apprentice import Apprentice, Where
from generator.roster.cells import is_total
from generator.roster.copy import COPY, annotated_copy
from generator.roster.cpr import holds_cpr
from generator.roster.read import read_roster
from tests.support.command import DAY
from tests.support.rosters import HEADINGS, csv_bytes, ods, said_of, written, xlsx

TODAY = date.fromisoformat(DAY)
LETTERS = st.sampled_from("abæøåÆØÅéüŁğ .-'&;,\t|\"=+@0123456789")
# But for what says that a text is none to reckon with.
ANY_TEXT = (
    st.text(LETTERS, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: not holds_cpr(text) and not text.startswith('="'))
)
NAMES = (
    st.text("abcæøåÆØÅéüŁğ -'", min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: any(map(str.isalpha, text)) and not is_total(text))
)
DAYS = st.dates(date(2015, 1, 1), date(2040, 1, 1))
ROW = st.fixed_dictionaries(
    {"name": NAMES, "training_start": DAYS},
    optional={
        **dict.fromkeys(("class_name", "programme", "company", "company_mail"), ANY_TEXT),
        **dict.fromkeys(("trainer", "teacher"), NAMES),
        "company_number": st.integers(10_000_000, 99_999_999).map(str),
        "agreement_start": DAYS,
    },
)
# With a number of their own, no two of them are one.
ROWS = st.lists(ROW, min_size=1, max_size=12).map(
    lambda rows: [row | {"key": f"E{n}"} for n, row in enumerate(rows, 1)]
)
WRITERS = {
    "xlsx": lambda rows: xlsx({"Hold": rows}),
    "ods": lambda rows: ods({"Hold": rows}),
    **{
        f"{name}.csv": lambda rows, sign=sign, code=code: csv_bytes(as_typed(rows), sign, code)
        for name, sign, code in (
            ("1", ";", "utf-8"),
            ("2", ",", "utf-8-sig"),
            ("3", "\t", "utf-16"),
            ("4", "|", "utf-8"),
        )
    },
}


def as_typed(rows: list[list[Any]]) -> list[list[str]]:
    return [[f"{cell:%d-%m-%Y}" if isinstance(cell, date) else cell for cell in row] for row in rows]


@cache
def folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="any-roster-"))


@given(ROWS, st.permutations([*HEADINGS]), st.sampled_from([*WRITERS]))
@settings(max_examples=60)
def test_what_is_written_is_read(rows: list[dict[str, Any]], order: list[str], writer: str) -> None:
    cells = [[HEADINGS[name] for name in order], *([row.get(name, "") for name in order] for row in rows)]
    file = folder() / f"list.{writer}"
    file.write_bytes(WRITERS[writer](cells))
    roster = read_roster(file, TODAY)
    expected = [{name: value for name, value in row.items() if value} for row in rows]
    assert [*map(said_of, roster.apprentices)] == expected
    assert [problem for problem in roster.problems if problem.level == "error"] == []


@given(st.lists(st.lists(st.one_of(ANY_TEXT, st.integers(), st.floats(-1e12, 1e12), DAYS), max_size=6), max_size=8))
@settings(max_examples=60)
def test_any_cells_are_read_or_refused(rows: list[list[Any]]) -> None:
    headings = ["Navn", "Navnebeskyttet", "Aftaleperiode", "Oplæringsstart", "Status", "Postnr"]
    file = folder() / "any.xlsx"
    file.write_bytes(xlsx({"Hold": [headings, *rows]}))
    try:
        roster = read_roster(file, TODAY)
    except GeneratorError:
        return
    annotated_copy(roster)


SECRET = {"cpr": "010203-1234", "note": "ordblind"}


def with_mistakes(folder: Path) -> Path:
    """Write a list with a mistake of each kind and things that are copied nowhere."""
    rows: Mapping[str, Any] = {
        "Hold 1": [
            ["Hold M1"],
            ["Navn", "Alias", "Navnebeskyttet", "Aftale start", "Aftale slut", "Oplæringsstart", "SPSnote", "Cykel"],
            ["Ali Hansen", "", "", "", "", date(2027, 2, 1), SECRET["note"], "=1+1"],
            ["Bo Friis", "", "", "", "", "31-02-2027", SECRET["note"], "blå"],
            ["Cleo Dam", "", "ja", "", "", date(2027, 2, 1), "", SECRET["cpr"]],
            ["Dan Ege", "", "ja", date(2027, 2, 1), date(2026, 2, 1), date(2027, 2, 1), "", ""],
            ["", "", "", "", "", date(2027, 2, 1), "", ""],
            ["Eva Fog", "", "", "", "", "", "", ""],
        ]
    }
    return written(folder, {"sheets": rows})


def test_the_annotated_copy_says_what_is_wrong_beside_each_row(tmp_path: Path) -> None:
    roster = read_roster(with_mistakes(tmp_path), TODAY)
    copied = annotated_copy(roster)
    assert copied is not None
    assert copied == annotated_copy(roster)
    (tmp_path / COPY).write_bytes(copied)
    again = read_roster(tmp_path / COPY, TODAY)
    assert [*map(said_of, again.apprentices)] == [*map(said_of, roster.apprentices)]
    (sheet,) = again.sheets
    assert [row[-1] for row in sheet.rows] == [
        "",
        "Fejl",
        "",
        "Datoen findes ikke eller kan ikke læses.",
        "Her stod et CPR-nummer. Slet det i listen.",
        "Aftalen slutter, før den begynder. Navnet er beskyttet. Skriv et alias.",
        "Navnet mangler.",
        "Oplæringens start mangler.",
    ]
    assert sheet.rows[2][7] == "=1+1"
    assert sheet.rows[3][0] == "Bo Friis"


def test_what_is_secret_is_copied_nowhere(tmp_path: Path) -> None:
    roster = read_roster(with_mistakes(tmp_path), TODAY)
    cells = [str(cell) for sheet in roster.sheets for row in sheet.rows for cell in row]
    assert not [cell for cell in cells if cell in SECRET.values()]
    assert "1234" not in " ".join(map(str, roster.problems))


def test_a_list_without_mistakes_has_no_copy(tmp_path: Path) -> None:
    roster = read_roster(written(tmp_path, {"text": "Navn;Startdato\nAli Hansen;01-08-2026\n"}), TODAY)
    assert annotated_copy(roster) is None


def test_a_person_is_not_shown_where_python_shows_a_value() -> None:
    """As it does in a trail of errors."""
    assert repr(Apprentice(Where("Hold", 4), "Ali Hansen")) == "Apprentice(sheet 'Hold', row 4)"
