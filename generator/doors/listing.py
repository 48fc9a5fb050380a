"""Turn an edition into a list for people: what each shared text and question is called, and how to change it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator.checks.news import RECORD, accept
from generator.documents.context import DocumentContext, SocialCardContext
from generator.documents.jobs import SOCIAL_CARD_TEMPLATE
from generator.edition.contract import Context
from generator.edition.document import Document
from generator.edition.edition import Edition
from generator.edition.facts import Facts
from generator.edition.load import load_edition
from generator.layer.layers import PROFILE
from generator.pages.context import PageContext
from generator.pages.maker import PageMaker
from generator.problems.problem import Sentence, as_typed, said, shown_path
from generator.sheets.template import BODY, block_name, template_name
from generator.templates.blocks import Block
from generator.templates.overrides import known_blocks, own_templates

_HOW = """\
Every shared text has a name, and you can put your own in its place. What you do not change follows the shared texts.

A text: write a file with the same name in your folder. For {template} that is
  {own}
with lines such as these (the first line once, then as many blocks as you like):

  {% extends "shared/{template}" %}
  {% block {block} %}
  {{ super() }}

  Your own words, below the shared text.
  {% endblock %}

{{ super() }}, in a line of its own, is the shared text. Without it your words replace that; then begin with its
heading, to which other pages lead.

The shared text itself is in {shared};
messages call it shared/{template}.

A page of your own: any other Markdown file in {docs}. 'after: trin-2-kontakt' between two lines of ---
at its top says which page it follows.

A question: write below 'sheets:' in {profile}, by the ids that stand under each sheet here, such as

  sheets:
    foerste-samtale:
      reword: {foerste-dag: "Hvad sker der på din første dag?"}
      room: {foerste-dag: 5}

Then run 'samtaleguide blocks {typed} --accept': it notes in {record} which shared texts you replaced,
and you are told when one of them changes.
"""
# By where a template stands: the names that it may use.
_CONTEXTS: dict[str, type[Context]] = {
    Sentence("In every template"): Facts,
    Sentence("On a page, in docs/"): PageContext,
    Sentence("In a document, in forms/"): DocumentContext,
    Sentence(
        "In the picture that is shown where somebody shares a link: of these the first seven, and"
    ): SocialCardContext,
}
_Entry = tuple[str, str, Document | None]


def list_layer(layer: Path, today: date, only: str) -> list[str]:
    """Return the lines of the list for a layer; raises GeneratorError if it cannot be read."""
    return list(listed(load_edition(layer, today), only))


def accept_layer(layer: Path, today: date) -> str:
    """Note the shared texts that a layer replaces, as they are now; return what was done, in a sentence."""
    count = accept(load_edition(layer, today))
    if not count:
        return Sentence("This layer replaces no shared text.")
    return Sentence("Noted in {record}: {count}.", record=layer / RECORD, count=count)


def listed(edition: Edition, only: str = "") -> Iterator[str]:
    """Yield the lines of the list; `only` leaves out what does not have that word in its name or title."""
    if not only:
        yield _how(edition)
    own_blocks = {
        template.name: {block.name: block for block in template.text.blocks}
        for template in own_templates(edition.templates)
    }
    for heading, entries in _in_parts(edition):
        shown = [entry for entry in entries if only.lower() in " ".join(entry[:2]).lower()]
        if not shown:
            continue
        yield _line(heading)
        for name, title, document in shown:
            yield from ("", f"{name}  {title}".rstrip())
            yield from _blocks(edition, name, document, own_blocks.get(name, {}))
        yield ""
    if not only:
        yield from _values()


def _in_parts(edition: Edition) -> Iterator[tuple[str, list[_Entry]]]:
    """Yield the parts of the list, each with its heading."""
    yield Sentence("Pages"), [(f"docs/{head.src_uri}", head.title, None) for head in PageMaker(edition).heads]
    sheets = [document for document in edition.documents if document.sheet]
    of_all: _Entry = (BODY, "Det, alle ark har tilfælles", None)
    yield Sentence("Sheets"), [of_all, *((template_name(sheet.id), sheet.title, sheet) for sheet in sheets)]
    yield Sentence("Handouts and layouts"), _others(edition)


def _line(heading: str) -> str:
    heading = said(heading)
    return f"--- {heading} {'-' * (100 - len(heading))}"


def _values() -> Iterator[str]:
    """Yield what a template may print and ask, each name where it is first known."""
    yield _line(Sentence("Values"))
    listed_before: set[tuple[str, str]] = set()
    for title, context in _CONTEXTS.items():
        names = [item for item in context.sentences().items() if item not in listed_before]
        listed_before.update(names)
        width = max(len(name) for name, _ in names)
        yield from ("", said(title))
        for name, sentence in names:
            yield f"  {name:{width}}  {said(sentence)}"
    yield ""


def _how(edition: Edition) -> str:
    layer = Path(edition.layers.display(edition.layers.school))
    template = "docs/trin-2-kontakt/index.md"
    sentence = Sentence(
        _HOW,
        template=template,
        block="argumenter",
        own=layer / template,
        shared=shown_path(edition.layers.shared / template),
        docs=layer / "docs",
        profile=layer / PROFILE,
        record=layer / RECORD,
        typed=as_typed(layer),
    )
    return said(sentence)


def _others(edition: Edition) -> list[_Entry]:
    """Return the templates of everything that is not a sheet, each once."""
    titles = {
        "forms/_layout/sheet.html": "Et ark som dokument for sig selv",
        SOCIAL_CARD_TEMPLATE: "Billedet, når nogen deler et link",
    }
    for document in edition.documents:
        if not document.sheet:
            for item in document.prints:
                titles.setdefault(item.template, document.title)
    return [(name, title, None) for name, title in titles.items()]


def _blocks(edition: Edition, name: str, document: Document | None, own_blocks: dict[str, Block]) -> Iterator[str]:
    shared = f"shared/{name}"
    if edition.templates.source(shared) is None:
        yield f"  ({said(Sentence('your own'))})"
        return
    sheet = document.sheet if document else None
    sections = {block_name(section.id): section for section in sheet.sections} if sheet else {}
    # What all sheets have is listed once, where it stands.
    left_out = known_blocks(edition.templates, f"shared/{BODY}").keys() - sections.keys() if sections else set()
    titles = known_blocks(edition.templates, shared)
    width = max(map(len, titles), default=0)
    for block, title in titles.items():
        if block in left_out:
            continue
        section, mark = sections.get(block), ""
        if block in own_blocks:
            mark = Sentence("yours, around the shared text") if own_blocks[block].wraps else Sentence("yours")
            mark = f"  ({said(mark)})"
        yield f"  {block:{width}}  {section.title if section else title}{mark}".rstrip()
        if section:
            yield f"    {said(Sentence('the section {name}, with the questions', name=section.id))}"
            widest = max(len(question.id) for question in section.questions)
            for question in section.questions:
                yield f"      {question.id:{widest}}  {question.text}"
    if sheet and sheet.head:
        names = ", ".join(question.id for question in sheet.head)
        yield f"  {said(Sentence('Fields of the head: {names}', names=names))}"
