"""Turn a folder that has just been built into the published one, in one move.

The new edition is built beside the old and takes its place by renaming, so that a failed or interrupted build leaves
the old one whole. Between the two renames the old one stands aside; the next run puts it back if it finds it so.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def publishing(target: Path) -> Iterator[Path]:
    """Yield an empty folder to build into; on leaving without an error it becomes `target`.

    One build of a target at a time: a second one waits for the first.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with (target.parent / f".{target.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        new, aside = (target.parent / f".{target.name}.{state}" for state in ("new", "old"))
        if aside.exists() and not target.exists():
            aside.rename(target)
        for leftover in (new, aside):
            shutil.rmtree(leftover, ignore_errors=True)
        new.mkdir()
        try:
            yield new
            if target.exists():
                target.rename(aside)
            new.rename(target)
        finally:
            shutil.rmtree(new, ignore_errors=True)
            if target.exists():
                shutil.rmtree(aside, ignore_errors=True)
