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


# In one layer stands what does not hide each other: files, more lines of the profile, and what is told of which place.
LAYERS: dict[str, tuple[dict[str, str], str, dict[str, str]]] = {
    "files in the place of folders": (
        {"docs": "x", "forms": "x", "trades": "x"},
        "",
        {"skole/docs": A_FILE, "skole/forms": A_FILE, "skole/trades": A_FILE},
    ),
    "folders in the place of files": (
        {
            "docs/hal/index.md/tekst.txt": "x",
            "forms/ark/sheet.yml/tekst.txt": "x",
            "f.ttf/f.ttf": "x",
            "l.png/l.png": "x",
        },
        "fonts: {body: f.ttf}\nlogo: l.png\n",
        {
            "skole/docs/hal/index.md": A_FOLDER,
            "skole/forms/ark/sheet.yml": A_FOLDER,
            "skole/school.yml:5": "'f.ttf' is a folder, not a file",
            "skole/school.yml:6": "'l.png' is a folder, not a file",
        },
    ),
    "what is not one text": (
        {
            "docs/flettet.md": PAGE + CONFLICT.format("a", "b"),
            "forms/ark/sheet.yml": SHEET + CONFLICT.format("a: 1", "a: 2"),
            "docs/hal.md": PAGE + "a\u200bb\n",
            "docs/linje.md": PAGE + "a\u2028b\n",
            "docs/hoved.md": "---\ntitle: a\ufeffb\n---\n" + PAGE,
        },
        "",
        {
            "skole/docs/flettet.md:3": "two versions",
            "skole/forms/ark/sheet.yml:6": "two versions",
            "skole/docs/hal.md:3:2": "an invisible sign (U+200B)",
            "skole/docs/linje.md:3:2": "an invisible sign (U+2028)",
            "skole/docs/hoved.md:2:9": "an invisible sign (U+FEFF)",
        },
    ),
    "a part that no page takes in": (
        {"docs/_del.md": PAGE + "\u202ea\n"},
        "",
        {"skole/docs/_del.md:3:1": "an invisible sign (U+202E)"},
    ),
    "a profile of two versions": ({}, CONFLICT.format("slug: a", "slug: b"), {"skole/school.yml:5": "two versions"}),
}


@pytest.mark.parametrize("what", LAYERS)
def test_what_is_told(tmp_path: Path, what: str) -> None:
    files, adds, expected = LAYERS[what]
    told = [str(problem) for problem in told_of_layer(tmp_path, files, adds)]
    lacking = [
        place
        for place, words in expected.items()
        if not any(line.startswith(f"{place}:") and words in line for line in told)
    ]
    assert not lacking, told


def test_what_cannot_be_read_hides_nothing(tmp_path: Path) -> None:
    pages = {"a": CONFLICT.format("a", "b"), "b": "a\u200bb", "c": "{{ ukendt }}", "d": "[x](y.md)"}
    told = told_of_layer(tmp_path, {f"docs/{name}.md": f"{PAGE}{text}\n" for name, text in pages.items()})
    assert [problem.place.file for problem in told] == [f"skole/docs/{name}.md" for name in pages]


def test_a_profile_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "skole" / "school.yml").mkdir(parents=True)
    with pytest.raises(GeneratorError, match=r"school\.yml is a folder here, not a file"):
        check_layer(tmp_path / "skole", date.fromisoformat(DAY))


def test_what_is_no_mistake(tmp_path: Path) -> None:
    texts = ["a\u00adb \u00a0c", "☎\ufe0f 👷\u200d♀\ufe0f", "می\u200cخواهم", "<<<<<<< hvad nu", "a\tb"]
    told = told_of_layer(tmp_path, {f"docs/hal-{number}.md": f"{PAGE}{text}\n" for number, text in enumerate(texts)})
    assert [problem for problem in told if problem.advice.code != "no-sign"] == []
