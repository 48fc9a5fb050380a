"""A full disk, a strange clock or environment, an output that nobody reads: one sentence, status 1, nothing lost."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from resource import RLIMIT_FSIZE, setrlimit
from types import ModuleType

import pytest

from generator.__main__ import main
from generator.layer.layers import Layers
from generator.layer.newest_change import newest_change
from generator.problems.problem import GeneratorError
from tests.doors.test_publishing import write_layer
from tests.support.command import DAY, EDITIONS, EPOCH, REPOSITORY, contents, run_here
from tests.support.editions import Editions
from tests.support.terminal import terminal

KIBIBYTE = 1024
SURROUNDINGS = {"PYTHONPATH": str(REPOSITORY), "SOURCE_DATE_EPOCH": EPOCH}


def shell(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line as it is typed in a shell; `GUIDE` stands for the program."""
    return subprocess.run(
        ["/bin/sh", "-c", command.replace("GUIDE", f"{sys.executable} -m generator")],
        cwd=folder,
        env={**os.environ, **SURROUNDINGS, "PYTHONUNBUFFERED": "", **environment},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


UNWRITTEN = "standard output: this cannot be written. No space left on device.\n"
OUTPUTS = {
    "GUIDE check skole >/dev/full": UNWRITTEN,
    "GUIDE check findes-ikke --json >/dev/full": UNWRITTEN,
    "GUIDE build skole >/dev/full": UNWRITTEN,
    "GUIDE --help >/dev/full": UNWRITTEN,
    "GUIDE check --help >/dev/full": UNWRITTEN,
    "GUIDE check findes-ikke 2>/dev/full": "",
    "GUIDE check findes-ikke >&- 2>&-": "",
    # Without Python's own buffer.
    "PYTHONUNBUFFERED=1 GUIDE build skole >/dev/full": UNWRITTEN,
    "PYTHONUNBUFFERED=1 GUIDE check findes-ikke 2>/dev/full": "",
}


@pytest.mark.slow
@pytest.mark.parametrize("command", OUTPUTS)
def test_an_output_that_cannot_be_written(command: str, tmp_path: Path) -> None:
    write_layer(tmp_path / "skole")
    result = shell(command, tmp_path)
    assert (result.returncode, result.stderr) == (1, OUTPUTS[command])


@pytest.mark.slow
def test_an_output_that_is_closed_is_not_wanted(tmp_path: Path) -> None:
    write_layer(tmp_path / "skole")
    result = shell("GUIDE form --out profil.html skole >&-", tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "profil.html").is_file()


@pytest.mark.slow
def test_a_reader_who_leaves_is_told_nothing(tmp_path: Path) -> None:
    write_layer(tmp_path / "skole")
    command = "(GUIDE blocks skole; echo $? >status) | true; while ! [ -s status ]; do sleep 0.1; done"
    result = shell(command, tmp_path)
    assert ((tmp_path / "status").read_text(), result.stderr) == ("1\n", "")


@pytest.mark.slow
def test_an_output_without_our_letters_shows_the_others(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"skole \xff")).mkdir()
    result = shell("GUIDE check skole*", tmp_path, PYTHONIOENCODING="latin-1")
    assert result.returncode == 1
    assert result.stderr.startswith("skole ")
    assert "Traceback" not in result.stderr


WORKING_FOLDER = ".: this file or folder cannot be used. No such file or directory.\n1 problem; nothing was changed.\n"


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "check ../../skole", "build", "blocks", "init ny"])
def test_a_working_folder_that_is_gone(command: str, tmp_path: Path) -> None:
    write_layer(tmp_path / "skole")
    result = shell(f"mkdir gone && cd gone && rmdir ../gone && GUIDE {command}", tmp_path)
    assert (result.returncode, result.stderr) == (1, WORKING_FOLDER)


OUT = {
    "a file": ("fil", "fil: a file stands here, or on the way here, in the place of a folder. {way_out}"),
    "below a file": ("fil/ud", "fil/ud: a file stands here, or on the way here, in the place of a folder. {way_out}"),
    "a link to nothing": (
        "intet",
        "intet: a file stands here, or on the way here, in the place of a folder. {way_out}",
    ),
    "a link to itself": (
        "løkke/ud",
        "løkke/ud: this file or folder cannot be used. Too many levels of symbolic links.",
    ),
    "a name without end": ("n" * 300, f"{'n' * 300}: this file or folder cannot be used. File name too long."),
    "where nothing can be made": (
        "/proc/ud",
        "/proc/ud: this file or folder cannot be used. No such file or directory.",
    ),
}


@pytest.mark.usefixtures("rendered_already")
@pytest.mark.parametrize("what", OUT)
def test_where_no_folder_can_be_made(what: str, tmp_path: Path) -> None:
    write_layer(tmp_path / "skole")
    (tmp_path / "fil").write_text("mine")
    (tmp_path / "intet").symlink_to("findes ikke")
    (tmp_path / "løkke").symlink_to("løkke")
    out, sentence = OUT[what]
    before = sorted(tmp_path.rglob("*"))
    result = run_here("build", "skole", "--out", out, folder=tmp_path)
    told = sentence.replace("{way_out}", "Name a folder, or take it away.")
    assert result.returncode == 1
    assert result.stderr == f"{told}\n1 problem; nothing was changed.\n"
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.usefixtures("rendered_already")
@pytest.mark.parametrize("number", [13, 30])
def test_a_folder_that_nobody_may_write_to(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may be allowed everything, so the system's answer is put in its place."""
    write_layer(tmp_path / "skole")
    (tmp_path / "ud").mkdir()
    opened = os.open

    def refuse(path: str, *arguments: int, **options: int) -> int:
        if str(path).endswith(".lock"):
            raise OSError(number, os.strerror(number), path)
        return opened(path, *arguments, **options)

    monkeypatch.setattr(os, "open", refuse)
    result = run_here("build", "skole", "--out", "ud", folder=tmp_path)
    assert result.returncode == 1
    assert result.stderr == (
        f"ud: nothing can be written in this folder. Build elsewhere with --out. ({os.strerror(number)})\n"
        "1 problem; nothing was changed.\n"
    )


@pytest.mark.parametrize("command", ["check", "build", "blocks"])
def test_a_layer_that_nobody_may_read(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_layer(tmp_path / "skole")
    stat = os.stat

    def refuse(path: object, *arguments: object, **options: object) -> os.stat_result:
        if str(path).endswith("school.yml"):
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", refuse)
    result = run_here(command, "skole", folder=tmp_path)
    assert result.returncode == 1
    assert result.stderr == (
        "skole/school.yml: this file or folder cannot be used. Permission denied.\n1 problem; nothing was changed.\n"
    )


@pytest.mark.parametrize("room", [1, 100])
def test_a_disk_without_room(room: int, tmp_path: Path, editions: Editions) -> None:
    """No file may become larger than so many KiB, as if there were no more room; the edition of before stays whole."""
    out, published = tmp_path / "ud", editions(EDITIONS / "minimal")
    editions.store(EDITIONS / "minimal", out / ".cache")
    root = Path(shutil.copytree(published, out / published.name))
    before = contents(root)
    write_layer(tmp_path / "skole")
    result = subprocess.run(
        [sys.executable, "-m", "generator", "build", "skole", "--out", "ud", "--date", DAY],
        cwd=tmp_path,
        env={**os.environ, **SURROUNDINGS},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: setrlimit(RLIMIT_FSIZE, (room * KIBIBYTE, room * KIBIBYTE)),
    )
    assert result.returncode == 1
    assert re.fullmatch(
        r"ud(/\.\S+)?: this file or folder cannot be used\. File too large\.\n1 problem; nothing was changed\.\n",
        result.stderr,
    )
    assert contents(root) == before
    assert {path.name for path in out.iterdir() if path.is_dir()} == {".cache", root.name}


@pytest.mark.slow
def test_a_starter_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    result = shell("ulimit -f 4; GUIDE init ny", tmp_path)
    assert result.returncode == 1
    assert re.fullmatch(
        r"ny/[\w.]+: this folder or file cannot be written\. File too large\.\n1 problem; nothing was changed\.\n",
        result.stderr,
    )
    assert contents(tmp_path) == {}
    assert shell("GUIDE init ny", tmp_path).returncode == 0


@pytest.mark.slow
def test_a_record_of_replaced_texts_is_not_lost_on_a_full_disk(tmp_path: Path) -> None:
    layer = tmp_path / "maler"
    shutil.copytree(REPOSITORY / "schools" / "eksempel-maler", layer)
    before = contents(layer)
    result = shell("ulimit -f 1; GUIDE blocks maler --accept", tmp_path)
    assert result.returncode == 1
    assert result.stderr == (
        "maler/shared-texts.yml: this file or folder cannot be used. File too large.\n1 problem; nothing was changed.\n"
    )
    assert contents(layer) == before


@pytest.mark.slow
@pytest.mark.parametrize("value", ["x", "-1", "nan", "1e9"])
def test_seconds_in_the_environment_that_are_none(value: str, tmp_path: Path) -> None:
    write_layer(tmp_path / "skole")
    result = terminal().run("check", "skole", folder=tmp_path, SAMTALEGUIDE_SECONDS=value)
    assert result.returncode == 1
    assert result.stderr == (
        f"SAMTALEGUIDE_SECONDS: '{value}' is no number of seconds. Unset it, or write one.\n"
        "1 problem; nothing was changed.\n"
    )


EPOCHS = ["x", "", "-1", "1e9", "1_000", "１２３", " 1", "1.5", "4294967296", "999999999999", "9" * 5000]


@pytest.mark.parametrize("epoch", EPOCHS)
def test_a_day_in_the_environment_that_is_none(epoch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(GeneratorError) as refused:
        newest_change(Layers(EDITIONS / "minimal"))
    assert str(refused.value) == (
        f"SOURCE_DATE_EPOCH: '{epoch}' is no number of seconds from 1970 to 2106-02-07. "
        "Unset it, and the day is found out, or set it to a day such as $(date +%s)."
    )


@pytest.mark.slow
def test_a_day_in_the_environment_that_is_none_hides_nothing_else(tmp_path: Path) -> None:
    write_layer(tmp_path / "skole", "colour: x\n")
    result = terminal().run("check", "skole", folder=tmp_path, SOURCE_DATE_EPOCH="x")
    assert result.returncode == 1
    assert [line.partition(": ")[0] for line in result.stderr.splitlines() if not line.startswith(" ")] == [
        "SOURCE_DATE_EPOCH",
        "skole/school.yml:5:1",
        "2 problems; nothing was changed.",
    ]


def test_who_interrupts_it_before_the_command_is_read_gets_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(ModuleType):
        def __getattr__(self, name: str) -> None:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "generator.cli", Interrupted("generator.cli"))
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
