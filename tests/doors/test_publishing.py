"""A failed or interrupted build leaves the previous edition whole, and no build takes away what is not an edition."""

import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from generator.cli import main
from generator.problems.problem import GeneratorError
from generator.publishing import publishing
from tests.support.command import DAY, EDITIONS, REPOSITORY, contents, run
from tests.support.editions import Editions


def write_edition(folder: Path, text: str, *others: str) -> None:
    """Write what every edition holds, and files of other names."""
    for name in ("index.html", "samtaleark/index.html", "pdf/guide.pdf", *others):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)


def test_a_finished_build_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "skolen"
    for text in ("old", "new"):
        with publishing(target) as folder:
            write_edition(folder, text)
    assert (target / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["skolen"]


def test_a_page_that_is_no_longer_made_is_gone(tmp_path: Path) -> None:
    target = tmp_path / "skolen"
    with publishing(target) as folder:
        write_edition(folder, "", "was.html")
    with publishing(target) as folder:
        write_edition(folder, "")
    assert not (target / "was.html").exists()


def test_a_failed_build_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "skolen"
    with publishing(target) as folder:
        write_edition(folder, "old")
    with pytest.raises(IsADirectoryError), publishing(target) as folder:  # noqa: PT012  it fails half-way
        (folder / "index.html").write_text("half")
        folder.write_text("a folder cannot be written to")
    assert (target / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["skolen"]


def test_a_build_that_was_stopped_between_the_two_renames_is_repaired(tmp_path: Path) -> None:
    (tmp_path / ".skolen.old").mkdir()
    write_edition(tmp_path / ".skolen.old", "old")
    with pytest.raises(RuntimeError), publishing(tmp_path / "skolen"):
        raise RuntimeError
    assert (tmp_path / "skolen" / "index.html").read_text() == "old"


@pytest.mark.slow
@pytest.mark.parametrize(("adds", "place"), [("", "2:7"), ("slug: vesterhavets-erhvervsskole\n", "5:7")])
def test_two_layers_are_not_built_in_one_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], adds: str, place: str
) -> None:
    """A profile is copied for another trade, and nobody thinks of the slug; the first edition stays."""
    produced = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "generator.doors.build.produce", lambda filled, *_: produced.append(filled.edition.layers.school.name)
    )
    for name in ("murer", "toemrer"):
        shutil.copytree(EDITIONS / "minimal", tmp_path / name)
        with (tmp_path / name / "school.yml").open("a", encoding="utf-8") as profile:
            profile.write(adds)
    with pytest.raises(SystemExit) as ended:
        main(["build", "murer", "toemrer"])
    assert ended.value.code == 1
    assert produced == ["murer"]
    assert capsys.readouterr().err.startswith(
        f"toemrer/school.yml:{place}: 'vesterhavets-erhvervsskole' is where the edition of murer was built just now. "
        "Write a slug of its own, such as slug: vesterhavets-erhvervsskole-2.\n"
    )


@pytest.mark.slow
def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """A layer may lead a build to where its slug names a folder that somebody needs."""
    (tmp_path / "lag").mkdir()
    minimal = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
    (tmp_path / "lag" / "school.yml").write_text(f"{minimal}slug: arbejde\n", encoding="utf-8")
    (tmp_path / "lag" / "build").symlink_to("..")
    (tmp_path / "arbejde").mkdir()
    (tmp_path / "arbejde" / "noter.txt").write_text("mine")
    result = run("build", ".", "--out", "build", folder=tmp_path / "lag")
    assert result.returncode == 1
    assert result.stderr == (
        "build/arbejde: here stands something else than an edition, and an edition would take its place. "
        "Move it away, or build elsewhere with --out.\n"
        "1 problem; nothing was changed.\n"
    )
    assert contents(tmp_path / "arbejde") == {"noter.txt": b"mine"}


def test_a_second_build_of_a_target_waits_for_the_first(tmp_path: Path) -> None:
    target, order = tmp_path / "skolen", list[str]()

    def build_again() -> None:
        with publishing(target) as folder:
            order.append("second begins")
            write_edition(folder, "second")

    second = Thread(target=build_again)
    with publishing(target) as folder:
        write_edition(folder, "first")
        second.start()
        second.join(0.5)
        order.append("first ends")
    second.join(30)
    assert order == ["first ends", "second begins"]
    assert (target / "index.html").read_text() == "second"


def test_a_lock_is_given_up_by_a_build_that_fails(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(RuntimeError), publishing(tmp_path / "skolen"):
            raise RuntimeError


def test_publishing_asks_for_nothing_that_one_system_has_alone() -> None:
    """Windows has no fcntl."""
    program = "import sys; sys.modules['fcntl'] = None; import generator.publishing"
    subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, check=True)


def test_a_lock_is_no_link_and_no_folder(tmp_path: Path) -> None:
    """A layer may bring one; where a link leads nowhere, nothing is made there either."""
    lock = tmp_path / ".skolen.lock"
    lock.symlink_to("nothing.txt")
    with pytest.raises(GeneratorError, match="this file cannot be written"), publishing(tmp_path / "skolen"):
        pass
    lock.unlink()
    lock.mkdir()
    with (
        pytest.raises(GeneratorError, match=r"Take it away, or .* \(Is a directory\)"),
        publishing(tmp_path / "skolen"),
    ):
        pass
    assert list(tmp_path.iterdir()) == [lock]


def test_what_a_link_leads_to_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / ".skolen.lock").symlink_to("mine.txt")
    with (
        pytest.raises(GeneratorError, match=r"skolen\.lock: this file cannot be written"),
        publishing(tmp_path / "skolen"),
    ):
        pass
    assert (tmp_path / "mine.txt").read_text() == "mine"
    (tmp_path / ".skolen.lock").unlink()
    (tmp_path / "hjem").mkdir()
    write_edition(tmp_path / "hjem", "mine")
    (tmp_path / ".skolen.new").symlink_to("hjem")
    with publishing(tmp_path / "skolen") as folder:
        write_edition(folder, "new")
    assert (tmp_path / "hjem" / "index.html").read_text() == "mine"
    assert (tmp_path / "skolen" / "index.html").read_text() == "new"


def test_a_layer_with_a_mistake_does_not_hold_up_the_next_one(tmp_path: Path, editions: Editions) -> None:
    """Both are told; the exit status says that not everything was done."""
    # The store of finished PDFs saves the time of making the same ones again.
    editions.store(EDITIONS / "minimal", tmp_path / "out" / ".cache")
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
