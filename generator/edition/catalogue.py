"""Turn the folders below forms/ into the list of documents that one edition makes.

A folder with `sheet.yml` is a sheet, one with `handout.yml` anything else that is printed. What a school's choices
leave out is not in the list, and so not on any page.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.edition.data_files import read_profile, shown
from generator.edition.document import Document
from generator.edition.handout import handout_document
from generator.edition.naming import misnamed, taken
from generator.edition.sheet import sheet_document
from generator.problems.problem import Advice, GeneratorError, Place, Problem
from generator.profile.model import Profile
from generator.sheets.change_problems import unknown_sheets
from generator.templates.engine import Templates


def documents(
    templates: Templates, context: Mapping[str, Any], profile: Profile
) -> tuple[tuple[Document, ...], list[Problem]]:
    """Return the documents of an edition in the order of use, and what is wrong with those that cannot be made.

    `context` is what the data files' templates may ask for.
    """
    made: list[Document] = []
    problems: list[Problem] = []
    layers = templates.layers
    names = [*layers.names("forms", "*/sheet.yml"), *layers.names("forms", "*/handout.yml")]
    # The layer's own last: if two documents have one name, it is the layer's that has to give way.
    for name in sorted(names, key=layers.has_own):
        if Path(name).parent.name.startswith("_"):
            continue
        if wrong := misnamed(Path(name).parent.name):
            problems.append(Problem(Place(shown(layers, name)), Advice("unnamed", *wrong)))
            continue
        beside = f"{Path(name).parent.as_posix()}/sheet.yml"
        if name != beside and layers.has_own(name) and layers.has_own(beside):
            found = "in this folder there is a sheet.yml too, and a folder holds one document"
            problems.append(
                Problem(
                    Place(shown(layers, name)), Advice("unnamed", found, "Give one of the two a folder of its own.")
                )
            )
            continue
        try:
            make = sheet_document if name.endswith("sheet.yml") else handout_document
            document = make(templates, name, context, profile)
        except GeneratorError as error:
            problems.extend(error.problems)
        else:
            if document and (wrong := taken(document.names, {other.id: other.names for other in made})):
                problems.append(Problem(Place(shown(layers, name)), Advice("unnamed", *wrong)))
            elif document:
                made.append(document)
    ids = {Path(name).parent.name for name in layers.names("forms", "*/sheet.yml")}
    if any(name not in ids for name in profile.sheets):
        problems.extend(unknown_sheets(read_profile(templates), profile, ids))
    return tuple(sorted(made, key=lambda document: (document.order, document.id))), problems
