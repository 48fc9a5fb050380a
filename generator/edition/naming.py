"""Turn a document's names into what is wrong with them: addresses, files and the ids of fields are made of them."""

import re
from collections.abc import Iterable

from generator.danish import slugify
from generator.edition.document import Document
from generator.edition.web_root import SOCIAL_CARD
from generator.problems.problem import Advice, Sentence

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def why_no_id(folder: str) -> Advice | None:
    """Return what is wrong with the name of a document's folder if it is no id."""
    if _ID.fullmatch(folder):
        return None
    found = Sentence(
        "a document's folder is named after its id, in small letters, numbers and hyphens, and not '{folder}'",
        folder=folder,
    )
    return Advice("not-an-id", found, Sentence("Call it forms/{id}/.", id=slugify(folder) or "vores-ark"))


def why_taken(names: Iterable[str], others: Iterable[Document]) -> Advice | None:
    """Return that one of a document's names, its id or a print's stem, is another's: both would be one file."""
    owners = {name: other.id for other in others for name in other.names}
    for name in names:
        if name == SOCIAL_CARD:
            template = "'{name}' is the name of the picture that is shown where somebody shares a link already"
        elif name in owners:
            template = "'{name}' is the name of the document '{document}' already"
        else:
            continue
        found = Sentence(template, name=name, document=owners.get(name, ""))
        return Advice("name-taken", found, "Give the folder another name.")
    return None
