"""Turn a school's folder and the shared folders into one place where a file is found by its name.

What stands in the layer wins; `shared/…` names the shared file even where the layer has its own. Names come from
profiles and templates that may be somebody else's, so a name can never lead out of the two folders.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.problems import GeneratorError, Problem

PACKAGE = Path(__file__).parent
# In a wheel the shared folders travel inside the package; in a checkout they stand beside it.
SHARED = PACKAGE / "shared" if (PACKAGE / "shared").is_dir() else PACKAGE.parent
PROFILE = "school.yml"
# Folders that a layer may have, and where the shared counterpart of each stands below `SHARED`.
FOLDERS = {"docs": "docs", "forms": "forms", "trades": "generator/trades", "overrides": "overrides"}
ONLY_SHARED = {"overrides"}


@dataclass(frozen=True)
class Layers:
    """A school's layer over the shared folders."""

    school: Path
    shared: Path = SHARED
    used: set[Path] = field(default_factory=set, compare=False, repr=False)
    """The layer's files that somebody has asked for so far; what is left at the end is used by nothing."""

    def find(self, name: str) -> Path | None:
        """Return the file called `name` (such as `docs/index.md`), or None if neither folder has it.

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
                self.used.add(found)
                return found
        root = _trades_root(self.shared) if path.parts[0] == "trades" else self.shared / path.parts[0]
        return _within(root, root.joinpath(*path.parts[1:]), name)

    def beside_profile(self, name: str) -> Path | None:
        """Return a file that stands beside the profile, such as the logo; None if it is not there."""
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise GeneratorError([_outside(name)])
        return _within(self.school, self.school / path, name)

    def names(self, folder: str, pattern: str) -> list[str]:
        """Return the names of all files in `folder` (layer and shared together) that match `pattern`, sorted."""
        shared = _trades_root(self.shared) if folder == "trades" else self.shared / folder
        roots = [shared] if folder in ONLY_SHARED else [shared, self.school / folder]
        found = {
            f"{folder}/{path.relative_to(root).as_posix()}"
            for root in roots
            for path in root.glob(pattern)
            if path.is_file()
        }
        return sorted(found)

    def is_own(self, name: str) -> bool:
        """Return whether the layer has a file of its own called `name`."""
        return (self.school / name).is_file()

    def own_files(self) -> list[str]:
        """Return the names of the layer's files in the folders that a layer may have, sorted, without hidden ones."""
        found = [
            path.relative_to(self.school).as_posix()
            for folder in FOLDERS
            for path in (self.school / folder).rglob("*")
            if path.is_file() and path.resolve().is_relative_to(self.school.resolve())
        ]
        # What editors and file managers leave behind is nobody's text.
        return sorted(name for name in found if not re.search(r"(^|/)\.|~$|/(Thumbs\.db|desktop\.ini)$", name))

    def display(self, path: Path) -> str:
        """Return a path as a person should read it: relative to the working folder where it lies below it."""
        for root in (Path.cwd(), self.shared):
            if path.is_relative_to(root):
                return path.relative_to(root).as_posix()
        return str(path)


def _trades_root(shared: Path) -> Path:
    beside_package = shared / FOLDERS["trades"]
    return beside_package if beside_package.is_dir() else PACKAGE / "trades"


def _within(root: Path, path: Path, name: str) -> Path | None:
    if not path.is_file():
        return None
    if not path.resolve().is_relative_to(root.resolve()):
        raise GeneratorError([_outside(name)])
    return path


def _outside(name: str) -> Problem:
    return Problem(
        file=name,
        line=None,
        column=None,
        found="this name leads out of the layer",
        way_out="Name a file inside the layer or the shared folders (docs/, forms/, overrides/), without '..'.",
    )
