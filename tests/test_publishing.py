"""A failed or interrupted build leaves the previous edition whole."""

from pathlib import Path

import pytest

from generator.publishing import publishing


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
