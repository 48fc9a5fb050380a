"""Turn what others keep in a published folder into the same in the folder that takes its place, before it does so."""

import errno
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from generator.edition.web_root import MANIFEST
from generator.layer.writing import refuse_link_of_a_layer
from generator.problems.problem import Advice, GeneratorError, Place, Sentence, printable, shown_path
from generator.problems.report import as_text
from generator.publishing.manifest import is_real_folder
from generator.publishing.others_files import is_same, on_the_way, others_files

_MOST_NAMED = 10
_MOUNTED = Advice(
    "on-another-disk",
    "this lies on another disk, which is mounted here, and the new edition cannot take it in",
    "Unmount it, or build elsewhere with --out.",
)


def bring_along(old: Path, new: Path, elsewhere: Path, called: Path) -> list[str]:
    """Bring what is not the edition's from the old folder into the new one, and return what to tell of it.

    What is the edition's and was changed is kept `elsewhere`. The old folder, `called` so when something is told of it,
    stays as it is, so that nothing is lost at any moment. Raises GeneratorError where the new one cannot take it in.
    """
    found = others_files(old, new)
    told = [
        _changed(called / name, _keep(old / name, elsewhere / name), is_made=os.path.lexists(new / name))
        for name in found.changed
    ]
    first = [next(path for path in on_the_way(new, name) if not os.path.lexists(path)) for name in found.foreign]
    made: list[Path] = []
    for name in found.foreign:
        made += _bring(old / name, new / name)
    # At last: nothing could be put into a folder that may not be written to.
    for folder in reversed(made):
        _make_alike(old / folder.relative_to(new), folder)
    names = [_shown(path, new) for path in sorted(set(first))]
    return [*told, *_kept(called, names, is_certain=found.is_certain)]


def _bring(source: Path, target: Path) -> list[Path]:
    """Let the new folder have what is at `source`, and return the folders that were made for it."""
    is_folder = is_real_folder(source)
    folder = target if is_folder else target.parent
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir()
    if not is_folder:
        _link_or_copy(source, target)
    return missing[::-1]


def _link_or_copy(source: Path, target: Path) -> None:
    """Let a file, however large, be at two places at once."""
    if not source.is_symlink():
        try:
            target.hardlink_to(source)
        except OSError as error:
            if error.errno == errno.EXDEV:
                raise GeneratorError([_MOUNTED.at(Place(shown_path(source)))]) from error
        else:
            return
    # Some disks know no second name for a file, and nobody may give one to another user's file.
    shutil.copy2(source, target, follow_symlinks=False)


def _make_alike(old: Path, new: Path) -> None:
    """Give a folder the owner, the rights and the times of another, as far as that is allowed."""
    if sys.platform != "win32":
        with suppress(OSError):
            os.chown(new, old.stat().st_uid, old.stat().st_gid)
    with suppress(OSError):
        shutil.copystat(old, new)


def _keep(file: Path, wanted: Path) -> Path:
    """Keep a file at a place of its own, under its name or one with a number, and return where."""
    number, place = 1, wanted
    while os.path.lexists(place) and not is_same(file, place):
        number += 1
        place = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    if not os.path.lexists(place):
        refuse_link_of_a_layer(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        _link_or_copy(file, place)
    return place


def _changed(file: Path, kept: Path, *, is_made: bool) -> str:
    found = "this file was changed after it was published, and is no longer a part of the edition"
    if is_made:
        found = "this file was changed after it was published, and is made anew"
    way_out = Sentence("As it was, it is kept as {kept}.", kept=shown_path(kept))
    return as_text(Advice("changed-since-published", found, way_out).at(Place(shown_path(file)), "warning"))


def _kept(folder: Path, names: list[str], *, is_certain: bool) -> list[str]:
    """Return what to tell of the foreign files that were kept."""
    if not names:
        return []
    shown: str = printable(", ".join(names[:_MOST_NAMED]))
    if len(names) > _MOST_NAMED:
        shown = Sentence("{names}, and {count} more", names=shown, count=len(names) - _MOST_NAMED)
    if is_certain:
        return [Sentence("  Kept, though not of this edition: {names}", names=shown)]
    template = "nothing says which files here an edition made ({manifest} is missing); these were kept: {names}"
    found = Sentence(template, manifest=MANIFEST, names=shown)
    advice = Advice("no-manifest", found, "Delete what an earlier edition left.")
    return [as_text(advice.at(Place(shown_path(folder)), "warning"))]


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() + ("/" if is_real_folder(path) else "")
