"""Turn what a user types into what comes of it: exit status, words and files."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import chdir
from functools import partial
from importlib import import_module
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_AS, RLIMIT_CPU, setrlimit

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.problems.language import CHOICE
from generator.supervision.supervisor import Tell
from tests.support.counting import counted
from tests.support.patience import COMMAND, PROCESSOR

REPOSITORY = Path(__file__).parent.parent.parent
EDITIONS = REPOSITORY / "tests" / "scenarios" / "editions"
# The day of every build, and the day in the colophon (3 March 2026).
DAY = "2026-11-02"
EPOCH = "1772496000"
GIBIBYTE = 1024**3


def run(
    *arguments: str | Path, folder: Path, memory: int = RLIM_INFINITY, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `samtaleguide` with `arguments` in `folder`, as a user does.

    None of its processes may ask for more than `memory` bytes, or compute without an end.
    """

    def limit() -> None:
        setrlimit(RLIMIT_CPU, (PROCESSOR, PROCESSOR))
        setrlimit(RLIMIT_AS, (memory, memory))

    with counted(_words(arguments), _store(arguments, folder)):
        return subprocess.run(
            [sys.executable, "-m", "generator", *map(str, arguments)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), "SOURCE_DATE_EPOCH": EPOCH, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=COMMAND,
            preexec_fn=limit,
        )


def run_here(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Do the same as `run` in the process of the test: without the start of another, which takes longer than the work.

    An error that nobody has foreseen is raised.
    """
    with (
        chdir(folder),
        pytest.MonkeyPatch.context() as patch,
        counted(_words(arguments), _store(arguments, folder)),
    ):
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        # What a command sets by itself, to be as it was afterwards.
        for name in (CHOICE, "LANGUAGE"):
            patch.setenv(name, os.environ.get(name, ""))
        for module in ("cli", "doors.people"):
            patch.setattr(f"generator.{module}.supervised", done_here)
        patch.setattr("generator.doors.many.at_a_time", lambda *_: 1)
        done = CliRunner().invoke(main, [*map(str, arguments)], prog_name="samtaleguide", catch_exceptions=False)
    return subprocess.CompletedProcess([*map(str, arguments)], done.exit_code, done.stdout, done.stderr)


def done_here(function: str, *arguments: object, tell: Tell | None = None, **keywords: object) -> object:
    """Do what else is done in a supervised process."""
    module, _, name = function.rpartition(".")
    telling = {"tell": tell} if tell else {}
    return getattr(import_module(module), name)(*arguments, **keywords, **telling)


def build(layer: Path, out: Path, day: str = DAY, **environment: str) -> Path:
    """Build the edition of `layer` below `out` and return its web root; fails with what the user would read.

    With an `environment` it is built in a process that has it, otherwise in that of the test.
    """
    build_ = partial(run, **environment) if environment else run_here
    # Named as seen from a working folder that is not the program's own.
    result = build_("build", layer, "--out", out.name, "--date", day, folder=out.parent)
    assert result.returncode == 0, result.stdout + result.stderr
    (root,) = (path for path in out.iterdir() if path.is_dir() and not path.name.startswith("."))
    return root


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below `folder` by its name, without the store of finished PDFs."""
    names = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in names.items() if not name.startswith(".cache/")}


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Return the names of the files that are in one of two folders only, or differ."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _words(arguments: tuple[str | Path, ...]) -> str:
    return " ".join(map(str, arguments))


def _store(arguments: tuple[str | Path, ...], folder: Path) -> Path:
    """Return where a command keeps the PDFs that it has made."""
    words = [*map(str, arguments)]
    return folder / (words[words.index("--out") + 1] if "--out" in words else "build") / ".cache"
