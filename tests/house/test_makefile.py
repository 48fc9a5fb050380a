"""Setting up waits for another apt, which a machine may run by itself at any time, and for nothing else."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.support.command import REPOSITORY
from tests.support.patience import MINUTE

# Locks that an apt may find held: of its lists, of the packages it has fetched, of what is installed.
HELD = [
    "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 8336 (apt-get)",
    "E: Could not get lock /var/cache/apt/archives/lock - open (11: Resource temporarily unavailable)",
    "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 8336 (unattended-upgr)",
]


def setting_up(folder: Path, said: list[str]) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Install a package with an apt that fails with each of these in turn; return also what it was asked to do."""
    for number, line in enumerate(said):
        (folder / f"{number}.said").write_text(f"{line}\n")
    programs = {
        "apt-get": f'echo "$@" >> {folder}/asked\nfor said in {folder}/*.said; do\n  [ -f "$said" ] || exit 0\n'
        '  cat "$said" >&2; rm "$said"; exit 100\ndone',
        "dpkg-query": "exit 1",
        "sudo": 'exec "$@"',
    }
    for name, script in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    rule = "setting-up: ; $(call apt-install,a-package)"
    result = subprocess.run(
        ["make", "-s", "--eval", rule, "setting-up", "APT_WAIT=0"],
        cwd=REPOSITORY,
        env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=MINUTE,
    )
    return result, (folder / "asked").read_text().splitlines()


@pytest.mark.parametrize("said", [[], HELD[:1], HELD, HELD * 2])
def test_it_waits_for_another_apt(tmp_path: Path, said: list[str]) -> None:
    result, asked = setting_up(tmp_path, said)
    assert result.returncode == 0, result.stderr
    assert len(asked) == len(said) + 2
    assert asked[-1].endswith(" install -y --no-install-recommends a-package")
    assert all("-o DPkg::Lock::Timeout=" in words for words in asked)
    assert result.stdout.count("Another program is installing something") == len(said)


def test_it_does_not_wait_where_waiting_is_of_no_use(tmp_path: Path) -> None:
    result, asked = setting_up(tmp_path, ["E: Unable to locate package a-package"])
    assert result.returncode != 0
    assert "Unable to locate package" in result.stderr
    assert len(asked) == 1
