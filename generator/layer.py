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
        root = _shared_root(self.shared, path.parts[0])
        return _within(root, root.joinpath(*path.parts[1:]), name)

    def beside_profile(self, name: str) -> Path | None:
        """Return a file that stands beside the profile, such as the logo; None if it is not there."""
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise GeneratorError([_outside(name)])
        return _within(self.school, self.school / path, name)

    def names(self, folder: str, pattern: str) -> list[str]:
        """Return the names of all files in `folder` (layer and shared together) that match `pattern`, sorted."""
        shared = _shared_root(self.shared, folder)
        roots = [shared] if folder in ONLY_SHARED else [shared, self.school / folder]
        found = {
            f"{folder}/{path.relative_to(root).as_posix()}"
            for root in roots
            for path in root.glob(pattern)
            if path.is_file() and _is_named(path) and path.resolve().is_relative_to(root.resolve())
        }
        return sorted(found)

    def has_own(self, name: str) -> bool:
        """Return whether the layer has a file of its own called `name`."""
        return (self.school / name).is_file()

    def own_files(self) -> list[str]:
        """Return the names of the layer's files in the folders that a layer may have, sorted, without hidden ones."""
        found = [
            path.relative_to(self.school).as_posix()
            for folder in FOLDERS
            for path in (self.school / folder).rglob("*")
            if path.is_file() and _is_named(path) and path.resolve().is_relative_to(self.school.resolve())
        ]
        # What editors and file managers leave behind is nobody's text.
        return sorted(name for name in found if not re.search(r"(^|/)\.|~$|/(Thumbs\.db|desktop\.ini)$", name))

    def strays(self) -> list[Problem]:
        """Return the problems of files of the layer that are not used: links to somewhere outside it, strange names."""
        problems = []
        for path in (path for folder in FOLDERS for path in sorted((self.school / folder).rglob("*"))):
            if path.is_file() and not path.resolve().is_relative_to(self.school.resolve()):
                found, way_out = "this is a link that leads out of the layer", "Put the file itself there."
                problems.append(Problem(self.display(path), None, None, found, way_out))
            elif not _is_named(path):
                shown = self.display(path).encode("utf-8", "replace").decode("utf-8")
                found, way_out = "the letters of this name cannot be read", "Give the file its name again."
                problems.append(Problem(shown, None, None, found, way_out))
        return problems

    def display(self, path: Path) -> str:
        """Return a path as a person should read it: as seen from the working folder, or as `shared/…`."""
        if path.is_relative_to(Path.cwd()):
            return path.relative_to(Path.cwd()).as_posix()
        for folder in FOLDERS:
            root = _shared_root(self.shared, folder)
            if path.is_relative_to(root):
                return f"shared/{folder}/{path.relative_to(root).as_posix()}"
        return str(path)

    def is_own(self, shown: str) -> bool:
        """Return whether a file, called as in messages, stands in the school's layer."""
        school = self.display(self.school)
        return shown.startswith(f"{school}/") or (school == "." and not shown.startswith(("shared/", "/")))


def shared_file(name: str) -> Path | None:
    """Return the shared file that messages call `name` (such as `shared/docs/index.md`); None for any other name."""
    top, _, rest = name.partition("/")
    folder, _, rest = rest.partition("/")
    return _shared_root(SHARED, folder) / rest if top == "shared" and folder in FOLDERS else None


def _shared_root(shared: Path, folder: str) -> Path:
    return _trades_root(shared) if folder == "trades" else shared / folder


def _trades_root(shared: Path) -> Path:
    beside_package = shared / FOLDERS["trades"]
    return beside_package if beside_package.is_dir() else PACKAGE / "trades"


def _is_named(path: Path) -> bool:
    """Return whether a name can be written in UTF-8; one from an old disk or archive may hold other bytes."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


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
