"""Turn a `handout.yml` into a checked handout, and into what of its prints cannot be made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, Field

from generator.data.explain import labelled
from generator.data.kinds import Count, choice
from generator.data.model import model_of
from generator.data.part import Part
from generator.data.text import YamlText
from generator.edition.data_files import is_wanted, read_data_file, rendered_data, shown
from generator.edition.document import Audience, Document, PrintKind, print_of
from generator.edition.handout_texts import Texts, pattern_of, refuse_texts
from generator.layer.layers import Layers
from generator.problems.likeness import PATHS_ALIKE, nearest
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence
from generator.profile.model import Profile
from generator.sheets.model import SomeWords, Words
from generator.sheets.questions import Finding
from generator.templates.engine import Templates

# A print's template may be all that is said about it.
_ALONE = BeforeValidator(lambda value: {"template": value} if value is None or isinstance(value, str) else value)


class PrintSource(Part):
    """What a `handout.yml` says about one print; a school for which `only_if` does not hold does without it."""

    template: SomeWords = Field(examples=["forms/vores-ark/page.html"])
    only_if: str = ""


class Handout(Part):
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
        Problem(source.key_place(path), Advice("unnamed", labelled(path, found), way_out))
        for path, found, way_out in _one_file(stems)
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
            yield ("prints", kind), found, "Take one of the two out, or put it into a handout of its own."
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


def handout_document(templates: Templates, name: str, context: Mapping[str, Any], profile: Profile) -> Document | None:  # noqa: ARG001
    key = Path(name).parent.name
    source = read_data_file(templates, name)
    if not is_wanted(templates, source, context):
        return None
    model_of(source, Handout)
    filled = rendered_data(templates, source, context)
    if not filled.data["prints"]:
        found, way_out = "prints: none of them has an only_if that holds", "Give the handout itself an only_if."
        raise GeneratorError([Problem(source.key_place(("prints",)), Advice("unnamed", found, way_out))])
    handout = model_of(filled, Handout)
    prints = tuple(print_of(key, kind, item.template) for kind, item in handout.prints.items())
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
    patterns = [read_data_file(templates, pattern) for pattern in sorted(shared) if layers.find(pattern)]
    if not layers.find(name):
        if patterns:
            found = Sentence(
                "its template takes its words from a file of this handout, {name}, and there is none", name=name
            )
            way_out = Sentence("Copy {file}, and write your own words there.", file=patterns[0].file)
            raise GeneratorError(
                [Problem(Place(shown(layers, f"forms/{key}/handout.yml")), Advice("unnamed", found, way_out))]
            )
        return None
    source = rendered_data(templates, read_data_file(templates, name), context)
    texts = model_of(source, Texts)
    refuse_texts(source, patterns if layers.has_own(name) else ())
    return dict(source.data) | ({"invitation": texts.invitation.model_dump()} if texts.invitation else {})
