"""Under a problem stands the line it is about, and the mark stands under the place, whatever the line is made of."""

from pathlib import Path

import pytest

from generator.excerpt import excerpt, told
from generator.problems import Problem


def shown(folder: Path, text: str, column: int | None, found: str = "wrong") -> list[str]:
    """Return the two lines that are shown for a place in the second line of a file."""
    path = folder / "school.yml"
    path.write_text(f"name: X\n{text}\nlast: Y\n", encoding="utf-8")
    return str(excerpt(Problem(str(path), 2, column, found))).splitlines()


@pytest.mark.parametrize(
    ("text", "word", "line", "marks"),
    [
        ("logo: logo.png", "logo.png", "logo: logo.png", "      ^"),
        ("\tlogo: x", "logo", "logo: x", "^"),
        ("a:\tb", "b", "a: b", "   ^"),
        ("by: 京都, X", "X", "by: 京都, X", "          ^"),
        ("navn: Jose\u0301, X", "X", "navn: Jose\u0301, X", "            ^"),
        ("navn: \x1b[31mrød, X", "X", "navn: ·[31mrød, X", "                ^"),
        ("navn: \u202eX", "X", "navn: ·X", "       ^"),
    ],
    ids=[
        "plain",
        "indented by a tab",
        "a tab inside",
        "wide letters",
        "an accent of its own",
        "escape",
        "turned round",
    ],
)
def test_the_mark_stands_under_the_place(tmp_path: Path, text: str, word: str, line: str, marks: str) -> None:
    assert shown(tmp_path, text, text.index(word) + 1) == [f"    {line}", f"    {marks}"]


def test_what_the_message_quotes_is_marked_whole(tmp_path: Path) -> None:
    assert shown(tmp_path, "trade: muer", 8, "there is no trade 'muer'")[1] == "           ^^^^"
    assert shown(tmp_path, 'trade: "muer"', 8, "there is no trade 'muer'")[1] == "           ^^^^^"


def test_without_a_column_all_that_is_written_is_marked(tmp_path: Path) -> None:
    assert shown(tmp_path, "  {{ navn }}  ", None) == ["    {{ navn }}", "    ^^^^^^^^^^"]


@pytest.mark.parametrize("start", [0, 40, 200, 395])
def test_a_long_line_is_cut_around_the_place(tmp_path: Path, start: int) -> None:
    text = "x" * start + "HER" + "y" * (400 - start)
    line, marks = shown(tmp_path, text, start + 1)
    assert len(line) <= 110
    at = marks.index("^")
    assert line[at : at + 3] == "HER"


def test_a_problem_without_a_line_shows_none(tmp_path: Path) -> None:
    assert excerpt(Problem(str(tmp_path / "logo.png"), None, None, "this is no picture")) is None
    assert excerpt(Problem(str(tmp_path / "missing.yml"), 3, 1, "wrong")) is None
    assert shown(tmp_path, "", 1) == ["None"]


def test_a_file_cannot_write_to_the_terminal_through_a_message() -> None:
    assert told(Problem("school.yml", None, None, "unknown key '\x1b[2J\r\n'")) == "school.yml: unknown key '·[2J··'"
