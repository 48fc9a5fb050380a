"""The day in the colophon is the layer's own: of no other repository, and never one that cannot be."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from generator.layer.layers import Layers
from generator.layer.newest_change import newest_change
from generator.problems.problem import GeneratorError

# In the year 2001.
LONG_AGO = 1_000_000_000


@pytest.fixture
def layers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layers:
    """A layer and shared folders that were changed last in 2001."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name in ("skole/school.yml", "shared/docs/index.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(name)
        os.utime(path, (LONG_AGO, LONG_AGO))
    return Layers(tmp_path / "skole", tmp_path / "shared")


def commit(folder: Path, seconds: int) -> None:
    """Make a repository of a folder, with one commit of everything on the given day."""
    given = {"GIT_COMMITTER_DATE": f"@{seconds} +0000", "GIT_AUTHOR_DATE": f"@{seconds} +0000"}
    author = ("-c", "user.name=x", "-c", "user.email=x@y")
    for arguments in (("init", "-q"), ("add", "."), (*author, "commit", "-qm", "x")):
        subprocess.run(["git", "-C", folder, *arguments], check=True, env=os.environ | given)


def test_the_newest_file_counts(layers: Layers) -> None:
    assert newest_change(layers) == date(2001, 9, 9)
    os.utime(layers.shared / "docs" / "index.md", (1.1e9, 1.1e9))
    assert newest_change(layers) == date(2004, 11, 9)


def test_the_newest_commit_counts(layers: Layers) -> None:
    commit(layers.school, 1_200_000_000)
    assert newest_change(layers) == date(2008, 1, 10)


VARIABLES = {
    "GIT_DIR": "{other}/.git",
    "GIT_WORK_TREE": "{other}",
    "GIT_INDEX_FILE": "{other}/.git/index",
    "GIT_OBJECT_DIRECTORY": "{other}/.git/objects",
    "GIT_CEILING_DIRECTORIES": "{here}",
    "GIT_NAMESPACE": "x",
    "GIT_LITERAL_PATHSPECS": "x",
    "GIT_CONFIG_COUNT": "x",
    "GIT_TRACE": "{here}/traced",
    "GIT_EXEC_PATH": "{other}",
}


@pytest.mark.parametrize("name", VARIABLES)
def test_no_other_repository_is_asked(
    name: str, layers: Layers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook of git, for one, runs with variables about its own repository."""
    (tmp_path / "andet").mkdir()
    (tmp_path / "andet" / "school.yml").write_text("skole/school.yml")
    commit(tmp_path / "andet", 1_600_000_000)
    commit(layers.school, 1_200_000_000)
    monkeypatch.setenv(name, VARIABLES[name].format(other=tmp_path / "andet", here=tmp_path))
    assert newest_change(layers) == date(2008, 1, 10)
    assert not (tmp_path / "traced").exists()


@pytest.mark.parametrize("setting", ["core.excludesFile", "include.path", "exclude"])
@pytest.mark.slow
def test_a_repository_that_never_answers_is_told(
    setting: str, layers: Layers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its settings may lead to a pipe, from which nothing ever comes."""
    commit(layers.school, 1_200_000_000)
    (layers.school / "nyt.md").touch()
    pipe = layers.school / ".git" / "info" / "exclude" if setting == "exclude" else tmp_path / "pipe"
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    if setting != "exclude":
        subprocess.run(["git", "-C", layers.school, "config", setting, pipe], check=True)
    monkeypatch.setattr("generator.layer.newest_change.PATIENCE", 1)
    with pytest.raises(GeneratorError, match=r"^skole: git was asked"):
        newest_change(layers)


def test_a_program_called_git_in_the_working_folder_is_not_run(
    layers: Layers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = layers.school / "git"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    program.chmod(0o755)
    os.utime(program, (LONG_AGO, LONG_AGO))
    monkeypatch.chdir(layers.school)
    for path in ("", ".", f":{os.environ['PATH']}", f".{os.pathsep}{os.environ['PATH']}"):
        monkeypatch.setenv("PATH", path)
        assert newest_change(layers) == date(2001, 9, 9)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("seconds", [-1, -10_000_000_000, 0, LONG_AGO - 1])
def test_a_file_of_before_does_not_count(seconds: int, layers: Layers) -> None:
    os.utime(layers.school / "school.yml", (seconds, seconds))
    assert newest_change(layers) == date(2001, 9, 9)


def test_where_everything_is_of_before_1970_the_day_is_its_first(layers: Layers) -> None:
    for path in (layers.school / "school.yml", layers.shared / "docs" / "index.md"):
        os.utime(path, (-86400, -86400))
    assert newest_change(layers) == date(1970, 1, 1)


WAY_OUT = "Set the clock right and save or commit it again, or give the day of all with SOURCE_DATE_EPOCH."


def test_the_last_day_that_can_be_counts(layers: Layers) -> None:
    os.utime(layers.school / "school.yml", (2**32 - 1, 2**32 - 1))
    assert newest_change(layers) == date(2106, 2, 7)


@pytest.mark.parametrize("seconds", [2**32, 9_200_000_000, 15_000_000_000])
def test_a_file_of_a_day_that_cannot_be_is_named(seconds: int, layers: Layers) -> None:
    os.utime(layers.school / "school.yml", (seconds, seconds))
    with pytest.raises(GeneratorError) as refused:
        newest_change(layers)
    assert str(refused.value) == (f"skole/school.yml: the newest change here has a day after 2106-02-07. {WAY_OUT}")


@pytest.mark.parametrize("seconds", [2**32, 999_999_999_999])
def test_a_commit_of_a_day_that_cannot_be_is_told(
    seconds: int, layers: Layers, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(layers.school, seconds)
    with pytest.raises(GeneratorError) as refused:
        newest_change(layers)
    assert str(refused.value) == f"skole: the newest change here has a day after 2106-02-07. {WAY_OUT}"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(LONG_AGO))
    assert newest_change(layers) == date(2001, 9, 9)
