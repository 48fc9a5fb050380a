"""Turn a folder that has just been built into the published one, in one move.

The new edition is built beside the old. When it is finished, what others keep in the published folder is brought into
it as well, and the two change places, so that at any moment a whole edition stands there with all that belongs to it.
A run that is ended half-way leaves at most a folder beside it: `.NAME.new` is work that can be done again, `.NAME.old`
an edition that was replaced, at which the next run looks once more before it is deleted.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import count
from pathlib import Path

from filelock import BaseFileLock, FileLock

from generator.edition.web_root import MANIFEST
from generator.layer.writing import refuse_link_of_a_layer
from generator.problems.problem import Advice, GeneratorError, Place, Sentence, shown_path
from generator.problems.system import reason
from generator.publishing.bringing import bring_along
from generator.publishing.manifest import is_real_folder, read_manifest, write_manifest
from generator.publishing.switch import switch

# What every edition holds, and hardly anything else: those of before there were manifests are known by it.
_EDITION = ("index.html", "samtaleark/index.html", "pdf/guide.pdf")
# What a web site's repository holds before anything is published in it; none of it is an edition's.
_FRESH = {".git", ".gitattributes", ".github", ".gitignore", ".nojekyll", "CNAME", "LICENSE", "README", "README.md"}


@contextmanager
def publishing(
    target: Path, edition: str, tell: Callable[[str], None], names: tuple[str, str] = ("", "")
) -> Iterator[Path]:
    """Yield an empty folder to build into; on leaving without an error it becomes `target`.

    `edition` says whose it is, `names` how readers call education and school; `tell` gets a line for what others keep
    there. One build of a target at a time: a second one waits for the first. Raises GeneratorError if something else
    than this edition stands there, or a link where there should be a file of ours.
    """
    refuse_link_of_a_layer(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside, changed = target.with_name(f".{target.name}.old"), target.with_name(f"{target.name}.changed")
    with _locked(target.with_name(f".{target.name}.lock")):
        _put_back(aside, target)
        _refuse_anything_else(target, edition)
        told = _let_go(aside, target, changed)
        new = _name_for_new(target)
        new.mkdir()
        try:
            yield new
            write_manifest(new, edition, names)
            told += bring_along(target, new, changed, target) if target.exists() else []
            _switch(new, target, aside)
        finally:
            _remove(new)
        # What somebody put there in the last moment. Where that cannot be done, the next run does it.
        with suppress(OSError, GeneratorError):
            told += _let_go(aside, target, changed)
    for line in dict.fromkeys(told):
        tell(line)


def _put_back(aside: Path, target: Path) -> None:
    """Put an edition back that stands aside because a run was ended between two renames."""
    if is_real_folder(aside) and not os.path.lexists(target):
        aside.rename(target)


def _refuse_anything_else(target: Path, edition: str) -> None:
    """Raise GeneratorError if something else than an edition of this school stands at `target`."""
    if not os.path.lexists(target):
        return
    manifest = None if target.is_symlink() else read_manifest(target)
    if target.is_symlink() or not (manifest or _is_edition(target)):
        found = "here stands something else than an edition, and an edition would take its place"
        template = "Move it away, or build elsewhere with --out. Only these may lie here before an edition: {names}."
        advice = Advice("not-an-edition", found, Sentence(template, names=", ".join(sorted(_FRESH))))
        raise GeneratorError([advice.at(Place(shown_path(target)))])
    if manifest and not manifest.is_of(edition):
        template = "here stands the edition of {first}, and that of {second} would take its place"
        found = Sentence(template, first=manifest.edition, second=edition)
        template = (
            "Write a slug of its own, such as slug: {slug}-2, or name another folder with --out. If it is the same "
            "school, and its name or trade has changed, take {manifest} out of this folder."
        )
        way_out = Sentence(template, slug=target.name, manifest=MANIFEST)
        raise GeneratorError([Advice("slug-taken", found, way_out).at(Place(shown_path(target)))])


def _is_edition(folder: Path) -> bool:
    """Return whether a folder holds an edition of before there were manifests, or nothing that one would replace."""
    if not folder.is_dir():
        return False
    is_fresh = {path.name for path in folder.iterdir()} <= _FRESH
    return is_fresh or all((folder / name).is_file() for name in _EDITION)


def _switch(new: Path, target: Path, aside: Path) -> None:
    try:
        switch(new, target, aside)
    except OSError as error:
        found = "the new edition cannot take this one's place"
        template = "Close what has a file of it open, then build again. ({reason})"
        advice = Advice("cannot-replace", found, Sentence(template, reason=reason(error)))
        raise GeneratorError([advice.at(Place(shown_path(target)))]) from error


def _let_go(aside: Path, target: Path, changed: Path) -> list[str]:
    """Delete an edition that was replaced, when all that is not its own is in the one that replaced it."""
    if not is_real_folder(aside):
        _remove(aside)
        return []
    told = bring_along(aside, target, changed, target)
    # Under this name nobody looks at it again, however little of it is left.
    waste = _name_for_new(target)
    aside.rename(waste)
    _remove(waste)
    return told


def _name_for_new(target: Path) -> Path:
    """Return a name beside `target` for work that can be done again; what an ended run left there is deleted."""
    for number in count(1):
        place = target.with_name(f".{target.name}.new" + (f"-{number}" if number > 1 else ""))
        _remove(place)
        if not os.path.lexists(place):
            return place
    raise AssertionError


def _remove(path: Path) -> None:
    """Delete what may be deleted: a folder may hold one of somebody else."""
    if not is_real_folder(path):
        with suppress(OSError):
            path.unlink()
        return
    for place, folders, files in os.walk(path):
        # What may not be written to cannot be emptied, or on Windows deleted. Elsewhere a file's rights are those of
        # its other name as well.
        for inner in (Path(place, name) for name in (*folders, *(files if sys.platform == "win32" else ()))):
            if not inner.is_symlink():
                with suppress(OSError):
                    inner.chmod(0o700)
    shutil.rmtree(path, ignore_errors=True)


def _locked(path: Path) -> AbstractContextManager[BaseFileLock]:
    """Wait for the lock at `path`, and return it held; leaving it gives it up."""
    try:
        # It follows no link: a layer may bring one by this name, and what it leads to is none of ours.
        return FileLock(path).acquire()
    except OSError as error:
        if not os.path.lexists(path):
            way_out = Sentence("Build elsewhere with --out. ({reason})", reason=reason(error))
            advice = Advice("cannot-write", "nothing can be written in this folder", way_out)
            raise GeneratorError([advice.at(Place(shown_path(path.parent)))]) from error
        template = "Take it away, or build elsewhere with --out. ({reason})"
        way_out = Sentence(template, reason=reason(error))
        advice = Advice("cannot-write", "this file cannot be written", way_out)
        raise GeneratorError([advice.at(Place(shown_path(path)))]) from error
