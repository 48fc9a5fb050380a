"""Turn a layer and the shared folders into the day of their newest change, which the colophon prints.

The day of the build would make an unchanged edition look new each night. In a git checkout the newest commit that
touched the texts counts, because a fresh clone gives every file the clone's time; elsewhere the files' own times do.
"""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from generator.layer.layers import Layers, can_be_read
from generator.layer.names import is_left_behind
from generator.problems.problem import Advice, GeneratorError, Place, Sentence, shown_path
from generator.shared import FOLDERS

# Larger than all that a layer may hold.
MAX_BYTES = 16 * 1024 * 1024
_EPOCH = "SOURCE_DATE_EPOCH"
# The last second that fits into the four bytes of a packed file: 7 February 2106.
_LAST = 2**32 - 1
# A repository's own settings may name programs to run.
_HARMLESS = ("-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "core.hooksPath=/dev/null")


# It answers at once; what takes so many seconds waits for what a layer's settings lead to, and would for ever.
PATIENCE = 60
_NO_ANSWER = Advice(
    "git-does-not-answer",
    "git was asked when this folder was changed, and does not answer",
    "Perhaps .git/config or a .gitignore leads to something that is no file: take it out, or give the day with "
    "SOURCE_DATE_EPOCH.",
)


class _Change(NamedTuple):
    seconds: float
    """Since 1970."""
    path: Path


def newest_change(layers: Layers) -> date:
    """Return the day (UTC) of the newest change; `SOURCE_DATE_EPOCH` (seconds since 1970) wins.

    The variable is described at https://reproducible-builds.org/specs/source-date-epoch/. Raises GeneratorError where
    the day is one that cannot be.
    """
    if (given := given_seconds()) is not None:
        return _day(given)
    newest = max(_changed(layers.school, ["."]), _changed(layers.shared, _shared_folders(layers)))
    if newest.seconds > _LAST:
        found = Sentence("the newest change here has a day after {last}", last=_day(_LAST))
        way_out = "Set the clock right and save or commit it again, or give the day of all with SOURCE_DATE_EPOCH."
        raise GeneratorError([Advice("impossible-day", found, way_out).at(Place(layers.display(newest.path)))])
    return _day(max(newest.seconds, 0))


def committed(layers: Layers) -> list[str]:
    """Return when the layer and the shared folders were committed last, as git says it; empty texts without git."""
    places = ((layers.school, ["."]), (layers.shared, _shared_folders(layers)))
    return [_committed(root, folders) for root, folders in places]


def _shared_folders(layers: Layers) -> list[str]:
    return [folder for folder in FOLDERS.values() if (layers.shared / folder).exists()]


def _committed(root: Path, folders: list[str]) -> str:
    return _git(root, "log", "-1", "--format=%ct", "--", *folders).strip()


def given_seconds() -> int | None:
    """Return the second since 1970 that `SOURCE_DATE_EPOCH` gives; None if it is not set.

    Raises GeneratorError where it is no such number.
    """
    epoch = os.environ.get(_EPOCH)
    if epoch is None:
        return None
    if re.fullmatch("[0-9]{1,12}", epoch) and int(epoch) <= _LAST:
        return int(epoch)
    found = Sentence("'{value}' is no number of seconds from 1970 to {last}", value=epoch, last=_day(_LAST))
    way_out = "Unset it, and the day is found out, or set it to a day such as $(date +%s)."
    raise GeneratorError([Advice("impossible-day", found, way_out).at(Place(_EPOCH))])


def _day(seconds: float) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()


def _changed(root: Path, folders: list[str]) -> _Change:
    """Return what of the folders below `root` was changed last, and when; git is asked once."""
    committed_at = _committed(root, folders)
    files = [path for folder in folders for path in (root / folder).rglob("*") if _counts(root, path)]
    if not committed_at:
        return max((_Change(path.stat().st_mtime, path) for path in files), default=_Change(0, root))
    known = _committed_files(root, folders)
    touched: dict[str, _Change] = {}
    for path in files:
        name = path.relative_to(root).as_posix()
        if known.get(name, "") not in _names_of(path):
            touched[name] = _Change(path.stat().st_mtime, path)
    # With './' before it, a name that begins with a colon is no command to git.
    asked = "\0".join(f"./{name}" for name in touched)
    for ignored in _git(root, "check-ignore", "-z", "--stdin", given=asked).split("\0"):
        touched.pop(ignored.removeprefix("./"), None)
    return max([_Change(float(committed_at), root), *touched.values()])


def _counts(root: Path, path: Path) -> bool:
    """Return whether a file's day counts: not that of a link, which may lead anywhere, nor of what systems leave."""
    return can_be_read(path) and not path.is_symlink() and not is_left_behind(path.relative_to(root).as_posix())


def _committed_files(root: Path, folders: list[str]) -> dict[str, str]:
    """Return git's name for the content of each file in the newest commit's `folders`, by its path below `root`.

    Git itself could say what has changed since, but would run programs for that which the layer's own repository
    names, and a layer may be a stranger's.
    """
    listed = _git(root, "ls-tree", "-r", "-z", "HEAD", *folders)
    entries = (line.partition("\t") for line in listed.split("\0"))
    return {name: facts.split()[2] for facts, _, name in entries if name}


def _names_of(path: Path) -> Iterator[str]:
    """Yield the names that git may have for a file's content, with the line ends of both kinds of systems.

    A file that no edition could take in has none: to read it might fill the memory. The name that most have is first.
    """
    if path.stat().st_size > MAX_BYTES:
        return
    content = path.read_bytes()
    for digest in (hashlib.sha1, hashlib.sha256):
        for line_end in (b"\r\n", b"\n"):
            kind = content.replace(b"\r\n", line_end)
            yield digest(b"blob %d\0" % len(kind) + kind).hexdigest()


def _git(folder: Path, *arguments: str, given: str = "") -> str:
    program = _git_program()
    if not program:
        return ""
    # Whatever of git's own stands in the environment may be about another repository.
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    try:
        result = subprocess.run(  # noqa: S603  fixed arguments, no shell
            [program, "-C", str(folder), *_HARMLESS, *arguments],
            input=given,
            capture_output=True,
            text=True,
            errors="surrogateescape",
            check=False,
            timeout=PATIENCE,
            env={**environment, "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except subprocess.TimeoutExpired:
        raise GeneratorError([_NO_ANSWER.at(Place(shown_path(folder)))]) from None
    except OSError:
        return ""
    return result.stdout if result.returncode == 0 else ""


def _git_program() -> str | None:
    """Return where git is, or None; never in the working folder, which may be a stranger's layer."""
    folders = [folder for folder in os.get_exec_path() if Path(folder).is_absolute()]
    found = shutil.which("git", path=os.pathsep.join(folders))
    return found if found and Path(found).is_absolute() else None
