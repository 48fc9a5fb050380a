"""Turn what was made of many layers into a table for whoever asked for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.problems.problem import Sentence, said

_HEADS = tuple(map(Sentence, ("Layer", "Pages", "PDFs", "New", "Seconds", "Problems")))


@dataclass(frozen=True)
class Built:
    """A published edition: its folder, how much it holds, how many PDFs were made anew, how much was told of it."""

    folder: Path
    pages: int
    pdfs: int
    new: int
    told: int


@dataclass(frozen=True)
class Makers:
    """Who makes the PDFs of an edition: so many processes `here` (0 for one on each core), or a cluster's address."""

    here: int = 0
    cluster: str = ""


EACH_CORE = Makers()


@dataclass(frozen=True)
class Row:
    """What became of one layer: its edition, or None if it has mistakes; and the seconds that it took."""

    layer: Path
    built: Built | None
    problems: int
    seconds: float


def table(rows: Iterable[Row]) -> list[str]:
    """Return the lines of a table with a row for each layer; the names to the left, numbers to the right."""
    cells = [tuple(map(said, _HEADS)), *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in cells]


def _cells(row: Row) -> tuple[str, ...]:
    counts = ("–", "–", "–")
    if row.built:
        counts = (str(row.built.pages), str(row.built.pdfs), str(row.built.new))
    return (str(row.layer), *counts, f"{row.seconds:.1f}", str(row.problems))
