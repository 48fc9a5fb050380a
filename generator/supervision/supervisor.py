"""Turn a function to be called into its result from a process of its own, which is ended if it takes too much.

The same on every system: the process is looked at from outside while it works. Nothing in the working folder is code to
it, whatever the path of the one that started it says.
"""

import atexit
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO, Any

from generator.problems.limits import TOO_LONG, TOO_MUCH_MEMORY, WHOLE_LAYER
from generator.problems.problem import Advice, GeneratorError, Place, Sentence
from generator.supervision.watch import MEBIBYTE
from generator.supervision.worker import AT, DONE, FAILED, TELL, Piece

Tell = Callable[[str], None]
# All work on a layer but its PDFs takes three to ten seconds of a processor on a slow machine, and 100 MiB.
SECONDS = 60
MEMORY = 600 * MEBIBYTE
# For machines that are slower than any that this was tried on.
MORE_SECONDS = "SAMTALEGUIDE_SECONDS"
# So many pieces of work are done by one process. What is written in C may keep a little of each, and to start another
# process takes a second or two.
MOST_PIECES = 100
# What a process has for saying itself that it is over its limit.
_GRACE = 3
_LOOK = 0.2
_ENDED = "ended"
_WORKER_ENDED = Advice(
    "too-much-work",
    "to work on this takes too long or too much memory",
    "Look for pictures or fonts that are far too large, in a class list for a cell far away from the others, and for "
    "what was changed last.",
)
# As an argument and not as a module: the path of modules must be ours before the first of them is looked for.
_PROGRAM = "import sys; sys.path.append({root!r}); from generator.supervision.worker import main; main({first!r})"


class Supervisor:
    """Who has work done in a process of its own, one piece after the other; the process is kept for the next piece.

    What the module `first` needs is imported before the first piece, which so takes up none of what a piece may take.
    After so many `pieces` of work another process takes its place.
    """

    def __init__(
        self, seconds: float = SECONDS, memory: int = MEMORY, first: str = "", pieces: int = MOST_PIECES
    ) -> None:
        self._seconds, self._memory, self._first, self._most_pieces = seconds, memory, first, pieces
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._pieces = 0
        self._answers: SimpleQueue[tuple[str, Any]] = SimpleQueue()

    def do(self, function: str, *arguments: Any, tell: Tell | None = None, **keywords: Any) -> Any:
        """Return `function(*arguments, **keywords)`, done in the other process; `tell` gets each line that it tells.

        The function is named with its module, `generator.doors.checking.check_layer`, and imported there only;
        arguments and result must be picklable. Raises what the function raises, and GeneratorError if it
        takes more than it may.
        """
        seconds = _more_seconds() or self._seconds
        piece = Piece(
            function, arguments, keywords, bool(tell), seconds, self._memory, str(Path.cwd()), dict(os.environ)
        )
        try:
            process = self._send(piece)
            result = self._result(process, seconds, tell)
            self._pieces += 1
            if self._pieces % self._most_pieces == 0:
                self.end()
            return result
        except GeneratorError:
            raise
        except BaseException:
            self.end()
            raise

    def start(self) -> None:
        """Start the process, if there is none, so that it is ready when the first piece comes."""
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._process = _started(self._first)
            self._answers = SimpleQueue()
            Thread(target=_receive, args=(self._process.stdout, self._answers), daemon=True).start()

    def close(self) -> None:
        """End the process for good; what is still to be done fails."""
        self._closed = True
        self.end()

    def end(self) -> None:
        """End the process, whatever it does; the next piece of work gets a new one."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    with suppress(OSError):
                        pipe.close()

    def _send(self, piece: Piece) -> int:
        """Hand a piece of work to the process, which is started if there is none; return its number."""
        if self._closed:
            raise GeneratorError([_WORKER_ENDED.at(Place(WHOLE_LAYER))])
        self.start()
        assert self._process, "it has been started"
        assert self._process.stdin, "it was started with a pipe"
        self._process.stdin.write(pickle.dumps(piece))
        self._process.stdin.flush()
        return self._process.pid

    def _result(self, process: int, seconds: float, tell: Tell | None) -> Any:
        """Wait for the last word on a piece of work, and look meanwhile at what it takes."""
        at = WHOLE_LAYER
        limits = _Limits(process, seconds + _GRACE, 2 * self._memory)
        while True:
            try:
                word, value = self._answers.get(timeout=_LOOK)
            except Empty:
                excess = limits.exceeded()
                if excess:
                    self.end()
                    raise GeneratorError([excess.at(Place(at))]) from None
                continue
            if word == AT:
                at = value
            elif word == TELL and tell:
                tell(value)
            elif word == DONE:
                return value
            elif word == FAILED:
                error, trail = value
                raise error from (RuntimeError(trail) if trail else None)
            elif word == _ENDED:
                self.end()
                raise GeneratorError([_WORKER_ENDED.at(Place(at))])


_FOR_LAYERS = Supervisor()
atexit.register(_FOR_LAYERS.close)


def supervised(function: str, *arguments: Any, tell: Tell | None = None, **keywords: Any) -> Any:
    """Return what a function makes of a layer, worked on where it can be ended from outside; see `Supervisor.do`."""
    return _FOR_LAYERS.do(function, *arguments, tell=tell, **keywords)


class _Limits:
    """What a process may take from now on, as seen from outside."""

    def __init__(self, process: int, seconds: float, memory: int) -> None:
        self._use = _use_of(process)
        seconds_now, memory_now = self._use()
        self._seconds, self._memory = seconds_now + seconds, memory_now + memory

    def exceeded(self) -> Advice | None:
        """Return what to say if the process has taken more."""
        seconds, memory = self._use()
        if seconds > self._seconds:
            return TOO_LONG
        return TOO_MUCH_MEMORY if memory > self._memory else None


def _use_of(process: int) -> Callable[[], tuple[float, int]]:
    """Return the function that says how many seconds of a processor and bytes of memory a process has taken."""
    try:
        # It is in need of a part of Python that not every system has.
        import psutil
    except ImportError:
        # As good as can be without: the time on the wall, of which a busy machine takes more.
        return lambda: (monotonic() / 10, 0)
    watched = psutil.Process(process)

    def use() -> tuple[float, int]:
        try:
            times = watched.cpu_times()
            return times.user + times.system, watched.memory_info().rss
        except psutil.Error:
            # It has just ended; its pipe says so.
            return 0, 0

    return use


def _more_seconds() -> float:
    """Return the seconds that the environment gives; 0 if it does not."""
    given = os.environ.get(MORE_SECONDS, "")
    if not re.fullmatch(r"[0-9]{0,9}", given):
        found = Sentence("'{value}' is no number of seconds", value=given)
        raise GeneratorError([Advice("not-seconds", found, "Unset it, or write one.").at(Place(MORE_SECONDS))])
    return float(given or 0)


def _started(first: str) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[2])
    return subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-P", "-c", _PROGRAM.format(root=root, first=first)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # What is closed here would be the first thing that is opened there.
        stderr=None if sys.stderr else subprocess.DEVNULL,
        env={**os.environ, "PYTHONSAFEPATH": "1"},
    )


def _receive(pipe: IO[bytes], answers: SimpleQueue[tuple[str, Any]]) -> None:
    """Take in answers until there is nobody any more who could send one."""
    with suppress(EOFError, OSError, ValueError, pickle.UnpicklingError):
        while True:
            answers.put(pickle.load(pipe))  # noqa: S301  our own program is at the other end
    answers.put((_ENDED, None))
