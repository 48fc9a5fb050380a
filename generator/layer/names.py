"""Turn the name of a file into its one form, and into why it is nobody's text or cannot be had on every disk.

An edition and its layer travel: on USB sticks, to Windows, to a Mac and back. There a name may be written in another
form (`å` as one sign or as `a` with a ring), capitals and small letters may be one, and some signs do not exist.
"""

import os
import re
import unicodedata
from pathlib import Path

from generator.problems.problem import Advice, Sentence, printable

# Bytes of one name in a path. Disks hold 255, and a page's name gets another ending.
MAX_NAME = 200
# Letters of a whole way below the layer: Windows has room for 260, and begins with the names of people and disks.
MAX_PATH = 200
# What systems, editors and file managers leave behind is nobody's text.
_LEFT_BEHIND = re.compile(
    r"""\._.* | \.DS_Store | \.localized | Icon\r | \.AppleDouble | __MACOSX | \.fseventsd | \.Spotlight-V100
    | \.Trash(es|-\d+)? | (eh)?thumbs(_vista)?\.db(:.*)? | desktop\.ini | System\ Volume\ Information | \$RECYCLE\.BIN
    | ~\$.* | ~.*\.tmp | .*~ | \.~lock\..*\# | \#.*\# | \.\#.* | \..*\.(sw[a-p]|kate-swp) | \.nfs[0-9a-f]{8,} | @eaDir
    | \.directory | \.(git(hub|keep|ignore|attributes|modules)?|svn|hg|idea|vscode|obsidian|editorconfig|keep|stfolder)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\]')
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE)


def one_form(name: str) -> str:
    """Return a name with each letter as one sign, however the disk writes it (NFC)."""
    return unicodedata.normalize("NFC", name)


def as_written(path: Path) -> Path:
    """Return a path that somebody typed as the disk writes it; as it was typed where there is nothing of that name."""
    if path.exists() or not path.name:
        return path
    folder = as_written(path.parent)
    names = os.listdir(folder) if folder.is_dir() else []  # noqa: PTH208  only names are needed
    return folder / next((name for name in names if one_form(name) == one_form(path.name)), path.name)


def same_everywhere(name: str) -> str:
    """Return what two names have in common that are one on Windows, on a Mac or on a USB stick."""
    parts = (part.rstrip(". ") or part for part in one_form(name).lower().split("/"))
    return "/".join(map(one_form, parts))


def is_left_behind(path: str) -> bool:
    """Return whether a path below a layer is that of something which a system or a program left there."""
    return any(map(_LEFT_BEHIND.fullmatch, path.split("/")))


def is_hidden(path: str) -> bool:
    """Return whether systems hide what has this path below a layer."""
    return any(part.startswith(".") for part in path.split("/"))


def fault_of_path(path: str) -> Advice | None:
    """Return why not every system can hold a file with this path below a layer."""
    folder, _, name = path.rpartition("/")
    if fault := fault_of_name(name):
        return fault
    # Once for all that lies in such a folder.
    if len(path) > MAX_PATH >= len(folder):
        template = "this name is longer than {limit} letters, with those of its folders"
        return Advice("name-too-long", Sentence(template, limit=MAX_PATH), "Shorten them: Windows has no room.")
    return None


def fault_of_name(name: str) -> Advice | None:
    """Return why disks, web addresses or terminals cannot hold a name, on this system or on another."""
    if len(os.fsencode(name)) > MAX_NAME:
        found = Sentence("this name is longer than {limit} bytes", limit=MAX_NAME)
        return Advice("name-too-long", found, "Shorten it.")
    # An old archive's may hold any bytes.
    if printable(name) != name:
        return Advice("unreadable-name", "the letters of this name cannot be read", "Give the file its name again.")
    if sign := _NOT_ON_WINDOWS.search(name):
        found = Sentence("neither Windows nor a USB stick can hold a name with '{sign}'", sign=sign[0])
        return Advice("not-on-windows", found, "Take it out of the name.")
    if device := _DEVICES.fullmatch(name):
        found = Sentence("Windows has no file called {device}, with any ending", device=device[1])
        return Advice("not-on-windows", found, "Give it another name.")
    if name.endswith((".", " ")):
        ends = "this name ends with a dot or a space, which Windows takes away"
        return Advice("not-on-windows", ends, "Take it away in the name, too.")
    return None
