"""Turn a `handout.yml` into a checked handout, and into what of its prints cannot be made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from generator.data.explain import labelled
from generator.data.kinds import Count, SomeWords, Words, choice
from generator.data.part import Strict
from generator.data.text import YamlText
from generator.layer.layers import Layers
from generator.problems.likeness import PATHS_ALIKE, nearest
from generator.problems.problem import Advice, Finding, GeneratorError, Problem, Sentence

PrintKind = Literal["screen", "paper", "fold", "press", "page", "book", "bundle"]
Audience = Literal["skole", "virksomhed", "laerling"]
# A print's template may be all that is said about it.
_ALONE = BeforeValidator(lambda value: {"template": value} if value is None or isinstance(value, str) else value)


class PrintSource(Strict):
    """What a `handout.yml` says about one print; a school for which `only_if` does not hold does without it."""

    template: SomeWords = Field(examples=["forms/vores-ark/page.html"])
    only_if: str = ""


class Handout(Strict):
    """What a `handout.yml` says about a printable thing that is not a sheet.

    `prints` names the template of each print, alone or with a condition; the first one's first page stands for the
    handout on the site. With the kind `screen` the fields in its template are kept, so that it can be filled in.
    `pages` is the greatest number of pages that it may have.
    """

    title: SomeWords = Field(examples=["Vores opslag"])
    short: Words = ""
    purpose: SomeWords = Field(examples=["Hænger i skurvognen."])
    when: Words = ""
    order: Count = Field(examples=["80"])
    audience: Annotated[Audience, choice("audience", get_args(Audience))] = "skole"
    landscape: bool = False
    only_if: str = ""
    pages: Annotated[Count, Field(ge=1)] | None = None
    prints: dict[Annotated[PrintKind, choice("print", get_args(PrintKind))], Annotated[PrintSource, _ALONE]] = Field(
        min_length=1, examples=[{"page": "forms/vores-ark/page.html"}]
    )


def refuse_prints(source: YamlText, stems: Mapping[str, str], templates: Mapping[str, str], layers: Layers) -> None:
    """Raise GeneratorError if two prints would be one file, or one has no template; both are known by their kind."""
    problems = [
        source.key_problem(path, replace(advice, found=labelled(path, advice.found)))
        for path, advice in _one_file(stems)
    ]
    for kind, name in templates.items():
        path = ("prints", kind, "template") if ("prints", kind, "template") in source.value_places else ("prints", kind)
        if told := _template(name, layers):
            problems.append(Problem(source.place(path), Advice("unnamed", labelled(path, told[0]), told[1])))
    if problems:
        raise GeneratorError(problems)


def _one_file(stems: Mapping[str, str]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for kind, stem in stems.items():
        if stem in first:
            found = Sentence(
                "the prints '{first}' and '{kind}' would both be the file {stem}.pdf",
                first=first[stem],
                kind=kind,
                stem=stem,
            )
            way_out = "Take one of the two out, or put it into a handout of its own."
            yield ("prints", kind), Advice("same-file-twice", found, way_out, about=kind)
        first.setdefault(stem, kind)


def _template(name: str, layers: Layers) -> tuple[str, str] | None:
    """Return what is wrong with the name of a print's template, and the way out."""
    if name.removeprefix("shared/").startswith("docs/"):
        found = Sentence(
            "'{name}' is a page of the guide, and a handout is printed from a template in forms/", name=name
        )
        return found, "Write one of its own, such as forms/vores-ark/page.html; forms/kontaktkort/page.html shows how."
    try:
        there = layers.find(name, used=False)
    except GeneratorError as error:
        return f"'{name}': {error.problems[0].advice.found}", error.problems[0].advice.way_out
    if there and name.endswith(".html"):
        return None
    near = nearest(name, (other for other in layers.names("forms", "**/*.html")), PATHS_ALIKE)
    if there:
        return f"'{name}' is no template of a print", "Name a file that ends in .html."
    return f"there is no template '{name}'", f"Did you mean '{near}'?" if near else "Check the name and its folder."
