"""Turn the files of an edition into its manifest: whose edition it is, and which files are its own, as they were made.

The manifest is published with them, so that it goes where the folder goes. Where it is lost (some programs upload
only what they know) nothing else is: see `others_files`.
"""

import hashlib
import json
import os
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.edition.web_root import MANIFEST

_ABOUT = "Filerne her, som er lavet af samtaleguide. Andre filer i mappen bliver liggende, når guiden bygges igen."
_MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """Whose edition a folder holds, and the digest of each of its files by name."""

    edition: str
    files: Mapping[str, str]
    names: tuple[str, str] = ("", "")
    """The education and the school, as a reader calls them."""

    def is_of(self, edition: str) -> bool:
        """Return whether it is the manifest of this edition: one name can be written in several forms."""
        one, other = (unicodedata.normalize("NFC", name).casefold() for name in (self.edition, edition))
        return one == other


def write_manifest(folder: Path, edition: str, names: tuple[str, str] = ("", "")) -> None:
    """Write the manifest of a finished edition into its folder; `names` are those of its education and its school."""
    files = {name: digest_of(folder / name) for name in names_below(folder)}
    noted = {"about": _ABOUT, "edition": edition, "names": names, "files": files}
    text = json.dumps(noted, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a published edition; None if there is none that can be read."""
    path = folder / MANIFEST
    try:
        # What is no plain file might never end.
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return None
        data = json.loads(path.read_text(encoding="utf-8"))
        edition, files, names = data["edition"], data["files"], tuple(map(str, data.get("names", ("", ""))))
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        return None
    is_one = isinstance(edition, str) and isinstance(files, dict)
    return Manifest(edition, files, (names[0], names[1])) if is_one and len(names) == 2 else None


def digest_of(path: Path) -> str:
    """Return the digest of a file's content; an empty text for a link, a folder and what is no plain file."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def names_below(folder: Path) -> Iterator[str]:
    """Yield the names of all files and links below a folder, and of the folders that are empty; follows no link."""
    for place, folders, files in os.walk(folder, onerror=_refuse):
        folders.sort()
        links = [name for name in folders if Path(place, name).is_symlink()]
        names = [*sorted(files), *links] or ([] if folders else [""])
        yield from (Path(place, name).relative_to(folder).as_posix() for name in names)


def is_real_folder(path: Path) -> bool:
    """Return whether a folder itself is there, and no link to one."""
    return path.is_dir() and not path.is_symlink()


def _refuse(error: OSError) -> None:
    """Stop at a folder that cannot be read, rather than take it for an empty one."""
    raise error
