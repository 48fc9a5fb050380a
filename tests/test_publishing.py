"""A failed or interrupted build leaves the previous edition whole."""

import shutil
from pathlib import Path

import pytest

from generator.publishing import publishing
from tests.support.command import DAY, EDITIONS, built_once, run


def test_a_finished_build_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "skolen"
    for text in ("old", "new"):
        with publishing(target) as folder:
            (folder / "index.html").write_text(text)
    assert (target / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["skolen"]


def test_a_page_that_is_no_longer_made_is_gone(tmp_path: Path) -> None:
    target = tmp_path / "skolen"
    with publishing(target) as folder:
        (folder / "was.html").write_text("")
    with publishing(target) as folder:
        (folder / "index.html").write_text("")
    assert [path.name for path in target.iterdir()] == ["index.html"]


def test_a_failed_build_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "skolen"
    with publishing(target) as folder:
        (folder / "index.html").write_text("old")
    with pytest.raises(IsADirectoryError), publishing(target) as folder:  # noqa: PT012  it fails half-way
        (folder / "index.html").write_text("half")
        folder.write_text("a folder cannot be written to")
    assert (target / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["skolen"]


def test_a_build_that_was_stopped_between_the_two_renames_is_repaired(tmp_path: Path) -> None:
    (tmp_path / ".skolen.old").mkdir()
    (tmp_path / ".skolen.old" / "index.html").write_text("old")
    with pytest.raises(RuntimeError), publishing(tmp_path / "skolen"):
        raise RuntimeError
    assert (tmp_path / "skolen" / "index.html").read_text() == "old"


def test_a_layer_with_a_mistake_does_not_hold_up_the_next_one(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Both are told; the exit status says that not everything was done."""
    # The store of finished PDFs saves the time of making the same ones again.
    shutil.copytree(built_once(EDITIONS / "minimal", tmp_path_factory).parent / ".cache", tmp_path / "out" / ".cache")
    minimal = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
    for name, adds in (("daarlig", "colour: x\n"), ("god", "slug: god\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "school.yml").write_text(minimal + adds, encoding="utf-8")
    result = run("build", "daarlig", "god", "--out", "out", "--date", DAY, folder=tmp_path)
    assert result.returncode == 1
    assert "daarlig/school.yml:5:1: unknown key 'colour'. Did you mean 'colours'?\n" in result.stderr
    assert result.stderr.endswith("\n1 of 2 editions could not be built: daarlig\n")
    assert [line for line in result.stdout.splitlines() if not line.startswith(" ")] == [
        "Building daarlig",
        "Building god",
        "Done: out/god/index.html",
    ]
    assert [path.name for path in (tmp_path / "out").glob("[!.]*")] == ["god"]
    assert (tmp_path / "out" / "god" / "pdf" / "guide.pdf").is_file()
