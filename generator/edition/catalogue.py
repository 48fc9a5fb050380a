"""Turn the folders below forms/ into the list of documents that one edition makes.

A folder with `sheet.yml` is a sheet, one with `handout.yml` anything else that is printed. What a school's choices
leave out is not in the list, and so not on any page.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from generator.edition.data_files import read_profile, shown
from generator.edition.document import Document
from generator.edition.facts import Facts
from generator.edition.handout import handout_document
from generator.edition.naming import why_no_id, why_taken
from generator.edition.sheet import sheet_document
from generator.layer.layers import Layers
from generator.problems.problem import Advice, Place, Problem, Problems
from generator.profile.model import Profile
from generator.sheets.change_problems import unknown_sheets
from generator.sheets.template import template_name, template_of
from generator.templates.engine import Templates


@dataclass(frozen=True)
class Catalogue:
    """The documents of an edition in the order of use, and what is wrong with those that cannot be made.

    `sheet_templates` are the texts of templates that no file holds, by their names.
    """

    documents: tuple[Document, ...]
    sheet_templates: dict[str, str]
    problems: list[Problem]


def catalogue_of(templates: Templates, facts: Facts, profile: Profile) -> Catalogue:
    """Return the documents of an edition; `facts` is what the data files' templates may ask for."""
    problems = Problems()
    documents: list[Document] = []
    for name in _data_files(templates.layers):
        if advice := _why_refused(templates.layers, name):
            problems.append(advice.at(Place(shown(templates.layers, name))))
            continue
        with problems.going_on():
            document = _document(templates, name, facts, profile)
            if document and (advice := why_taken(document.names, documents)):
                problems.append(advice.at(Place(shown(templates.layers, name))))
            elif document:
                documents.append(document)
    sheets = {Path(name).parent.name for name in templates.layers.names("forms", "*/sheet.yml")}
    if any(key not in sheets for key in profile.sheets):
        problems.extend(unknown_sheets(read_profile(templates), profile.sheets, sheets))
    return Catalogue(
        documents=tuple(sorted(documents, key=lambda document: (document.order, document.id))),
        sheet_templates={
            template_name(document.id): template_of(document.sheet) for document in documents if document.sheet
        },
        problems=problems,
    )


def _data_files(layers: Layers) -> Collection[str]:
    """Return the names of the data files of all documents, the layer's own last.

    If two documents have one name, it is the layer's that has to give way.
    """
    names = [*layers.names("forms", "*/sheet.yml"), *layers.names("forms", "*/handout.yml")]
    return sorted((name for name in names if not name.startswith("forms/_")), key=layers.has_own)


def _why_refused(layers: Layers, name: str) -> Advice | None:
    """Return why a data file cannot be a document's, whatever stands in it."""
    if advice := why_no_id(Path(name).parent.name):
        return advice
    beside = f"{Path(name).parent.as_posix()}/sheet.yml"
    if name != beside and layers.has_own(name) and layers.has_own(beside):
        found = "in this folder there is a sheet.yml too, and a folder holds one document"
        return Advice("two-documents", found, "Give one of the two a folder of its own.")
    return None


def _document(templates: Templates, name: str, facts: Facts, profile: Profile) -> Document | None:
    """Return the document that a data file describes; None where the school's choices leave it out."""
    if name.endswith("sheet.yml"):
        return sheet_document(templates, name, facts, profile)
    return handout_document(templates, name, facts)
