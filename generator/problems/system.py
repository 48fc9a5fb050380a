"""Turn what the system refuses (a full disk, a folder that nobody may write to) into a problem with its place."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence, shown_path

_FULL = Advice("disk-full", "there is no room left on this disk", "Make room on it, then do it again.")
_NO_FOLDER = Advice(
    "not-a-folder",
    "a file stands here, or on the way here, in the place of a folder",
    "Name a folder, or take it away.",
)
_KNOWN = {errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EEXIST: _NO_FOLDER, errno.ENOTDIR: _NO_FOLDER}


@contextmanager
def system_errors_told(about: Path) -> Iterator[None]:
    """Do the work inside, or the work of a function; what the system refuses is raised as GeneratorError.

    An error in the middle of a file names none: it is told of what the work is `about`.
    """
    try:
        yield
    except OSError as error:
        raise GeneratorError([system_problem(error, about)]) from error


def system_problem(error: OSError, about: Path) -> Problem:
    """Return the problem that an error of the system is, at the file that it names."""
    # Of two files it is the second that cannot be written: the copy, or the new name.
    named = error.filename2 or error.filename
    return system_advice(error).at(Place(shown_path(Path(named) if isinstance(named, str) else about)))


def system_advice(error: OSError) -> Advice:
    """Return what is wrong in the words of the system, or in plainer ones."""
    why = Sentence("{reason}.", reason=reason(error))
    return _KNOWN.get(error.errno or 0, Advice("cannot-be-used", "this file or folder cannot be used", why))


def reason(error: OSError) -> str:
    """Return what the system says of an error."""
    return Sentence(error.strerror or str(error))
