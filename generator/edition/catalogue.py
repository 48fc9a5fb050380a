"""Turn the folders below forms/ into the list of documents that one edition makes.

A folder with `sheet.yml` is a sheet, one with `handout.yml` anything else that is printed. What a school's choices
leave out is not in the list, and so not on any page.
"""

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from generator.danish import slugify
from generator.edition.data_files import read_profile, shown
from generator.edition.document import Document
from generator.edition.facts import Facts
from generator.edition.handout import handout_document
from generator.edition.sheet import sheet_document
from generator.edition.web_root import SOCIAL_CARD
from generator.layer.layers import Layers
from generator.problems.problem import Advice, Place, Problems, Sentence
from generator.profile.model import Profile
from generator.sheets.change_problems import unknown_sheets
from generator.templates.engine import Templates

# Addresses, files and the ids of fields are made of it.
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def documents_of(templates: Templates, facts: Facts, profile: Profile, problems: Problems) -> tuple[Document, ...]:
    """Return the documents of an edition in the order of use; `facts` is what the data files' templates may ask for.

    What is wrong with those that cannot be made is added to `problems`.
    """
    documents: list[Document] = []
    for name in _data_files(templates.layers):
        if advice := _why_refused(templates.layers, name):
            problems.append(advice.at(Place(shown(templates.layers, name))))
            continue
        with problems.going_on():
            if name.endswith("sheet.yml"):
                document = sheet_document(templates, name, facts, profile)
            else:
                document = handout_document(templates, name, facts)
            if document and (advice := _why_taken(document.names, documents)):
                problems.append(advice.at(Place(shown(templates.layers, name))))
            elif document:
                documents.append(document)
    sheets = {Path(name).parent.name for name in templates.layers.names("forms", "*/sheet.yml")}
    if any(key not in sheets for key in profile.sheets):
        problems.extend(unknown_sheets(read_profile(templates), profile.sheets, sheets))
    return tuple(sorted(documents, key=lambda document: (document.order, document.id)))


def _data_files(layers: Layers) -> Collection[str]:
    """Return the names of the data files of all documents, the layer's own last.

    If two documents have one name, it is the layer's that has to give way.
    """
    names = [*layers.names("forms", "*/sheet.yml"), *layers.names("forms", "*/handout.yml")]
    return sorted((name for name in names if not name.startswith("forms/_")), key=layers.has_own)


def _why_refused(layers: Layers, name: str) -> Advice | None:
    """Return why a data file cannot be a document's, whatever stands in it."""
    folder = Path(name).parent
    if not _ID.fullmatch(folder.name):
        template = (
            "a document's folder is named after its id, in small letters, numbers and hyphens, and not '{folder}'"
        )
        way_out = Sentence("Call it forms/{id}/.", id=slugify(folder.name) or "vores-ark")
        return Advice("not-an-id", Sentence(template, folder=folder.name), way_out)
    beside = f"{folder.as_posix()}/sheet.yml"
    if name != beside and layers.has_own(name) and layers.has_own(beside):
        found = "in this folder there is a sheet.yml too, and a folder holds one document"
        return Advice("two-documents", found, "Give one of the two a folder of its own.")
    return None


def _why_taken(names: Iterable[str], others: Iterable[Document]) -> Advice | None:
    """Return that one of a document's names, its id or a print's stem, is another's: both would be one file."""
    owners = {name: other.id for other in others for name in other.names}
    template = "'{name}' is the name of the document '{document}' already"
    for name in names:
        if name == SOCIAL_CARD:
            template = "'{name}' is the name of the picture that is shown where somebody shares a link already"
        if name == SOCIAL_CARD or name in owners:
            found = Sentence(template, name=name, document=owners.get(name, ""))
            return Advice("name-taken", found, "Give the folder another name.")
    return None
