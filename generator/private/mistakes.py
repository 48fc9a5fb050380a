"""Turn a mistake of ours in work on people's data into a problem that quotes none of it."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.problems.problem import Advice, GeneratorError, Place, Sentence, shown_path


@contextmanager
def nothing_quoted(file: Path) -> Iterator[None]:
    """Do the work inside on a file about people; what Python says of an error in it may quote a value, and is not told.

    Such an error is raised as GeneratorError with its kind and the lines of our code that led to it.
    """
    try:
        yield
    except (GeneratorError, OSError, MemoryError, RecursionError):
        raise
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        at = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
        found = Sentence("this cannot be worked on to its end ({kind}; {at})", kind=type(error).__name__, at=at)
        advice = Advice("unforeseen-error", found, "Please report this line; nothing of the file stands in it.")
        raise GeneratorError([advice.at(Place(shown_path(file)))]) from None
