"""Turn the example school into one built edition that all tests of the finished product look at."""

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
# A day before the example's events, so that they are still to come.
DAY = "2026-11-02"


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The web root of the example school's edition, built from nothing once for all workers of a test run."""
    # Each worker has its own base folder; what they share lies above it.
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    folder = shared / "example"
    with (shared / "example.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            build(REPOSITORY / "schools" / "eksempel", folder)
    return folder / "nordkysten"


def build(layer: Path, out: Path) -> None:
    """Build the edition of `layer` into `out` as a user does; fails with what the user would read."""
    command = [sys.executable, "-m", "generator", "build", str(layer), "--out", str(out), "--date", DAY]
    result = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
