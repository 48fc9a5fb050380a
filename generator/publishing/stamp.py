"""Turn all that an edition is made from into one digest, and a published edition into whether it is still made of it.

Where both are as they were, a build has nothing to do. It is found out from bytes: that a file was touched, or got
another date in a fresh checkout, changes nothing. Only what decides what anybody reads is in it.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from generator.edition.web_root import MANIFEST
from generator.layer.layers import Layers, can_be_read
from generator.layer.newest_change import committed
from generator.layer.writing import write_whole
from generator.publishing.manifest import digest_of, read_manifest
from generator.shared import FOLDERS, PACKAGE, SHARED, shared_root

# A layer with more than this is no ordinary one; it is built anew each time.
_MOST_FILES = 5000
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Stamp:
    """What an edition was made from, how much it holds, and what was told when it was made."""

    inputs: str
    built: date
    until: date
    """The last day on which a build would make and tell the same."""
    pages: int
    pdfs: int
    told: Mapping[str, Sequence[str]]
    """The lines by language."""


def inputs_of(layer: Path, out: Path) -> str | None:
    """Return the digest of all that decides about an edition but the day; None if there is too much to look at.

    What is built into the folder `out` is no part of a layer, though it may lie in it.
    """
    total = hashlib.sha256()
    count = size = 0
    for path in _files(layer, os.path.realpath(out)):
        count, size = count + 1, size + path.stat().st_size
        if count > _MOST_FILES or size > _MOST_BYTES:
            return None
        _add(total, f"layer/{path.relative_to(layer).as_posix()}", path)
    for folder in sorted({PACKAGE, *(shared_root(SHARED, name) for name in FOLDERS)}):
        for path in _files(folder, ""):
            _add(total, str(path), path)
    _add(total, "mkdocs.yml", SHARED / "mkdocs.yml")
    for line in (sys.version, *_libraries(), *committed(Layers(layer)), os.environ.get("SOURCE_DATE_EPOCH", "")):
        total.update(f"{line}\n".encode())
    return total.hexdigest()


def still_published(stamps: Path, layer: Path, out: Path, inputs: str, today: date) -> tuple[Path, Stamp] | None:
    """Return the edition of `layer` below `out` with its stamp, if a build would make and tell just the same.

    That is so if it was made from the same `inputs`, and each of its files stands there as it was made.
    """
    try:
        noted = json.loads(_place(stamps, layer, out).read_text(encoding="utf-8"))
        folder, made = out / noted.pop("slug"), noted.pop("manifest")
        stamp = Stamp(**noted | {day: date.fromisoformat(noted[day]) for day in ("built", "until")})
        is_same = stamp.inputs == inputs and stamp.built <= today <= stamp.until
        if not is_same or folder.is_symlink() or digest_of(folder / MANIFEST) != made:
            return None
        manifest = read_manifest(folder)
        is_whole = manifest and all(digest_of(folder / name) == digest for name, digest in manifest.files.items())
        return (folder, stamp) if is_whole else None
    except (OSError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None


def write_stamp(stamps: Path, layer: Path, target: Path, stamp: Stamp) -> None:
    """Keep what the edition at `target` was made from."""
    noted = asdict(stamp) | {"slug": target.name, "manifest": digest_of(target / MANIFEST)}
    # It only saves time.
    with suppress(OSError):
        stamps.mkdir(parents=True, exist_ok=True)
        text = json.dumps(noted, ensure_ascii=False, default=date.isoformat)
        write_whole(_place(stamps, layer, target.parent), text.encode())


def _place(stamps: Path, layer: Path, out: Path) -> Path:
    whose = "\0".join(map(os.path.realpath, (layer, out)))
    return stamps / f"{hashlib.sha256(os.fsencode(whose)).hexdigest()}.stamp"


def _files(root: Path, besides: str) -> Iterator[Path]:
    """Yield the files below a folder, sorted, but for what lies in `besides` and what programs keep for themselves."""
    for place, folders, names in os.walk(root):
        kept = (name for name in folders if name not in (".git", "__pycache__"))
        folders[:] = sorted(name for name in kept if os.path.realpath(Path(place, name)) != besides)
        links = [name for name in folders if Path(place, name).is_symlink()]
        yield from (Path(place, name) for name in sorted((*names, *links)))


def _add(total: "hashlib._Hash", name: str, path: Path) -> None:
    # What a link leads to counts, and where; what is no plain file might never end.
    content = path.read_bytes() if can_be_read(path) else b""
    leads_to = str(path.readlink()) if path.is_symlink() else ""
    for part in (os.fsencode(name), os.fsencode(leads_to), content):
        total.update(b"%d " % len(part))
        total.update(part)


def _libraries() -> Iterator[str]:
    """Yield the names of everything that is installed, which hold its versions."""
    for folder in filter(None, sys.path):
        yield from sorted(path.name for path in Path(folder).glob("*.dist-info"))
