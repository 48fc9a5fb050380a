"""What lies in a layer and is not what it is called, or not one text, is told with what to do."""

from datetime import date
from pathlib import Path

import pytest

from generator.doors.checking import check_layer
from generator.problems.problem import GeneratorError
from tests.support.command import DAY
from tests.support.pages import told_of_layer

PAGE = "# Side\n\n"
CONFLICT = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> andres\n"
A_FILE, A_FOLDER = "this is a file, and a layer has a folder of this name", "this is a folder"
SHEET = "title: Ark\nversion: 1\npurpose: Os\norder: 99\nkind: plan\n"


@pytest.mark.parametrize(
    ("files", "adds", "place", "words"),
    [
        ({"docs": "x"}, "", "skole/docs", A_FILE),
        ({"forms": "x"}, "", "skole/forms", A_FILE),
        ({"trades": "x"}, "", "skole/trades", A_FILE),
        ({"docs/hal/index.md/tekst.txt": "x"}, "", "skole/docs/hal/index.md", A_FOLDER),
        ({"forms/ark/sheet.yml/tekst.txt": "x"}, "", "skole/forms/ark/sheet.yml", A_FOLDER),
        ({"logo.png/logo.png": "x"}, "logo: logo.png\n", "skole/school.yml", "'logo.png' is a folder, not a file"),
        ({"f.ttf/f.ttf": "x"}, "fonts: {body: f.ttf}\n", "skole/school.yml", "'f.ttf' is a folder, not a file"),
        ({"docs/hal.md": PAGE + CONFLICT.format("a", "b")}, "", "skole/docs/hal.md:3", "two versions"),
        ({"forms/ark/sheet.yml": SHEET + CONFLICT.format("a: 1", "a: 2")}, "", "skole/forms/ark/sheet.yml:6", "two v"),
        ({}, CONFLICT.format("slug: a", "slug: b"), "skole/school.yml:5", "two versions"),
        ({"docs/hal.md": PAGE + "a\u200bb\n"}, "", "skole/docs/hal.md:3:2", "an invisible sign (U+200B)"),
        ({"docs/hal.md": PAGE + "a\u2028b\n"}, "", "skole/docs/hal.md:3:2", "an invisible sign (U+2028)"),
        ({"docs/_del.md": PAGE + "\u202ea\n"}, "", "skole/docs/_del.md:3:1", "an invisible sign (U+202E)"),
        ({"docs/hal.md": "---\ntitle: a\ufeffb\n---\n" + PAGE}, "", "skole/docs/hal.md:2:9", "(U+FEFF)"),
    ],
)
def test_what_is_told(tmp_path: Path, files: dict[str, str], adds: str, place: str, words: str) -> None:
    told = [str(problem) for problem in told_of_layer(tmp_path, files, adds)]
    assert [line for line in told if line.startswith(f"{place}:") and words in line], told


def test_what_cannot_be_read_hides_nothing(tmp_path: Path) -> None:
    pages = {"a": CONFLICT.format("a", "b"), "b": "a\u200bb", "c": "{{ ukendt }}", "d": "[x](y.md)"}
    told = told_of_layer(tmp_path, {f"docs/{name}.md": f"{PAGE}{text}\n" for name, text in pages.items()})
    assert [problem.place.file for problem in told] == [f"skole/docs/{name}.md" for name in pages]


def test_a_profile_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "skole" / "school.yml").mkdir(parents=True)
    with pytest.raises(GeneratorError, match=r"school\.yml is a folder here, not a file"):
        check_layer(tmp_path / "skole", date.fromisoformat(DAY))


@pytest.mark.parametrize(
    "text", ["a\u00adb \u00a0c", "☎\ufe0f 👷\u200d♀\ufe0f", "می\u200cخواهم", "<<<<<<< hvad nu", "a\tb"]
)
def test_what_is_no_mistake(tmp_path: Path, text: str) -> None:
    told = told_of_layer(tmp_path, {"docs/hal.md": PAGE + text + "\n"})
    assert [problem for problem in told if problem.advice.code != "no-sign"] == []
