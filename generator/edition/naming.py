"""Turn a document's names into what is wrong with them: addresses, files and the ids of fields are made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.danish import slugify
from generator.edition.web_root import SOCIAL_CARD
from generator.problems.problem import Sentence

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Finding = tuple[str, str]


def misnamed(folder: str) -> Finding | None:
    """Return what is wrong with a document's folder, and the way out, if its name is no id."""
    if _ID.fullmatch(folder):
        return None
    found = Sentence(
        "a document's folder is named after its id, in small letters, numbers and hyphens, and not '{folder}'",
        folder=folder,
    )
    return found, f"Call it forms/{slugify(folder) or 'vores-ark'}/."


def taken(names: Iterable[str], others: Mapping[str, Iterable[str]]) -> Finding | None:
    """Return that one of a document's names, its id or a print's stem, is another's: both would be one file.

    `others` holds the names of the other documents, by their ids.
    """
    known = {name: f"the document '{key}'" for key, theirs in others.items() for name in (key, *theirs)}
    known[SOCIAL_CARD] = "the picture that is shown where somebody shares a link"
    for name in names:
        if name in known:
            return f"'{name}' is the name of {known[name]} already", "Give the folder another name."
    return None
