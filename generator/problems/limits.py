"""Turn work that would never end, or fill the memory, into a problem with its place.

A layer's templates, texts and pictures may be broken or meant to harm. Nobody can list what all could go on for ever,
so the whole of the work on them has a limit of processor time and of memory, kept by the operating system: a timer
that interrupts, and a ceiling above which nothing more is given. How busy the machine is does not matter.
"""

import resource
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.problems.problem import Advice, GeneratorError, Place

# The example edition with everything switched on takes less than a second and 100 MiB.
SECONDS = 10
MEBIBYTE = 1024 * 1024
MEMORY = 600 * MEBIBYTE
_WAY_OUT = "Look for a loop without an end, a text repeated very often, or a picture that is far too large."


class TooMuch(BaseException):
    """The work took too long. No `except Exception` on the way may mistake it for an ordinary error."""


_FOUND: dict[type[BaseException], Advice] = {
    TooMuch: Advice("takes-too-long", "to work on this takes too long", _WAY_OUT),
    MemoryError: Advice("takes-too-much-memory", "to work on this takes too much memory", _WAY_OUT),
    RecursionError: Advice("nested-too-deeply", "this is nested too deeply", _WAY_OUT),
}


@contextmanager
def working_on(name: str) -> Iterator[None]:
    """Say what file the work inside is about, for the case that it never ends."""
    try:
        yield
    except (TooMuch, MemoryError, RecursionError) as error:
        if not hasattr(error, "working_on"):
            error.working_on = name  # type: ignore[union-attr]
        raise


@contextmanager
def limited(place_of: Callable[[BaseException], Place | None], seconds: int = SECONDS) -> Iterator[None]:
    """Do the work inside within `seconds` of processor time and `MEMORY`.

    Raises GeneratorError with one problem when it needs more; `place_of` finds out from the error where that was. In
    a thread beside the main one only the memory is limited: timers belong to the main thread.
    """
    try:
        with _timer(seconds), _ceiling():
            yield
    except (TooMuch, MemoryError, RecursionError) as error:
        place = place_of(error) or Place(getattr(error, "working_on", "this layer"))
        # Without the error's own trail: its frames hold what filled the memory.
        raise GeneratorError([_FOUND[type(error)].at(place)]) from None


@contextmanager
def _timer(seconds: int) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: Any) -> None:
        raise TooMuch

    before = signal.signal(signal.SIGPROF, stop)
    # Again and again: an error raised inside a library's callback may be swallowed there.
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _ceiling() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    try:
        in_use = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    except OSError:
        # As good as no ceiling where the system does not say.
        in_use = 4 * 1024 * MEBIBYTE
    limits = [limit for limit in (soft, hard, in_use + MEMORY) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
