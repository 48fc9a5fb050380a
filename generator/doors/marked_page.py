"""Turn a page beside the editions into a file, where no page of somebody else stands."""

import os
from pathlib import Path

from generator.layer.layers import can_be_read
from generator.layer.writing import write_whole
from generator.problems.problem import Advice, GeneratorError, Place, shown_path

_FOREIGN = Advice(
    "not-ours",
    "this is no page that was written here before, and one would take its place",
    "Move it away, or name another place.",
)


def write_page(path: Path, html: str, mark: str) -> None:
    """Write a page that holds `mark`; raises GeneratorError if a page without it, or a link, stands there."""
    if os.path.lexists(path) and (
        path.is_symlink() or not can_be_read(path) or mark not in path.read_text(encoding="utf-8", errors="replace")
    ):
        raise GeneratorError([_FOREIGN.at(Place(shown_path(path)))])
    write_whole(path, html.encode())
