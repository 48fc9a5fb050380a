"""Turn many layers into their editions, one after the other; one with mistakes does not hold up the others."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from generator.doors.built import Row
from generator.problems.problem import GeneratorError, Problem
from generator.supervision.supervisor import Tell


def build_many(
    layers: Iterable[Path],
    out: Path,
    today: date,
    supervised: Callable[..., Any],
    tell: Tell,
    show: Callable[[tuple[Problem, ...]], None],
) -> list[Row]:
    """Build each of the layers below `out`, unless nothing has changed, and return what became of it.

    `supervised` has a function done in a process of its own; `tell` gets a line for each step, `show` the problems of a
    layer that has some.
    """
    rows: list[Row] = []
    layers_by_slug: dict[str, Path] = {}
    for layer in layers:
        tell(f"Building {layer}")
        started = monotonic()
        try:
            asked = (layer, out, today, layers_by_slug)
            built = supervised("generator.doors.unchanged.unchanged", *asked, tell=tell)
            if built:
                tell("Nothing has changed since it was built.")
            else:
                built = supervised("generator.doors.build.build", *asked, tell=tell)
            layers_by_slug[built.folder.name] = layer
            tell(f"Done: {built.folder / 'index.html'}")
            rows.append(Row(layer, built, built.told, monotonic() - started))
        except GeneratorError as error:
            show(error.problems)
            rows.append(Row(layer, None, len(error.problems), monotonic() - started))
    return rows
