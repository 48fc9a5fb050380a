"""Under a problem stands the line it is about, and the mark stands under the place, whatever the line is made of."""

import unicodedata
from pathlib import Path

import pytest

from generator.problems.excerpt import excerpt
from generator.problems.problem import Advice, Place
from generator.problems.report import as_text


def shown(folder: Path, text: str, column: int | None, about: str = "") -> list[str]:
    """Return the two lines that are shown for a place in the second line of a file."""
    path = folder / "school.yml"
    path.write_text(f"name: X\n{text}\nlast: Y\n", encoding="utf-8")
    return as_text(Advice("code", "wrong", about=about).at(Place(str(path), 2, column))).splitlines()[1:]


@pytest.mark.parametrize(
    ("text", "word", "line", "marks"),
    [
        ("logo: logo.png", "logo.png", "logo: logo.png", "      ^"),
        ("\tlogo: x", "logo", "logo: x", "^"),
        ("a:\tb", "b", "a: b", "   ^"),
        ("by: 京都, X", "X", "by: 京都, X", "          ^"),
        # With this letter, no sign of its own; all others are read as one.
        ("navn: Josq\u0301, X", "X", "navn: Josq\u0301, X", "            ^"),
        ("navn: \x1b[31mrød, X", "X", "navn: ·[31mrød, X", "                ^"),
        ("navn: \u202eX", "X", "navn: ·X", "       ^"),
        ("  \t- rolle: x", "\t", "  →- rolle: x", "  ^"),
        (" \u00a0\u2003rolle: x", "\u2003", " ··rolle: x", "  ^"),
        ("navn:\u00a0X", "\u00a0", "navn:·X", "     ^"),
    ],
    ids=[
        "plain",
        "indented by a tab",
        "a tab inside",
        "wide letters",
        "an accent of its own",
        "escape",
        "turned round",
        "a tab in the indentation",
        "strange spaces in the indentation",
        "a strange space inside",
    ],
)
def test_the_mark_stands_under_the_place(tmp_path: Path, text: str, word: str, line: str, marks: str) -> None:
    assert shown(tmp_path, text, text.index(word) + 1) == [f"    {line}", f"    {marks}"]


def test_what_the_problem_is_about_is_marked_whole(tmp_path: Path) -> None:
    assert shown(tmp_path, "trade: muer", 8, "muer")[1] == "           ^^^^"
    assert shown(tmp_path, "by: O'Brien's", 5, "O'Brien's")[1] == "        ^^^^^^^^^"
    assert shown(tmp_path, 'trade: "muer"', 8, "muer")[1] == "           ^^^^^"
    assert shown(tmp_path, "trade: muer", 8, "toemrer")[1] == "           ^"


def test_without_a_column_all_that_is_written_is_marked(tmp_path: Path) -> None:
    assert shown(tmp_path, "  {{ navn }}  ", None) == ["    {{ navn }}", "    ^^^^^^^^^^"]


@pytest.mark.parametrize("start", [0, 40, 200, 395])
def test_a_long_line_is_cut_around_the_place(tmp_path: Path, start: int) -> None:
    text = "x" * start + "HER" + "y" * (400 - start)
    line, marks = shown(tmp_path, text, start + 1)
    assert len(line) <= 110
    at = marks.index("^")
    assert line[at : at + 3] == "HER"


@pytest.mark.parametrize("sign", ["x", "\u0301", "京"])
def test_a_line_of_a_megabyte_costs_no_more_than_a_long_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    """Each sign that is looked at is counted: one that is measured again and again would take minutes."""
    looked_at, combining = [], unicodedata.combining
    monkeypatch.setattr(unicodedata, "combining", lambda sign: looked_at.append(sign) or combining(sign))
    line, marks = shown(tmp_path, f"{sign * 500_000}HEX{sign * 500_000}", 500_001)
    assert 0 < len(looked_at) < 2000
    assert len(line) < 500
    # With an accent after it, an R would be another letter.
    assert "HEX" in line
    assert len(marks) < 110


def test_a_problem_without_a_line_shows_none(tmp_path: Path) -> None:
    assert excerpt(Advice("code", "this is no picture").at(Place(str(tmp_path / "logo.png")))) is None
    assert excerpt(Advice("code", "wrong").at(Place(str(tmp_path / "missing.yml"), 3, 1))) is None
    assert shown(tmp_path, "", 1) == []


def test_a_file_cannot_write_to_the_terminal_through_a_message() -> None:
    problem = Advice("code", "unknown key '\x1b[2J\r\n'").at(Place("school.yml"))
    assert as_text(problem) == "school.yml: unknown key '·[2J··'"
