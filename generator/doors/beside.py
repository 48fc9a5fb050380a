"""Turn editions that were built into what is asked for beside them: zips, reports, a page over all of them.

The editions are published by then. What cannot be made is told so, and all else is made.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from generator.doors.built import Row
from generator.doors.proving import write_report
from generator.problems.problem import GeneratorError, Problem, Sentence
from generator.problems.system import system_errors_told


@dataclass(frozen=True)
class Beside:
    """What is asked for beside the editions; reports go into the folder `place`, or beside each without one."""

    zips: bool = False
    reports: bool = False
    place: Path | None = None
    portal: bool = False


def make_beside(
    rows: Sequence[Row],
    out: Path,
    today: date,
    asked: Beside,
    supervised: Callable[..., Any],
    tell: Callable[[str], None],
    show: Callable[[tuple[Problem, ...], str], None],
) -> bool:
    """Make what is asked for beside the editions below `out`, and return whether all of it was made.

    `supervised` has a function done in a process of its own. `tell` gets a line for each thing that is made, `show` the
    problems of one that is not, with what stands there all the same.
    """
    is_whole = True
    for piece in _pieces(rows, out, today, asked, supervised):
        try:
            with system_errors_told(out):
                made = piece.make()
            tell(piece.told(made))
        except GeneratorError as error:
            show(error.problems, error.outcome or piece.outcome)
            is_whole = False
    return is_whole


class _Piece(NamedTuple):
    """One thing to be made: how, what is told of its file, and what has become of the rest where that fails."""

    make: Callable[[], Path]
    told: Callable[[Path], str]
    outcome: str


def _pieces(rows: Sequence[Row], out: Path, today: date, asked: Beside, do: Callable[..., Any]) -> Iterator[_Piece]:
    editions = [(row.layer, row.built) for row in rows if row.built]
    for _, built in editions if asked.zips else ():
        yield _Piece(
            partial(do, "generator.publishing.zipped.write_zip", built.folder),
            lambda file: Sentence("To hand on: {file}", file=file),
            Sentence("the edition stands in {folder}, but it could not be zipped", folder=built.folder),
        )
    for layer, built in editions if asked.reports or asked.place else ():
        yield _Piece(
            partial(write_report, layer, built, asked.place, today, do),
            lambda page: Sentence("Report: {page}", page=page),
            Sentence("the edition stands in {folder}, but its report could not be written", folder=built.folder),
        )
    if asked.portal:
        yield _Piece(
            partial(do, "generator.doors.portal.write_portal", out),
            lambda page: Sentence("Over all of them: {page}", page=page),
            Sentence("the editions stand in {folder}, but the page over them could not be written", folder=out),
        )
