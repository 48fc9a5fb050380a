"""Turn a folder that has just been built into the published one, in one move.

The new edition is built beside the old and takes its place by renaming, so that a failed or interrupted build leaves
the old one whole. Between the two renames the old one stands aside; the next run puts it back if it finds it so.
"""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from filelock import BaseFileLock, FileLock

from generator.problems.problem import Advice, GeneratorError, Place, Sentence, shown_path

# What every edition holds, and hardly anything else.
_EDITION = ("index.html", "samtaleark/index.html", "pdf/guide.pdf")


@contextmanager
def publishing(target: Path) -> Iterator[Path]:
    """Yield an empty folder to build into; on leaving without an error it becomes `target`.

    One build of a target at a time: a second one waits for the first. Raises GeneratorError if something else than an
    edition stands there, or a link where there should be a file of ours.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(target.parent / f".{target.name}.lock"):
        if target.is_symlink() or (target.exists() and not _is_edition(target)):
            found = "here stands something else than an edition, and an edition would take its place"
            advice = Advice("not-an-edition", found, "Move it away, or build elsewhere with --out.")
            raise GeneratorError([advice.at(Place(shown_path(target)))])
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


def _locked(path: Path) -> AbstractContextManager[BaseFileLock]:
    """Wait for the lock at `path`, and return it held; leaving it gives it up."""
    try:
        # It follows no link: a layer may bring one by this name, and what it leads to is none of ours.
        return FileLock(path).acquire()
    except OSError as error:
        template = "Take it away, or build elsewhere with --out. ({reason})"
        way_out = Sentence(template, reason=error.strerror or str(error))
        advice = Advice("cannot-write", "this file cannot be written", way_out)
        raise GeneratorError([advice.at(Place(shown_path(path)))]) from error
