"""Turn a sheet with its words rendered into what of it names something that there is not, each with its place."""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.data.explain import labelled, unknown_key
from generator.data.model import model_of, read_yaml
from generator.data.text import KeyPath, YamlText
from generator.layer.drawings import PICTOGRAMS
from generator.layer.layers import Layers
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, Finding, Problem
from generator.sheets.answers import ANSWERS
from generator.sheets.model import Question, Sheet
from generator.sheets.questions import asks_too_much, of_name, words_of

# Elsewhere below forms/ nobody looks for one.
_IS_SHEET = re.compile(r"forms/[^_/][^/]*/sheet\.yml")
NOTHING_LEFT = Advice(
    "empty-sheet", "nothing is left of this sheet that it would ask", "Keep at least one question besides its head."
)


def sheet_problems(source: YamlText, sheet: Sheet, layers: Layers) -> list[Problem]:
    """Return what cannot be shown of a sheet whose rendered data is `source`."""
    pictograms = [Path(name).stem for name in layers.names("overrides", PICTOGRAMS.partition("/")[2].format("*"))]
    names = [*layers.names("forms", "*/sheet.yml"), *layers.names("forms", "*/handout.yml")]
    documents = sorted({Path(name).parent.name for name in names})
    problems = []
    for path, question in sheet.questions_by_path():
        findings = [*_unknown_names(question, pictograms, documents), *ANSWERS[question.answer].faults_of(question)]
        problems += [_labelled_problem(source, (*path, *at), advice) for at, advice in findings]
    return problems


def written_problems(source: YamlText, written: Sheet) -> list[Problem]:
    """Return what is wrong with a sheet as its file `source` is written, nothing rendered or left out."""
    # Keys that only the generator may give.
    ways_out: dict[KeyPath, str] = {
        ("id",): "Take it out: a sheet's id is the name of its folder.",
        ("closing",): "Take it out: all sheets of a kind end alike, and tell what becomes of what is written.",
    }
    for path, _ in written.questions_by_path():
        ways_out |= {(*path, key): "Take it out: it is filled in." for key in ("number", "asked")}
    computed = [path for path in ways_out if path in source.key_places]
    problems = [source.key_problem(path, unknown_key(path, ways_out[path])) for path in computed]
    for number, section in enumerate(written.sections):
        if not section.questions:
            found = "this section has no questions, so nothing shows it"
            advice = Advice("empty-section", found, "Write some below questions, or take the section out.")
            problems.append(_labelled_problem(source, ("sections", number), advice))
    if not written.sections:
        way_out = "Add a section, such as sections: [{id: hvad, title: Hvad, questions: […]}]."
        problems.append(source.key_problem(("sections",), Advice("empty-sheet", "this sheet asks nothing", way_out)))
    return problems


def _labelled_problem(source: YamlText, path: KeyPath, advice: Advice) -> Problem:
    return source.problem(path, labelled(path, advice))


def sheet_warnings(layers: Layers) -> Iterator[Problem]:
    """Yield a warning for each question of the layer's own sheets that asks for what no sheet may ask for."""
    for name in layers.own_files():
        if _IS_SHEET.fullmatch(name):
            path = layers.own(name)
            source = read_yaml(path, layers.display(path))
            written = model_of(source, Sheet, source.data | {"id": Path(name).parent.name})
            for at, question in written.questions_by_path():
                if advice := asks_too_much(question.id, words_of(question)):
                    yield source.problem((*at, "text"), labelled(at, advice), "warning")


def _unknown_names(question: Question, pictograms: list[str], documents: list[str]) -> Iterator[Finding]:
    for number, name in enumerate(question.pictures):
        if name not in pictograms:
            way_out = did_you_mean(name, pictograms, "The pictograms are")
            yield ("pictures", number), of_name("unknown-pictogram", "there is no pictogram '{name}'", name, way_out)
    for number, name in enumerate(question.see):
        if name not in documents:
            way_out = did_you_mean(name, documents, "The documents are")
            yield ("see", number), of_name("unknown-document", "there is no document '{name}'", name, way_out)
