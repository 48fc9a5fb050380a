"""A school that begins gets a layer that is right as it is, and nothing of its own is ever overwritten."""

import re
from pathlib import Path

import pytest

from tests.support.command import contents, run_here
from tests.support.editions import build_some, is_handout

pytestmark = pytest.mark.slow

FILES = ["LAEG-UD.md", "PROFIL.md", "logo.svg", "profil.html", "profile.schema.json", "school.yml"]


def test_a_new_layer_is_accepted_and_built_as_it_is(tmp_path: Path) -> None:
    """From `init` over `check` to `build` nothing has to be filled in; the words tell the next step."""
    layer = tmp_path / "nye skoler" / "skolen"
    result = run_here("init", layer, folder=tmp_path)
    assert result.returncode == 0, result.stderr
    assert sorted(contents(layer)) == FILES
    assert result.stdout.endswith(
        f"Next: open {layer / 'profil.html'} in a browser, or fill in {layer / 'school.yml'}. Then run:\n"
        f"  samtaleguide check '{layer}'    to see what is missing or wrong\n"
        f"  samtaleguide build '{layer}'    to make the guide\n"
    )
    check = run_here("check", layer, folder=tmp_path)
    assert check.returncode == 0, check.stderr
    told = [line for line in check.stdout.splitlines()[:-1] if not line.startswith("    ")]
    assert [line for line in told if ": warning: " not in line] == []
    assert check.stdout.splitlines()[-1] == "No errors."
    # What the starter wrote in the place of the school's own is told, all of it, and nothing else.
    assert [line.partition(" warning: ")[2] for line in told if re.search(r"school\.yml:\d", line)] == [
        "'Skolens Navn' is no name, but stands where one is to be written. Write the real name.",
        "'logo.svg' is still the drawing that stands in for a logo. Put the school's own in its place, or take the "
        "line out.",
        "'Fornavn Efternavn' is no name, but stands where one is to be written. Write the real name.",
        "nobody has the number '12 34 56 78': a Danish one of eight digits begins with 2 to 9. Write the school's own, "
        "or take the line out.",
        "'tovholder@example.dk' is an address of an example, and leads nowhere. Write the school's own, or take the "
        "line out.",
    ]
    before = contents(layer)
    # The sheets and the book are those of other editions in another name; here are those whose texts must find room.
    root = build_some(layer, tmp_path / "out", is_handout)
    assert "Skolens Navn" in (root / "index.html").read_text(encoding="utf-8")
    assert (root / "assets" / "logo.svg").read_bytes() == before["logo.svg"]
    assert contents(layer) == before


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """If one of the files is there, none is written, and the message names it."""
    layer = tmp_path / "skolen"
    layer.mkdir()
    (layer / "logo.svg").write_text("mine")
    result = run_here("init", "skolen", folder=tmp_path)
    assert result.returncode == 1
    assert result.stderr == (
        "skolen/logo.svg: this file is already there, and is not overwritten. "
        "Choose another folder, or take the file away first.\n"
        "1 problem; nothing was changed.\n"
    )
    assert contents(layer) == {"logo.svg": b"mine"}


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    """What somebody has filled in since stays as it is."""
    assert run_here("init", "skolen", folder=tmp_path).returncode == 0
    (tmp_path / "skolen" / "school.yml").write_text("name: Vores skole\n")
    before = contents(tmp_path)
    result = run_here("init", "skolen", folder=tmp_path)
    assert result.returncode == 1
    assert [line.partition(":")[0] for line in result.stderr.splitlines()[:-1]] == [
        "skolen/school.yml",
        "skolen/logo.svg",
        "skolen/PROFIL.md",
        "skolen/LAEG-UD.md",
        "skolen/profile.schema.json",
        "skolen/profil.html",
    ]
    assert contents(tmp_path) == before


def test_a_file_in_the_way_of_the_folder(tmp_path: Path) -> None:
    """A folder that cannot be made is told as such."""
    (tmp_path / "skolen").write_text("mine")
    result = run_here("init", "skolen", folder=tmp_path)
    assert result.returncode == 1
    assert result.stderr.startswith("skolen: this folder or file cannot be written. ")
    assert "Traceback" not in result.stderr
    assert (tmp_path / "skolen").read_text() == "mine"
