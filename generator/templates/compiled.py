"""Turn the code of a shared template into a file beside this module, and back, as Python does with its own modules.

To compile all shared templates takes a third of all that `check` does. Templates of a layer are never kept: nothing of
a stranger's lies where code is taken from.
"""

import hashlib
import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

import jinja2

from generator.layer.writing import write_whole

FOLDER = Path(__file__).parent / "__pycache__" / "templates"
_DIGEST = 32


class SharedText(str):
    """The text of a template of ours."""


def kept_code(text: str, use: tuple[object, ...], compile_it: Callable[[], CodeType]) -> CodeType:
    """Return the code of a template, compiled only if the text that was kept for this `use` is another one.

    What cannot be read or written, or is damaged, is done without.
    """
    key = _digest(repr((MAGIC_NUMBER, jinja2.__version__, use, str(text))).encode())
    path = FOLDER / _digest(repr(use).encode()).hex()
    with suppress(OSError):
        kept = path.read_bytes()
        code = kept[2 * _DIGEST :]
        if kept[: 2 * _DIGEST] == key + _digest(code):
            loaded: CodeType = marshal.loads(code)  # noqa: S302  written here, beside our own code
            return loaded
    compiled = compile_it()
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            code = marshal.dumps(compiled)
            path.parent.mkdir(parents=True, exist_ok=True)
            # Two that write at once leave one of both, whole.
            write_whole(path, key + _digest(code) + code)
    return compiled


def kept_for_theme() -> jinja2.BytecodeCache | None:
    """Return where the code of the theme's templates is kept, which are all ours; None where nothing can be."""
    if sys.dont_write_bytecode:
        return None
    with suppress(OSError):
        FOLDER.mkdir(parents=True, exist_ok=True)
        if os.access(FOLDER, os.W_OK):
            return jinja2.FileSystemBytecodeCache(str(FOLDER), "theme-%s")
    return None


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
