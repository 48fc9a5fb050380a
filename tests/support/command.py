"""Turn what a user types into what comes of it: exit status, words and files."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_AS, RLIMIT_CPU, setrlimit

import pytest

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


def build(layer: Path, out: Path, day: str = DAY, **environment: str) -> Path:
    """Build the edition of `layer` below `out` and return its web root; fails with what the user would read."""
    # Named as seen from a working folder that is not the program's own.
    result = run("build", layer, "--out", out.name, "--date", day, folder=out.parent, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    (root,) = (path for path in out.iterdir() if path.is_dir() and not path.name.startswith("."))
    return root


def built_once(layer: Path, factory: pytest.TempPathFactory, **environment: str) -> Path:
    """Return the web root of the edition of `layer`, built from nothing once for all workers of a test run."""
    # Each worker has its own base folder; what they share lies above it.
    base = factory.getbasetemp()
    out = (base.parent if base.name.startswith("popen-") else base) / f"edition of {layer.name}"
    with out.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        roots = [path for path in out.glob("[!.]*") if path.is_dir()]
        return roots[0] if roots else build(layer, out, **environment)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below `folder` by its name, without the store of finished PDFs."""
    names = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in names.items() if not name.startswith(".cache/")}


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Return the names of the files that are in one of two folders only, or differ."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
