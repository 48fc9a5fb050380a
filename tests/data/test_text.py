"""A profile from any editor is read, or somebody is told in one line what to do about it."""

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from generator.data.text import YamlText, read_yaml_text
from generator.layer.layers import Layers
from generator.rendering import render_edition
from tests.support.command import DAY, EDITIONS, REPOSITORY, run_here

MINIMAL = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
SAVE_AGAIN = "Open it in your editor and save it again with the encoding UTF-8."
UTF16 = "this file is saved in the encoding UTF-16 (some programs call it Unicode), which cannot be read here."


def check(folder: Path, content: bytes) -> tuple[int, str]:
    """Return the exit status of `check`, and what a person reads."""
    (folder / "school.yml").write_bytes(content)
    result = run_here("check", folder=folder)
    return result.returncode, result.stdout + result.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_places_hold_whatever_ends_a_line_and_begins_the_file(tmp_path: Path, encoding: str, end: str) -> None:
    text = f"naem: Ærø\n{MINIMAL}initiatives: [pjece, logbok]\n"
    status, told = check(tmp_path, text.replace("\n", end).encode(encoding))
    last = text.count("\n")
    assert status == 1
    assert told.startswith("school.yml:1:1: unknown key 'naem'. Did you mean 'name'?\n    naem: Ærø\n    ^^^^\n")
    assert f"\nschool.yml:{last}:22: initiatives[2]: there is no initiative 'logbok'" in told
    assert "\n    initiatives: [pjece, logbok]\n                         ^^^^^^\n" in told


def test_a_mark_at_the_start_and_the_line_ends_of_windows_do_no_harm(tmp_path: Path) -> None:
    status, told = check(tmp_path, MINIMAL.replace("\n", "\r\n").encode("utf-8-sig"))
    assert (status, told.splitlines()[-1]) == (0, "No errors.")


def test_a_file_from_windows_in_its_old_encoding(tmp_path: Path) -> None:
    status, told = check(tmp_path, f"{MINIMAL}short_name: “Ærø”\n".encode("cp1252"))
    assert status == 1
    assert told.startswith(
        f"school.yml:4:43: this file is not UTF-8 text (æ, ø and å cannot be read). {SAVE_AGAIN}\n"
        "    contacts: [{role: tovholder, name: Anne Kj�r}]\n"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16(tmp_path: Path, encoding: str) -> None:
    assert check(tmp_path, MINIMAL.encode(encoding)) == (
        1,
        f"school.yml: {UTF16} {SAVE_AGAIN}\n1 problem; nothing was changed.\n",
    )


def test_nobody_changes_the_data_that_others_are_given_too() -> None:
    """A file is parsed once, so what one step did to its data would reach all others."""
    layers = Layers(REPOSITORY / "schools" / "eksempel-maler")

    def sources() -> list[YamlText]:
        paths = [layers.find(name) for name in layers.names("forms", "*/*.yml")]
        return [read_yaml_text(path, layers.display(path)) for path in paths if path]

    before = sources()
    data = [deepcopy(source.data) for source in before]
    assert len(data) > 20
    render_edition(layers.school, date.fromisoformat(DAY))
    assert [source.data for source in before] == data
    assert all(one is other for one, other in zip(before, sources(), strict=True))
