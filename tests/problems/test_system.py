"""What the system refuses is told with the file that it is about, and in plain words where there are any."""

import errno
import shutil
from pathlib import Path

import pytest

from generator.problems.problem import GeneratorError
from generator.problems.system import system_errors_told

ROOM = "there is no room left on this disk. Make room on it, then do it again."
FOLDER = "a file stands here, or on the way here, in the place of a folder. Name a folder, or take it away."
ERRORS = {
    "in the middle of a file": (OSError(errno.ENOSPC, "No space left on device"), f"ud: {ROOM}"),
    "at a file": (OSError(errno.EDQUOT, "Disk quota exceeded", "ud/a"), f"ud/a: {ROOM}"),
    "at a copy": (OSError(errno.ENOSPC, "No space left on device", "from", None, "ud/to"), f"ud/to: {ROOM}"),
    "in the place of a folder": (FileExistsError(errno.EEXIST, "File exists", "ud"), f"ud: {FOLDER}"),
    "at something open": (OSError(errno.EIO, "Input/output error", 3), "ud: {other} Input/output error."),
    "of a library": (shutil.Error("nothing was copied"), "ud: {other} nothing was copied."),
}


@pytest.mark.parametrize("what", ERRORS)
def test_what_the_system_refuses_is_told_at_its_place(what: str) -> None:
    error, sentence = ERRORS[what]
    with pytest.raises(GeneratorError) as told, system_errors_told(Path("ud")):
        raise error
    assert str(told.value) == sentence.replace("{other}", "this file or folder cannot be used.")
