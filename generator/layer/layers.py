"""Turn a school's folder and the shared folders into one place where a file is found by its name.

What stands in the layer wins; `shared/…` names the shared file even where the layer has its own. Names come from
profiles and templates that may be somebody else's, so a name can never lead out of the two folders.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.problems.problem import Advice, GeneratorError, Place, Problem, printable
from generator.shared import FOLDERS, ONLY_SHARED, SHARED, shared_root

PROFILE = "school.yml"
# Bytes of one name in a path. Disks hold 255, and a page's name gets another ending.
MAX_NAME = 200
# What editors and file managers leave behind is nobody's text.
_LEFT_BEHIND = re.compile(r"(^|/)(\.|~\$)|~$|/(Thumbs\.db|desktop\.ini)$")


@dataclass(frozen=True)
class Layers:
    """A school's layer over the shared folders."""

    school: Path
    shared: Path = SHARED
    used: set[Path] = field(default_factory=set, compare=False, repr=False)
    """The layer's files that somebody has asked for so far; what is left at the end is used by nothing."""

    def find(self, name: str, *, used: bool = True) -> Path | None:
        """Return the file called `name` (such as `docs/index.md`), or None if neither folder has it.

        Who only looks at a file, without making anything of it, says that it is not `used`.

        Raises GeneratorError when the name leads out of the folders.
        """
        path = PurePosixPath(name)
        wants_shared = path.parts[:1] == ("shared",)
        if wants_shared:
            path = PurePosixPath(*path.parts[1:])
        if not path.parts or path.is_absolute() or ".." in path.parts or path.parts[0] not in FOLDERS:
            raise GeneratorError([_outside(name)])
        if not wants_shared and path.parts[0] not in ONLY_SHARED:
            found = _within(self.school, self.school / path, name)
            if found is not None:
                if used:
                    self.used.add(found)
                return found
        root = shared_root(self.shared, path.parts[0])
        return _within(root, root.joinpath(*path.parts[1:]), name)

    def beside_profile(self, name: str) -> Path | None:
        """Return a file that stands beside the profile, such as the logo; None if it is not there."""
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise GeneratorError([_outside(name)])
        return _within(self.school, self.school / path, name)

    def names(self, folder: str, pattern: str) -> list[str]:
        """Return the names of all files in `folder` (layer and shared together) that match `pattern`, sorted."""
        shared = shared_root(self.shared, folder)
        own = [] if folder in ONLY_SHARED else _files(self.school / folder, self.school, pattern)
        return sorted({f"{folder}/{name}" for name in (*_files(shared, shared, pattern), *own)})

    def has_own(self, name: str) -> bool:
        """Return whether the layer has a file of its own called `name`."""
        return (self.school / name).is_file()

    def own_files(self) -> list[str]:
        """Return the names of the layer's files in the folders that a layer may have, sorted, without hidden ones."""
        found = [f"{folder}/{name}" for folder in FOLDERS for name in _files(self.school / folder, self.school, "**/*")]
        return sorted(name for name in found if not _LEFT_BEHIND.search(name))

    def strays(self) -> list[Problem]:
        """Return the problems of what cannot be used of the layer: links to somewhere outside it, strange names."""
        problems = []
        for folder in (self.school / name for name in FOLDERS):
            below = sorted(folder.rglob("*")) if _is_within(folder, self.school) else []
            for path in (folder, *below):
                if told := self._stray(path):
                    problems.append(Problem(Place(printable(self.display(path))), Advice("unnamed", *told)))
        return problems

    def _stray(self, path: Path) -> tuple[str, str] | None:
        """Return what is wrong with a file or folder of the layer, and the way out."""
        if not _is_within(path, self.school):
            return "this is a link that leads out of the layer", "Put the file itself there."
        if not _is_named(path.name):
            long = len(os.fsencode(path.name)) > MAX_NAME
            found = f"this name is longer than {MAX_NAME} bytes" if long else "the letters of this name cannot be read"
            return found, "Give the file its name again." if not long else "Shorten it."
        left_behind = _LEFT_BEHIND.search(path.relative_to(self.school).as_posix())
        if os.path.lexists(path) and not (can_be_read(path) or _can_be_entered(path) or left_behind):
            return "this cannot be opened", "Put a file or folder itself there, and let everybody read it."
        return None

    def display(self, path: Path) -> str:
        """Return a path as a person should read it: as seen from the working folder, or as `shared/…`."""
        if path.is_relative_to(Path.cwd()):
            return path.relative_to(Path.cwd()).as_posix()
        for folder in FOLDERS:
            root = shared_root(self.shared, folder)
            if path.is_relative_to(root):
                return f"shared/{folder}/{path.relative_to(root).as_posix()}"
        return str(path)

    def is_own(self, shown: str) -> bool:
        """Return whether a file, called as in messages, stands in the school's layer."""
        school = self.display(self.school)
        return shown.startswith(f"{school}/") or (school == "." and not shown.startswith(("shared/", "/")))


def _files(root: Path, within: Path, pattern: str) -> Iterator[str]:
    """Yield the names below `root` of the files that match `pattern` and can be used; none lies outside `within`."""
    for path in root.glob(pattern) if _is_within(root, within) else ():
        name = path.relative_to(root)
        if can_be_read(path) and all(map(_is_named, name.parts)) and _is_within(path, within):
            yield name.as_posix()


def can_be_read(path: Path) -> bool:
    """Return whether a name is that of a plain file which we may open: to read from a pipe might never end."""
    # `Path.is_file` raises an error where a folder may not be entered.
    return os.path.isfile(path) and os.access(path, os.R_OK)  # noqa: PTH113


def _can_be_entered(path: Path) -> bool:
    return os.path.isdir(path) and os.access(path, os.R_OK | os.X_OK)  # noqa: PTH112


def _is_within(path: Path, folder: Path) -> bool:
    # Not `resolve`, which raises an error for a link that leads to itself.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _is_named(name: str) -> bool:
    """Return whether disks, web addresses and terminals can hold a name; an old archive's may hold any bytes."""
    return printable(name) == name and len(os.fsencode(name)) <= MAX_NAME


def _within(root: Path, path: Path, name: str) -> Path | None:
    if not can_be_read(path):
        return None
    if not _is_within(path, root):
        raise GeneratorError([_outside(name)])
    return path


def _outside(name: str) -> Problem:
    way_out = "Name a file inside the layer or the shared folders (docs/, forms/, overrides/), without '..'."
    return Problem(Place(name), Advice("unnamed", "this name leads out of the layer", way_out))
