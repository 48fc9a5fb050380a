"""Turn files about people into a folder that only its owner reads, with a manifest by which all of it can be deleted.

Such a folder is never where something is published from: not in a web root, not in a checkout that is sent elsewhere.
The manifest is written first, so that also what an ended run has left is found. It holds names and digests of files.
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.edition.web_root import MANIFEST as EDITION_MANIFEST
from generator.layer.layers import PROFILE, can_be_read
from generator.layer.writing import refuse_link_of_a_layer, write_whole
from generator.problems.problem import (
    Advice,
    GeneratorError,
    Place,
    Problems,
    Sentence,
    shown_path,
    when_something_is_done,
)
from generator.problems.system import system_errors_told
from generator.shared import FOLDERS

MANIFEST = "samtaleguide-personer.json"
_ABOUT = "Filerne her handler om mennesker. »samtaleguide forget« og mappens navn sletter dem."
# What lies at the top of what a web server shows.
_OF_A_WEB_ROOT = (EDITION_MANIFEST, "index.html", "index.htm", "index.php", ".htaccess", "web.config", "CNAME")
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,99}")
_MOST_BYTES = 4 * 1024 * 1024
_ELSEWHERE = "Name a folder elsewhere with --out, on a disk that only you and your school read."


def refuse_public_place(folder: Path) -> None:
    """Raise GeneratorError if a folder lies where something is published from, or would be written to by a link."""
    refuse_link_of_a_layer(folder)
    real = Path(os.path.realpath(folder))
    for place in (real, *real.parents):
        if any((place / name).is_file() for name in _OF_A_WEB_ROOT):
            found = Sentence("this lies in a web root ({root}), and would hold people's names", root=shown_path(place))
            raise GeneratorError([Advice("inside-web-root", found, _ELSEWHERE).at(Place(shown_path(folder)))])
        if (place.parent / PROFILE).is_file() and place.name in FOLDERS:
            among = "this lies among the texts that an edition is made from, and would hold people's names"
            raise GeneratorError([Advice("output-among-sources", among, _ELSEWHERE).at(Place(shown_path(folder)))])
        if _is_sent_elsewhere(place):
            template = "this lies in a git checkout with a remote ({root}), and would hold people's names"
            found = Sentence(template, root=shown_path(place))
            raise GeneratorError([Advice("inside-git-checkout", found, _ELSEWHERE).at(Place(shown_path(folder)))])


def write_private(folder: Path, command: str, files: Mapping[str, bytes]) -> None:
    """Write what a command has made into a folder, readable by its owner alone; what it made there before goes.

    Raises GeneratorError, and writes nothing, where a file stands in the way that no command has made.
    """
    refuse_public_place(folder)
    before = made_in(folder)
    problems = Problems()
    for name in files:
        path = folder / name
        if not _NAME.fullmatch(name):
            found = "this name could not be found again to delete the file"
            way_out = "Write it in small letters a-z, digits, hyphens and full stops, such as overblik.xlsx."
            problems.append(Advice("no-file-name", found, way_out).at(Place(shown_path(path))))
        elif name not in before and os.path.lexists(path):
            found, way_out = "this file is already there, and is not ours", "Take it away, or name another folder."
            problems.append(Advice("already-there", found, way_out).at(Place(shown_path(path))))
    problems.raise_if_any()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    others = {name: by for name, by in before.items() if by != command}
    ours = dict.fromkeys(files, command)
    digests = {name: digest for name, digest in _noted(folder, "digests").items() if name not in ours}
    _note(folder, before | ours, digests)
    with when_something_is_done("some of these files may be new, and others from before"), system_errors_told(folder):
        for name, content in files.items():
            write_whole(folder / name, content, waiting=_waiting(folder, name), mode=0o600)
            digests[name] = _digest(content)
        for name in before.keys() - others.keys() - files.keys():
            _delete(folder, name)
        _note(folder, others | ours, digests)


def forget(folder: Path) -> tuple[int, list[str]]:
    """Delete what commands have made in a folder; return how many files that were, and the names of what others left.

    Raises GeneratorError where there is no manifest, or where something of it cannot be deleted.
    """
    if not (folder / MANIFEST).is_file():
        found = Sentence("there is no {name} here, so nothing is known to be ours", name=MANIFEST)
        way_out = "Name the folder that was given with --out."
        raise GeneratorError([Advice("nothing-to-forget", found, way_out).at(Place(shown_path(folder)))])
    problems, deleted = Problems(), 0
    for name in made_in(folder):
        with problems.going_on(), system_errors_told(folder / name):
            deleted += _delete(folder, name)
    if problems:
        raise GeneratorError(problems, "what could be deleted is deleted, and the rest is still there")
    # Last: as long as something is left, the next try must find it.
    _delete(folder, MANIFEST)
    left = sorted(os.listdir(folder))  # noqa: PTH208  only names are needed
    if not left:
        with suppress(OSError):
            folder.rmdir()
    return deleted, left


def made_in(folder: Path) -> dict[str, str]:
    """Return which command has made which file of a folder; a name that would lead out of it is not one of ours.

    Raises GeneratorError where the manifest cannot be read.
    """
    return _noted(folder, "files")


def written_in(folder: Path, name: str) -> bool:
    """Return whether a file that a command has made is another one now: somebody has written in it.

    Of a file that an ended run has left nobody knows.
    """
    path = folder / name
    return path.is_file() and _noted(folder, "digests").get(name) != _digest(path.read_bytes())


def _noted(folder: Path, what: str) -> dict[str, str]:
    path = folder / MANIFEST
    if not os.path.lexists(path):
        return {}
    try:
        if path.is_symlink() or path.stat().st_size > _MOST_BYTES:
            raise ValueError
        noted = json.loads(path.read_text(encoding="utf-8")).get(what, {})
        return {name: str(value) for name, value in noted.items() if _NAME.fullmatch(name)}
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        found, way_out = "this is not the list of files that a command wrote", "Delete the folder by hand."
        raise GeneratorError([Advice("not-a-manifest", found, way_out).at(Place(shown_path(path)))]) from None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _note(folder: Path, files: Mapping[str, str], digests: Mapping[str, str]) -> None:
    kept = {name: digests[name] for name in sorted(files) if name in digests}
    noted = {"about": _ABOUT, "files": dict(sorted(files.items())), "digests": kept}
    text = json.dumps(noted, ensure_ascii=False, indent=1)
    content = f"{text}\n".encode()
    write_whole(folder / MANIFEST, content, waiting=_waiting(folder, MANIFEST), mode=0o600)


def _waiting(folder: Path, name: str) -> Path:
    """Return where a file is written until it is whole: always the same place, so that it can be deleted, too."""
    return folder / f".{name}.part"


def _delete(folder: Path, name: str) -> bool:
    """Delete a file, and what was left of it by a run that was ended; return whether it was there."""
    _waiting(folder, name).unlink(missing_ok=True)
    path = folder / name
    was_there = os.path.lexists(path)
    path.unlink(missing_ok=True)
    return was_there


def _is_sent_elsewhere(folder: Path) -> bool:
    """Return whether a folder is a git checkout whose settings name a remote, or cannot be read.

    They are read by hand, since not every machine has git.
    """
    kept = folder / ".git"
    if not os.path.lexists(kept):
        return False
    try:
        if kept.is_file():
            # That of a second work tree, or of a repository within another.
            kept = folder / kept.read_text(encoding="utf-8").partition("gitdir:")[2].strip()
            if (kept / "commondir").is_file():
                kept /= (kept / "commondir").read_text(encoding="utf-8").strip()
        if not can_be_read(kept / "config"):
            return True
        text = (kept / "config").read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):
        return True
    return re.search(r"^\s*\[\s*remote\b", text, re.MULTILINE | re.IGNORECASE) is not None
