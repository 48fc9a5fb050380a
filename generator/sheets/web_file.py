"""Turn a web sheet that was saved as a file into its sheet's id, its version and its fields.

The file comes from anybody's device. It is read as data: its script is never run, and an answer is a text or a tick. A
text is handed on without what cannot be seen, as the script on the page saves it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import lxml.html

from generator.data.encodings import told_encoding
from generator.data.unseen import as_saved
from generator.problems.problem import Sentence
from generator.sheets.answers.base import SEPARATOR, Fields

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_VERSION = re.compile(r"[0-9]+-[0-9a-f]{4}")
# A field's name has the id of its question, and of a table the row and the column.
_DEPTH = 3
# Many times what the longest sheet has; a row of that length could not be written down.
MOST_ANSWERS = 5_000
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([a-z0-9_-]{1,20})""", re.IGNORECASE)
# To browsers, ISO 8859-1 is what Windows makes of it.
_KNOWN = dict.fromkeys((b"windows-1252", b"cp1252", b"iso-8859-1", b"latin1", b"us-ascii"), "cp1252")


class LettersError(ValueError):
    """Nobody can know which letters the bytes of a file stand for."""


@dataclass(frozen=True)
class WebSheet:
    """A filled-in sheet: `fields` holds what `AnswerKind.read` reads, by the names that the sheet's PDF has too."""

    id: str
    version: str
    fields: Fields


def web_sheet(html: bytes) -> WebSheet:
    """Return what a saved web sheet holds; raises ValueError saying what is wrong with it."""
    data = _data(html)
    if not isinstance(data, dict) or set(data) != {"ark", "version", "svar"}:
        raise ValueError("this web sheet does not say which sheet it is, in which version, with which answers")
    key, version, answers = data["ark"], data["version"], data["svar"]
    if not (isinstance(key, str) and _NAME.fullmatch(key)):
        raise ValueError("this web sheet has no proper sheet id")
    if not (isinstance(version, str) and _VERSION.fullmatch(version)):
        raise ValueError("this web sheet has no proper version")
    if not isinstance(answers, dict):
        raise ValueError("this web sheet has no answers by question")
    fields = dict(islice(_fields(answers, ()), MOST_ANSWERS + 1))
    if len(fields) > MOST_ANSWERS:
        raise ValueError("this web sheet has more answers than any sheet asks for")
    return WebSheet(key, version, fields)


def _decoded(html: bytes) -> str:
    """Return the text of a page that a browser saved, or an editor in its own way; raises LettersError."""
    named = told_encoding(html)
    said = _CHARSET.search(html[:4096])
    # What a page says of itself is of before an editor saved it in another way.
    for encoding in (named,) if named else ("utf-8", *([_KNOWN.get(said[1].lower())] if said else [])):
        try:
            if encoding:
                return html.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise LettersError("this is no saved web sheet: it is not text in UTF-8")


def _data(html: bytes) -> Any:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        page = lxml.html.document_fromstring(_decoded(html).encode(), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as error:
        raise ValueError("this is no web page") from error
    found = [script for script in page.iter("script") if script.get("id") == "svar"]
    if len(found) != 1:
        raise ValueError("this is no saved web sheet: it holds no answers")
    try:
        return json.loads(found[0].text or "")
    except (ValueError, RecursionError) as error:
        raise ValueError("the answers in this web sheet cannot be read") from error


def _fields(held: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[str, str | bool]]:
    for name, value in held.items():
        if not _NAME.fullmatch(name) or len(path) == _DEPTH:
            raise ValueError("this web sheet has an answer without a proper name")
        if isinstance(value, dict):
            yield from _fields(value, (*path, name))
        elif value is True:
            yield SEPARATOR.join((*path, name)), value
        elif isinstance(value, str):
            if (text := as_saved(value)).strip():
                yield SEPARATOR.join((*path, name)), text
        else:
            question = path[0] if path else name
            raise ValueError(Sentence("the answer to '{question}' is neither a text nor a tick", question=question))
