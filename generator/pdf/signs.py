"""Turn a sign that no font has into a problem, with the place in the layer where somebody wrote it.

The renderer runs in a process that knows a document only; whoever asked for it knows the layer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from generator.layer.layers import PROFILE, Layers
from generator.problems.excerpt import find_text
from generator.problems.problem import Advice, GeneratorError, Problem

_BEGIN, _END = "no font has the sign '", "' (U+"


def missing_sign(sign: str) -> tuple[str, str]:
    """Return what is found and the way out where no font has a sign."""
    return f"{_BEGIN}{sign}{_END}{ord(sign[0]):04X}), so it cannot be printed", "Take it out, or write a word."


@contextmanager
def signs_placed(layers: Layers) -> Iterator[None]:
    """Give the problems of missing signs that are raised inside the place where the layer has the sign first."""
    try:
        yield
    except GeneratorError as error:
        raise GeneratorError(_placed(problem, layers) for problem in error.problems) from None


def _placed(problem: Problem, layers: Layers) -> Problem:
    if not problem.advice.found.startswith(_BEGIN):
        return problem
    sign = problem.advice.found.removeprefix(_BEGIN).partition(_END)[0]
    files = (layers.display(layers.school / name) for name in (PROFILE, *layers.own_files()))
    place = next((place for file in files if (place := find_text(file, sign))), None)
    return Problem(place, Advice("unnamed", problem.advice.found, problem.advice.way_out)) if place else problem
