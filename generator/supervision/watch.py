"""Turn a process's own limits of processor time and memory into errors in the work that goes over them.

How busy the machine is does not matter: what counts is the time of a processor. What runs in Python is interrupted at
the place where it is. What does not come back to Python is ended by the parent (`supervisor`) or by the system.
"""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

from generator.problems.limits import TooMuch

MEBIBYTE = 1024 * 1024
# How often it is looked, by the clock, and after how much more work it is said again: where the first was not heard.
_LOOK = 0.2
_AGAIN = 0.5


@contextmanager
def limited(seconds: float, memory: int) -> Iterator[None]:
    """Do the work inside within `seconds` of this process's time, and `memory` more bytes than it has now.

    Raises TooMuch or MemoryError in the work otherwise.
    """
    with _ceiling(seconds, memory), _clock(seconds):
        yield


@contextmanager
def _clock(seconds: float) -> Iterator[None]:
    working, ended = threading.get_ident(), threading.Event()

    def watch() -> None:
        end = process_time() + seconds
        while not ended.wait(_LOOK):
            if process_time() > end:
                _raise_in(working, TooMuch)
                # Again and again: an error raised inside a library's callback may be swallowed there.
                end = process_time() + _AGAIN

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        while watching.is_alive():
            with suppress(TooMuch):
                ended.set()
                watching.join()
        # Said too late to be heard.
        _raise_in(working, None)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Raise an error in another thread as soon as it is in Python; None takes back one that was not raised yet."""
    kind = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), kind)


@contextmanager
def _ceiling(seconds: float, memory: int) -> Iterator[None]:
    """Let the system refuse more memory, and end the process that takes twice its time; where it does such things."""
    try:
        # Not there on Windows: the parent alone looks on.
        resource: Any = import_module("resource")
    except ImportError:
        yield
        return
    before = {kind: resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU)}
    wanted = {
        resource.RLIMIT_AS: _memory_in_use(resource.getpagesize()) + memory,
        # Later than the parent, who says why.
        resource.RLIMIT_CPU: int(process_time() + 2 * seconds) + 10,
    }
    for kind, (soft, hard) in before.items():
        limits = [limit for limit in (soft, hard, wanted[kind]) if limit != resource.RLIM_INFINITY]
        # A system may know a limit and not let it be set.
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (min(limits), hard))
    try:
        yield
    finally:
        for kind, limit in before.items():
            with suppress(OSError, ValueError):
                resource.setrlimit(kind, limit)


def without_limits_of_the_starter() -> None:
    """Lift the limits of this process to those that nobody may lift.

    Whoever starts it does so in the middle of a piece of work, and its limits for that would be those for all pieces
    that are ever done here.
    """
    # Not there on Windows.
    with suppress(ImportError, OSError, ValueError):
        resource: Any = import_module("resource")
        for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (hard, hard))


def _memory_in_use(page_size: int) -> int:
    """Return how many bytes of addresses this process has; as good as no ceiling where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * page_size
    except OSError:
        return 4 * 1024 * MEBIBYTE
