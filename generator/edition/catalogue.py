"""Turn the folders below forms/ into the list of documents that one edition makes.

A folder with `sheet.yml` is a sheet, one with `handout.yml` anything else that is printed. What a school's choices
leave out is not in the list, and so not on any page.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.data.model import model_of, read_yaml
from generator.data.resolve import resolve
from generator.data.text import YamlText
from generator.edition.handout import Handout, PrintKind, refuse_prints
from generator.edition.handout_texts import Texts, pattern_of, refuse_texts
from generator.edition.naming import misnamed, taken
from generator.layer.layers import PROFILE, Layers
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence
from generator.profile.model import Profile
from generator.sheets.apply import apply_changes
from generator.sheets.change_problems import change_problems, unknown_sheets
from generator.sheets.model import ASKED, Sheet, numbered
from generator.sheets.problems import sheet_problems, written_problems
from generator.sheets.template import template_name, template_of
from generator.templates.engine import Templates

# What a link to each print says, and how the print's file is named after the document's id.
LABELS: dict[PrintKind, str] = {
    "screen": "Udfyld på skærmen",
    "paper": "Print, og skriv i hånden",
    "fold": "Print, og fold",
    "press": "Send til trykkeri",
    "page": "Print",
    "book": "Hent som bog",
    "bundle": "Print alle ark",
}
ENDINGS: dict[PrintKind, str] = {"paper": "-papir", "press": "-tryk"}


@dataclass(frozen=True)
class Print:
    """One PDF of a document; `stem` is its file name without `.pdf`."""

    kind: PrintKind
    stem: str
    template: str

    @property
    def label(self) -> str:
        """What a link to this print says."""
        return LABELS[self.kind]


@dataclass(frozen=True)
class Document:
    """One printable thing of an edition, with its prints; a sheet's questions are in `sheet`."""

    id: str
    title: str
    short: str
    purpose: str
    when: str
    order: int
    audience: str
    landscape: bool
    prints: tuple[Print, ...]
    sheet: Sheet | None = None
    texts: Mapping[str, Any] | None = None
    pages: int | None = None

    @property
    def picture(self) -> Print:
        """The print whose first page stands for the document on the site."""
        return self.prints[0]

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are its own: its id, and the files of its prints."""
        return (self.id, *(item.stem for item in self.prints))

    @property
    def web(self) -> str:
        """The address below the web root of the page on which a sheet is filled in; empty for other documents."""
        return f"samtaleark/{self.id}/index.html" if self.sheet else ""


# The shared one always: it tells people what becomes of their words.
CLOSING = "shared/forms/_layout/closing.yml"
SHEET_TEMPLATE = "forms/_layout/sheet.html"


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
            problems.append(Problem(Place(_shown(layers, name)), Advice("unnamed", *wrong)))
            continue
        beside = f"{Path(name).parent.as_posix()}/sheet.yml"
        if name != beside and layers.has_own(name) and layers.has_own(beside):
            found = "in this folder there is a sheet.yml too, and a folder holds one document"
            problems.append(
                Problem(
                    Place(_shown(layers, name)), Advice("unnamed", found, "Give one of the two a folder of its own.")
                )
            )
            continue
        try:
            make = _sheet if name.endswith("sheet.yml") else _handout
            document = make(templates, name, context, profile)
        except GeneratorError as error:
            problems.extend(error.problems)
        else:
            if document and (wrong := taken(document.names, {other.id: other.names for other in made})):
                problems.append(Problem(Place(_shown(layers, name)), Advice("unnamed", *wrong)))
            elif document:
                made.append(document)
    ids = {Path(name).parent.name for name in layers.names("forms", "*/sheet.yml")}
    if any(name not in ids for name in profile.sheets):
        problems.extend(unknown_sheets(read_profile(templates), profile, ids))
    return tuple(sorted(made, key=lambda document: (document.order, document.id))), problems


def _shown(layers: Layers, name: str) -> str:
    path = layers.find(name)
    return layers.display(path) if path else name


def _sheet(templates: Templates, name: str, context: Mapping[str, Any], profile: Profile) -> Document | None:
    key = Path(name).parent.name
    source = _read(templates, name)
    if not _wanted(templates, source, context):
        return None
    # First as it is written: where questions are left out, the places of the others would not be found any more.
    written = model_of(source, Sheet, source.data | {"id": key})
    if found := written_problems(source, written):
        raise GeneratorError(found)
    filled = _filled(templates, source, context)
    sheet = model_of(filled, Sheet, filled.data | {"id": key})
    sheet = model_of(filled, Sheet, filled.data | {"id": key, "closing": _closing(templates, sheet, context)})
    if found := sheet_problems(filled, sheet, templates.layers):
        raise GeneratorError(found)
    if changes := profile.sheets.get(key):
        left_out = {question.id for question in written.questions()} - {question.id for question in sheet.questions()}
        if found := change_problems(read_profile(templates), sheet, changes, left_out):
            raise GeneratorError(found)
        sheet = apply_changes(sheet, changes)
    sheet = numbered(sheet)
    templates.made[template_name(key)] = template_of(sheet)
    return Document(
        id=key,
        title=sheet.title,
        short=sheet.short or sheet.title,
        purpose=sheet.purpose,
        when=sheet.when,
        order=sheet.order,
        audience=sheet.asks if sheet.asks != "alle" else "skole",
        landscape=sheet.landscape,
        prints=tuple(Print(kind, key + ENDINGS.get(kind, ""), SHEET_TEMPLATE) for kind in ("screen", "paper")),
        sheet=sheet,
    )


def _closing(templates: Templates, sheet: Sheet, context: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the end that all sheets of a kind share, as a part of a sheet's data."""
    apprentice = sheet.words.get("laerling", ASKED["laerling"])
    closings = _filled(templates, _read(templates, CLOSING), {**context, "apprentice": apprentice}).data
    if sheet.kind not in closings:
        return None
    law = f"{closings[sheet.kind].get('law', closings['law'])} {closings['law_end']}".strip()
    return {**closings[sheet.kind], "law": law}


def _handout(templates: Templates, name: str, context: Mapping[str, Any], profile: Profile) -> Document | None:  # noqa: ARG001
    key = Path(name).parent.name
    source = _read(templates, name)
    if not _wanted(templates, source, context):
        return None
    model_of(source, Handout)
    filled = _filled(templates, source, context)
    if not filled.data["prints"]:
        found, way_out = "prints: none of them has an only_if that holds", "Give the handout itself an only_if."
        raise GeneratorError([Problem(source.key_place(("prints",)), Advice("unnamed", found, way_out))])
    handout = model_of(filled, Handout)
    prints = tuple(Print(kind, key + ENDINGS.get(kind, ""), item.template) for kind, item in handout.prints.items())
    stems: dict[str, str] = {item.kind: item.stem for item in prints}
    refuse_prints(filled, stems, {item.kind: item.template for item in prints}, templates.layers)
    return Document(
        id=key,
        title=handout.title,
        short=handout.short or handout.title,
        purpose=handout.purpose,
        when=handout.when,
        order=handout.order,
        audience=handout.audience,
        landscape=handout.landscape,
        prints=prints,
        pages=handout.pages,
        texts=_texts(templates, key, context, [item.template for item in prints]),
    )


def _texts(templates: Templates, key: str, context: Mapping[str, Any], used: Collection[str]) -> dict[str, Any] | None:
    """Return the texts of a handout printed from the templates `used`, if it has any."""
    layers, name = templates.layers, f"forms/{key}/text.yml"
    # With a template of its own a school's texts have whatever shape that template gives them.
    shared = {pattern_of(template) for template in used if not layers.has_own(template)}
    patterns = [_read(templates, pattern) for pattern in sorted(shared) if layers.find(pattern)]
    if not layers.find(name):
        if patterns:
            found = Sentence(
                "its template takes its words from a file of this handout, {name}, and there is none", name=name
            )
            way_out = Sentence("Copy {file}, and write your own words there.", file=patterns[0].file)
            raise GeneratorError(
                [Problem(Place(_shown(layers, f"forms/{key}/handout.yml")), Advice("unnamed", found, way_out))]
            )
        return None
    source = _filled(templates, _read(templates, name), context)
    texts = model_of(source, Texts)
    refuse_texts(source, patterns if layers.has_own(name) else ())
    return dict(source.data) | ({"invitation": texts.invitation.model_dump()} if texts.invitation else {})


def is_made(templates: Templates, key: str, context: Mapping[str, Any]) -> bool:
    """Return whether an edition with these facts makes the document `key`."""
    for name in (f"forms/{key}/sheet.yml", f"forms/{key}/handout.yml"):
        if templates.layers.find(name):
            return _wanted(templates, _read(templates, name), context)
    return False


def _read(templates: Templates, name: str) -> YamlText:
    path = templates.layers.find(name)
    assert path is not None, name
    return read_yaml(path, templates.layers.display(path))


def _wanted(templates: Templates, source: YamlText, context: Mapping[str, Any]) -> bool:
    condition = source.data.get("only_if")
    return not condition or templates.holds(condition, context, source.file, source.place(("only_if",)))


def _filled(templates: Templates, source: YamlText, context: Mapping[str, Any]) -> YamlText:
    return resolve(
        source,
        lambda text, path: templates.fill_in(text, context, source.file, source.place(path)),
        lambda condition, path: templates.holds(condition, context, source.file, source.place(path)),
    )


def shared_sheet(templates: Templates, key: str) -> Sheet | None:
    """Return the shared sheet `key` as its file is written, nothing filled in or left out; None if there is none."""
    name = f"shared/forms/{key}/sheet.yml"
    if not templates.layers.find(name):
        return None
    source = _read(templates, name)
    return model_of(source, Sheet, source.data | {"id": key})


def read_profile(templates: Templates) -> YamlText:
    """Return the profile as it is written, for the places of what is in it."""
    path = templates.layers.beside_profile(PROFILE)
    assert path is not None, PROFILE
    return read_yaml(path, templates.layers.display(path))
