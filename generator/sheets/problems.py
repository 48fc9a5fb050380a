"""Turn a sheet with its words rendered into what of it names something that there is not, each with its place."""

from collections.abc import Iterator
from pathlib import Path

from generator.data.explain import labelled, unknown_key
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
    """Return what cannot be shown of a sheet whose rendered data is `source`."""
    pictograms = [Path(name).stem for name in layers.names("overrides", PICTOGRAMS.partition("/")[2].format("*"))]
    documents = sorted({Path(name).parent.name for name in layers.names("forms", "*/*.yml")})
    problems = []
    for path, question in _questions(sheet):
        findings = [
            *_unknown_pictograms(question, pictograms),
            *_unknown_documents(question, documents),
            *ANSWERS[question.answer].faults_of(question),
        ]
        problems += [_labelled_problem(source, (*path, *at), advice) for at, advice in findings]
    return problems


def written_problems(source: YamlText, written: Sheet) -> list[Problem]:
    """Return what is wrong with a sheet as its file `source` is written, nothing rendered or left out."""
    problems = [*_computed_keys(source, written)]
    for number, section in enumerate(written.sections):
        if not section.questions:
            found = "this section has no questions, so nothing shows it"
            advice = Advice("empty-section", found, "Write some below questions, or take the section out.")
            problems.append(_labelled_problem(source, ("sections", number), advice))
    if not written.sections:
        way_out = "Add a section, such as sections: [{id: hvad, title: Hvad, questions: […]}]."
        problems.append(source.key_problem(("sections",), Advice("empty-sheet", "this sheet asks nothing", way_out)))
    return problems


def _computed_keys(source: YamlText, written: Sheet) -> Iterator[Problem]:
    """Yield a problem for each key that a sheet's file has and only the generator may give."""
    ways_out: dict[KeyPath, str] = {
        ("id",): "Take it out: a sheet's id is the name of its folder.",
        ("closing",): "Take it out: all sheets of a kind end alike, and tell what becomes of what is written.",
    }
    for path, _ in _questions(written):
        ways_out |= {(*path, key): "Take it out: it is filled in." for key in ("number", "asked")}
    for path, way_out in ways_out.items():
        if path in source.key_places:
            yield source.key_problem(path, unknown_key(path, way_out))


def _labelled_problem(source: YamlText, path: KeyPath, advice: Advice) -> Problem:
    return source.problem(path, labelled(path, advice))


def sheet_warnings(layers: Layers) -> Iterator[Problem]:
    """Yield a warning for each question of the layer's own sheets that asks for what no sheet may ask for."""
    for name in layers.own_files():
        if name.startswith("forms/") and name.endswith("/sheet.yml") and not name.startswith("forms/_"):
            path = layers.school / name
            source = read_yaml(path, layers.display(path))
            written = model_of(source, Sheet, source.data | {"id": Path(name).parent.name})
            for at, question in _questions(written):
                if advice := asks_too_much(question.id, words_of(question)):
                    yield source.problem((*at, "text"), labelled(at, advice), "warning")


def _questions(sheet: Sheet) -> Iterator[tuple[KeyPath, Question]]:
    """Yield each question of the sheet's own file with its path; the closing is another file's."""
    for number, question in enumerate(sheet.head):
        yield ("head", number), question
    for number, section in enumerate(sheet.sections):
        for place, question in enumerate(section.questions):
            yield ("sections", number, "questions", place), question


def _unknown_pictograms(question: Question, pictograms: list[str]) -> Iterator[Finding]:
    for number, name in enumerate(question.pictures):
        if name not in pictograms:
            found = Sentence("there is no pictogram '{name}'", name=name)
            way_out = did_you_mean(name, pictograms, "The pictograms are")
            yield ("pictures", number), Advice("unknown-pictogram", found, way_out, about=name)


def _unknown_documents(question: Question, documents: list[str]) -> Iterator[Finding]:
    for number, name in enumerate(question.see):
        if name not in documents:
            found = Sentence("there is no document '{name}'", name=name)
            way_out = did_you_mean(name, documents, "The documents are")
            yield ("see", number), Advice("unknown-document", found, way_out, about=name)
