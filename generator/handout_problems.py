"""Turn a handout's data into what of it cannot be printed, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.layer import Layers
from generator.problems import PATHS_ALIKE, GeneratorError, Problem, nearest
from generator.profile.asking import Finding
from generator.profile.explain import labelled
from generator.yamltext import YamlText


def refuse_prints(source: YamlText, stems: Mapping[str, str], templates: Mapping[str, str], layers: Layers) -> None:
    """Raise GeneratorError if two prints would be one file, or one has no template; both are known by their kind."""
    problems = [
        Problem(source.file, *source.key_place(path), labelled(path, found), way_out)
        for path, found, way_out in _one_file(stems)
    ]
    for kind, name in templates.items():
        path = ("prints", kind, "template") if ("prints", kind, "template") in source.value_places else ("prints", kind)
        if told := _template(name, layers):
            problems.append(Problem(source.file, *source.place(path), labelled(path, told[0]), told[1]))
    if problems:
        raise GeneratorError(problems)


def _one_file(stems: Mapping[str, str]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for kind, stem in stems.items():
        if stem in first:
            found = f"the prints '{first[stem]}' and '{kind}' would both be the file {stem}.pdf"
            yield ("prints", kind), found, "Take one of the two out, or put it into a handout of its own."
        first.setdefault(stem, kind)


def _template(name: str, layers: Layers) -> tuple[str, str] | None:
    """Return what is wrong with the name of a print's template, and the way out."""
    if name.removeprefix("shared/").startswith("docs/"):
        found = f"'{name}' is a page of the guide, and a handout is printed from a template in forms/"
        return found, "Write one of its own, such as forms/vores-ark/page.html; forms/kontaktkort/page.html shows how."
    try:
        there = layers.find(name, used=False)
    except GeneratorError as error:
        return f"'{name}': {error.problems[0].found}", error.problems[0].way_out
    if there and name.endswith(".html"):
        return None
    near = nearest(name, (other for other in layers.names("forms", "**/*.html")), PATHS_ALIKE)
    if there:
        return f"'{name}' is no template of a print", "Name a file that ends in .html."
    return f"there is no template '{name}'", f"Did you mean '{near}'?" if near else "Check the name and its folder."
