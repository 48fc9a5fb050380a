"""Turn a school's folder and the shared folders into one place where a file is found by its name.

What stands in the layer wins; `shared/…` names the shared file even where the layer has its own. Names come from
profiles and templates that may be somebody else's, so a name can never lead out of the two folders.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from posixpath import dirname

from generator.layer.names import fault_of_name, fault_of_path, is_hidden, is_left_behind, one_form, same_everywhere
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence, printable, shown_path
from generator.shared import FOLDERS, ONLY_SHARED, SHARED, shared_root

PROFILE = "school.yml"
# What the files end in that somebody could mean in a layer.
_OF_FILES = frozenset(".md .yml .css .svg .png .jpg .jpeg .ttf .otf".split())
_TOPS = [(folder,) for folder in FOLDERS]
LINK_OUT = Advice("leads-out-of-layer", "this is a link that leads out of the layer", "Put the file itself there.")


@dataclass(frozen=True)
class Layers:
    """A school's layer over the shared folders."""

    school: Path
    shared: Path = SHARED
    used: set[Path] = field(default_factory=set, compare=False, repr=False)
    """The layer's files that somebody has asked for so far; what is left at the end is used by nothing."""
    _names: dict[tuple[str, str], list[str]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _found: dict[str, tuple[Path | None, bool]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _shown: dict[Path, str] = field(default_factory=dict, init=False, compare=False, repr=False)
    _real_folders: dict[Path, Path] = field(default_factory=dict, init=False, compare=False, repr=False)
    _listed: dict[Path, tuple[int, tuple[str, ...]]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def find(self, name: str, *, used: bool = True) -> Path | None:
        """Return the file called `name` (such as `docs/index.md`), or None if neither folder has it.

        Who only looks at it, without making anything of it, says that it is not `used`. Raises GeneratorError when the
        name leads out of the folders.
        """
        if name not in self._found:
            found = self._find(name)
            self._found[name] = found, found is not None and found.is_relative_to(self.school)
        found, is_own = self._found[name]
        if used and found and is_own:
            self.used.add(found)
        return found

    def _find(self, name: str) -> Path | None:
        path = PurePosixPath(name)
        wants_shared = path.parts[:1] == ("shared",)
        if wants_shared:
            path = PurePosixPath(*path.parts[1:])
        if path.is_absolute() or ".." in path.parts:
            raise GeneratorError([_outside(name)])
        if path.parts[:1] not in _TOPS:
            return None
        wants_own = not wants_shared and path.parts[0] not in ONLY_SHARED
        if wants_own and (found := self._within(self.school, path, name)):
            return found
        return self._within(shared_root(self.shared, path.parts[0]), PurePosixPath(*path.parts[1:]), name)

    def beside_profile(self, name: str) -> Path | None:
        """Return a file that stands beside the profile, such as the logo; None if it is not there."""
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise GeneratorError([_outside(name)])
        return self._within(self.school, path, name)

    def own(self, name: str) -> Path:
        """Return where the layer itself has, or would have, what is called `name`."""
        return self._on_disk(self.school, PurePosixPath(name)) or self.school / name

    def names(self, folder: str, pattern: str) -> list[str]:
        """Return the names of all files in `folder` (layer and shared together) that match `pattern`, sorted."""
        if (folder, pattern) not in self._names:
            shared = shared_root(self.shared, folder)
            own = [] if folder in ONLY_SHARED else self._files(self.school / folder, self.school, pattern)
            names = {f"{folder}/{name}" for name in (*self._files(shared, shared, pattern), *own)}
            self._names[folder, pattern] = sorted(names)
        return [*self._names[folder, pattern]]

    def has_own(self, name: str) -> bool:
        """Return whether the layer has a file of its own called `name`."""
        found = self._on_disk(self.school, PurePosixPath(name))
        return found is not None and found.is_file()

    def own_files(self) -> list[str]:
        """Return the names of the layer's files in the folders that a layer may have, sorted, without hidden ones."""
        return sorted(
            f"{folder}/{name}" for folder in FOLDERS for name in self._files(self.school / folder, self.school, "**/*")
        )

    def hidden(self) -> list[str]:
        """Return the names of the files and folders that somebody has hidden in the layer; none of them is used."""
        names = map(self._name, self._everything())
        return [name for name in names if "/." in name and not (is_hidden(dirname(name)) or is_left_behind(name))]

    def strays(self) -> list[Problem]:
        """Return the problems of what cannot be used of the layer: links to somewhere outside it, strange names."""
        advices = ((path, self._fault_of(path) or self._twin_of(path)) for path in self._everything())
        return [advice.at(Place(printable(self.display(path)))) for path, advice in advices if advice]

    def _everything(self) -> Iterator[Path]:
        """Yield the folders that a layer may have and what lies below them, sorted."""
        for folder in (self.school / name for name in FOLDERS):
            yield folder
            yield from sorted(folder.rglob("*")) if self._is_within(folder, self.school) else ()

    def _name(self, path: Path) -> str:
        return one_form(path.relative_to(self.school).as_posix())

    def _fault_of(self, path: Path) -> Advice | None:
        if not self._is_within(path, self.school):
            return LINK_OUT
        if is_left_behind(name := self._name(path)):
            return None
        if fault := fault_of_path(name) or _fault_of_kind(path, name):
            return fault
        can_be_entered = os.path.isdir(path) and os.access(path, os.R_OK | os.X_OK)  # noqa: PTH112
        if os.path.lexists(path) and not (can_be_read(path) or can_be_entered):
            way_out = "Put a file or folder itself there, and let everybody read it."
            return Advice("cannot-be-opened", "this cannot be opened", way_out)
        return None

    def _twin_of(self, path: Path) -> Advice | None:
        """Return that this name is one with another where capitals make no difference; of two, the second is told."""
        folder, _, name = path.relative_to(self.school).as_posix().rpartition("/")
        if is_left_behind(name):
            return None
        top, _, below = folder.partition("/")
        own = [other for other in self._list(path.parent) if folder and other < name]
        shared = self._list(shared_root(self.shared, top) / below) if folder and top not in ONLY_SHARED else ()
        differing = {other: other for other in own} | {
            other: f"shared/{folder}/{other}" for other in shared if other != one_form(name)
        }
        for other, shown in differing.items():
            if one_form(other) == one_form(name):
                found = "there is a second file of this name, whose letters the disk writes in another way"
                return Advice("same-name", found, "Keep one of the two.")
            if same_everywhere(other) == same_everywhere(name):
                found = Sentence("on Windows, a Mac and a USB stick this name is the same as {other}", other=shown)
                way_out = "Write it in the same way to put it in the other's place, or give it another name."
                return Advice("same-name", found, way_out)
        return None

    def _files(self, root: Path, within: Path, pattern: str) -> Iterator[str]:
        """Yield the names below `root` of the files that match `pattern` and can be used; none is outside `within`."""
        for path in root.glob(pattern) if self._is_within(root, within) else ():
            name = one_form(path.relative_to(root).as_posix())
            if is_hidden(name) or is_left_behind(name) or any(map(fault_of_name, name.split("/"))):
                continue
            # Windows would find capitals in place of small letters.
            is_meant = name.endswith(pattern.rpartition("*")[2])
            if is_meant and can_be_read(path) and self._is_within(path, within):
                yield name

    def _on_disk(self, root: Path, path: PurePosixPath) -> Path | None:
        """Return what is called `path` below `root`, in whatever form the disk writes its letters, or None.

        By what the folder lists: the disks of Windows and Macs would find other capitals, too, and a server would not.
        """
        for part in map(one_form, path.parts):
            written = next((name for name in self._list(root) if one_form(name) == part), None)
            if written is None:
                return None
            root /= written
        return root

    def _list(self, folder: Path) -> tuple[str, ...]:
        """Return the names of what lies in a folder as the disk writes them, sorted; looked up when it has changed."""
        try:
            changed = folder.stat().st_mtime_ns
            if self._listed.get(folder, (0, ()))[0] != changed:
                self._listed[folder] = changed, tuple(sorted(os.listdir(folder)))  # noqa: PTH208  only names are needed
        except OSError:
            return ()
        return self._listed[folder][1]

    def _within(self, root: Path, path: PurePosixPath, name: str) -> Path | None:
        """Return the file at `path` if it can be read; raises GeneratorError where a link leads out of `root`."""
        found = self._on_disk(root, path)
        if found is None or not can_be_read(found):
            return None
        if not self._is_within(found, root):
            raise GeneratorError([_outside(name)])
        return found

    def _is_within(self, path: Path, folder: Path) -> bool:
        """Return whether a path leads to somewhere in a folder, all links followed."""
        # Not `resolve`, which raises an error for a link that leads to itself.
        is_link = os.path.islink(path)  # noqa: PTH114
        real = Path(os.path.realpath(path)) if is_link else self._real(path.parent) / path.name
        return real.is_relative_to(self._real(folder))

    def _real(self, folder: Path) -> Path:
        """Return where a folder really is; looked up once, since there are thousands of files in few folders."""
        if folder not in self._real_folders:
            self._real_folders[folder] = Path(os.path.realpath(folder))
        return self._real_folders[folder]

    def display(self, path: Path) -> str:
        """Return a path as a person should read it: as seen from the working folder, or as `shared/…`."""
        if path not in self._shown:
            self._shown[path] = self._as_read(path)
        return self._shown[path]

    def _as_read(self, path: Path) -> str:
        for folder in FOLDERS:
            root = shared_root(self.shared, folder)
            if path.is_relative_to(root) and not path.is_relative_to(Path.cwd()):
                return f"shared/{folder}/{path.relative_to(root).as_posix()}"
        return shown_path(path)

    def is_own(self, shown: str) -> bool:
        """Return whether a file, called as in messages, stands in the school's layer."""
        school = self.display(self.school)
        return shown.startswith(f"{school}/") or (school == "." and not shown.startswith(("shared/", "/")))


def can_be_read(path: Path) -> bool:
    """Return whether a name is that of a plain file which we may open: to read from a pipe might never end."""
    # `Path.is_file` raises an error where a folder may not be entered.
    return os.path.isfile(path) and os.access(path, os.R_OK)  # noqa: PTH113


def _fault_of_kind(path: Path, name: str) -> Advice | None:
    """Return that there is a file where a folder belongs, or a folder that is called like a file."""
    ending = path.suffix.lower()
    if name in FOLDERS and name not in ONLY_SHARED and os.path.isfile(path):  # noqa: PTH113
        found = "this is a file, and a layer has a folder of this name"
        return Advice("not-a-folder", found, "Give it another name, and put it where it belongs.")
    if ending in _OF_FILES and os.path.isdir(path):  # noqa: PTH112
        found = Sentence("this is a folder, and it is called like a file that ends in {ending}", ending=ending)
        return Advice("not-a-file", found, "Put the file itself there, or give the folder another name.")
    return None


def _outside(name: str) -> Problem:
    way_out = "Name a file inside the layer or the shared folders (docs/, forms/, overrides/), without '..'."
    return Advice("leads-out-of-layer", "this name leads out of the layer", way_out).at(Place(name))


def watched_folders(layer: Path) -> list[Path]:
    """Return the folders whose files the edition of a layer is made from."""
    shared = [shared_root(SHARED, folder) for folder in FOLDERS]
    return [layer.resolve(), *(folder for folder in shared if folder.is_dir())]
