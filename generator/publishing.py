"""Turn a folder that has just been built into the published one, in one move.

The new edition is built beside the old and takes its place by renaming, so that a failed or interrupted build leaves
the old one whole. Between the two renames the old one stands aside; the next run puts it back if it finds it so.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence, shown_path

# What every edition holds, and hardly anything else.
_EDITION = ("index.html", "samtaleark/index.html", "pdf/guide.pdf")


@contextmanager
def publishing(target: Path) -> Iterator[Path]:
    """Yield an empty folder to build into; on leaving without an error it becomes `target`.

    One build of a target at a time: a second one waits for the first. Raises GeneratorError if something else than an
    edition stands there, or a link where there should be a file of ours.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with _lock(target.parent / f".{target.name}.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if target.is_symlink() or (target.exists() and not _is_edition(target)):
            found = "here stands something else than an edition, and an edition would take its place"
            raise GeneratorError([_refused(target, found, "Move it away, or build elsewhere with --out.")])
        new, aside = (target.parent / f".{target.name}.{state}" for state in ("new", "old"))
        if aside.exists() and not target.exists():
            aside.rename(target)
        for leftover in (new, aside):
            if leftover.is_symlink():
                leftover.unlink()
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


def _is_edition(folder: Path) -> bool:
    return folder.is_dir() and (not any(folder.iterdir()) or all((folder / name).is_file() for name in _EDITION))


def _lock(path: Path) -> IO[bytes]:
    try:
        # A layer may bring a link by this name, which would empty what it leads to.
        return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644), "rb+")
    except OSError as error:
        way_out = Sentence("Take it away, or build elsewhere with --out. ({strerror})", strerror=error.strerror)
        raise GeneratorError([_refused(path, "this file cannot be written", way_out)]) from error


def _refused(path: Path, found: str, way_out: str) -> Problem:
    return Problem(Place(shown_path(path)), Advice("unnamed", found, way_out))
