"""Turn pieces of work that come in by one pipe into results on another: the main loop of a supervised process.

What goes back are pairs of a word and a value: which file is worked on, lines for the user, and the result or error.
"""

import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from itertools import count
from queue import SimpleQueue
from threading import Lock, Thread
from types import ModuleType
from typing import Any, BinaryIO

from generator.problems.limits import excess_explained, tell_what_is_worked_on
from generator.problems.problem import GeneratorError
from generator.supervision.watch import limited, without_limits_of_the_starter

# The words: what is worked on, a line for the user, and the last word on a piece of work.
AT, TELL, DONE, FAILED = "at", "tell", "done", "failed"
Told = Callable[[str, Any], None]
# After so many pieces of work it is looked for what is held by nothing but itself.
_BETWEEN = 10


@dataclass(frozen=True)
class Piece:
    """A piece of work: a function with its arguments, and what it may take. With `tells` it can tell lines on its way.

    The function is named by its module and its name, so that only this process need import it.

    It is done in `folder` and with `environment`, as if whoever asked for it did it.
    """

    function: str
    arguments: tuple[Any, ...]
    keywords: dict[str, Any]
    tells: bool
    seconds: float
    memory: int
    folder: str
    environment: dict[str, str]


class _UnforeseenError(Exception):
    """An error that cannot be sent back as it is."""


def main(first: str = "") -> None:
    """Do one piece of work after the other until the parent closes the pipe, or is no more.

    The module `first`, if one is named, is imported before.
    """
    # Ctrl-C is the parent's to answer.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    without_limits_of_the_starter()
    # Most of what is made is kept until the end; to look for circles in it so often is a tenth of the work. So it is
    # done between two pieces, when the last one has been answered: else a run of many schools would keep all of them.
    gc.set_threshold(100_000, 50, 100)
    asked = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints is for the user, and must not get among the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    tell = _teller(answers)
    tell_what_is_worked_on(lambda name: tell(AT, name))
    pieces: SimpleQueue[Piece] = SimpleQueue()
    Thread(target=_receive, args=(asked, pieces), daemon=True).start()
    # What cannot be imported is told of the first piece that is in need of it.
    with suppress(Exception):
        _imported(first or __name__)
    for number in count(1):
        _do(pieces.get(), tell)
        if number % _BETWEEN == 0:
            gc.collect()


def _receive(asked: BinaryIO, pieces: SimpleQueue[Piece]) -> None:
    """Take in pieces of work until there is nobody any more who could send one; then this process ends."""
    try:
        while True:
            pieces.put(pickle.load(asked))  # noqa: S301  our own parent is at the other end
    finally:
        # Whatever it was: also of half a piece of work nobody is there to hear.
        os._exit(0)


def _teller(answers: BinaryIO) -> Told:
    lock = Lock()

    def tell(word: str, value: Any) -> None:
        message = pickle.dumps((word, value))
        with lock:
            answers.write(message)
            answers.flush()

    return tell


def _do(piece: Piece, tell: Told) -> None:
    try:
        os.chdir(piece.folder)
        os.environ.clear()
        os.environ.update(piece.environment)
        telling = {"tell": lambda line: tell(TELL, line)} if piece.tells else {}
        with excess_explained(), limited(piece.seconds, piece.memory):
            result = _named(piece.function)(*piece.arguments, **piece.keywords, **telling)
        tell(DONE, result)
    except GeneratorError as error:
        # Without what one of its kinds carries besides.
        tell(FAILED, (GeneratorError(error.problems, error.outcome), ""))
    except (Exception, SystemExit) as error:
        tell(FAILED, (_to_send(error), traceback.format_exc()))


def _named(function: str) -> Callable[..., Any]:
    module, _, name = function.rpartition(".")
    found: Callable[..., Any] = getattr(_imported(module), name)
    return found


def _imported(name: str) -> ModuleType:
    """Return a module; what is imported stays, and is not looked through for circles, now or later."""
    if name in sys.modules:
        return sys.modules[name]
    gc.disable()
    try:
        return import_module(name)
    finally:
        gc.freeze()
        gc.enable()


def _to_send(error: BaseException) -> BaseException:
    """Return an error that the parent can raise; its trail is told apart, as it does not survive the way."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  made here, in this line
    except Exception:
        return _UnforeseenError(f"{type(error).__name__}: {error}")
    return error


if __name__ == "__main__":
    main()
