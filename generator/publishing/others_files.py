"""Turn a published folder into what in it is not the edition's as it was made, and so must not be lost with it.

A domain's CNAME, a repository, sheets that came back: that is foreign. A file of ours may have been changed since, such
as a sheet that somebody filled in and saved where it lay.
"""

import filecmp
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.edition.web_root import MANIFEST
from generator.problems.problem import Advice, Place, Problems, shown_path
from generator.publishing.manifest import digest_of, is_real_folder, names_below, read_manifest

_IN_THE_WAY = Advice(
    "foreign-file",
    "this is not the edition's, and a new part of the edition would take its place",
    "Move it away, or give it another name.",
)


class OthersFiles(NamedTuple):
    """Names below the folder: of what somebody else put there, and of the edition's own files that were changed."""

    foreign: list[str]
    changed: list[str]
    is_certain: bool
    """Whether it is known what is the edition's."""


def others_files(old: Path, new: Path) -> OthersFiles:
    """Look at all files of a published folder; raises GeneratorError where `new` has something else of a foreign name.

    Without a manifest nobody knows what was made and what was put there: what is made anew is replaced, all else kept.
    """
    manifest = read_manifest(old)
    own = manifest.files if manifest else {}
    # Where there is no front page, there was no edition.
    is_certain = manifest is not None or not (old / "index.html").exists()
    found, problems = OthersFiles([], [], is_certain), Problems()
    for name in names_below(old):
        is_as_made = name in own and own[name] == digest_of(old / name)
        if name == MANIFEST or is_as_made or is_same(old / name, new / name):
            continue
        in_the_way = _in_the_way(new, name)
        if name in own:
            found.changed.append(name)
        elif in_the_way is None:
            found.foreign.append(name)
        elif is_certain or in_the_way != new / name:
            problems.append(_IN_THE_WAY.at(Place(shown_path(old / in_the_way.relative_to(new)))))
    problems.raise_if_any()
    return found


def is_same(one: Path, other: Path) -> bool:
    """Return whether two names are those of one file, of equal ones, or of two folders."""
    if not os.path.lexists(other):
        return False
    if one.is_symlink() or other.is_symlink():
        return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
    if one.is_file() and other.is_file():
        return one.samefile(other) or filecmp.cmp(one, other, shallow=False)
    return (one.is_dir() and other.is_dir()) or one.samefile(other)


def on_the_way(folder: Path, name: str) -> Iterator[Path]:
    """Yield the folders on the way from a folder to a name below it, and what is called so itself."""
    yield from (folder / path for path in reversed(PurePosixPath(name).parents[:-1]))
    yield folder / name


def _in_the_way(folder: Path, name: str) -> Path | None:
    """Return what keeps a folder from taking in something called `name`; None if nothing does."""
    for path in on_the_way(folder, name):
        if os.path.lexists(path) and (path == folder / name or not is_real_folder(path)):
            return path
    return None
