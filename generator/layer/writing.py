"""Turn a path into a file that is written whole or not at all, or into the link of a layer that stands on its way.

A layer may be a stranger's, and may bring a link called like the folder that a build writes into.
"""

import os
from pathlib import Path

from generator.layer.layers import PROFILE
from generator.problems.problem import Advice, GeneratorError, Place, shown_path

# No system follows more links than these on one way.
_MOST_LINKS = 40
# Windows would write other ends of lines.
_BINARY: int = getattr(os, "O_BINARY", 0)
_BROUGHT = Advice(
    "is-a-link",
    "this link lies in a layer, and may have come with it; nothing is written to where it leads",
    "Take it away, or name another folder with --out.",
)


def refuse_link_of_a_layer(path: Path) -> None:
    """Raise GeneratorError if a link that lies in a layer is on the way to what will be written."""
    if link := link_on_the_way(path):
        raise GeneratorError([_BROUGHT.at(Place(shown_path(link)))])


def link_on_the_way(path: Path) -> Path | None:
    """Return the first link on the way to `path`, or at its end, that lies in a layer; None if there is none."""
    start = path.absolute()
    here, parts, links = Path(start.anchor), [*reversed(start.parts[1:])], 0
    while parts and links < _MOST_LINKS:
        part = parts.pop()
        there = here.parent if part == os.pardir else here / part
        if not there.is_symlink():
            here = there
        elif is_in_a_layer(here):
            return there
        else:
            leads_to = here / there.readlink()
            here, parts, links = Path(leads_to.anchor), [*parts, *reversed(leads_to.parts[1:])], links + 1
    return None


def is_in_a_layer(path: Path) -> bool:
    """Return whether a path, all links followed, is a layer or lies below one."""
    real = Path(os.path.realpath(path))
    return any(os.path.lexists(folder / PROFILE) for folder in (real, *real.parents))


def write_whole(path: Path, content: bytes, *, waiting: Path | None = None, mode: int = 0o666) -> None:
    """Write a file; where that cannot be finished, as on a full disk, what was there before stays.

    It is written beside under the name `waiting`, and may be opened by whom `mode` and the system's own mask let.
    """
    waiting = waiting or path.with_name(f".{path.name}.{os.getpid()}")
    try:
        # What an ended run has left there may be open to others.
        waiting.unlink(missing_ok=True)
        with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode), "wb") as file:
            file.write(content)
        waiting.replace(path)
    except OSError as error:
        # In the middle of a file it names none.
        error.filename = str(path)
        raise
    finally:
        waiting.unlink(missing_ok=True)
