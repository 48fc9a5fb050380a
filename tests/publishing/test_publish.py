"""A failed or interrupted build leaves the previous edition whole, and no build takes away what is not an edition."""

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from generator.problems.problem import GeneratorError
from tests.support.command import REPOSITORY
from tests.support.published import publish, publishing_at, write_edition


def test_a_finished_build_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "skolen"
    for text in ("old", "new"):
        publish(target, text)
    assert (target / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["skolen"]


def test_a_page_that_is_no_longer_made_is_gone(tmp_path: Path) -> None:
    target = tmp_path / "skolen"
    publish(target, "", "was.html")
    publish(target, "")
    assert not (target / "was.html").exists()


def test_a_failed_build_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "skolen"
    publish(target, "old")
    with pytest.raises(IsADirectoryError), publishing_at(target) as folder:  # noqa: PT012  it fails half-way
        (folder / "index.html").write_text("half")
        folder.write_text("a folder cannot be written to")
    assert (target / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["skolen"]


def test_a_build_that_was_stopped_between_the_two_renames_is_repaired(tmp_path: Path) -> None:
    target = tmp_path / "skolen"
    publish(target, "old")
    target.rename(tmp_path / ".skolen.old")
    with pytest.raises(RuntimeError), publishing_at(target):
        raise RuntimeError
    assert (target / "index.html").read_text() == "old"


def test_a_second_build_of_a_target_waits_for_the_first(tmp_path: Path) -> None:
    target, order = tmp_path / "skolen", list[str]()

    def build_again() -> None:
        with publishing_at(target) as folder:
            order.append("second begins")
            write_edition(folder, "second")

    second = Thread(target=build_again)
    with publishing_at(target) as folder:
        write_edition(folder, "first")
        second.start()
        second.join(0.5)
        order.append("first ends")
    second.join(30)
    assert order == ["first ends", "second begins"]
    assert (target / "index.html").read_text() == "second"


def test_a_lock_is_given_up_by_a_build_that_fails(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(RuntimeError), publishing_at(tmp_path / "skolen"):
            raise RuntimeError


def test_publishing_asks_for_nothing_that_one_system_has_alone() -> None:
    """Windows has no fcntl."""
    program = "import sys; sys.modules['fcntl'] = None; import generator.publishing.publish"
    subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, check=True)


def test_a_lock_is_no_link_and_no_folder(tmp_path: Path) -> None:
    """A layer may bring one; where a link leads nowhere, nothing is made there either."""
    lock = tmp_path / ".skolen.lock"
    lock.symlink_to("nothing.txt")
    with pytest.raises(GeneratorError, match="this file cannot be written"), publishing_at(tmp_path / "skolen"):
        pass
    lock.unlink()
    lock.mkdir()
    with (
        pytest.raises(GeneratorError, match=r"Take it away, or .* \(Is a directory\)"),
        publishing_at(tmp_path / "skolen"),
    ):
        pass
    assert list(tmp_path.iterdir()) == [lock]


def test_what_a_link_leads_to_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / ".skolen.lock").symlink_to("mine.txt")
    with (
        pytest.raises(GeneratorError, match=r"skolen\.lock: this file cannot be written"),
        publishing_at(tmp_path / "skolen"),
    ):
        pass
    assert (tmp_path / "mine.txt").read_text() == "mine"
    (tmp_path / ".skolen.lock").unlink()
    (tmp_path / "hjem").mkdir()
    write_edition(tmp_path / "hjem", "mine")
    (tmp_path / ".skolen.new").symlink_to("hjem")
    publish(tmp_path / "skolen", "new")
    assert (tmp_path / "hjem" / "index.html").read_text() == "mine"
    assert (tmp_path / "skolen" / "index.html").read_text() == "new"
