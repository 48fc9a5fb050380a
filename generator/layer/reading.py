"""Turn a file into what it holds: a text that may be a stranger's, or into why it is none, and bytes of our own."""

import codecs
import re
from functools import lru_cache
from pathlib import Path

from generator.layer.names import one_form
from generator.layer.signatures import what_it_is
from generator.problems.problem import Advice, GeneratorError, Place, Sentence

# What git writes into a file that two have changed, in this order (git-merge, "How conflicts are presented").
_OF_GIT = [re.compile(rf"^{mark}$", re.MULTILINE) for mark in ("<{7} .*", "={7}\r?", ">{7} .*")]
_TWO_VERSIONS = Advice(
    "two-versions",
    "two versions of this text begin here, which git could not put together",
    "Keep what is right of both, and take the lines out that begin with <<<<<<<, ======= and >>>>>>>.",
)
MAX_BYTES = 1024 * 1024
NOT_UTF8 = "not-utf8"
_SAVE_AGAIN = "Open it in your editor and save it again with the encoding UTF-8."


def read_text(path: Path, shown: str, too_large: Advice, not_utf8: Advice | None = None) -> str:
    """Return the text of a file called `shown` in messages, without the mark that some programs put before it.

    Its letters are in one form, in which they are looked up, searched for and printed.

    `too_large` is told of a file of more than `MAX_BYTES`, `not_utf8` of one in another encoding; without the latter
    it is told what the file is instead, or where its text cannot be read. Raises GeneratorError.
    """
    if not path.is_file():
        missing = Advice("no-such-file", "this file does not exist", "Check the name and the folder.")
        raise GeneratorError([missing.at(Place(shown))])
    if path.stat().st_size > MAX_BYTES:
        raise GeneratorError([too_large.at(Place(shown))])
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GeneratorError([cannot_be_opened(error).at(Place(shown))]) from error
    other = None if not_utf8 else _other_kind(content)
    if other:
        raise GeneratorError([other.at(Place(shown))])
    try:
        text = one_form(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if not_utf8:
            raise GeneratorError([not_utf8.at(Place(shown))]) from error
        line = content.count(b"\n", 0, error.start) + 1
        before = content[content.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8-sig")
        advice = Advice(NOT_UTF8, "this file is not UTF-8 text (æ, ø and å cannot be read)", _SAVE_AGAIN)
        raise GeneratorError([advice.at(Place(shown, line, len(before) + 1))]) from error
    if two_versions := _line_of_two_versions(text):
        raise GeneratorError([_TWO_VERSIONS.at(Place(shown, two_versions, 1))])
    return text


def _line_of_two_versions(text: str) -> int | None:
    """Return the line in which git has put two versions of something, or None."""
    begins, end = [], 0
    for mark in _OF_GIT:
        if not (found := mark.search(text, end)):
            return None
        begins.append(found.start())
        end = found.end()
    return text.count("\n", 0, begins[0]) + 1


def read_shared(path: Path) -> bytes:
    """Return the bytes of a file of ours, such as a font of many documents; read again only when it has changed."""
    state = path.stat()
    return _read_shared(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=256)
def _read_shared(path: Path, _changed: int, _size: int) -> bytes:
    return path.read_bytes()


def cannot_be_opened(error: OSError) -> Advice:
    """Return what is wrong with a file that is there and cannot be read."""
    return Advice("cannot-be-opened", "this file cannot be opened", Sentence("{reason}.", reason=error.strerror))


def _other_kind(content: bytes) -> Advice | None:
    """Return what a file is instead of text in UTF-8, as far as its first bytes tell it."""
    if kind := what_it_is(content):
        way_out = "Open it in the program that made it, and save it as plain text with the encoding UTF-8."
        return Advice("wrong-file-kind", Sentence("this is {kind}, not plain text", kind=kind), way_out)
    # Its texts have a zero beside almost every letter; without its mark it would pass for UTF-8.
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content[:4]:
        found = "this file is saved in the encoding UTF-16 (some programs call it Unicode), which cannot be read here"
        return Advice(NOT_UTF8, found, _SAVE_AGAIN)
    return None
