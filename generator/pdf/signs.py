"""Turn a sign that no font has into a problem, with the place in the layer where somebody wrote it.

The renderer runs in a process that knows a document only; whoever asked for it knows the layer.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from generator.layer.layers import PROFILE, Layers
from generator.problems.excerpt import find_text
from generator.problems.problem import Advice, GeneratorError, Problem, Sentence

NO_SIGN = "no-sign"


def missing_sign(sign: str) -> Advice:
    """Return what is wrong where no font of the machine has a sign."""
    template = "no font has the sign '{sign}' (U+{code}), so it cannot be printed"
    found = Sentence(template, sign=sign, code=f"{ord(sign[0]):04X}")
    return Advice(NO_SIGN, found, "Take it out, or write a word.", about=sign)


@contextmanager
def signs_placed(layers: Layers) -> Iterator[None]:
    """Give the problems of missing signs that are raised inside the place where the layer has the sign first."""
    try:
        yield
    except GeneratorError as error:
        raise GeneratorError(_placed(problem, layers) for problem in error.problems) from None


def _placed(problem: Problem, layers: Layers) -> Problem:
    if problem.advice.code == NO_SIGN:
        for name in (PROFILE, *layers.own_files()):
            place = find_text(layers.display(layers.own(name)), problem.advice.about)
            if place:
                return problem.advice.at(place)
    return problem
