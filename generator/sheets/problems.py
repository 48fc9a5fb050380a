"""Turn a sheet as it is filled in into what of it names something that there is not, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from generator.data.explain import labelled
from generator.data.model import model_of, read_yaml
from generator.data.text import KeyPath, YamlText
from generator.layer.drawings import PICTOGRAMS
from generator.layer.layers import Layers
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, Finding, Problem, Sentence
from generator.sheets.answers import ANSWERS
from generator.sheets.model import Question, Sheet
from generator.sheets.questions import asks_too_much, words_of


def sheet_problems(source: YamlText, sheet: Sheet, layers: Layers) -> list[Problem]:
    """Return what cannot be shown of a sheet whose filled-in data is `source`."""
    pictograms = [Path(name).stem for name in layers.names("overrides", PICTOGRAMS.partition("/")[2].format("*"))]
    documents = sorted({Path(name).parent.name for name in layers.names("forms", "*/*.yml")})
    return [
        source.problem((*path, *at), replace(advice, found=labelled((*path, *at), advice.found)))
        for path, question in _questions(sheet)
        for at, advice in (
            *_unknown("pictures", "pictogram", question.pictures, pictograms, "The pictograms are"),
            *_unknown("see", "document", question.see, documents, "The documents are"),
            *ANSWERS[question.answer].unfit(question),
        )
    ]


def written_problems(source: YamlText, written: Sheet) -> list[Problem]:
    """Return what is wrong with a sheet as its file `source` is written, nothing filled in or left out."""
    problems = [
        Problem(source.key_place((*path, key)), Advice("unnamed", labelled(path, f"unknown key '{key}'"), way_out))
        for path, keys, way_out in (
            ((), ("id",), "Take it out: a sheet's id is the name of its folder."),
            (
                (),
                ("closing",),
                "Take it out: all sheets of a kind end alike, and tell what becomes of what is written.",
            ),
            *((path, ("number", "asked"), "Take it out: it is filled in.") for path, _ in _questions(written)),
        )
        for key in keys
        if (*path, key) in source.key_places
    ]
    for number, section in enumerate(written.sections):
        if not section.questions:
            path, found = ("sections", number), "this section has no questions, so nothing shows it"
            way_out = "Write some below questions, or take the section out."
            problems.append(Problem(source.place(path), Advice("unnamed", labelled(path, found), way_out)))
    if not written.sections:
        way_out = "Add a section, such as sections: [{id: hvad, title: Hvad, questions: […]}]."
        problems.append(Problem(source.key_place(("sections",)), Advice("unnamed", "this sheet asks nothing", way_out)))
    return problems


def sheet_warnings(layers: Layers) -> Iterator[Problem]:
    """Yield a warning for each question of the layer's own sheets that asks for what no sheet may ask for."""
    for name in layers.own_files():
        if name.startswith("forms/") and name.endswith("/sheet.yml") and not name.startswith("forms/_"):
            path = layers.school / name
            source = read_yaml(path, layers.display(path))
            written = model_of(source, Sheet, source.data | {"id": Path(name).parent.name})
            for at, question in _questions(written):
                if advice := asks_too_much(question.id, words_of(question)):
                    advice = replace(advice, found=labelled(at, advice.found))
                    yield source.problem((*at, "text"), advice, "warning")


def _questions(sheet: Sheet) -> Iterator[tuple[KeyPath, Question]]:
    """Yield each question of the sheet's own file with its path; the closing is another file's."""
    for number, question in enumerate(sheet.head):
        yield ("head", number), question
    for number, section in enumerate(sheet.sections):
        for place, question in enumerate(section.questions):
            yield ("sections", number, "questions", place), question


def _unknown(key: str, what: str, names: Iterable[str], known: list[str], otherwise: str) -> Iterator[Finding]:
    for number, name in enumerate(names):
        if name not in known:
            found = Sentence("there is no {what} '{name}'", what=what, name=name)
            yield (key, number), Advice(f"unknown-{what}", found, did_you_mean(name, known, otherwise), about=name)
