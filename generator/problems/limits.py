"""Turn work that takes too long, too much memory or too deep a nesting into a problem with its place.

A layer's templates, texts and pictures may be broken or meant to harm, and nobody can list what all could go on for
ever. The limits themselves are kept by `supervision`; here is what is said of them, and of which file.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from generator.problems.problem import Advice, GeneratorError, Place, Sentence

_WAY_OUT = "Look for a loop without an end, a text repeated very often, or a picture that is far too large."
TOO_LONG = Advice("takes-too-long", "to work on this takes too long", _WAY_OUT)
TOO_MUCH_MEMORY = Advice("takes-too-much-memory", "to work on this takes too much memory", _WAY_OUT)
TOO_DEEP = Advice("nested-too-deeply", "this is nested too deeply", _WAY_OUT)
# What is worked on where no file can be named.
WHOLE_LAYER = Sentence("this layer")


class TooMuch(BaseException):
    """The work took too long. No `except Exception` on the way may mistake it for an ordinary error."""


Excess = (TooMuch, MemoryError, RecursionError)
_FOUND: dict[type[BaseException], Advice] = {
    TooMuch: TOO_LONG,
    MemoryError: TOO_MUCH_MEMORY,
    RecursionError: TOO_DEEP,
}


class _Watcher:
    """Whom this process tells what it works on; nobody, where it is not supervised."""

    told: Callable[[str], None] | None = None
    working_on: str = WHOLE_LAYER


def tell_what_is_worked_on(told: Callable[[str], None]) -> None:
    """Have `told` called with the name of each file that is worked on from now on."""
    _Watcher.told = told


@contextmanager
def working_on(name: str) -> Iterator[None]:
    """Say what file the work inside is about, for the case that it never ends."""
    before = _Watcher.working_on
    _set(name)
    try:
        yield
    except Excess as error:
        if not hasattr(error, "working_on"):
            error.working_on = name  # type: ignore[union-attr]
        raise
    finally:
        _set(before)


def _set(name: str) -> None:
    _Watcher.working_on = name
    if _Watcher.told:
        _Watcher.told(name)


@contextmanager
def excess_explained(place_of: Callable[[BaseException], Place | None] = lambda _: None) -> Iterator[None]:
    """Do the work inside; if it takes too much, GeneratorError is raised with one problem.

    `place_of` finds out from the error where that was; else it is where `working_on` says.
    """
    try:
        yield
    except Excess as error:
        place = place_of(error) or Place(getattr(error, "working_on", WHOLE_LAYER))
        advice = next(advice for kind, advice in _FOUND.items() if isinstance(error, kind))
        # Without the error's own trail: its frames hold what filled the memory.
        raise GeneratorError([advice.at(place)]) from None
