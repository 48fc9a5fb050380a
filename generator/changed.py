"""Turn a layer and the shared folders into the day of their newest change, which the colophon prints.

The day of the build would make an unchanged edition look new each night. In a git checkout the newest commit that
touched the texts counts, because a fresh clone gives every file the clone's time; elsewhere the files' own times do.
"""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from generator.layer import FOLDERS, Layers


def newest_change(layers: Layers) -> date:
    """Return the day (UTC) of the newest change; `SOURCE_DATE_EPOCH` (seconds since 1970) wins.

    The variable is described at https://reproducible-builds.org/specs/source-date-epoch/.
    """
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC).date()
    folders = [layers.school, *(layers.shared / folder for folder in FOLDERS.values())]
    seconds = max(_folder_changed(folder) for folder in folders if folder.exists())
    return datetime.fromtimestamp(seconds, UTC).date()


def _folder_changed(folder: Path) -> float:
    committed = _git(folder, "log", "-1", "--format=%ct", "--", ".")
    if not committed:
        return max((path.stat().st_mtime for path in folder.rglob("*") if path.is_file()), default=0.0)
    touched = _git(folder, "ls-files", "--modified", "--others", "--exclude-standard", "--", ".").splitlines()
    times = [(folder / name).stat().st_mtime for name in touched if (folder / name).exists()]
    return max([float(committed), *times])


def _git(folder: Path, *arguments: str) -> str:
    try:
        result = subprocess.run(  # noqa: S603  fixed arguments, no shell
            ["git", "-C", str(folder), *arguments],  # noqa: S607  git is found where the school's machine has it
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return result.stdout.strip() if result.returncode == 0 else ""
