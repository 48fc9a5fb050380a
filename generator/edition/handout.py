"""Turn a `handout.yml` into the document of one school: its prints, and the texts that its templates take in."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, Field

from generator.data.explain import labelled
from generator.data.model import model_of
from generator.data.strict import Strict
from generator.data.text import KeyPath, YamlText
from generator.data.values import Count, SomeWords, Words, choice
from generator.edition.data_files import is_wanted, read_data_file, rendered_data, shown
from generator.edition.document import Audience, Document, Print, PrintKind, print_of
from generator.edition.facts import Facts
from generator.edition.handout_texts import Texts, pattern_of, text_problems
from generator.layer.layers import Layers
from generator.problems.likeness import PATHS_ALIKE, nearest
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Problems, Sentence
from generator.templates.engine import Templates

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
    `pages` is the greatest number of pages that it may have; with `in_book` its pages are an appendix of the book.
    """

    title: SomeWords = Field(examples=["Vores opslag"])
    short: Words = ""
    purpose: SomeWords = Field(examples=["Hænger i skurvognen."])
    when: Words = ""
    order: Count = Field(examples=["80"])
    audience: Annotated[Audience, choice("audience", get_args(Audience))] = "skole"
    landscape: bool = False
    in_book: bool = False
    only_if: str = ""
    pages: Annotated[Count, Field(ge=1)] | None = None
    prints: dict[Annotated[PrintKind, choice("print", get_args(PrintKind))], Annotated[PrintSource, _ALONE]] = Field(
        min_length=1, examples=[{"page": "forms/vores-ark/page.html"}]
    )


def handout_document(templates: Templates, name: str, facts: Facts) -> Document | None:
    """Return the document whose data file is `name`; None where the school does without it.

    Raises GeneratorError with what is wrong with the file, its prints or its texts.
    """
    key = Path(name).parent.name
    source = read_data_file(templates, name)
    if not is_wanted(templates, source, facts):
        return None
    model_of(source, Handout)
    rendered = rendered_data(templates, source, facts)
    if not rendered.data["prints"]:
        found = "none of them has an only_if that holds"
        advice = Advice("no-print", found, "Give the handout itself an only_if.")
        raise GeneratorError([source.key_problem(("prints",), labelled(("prints",), advice))])
    handout = model_of(rendered, Handout)
    prints = tuple(print_of(key, kind, item.template) for kind, item in handout.prints.items())
    Problems(_print_problems(rendered, prints, templates.layers)).raise_if_any()
    return Document(
        id=key,
        title=handout.title,
        short=handout.short or handout.title,
        purpose=handout.purpose,
        when=handout.when,
        order=handout.order,
        audience=handout.audience,
        landscape=handout.landscape,
        in_book=handout.in_book,
        prints=prints,
        pages=handout.pages,
        texts=_texts(templates, key, facts, [item.template for item in prints]),
    )


def _print_problems(source: YamlText, prints: Collection[Print], layers: Layers) -> Iterator[Problem]:
    """Yield that two prints would be one file, and which has no template."""
    template = "the prints '{first}' and '{kind}' would both be the file {stem}.pdf"
    for item in prints:
        path: KeyPath = ("prints", item.kind)
        first = next(other for other in prints if other.stem == item.stem)
        if first is not item:
            found = Sentence(template, first=first.kind, kind=item.kind, stem=item.stem)
            way_out = "Take one of the two out, or put it into a handout of its own."
            yield source.key_problem(path, labelled(path, Advice("name-taken", found, way_out, about=item.kind)))
    for item in prints:
        path = ("prints", item.kind, "template")
        if path not in source.value_places:
            path = ("prints", item.kind)
        if advice := _why_no_template(item.template, layers):
            yield source.problem(path, labelled(path, advice))


def _why_no_template(name: str, layers: Layers) -> Advice | None:
    if name.removeprefix("shared/").startswith("docs/"):
        template = "'{name}' is a page of the guide, and a handout is printed from a template in forms/"
        way_out = "Write one of its own, such as forms/vores-ark/page.html; forms/kontaktkort/page.html shows how."
        return Advice("not-a-print-template", Sentence(template, name=name), way_out, about=name)
    try:
        path = layers.find(name, used=False)
    except GeneratorError as error:
        advice = error.problems[0].advice
        return replace(advice, found=Sentence("'{name}': {found}", name=name, found=advice.found), about=name)
    if path and name.endswith(".html"):
        return None
    if path:
        found = Sentence("'{name}' is no template of a print", name=name)
        return Advice("not-a-print-template", found, "Name a file that ends in .html.", about=name)
    near = nearest(name, layers.names("forms", "**/*.html"), PATHS_ALIKE)
    way_out = Sentence("Did you mean '{near}'?", near=near) if near else "Check the name and its folder."
    return Advice("unknown-template", Sentence("there is no template '{name}'", name=name), way_out, about=name)


def _texts(templates: Templates, key: str, facts: Facts, used: Collection[str]) -> dict[str, Any] | None:
    """Return the texts of a handout printed from the templates `used`, if it has any."""
    layers, name = templates.layers, f"forms/{key}/text.yml"
    # With a template of its own a school's texts have whatever shape that template gives them.
    shared = {pattern_of(template) for template in used if not layers.has_own(template)}
    patterns = [read_data_file(templates, pattern) for pattern in sorted(shared) if layers.find(pattern)]
    if not layers.find(name):
        if patterns:
            template = "its template takes its words from a file of this handout, {name}, and there is none"
            way_out = Sentence("Copy {file}, and write your own words there.", file=patterns[0].file)
            place = Place(shown(layers, f"forms/{key}/handout.yml"))
            raise GeneratorError([Advice("no-such-file", Sentence(template, name=name), way_out).at(place)])
        return None
    source = rendered_data(templates, read_data_file(templates, name), facts)
    texts = model_of(source, Texts)
    Problems(text_problems(source, patterns if layers.has_own(name) else ())).raise_if_any()
    return dict(source.data) | ({"invitation": texts.invitation.model_dump()} if texts.invitation else {})
