"""Turn a layer's changes into the shared texts that they replace: whole files, blocks, the words of questions.

A block that keeps the shared text with `super()` replaces nothing: a better text comes in by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.edition.data_files import read_profile
from generator.edition.edition import Edition
from generator.edition.sheet import shared_sheet
from generator.problems.problem import Place, Sentence
from generator.sheets.template import block_name
from generator.templates.overrides import own_templates, with_parents

WHOLE = "*"
_TEXTS = (".md", ".html", ".css", ".yml", ".svg")


@dataclass(frozen=True)
class Replaced:
    """A shared text that the layer replaces: in which file, which part (a block or a question; `*` is all of it).

    `text` is the shared text as it is now; `place` is where the layer replaces it.
    """

    name: str
    part: str
    text: str
    place: Place

    @property
    def label(self) -> str:
        """What a message calls it."""
        if self.part == WHOLE:
            return self.name
        is_question = self.name.endswith("sheet.yml")
        template = "the question '{part}' of {name}" if is_question else "the block '{part}' of {name}"
        return Sentence(template, part=self.part, name=self.name)


def replaced_texts(edition: Edition) -> list[Replaced]:
    """Return every shared text that the edition's layer replaces, in the order of the files."""
    return [*_whole_files(edition), *_blocks(edition), *_questions(edition)]


def _whole_files(edition: Edition) -> Iterator[Replaced]:
    layers = edition.layers
    extending = {own.name for own in own_templates(edition.templates) if own.text.parent}
    for name in layers.own_files():
        is_text = name.endswith(_TEXTS) and not name.startswith("overrides/")
        shared = layers.find(f"shared/{name}") if is_text and name not in extending else None
        if shared:
            text = shared.read_text(encoding="utf-8-sig", errors="replace")
            yield Replaced(name, WHOLE, text, Place(layers.display(layers.own(name))))


def _blocks(edition: Edition) -> Iterator[Replaced]:
    for own in own_templates(edition.templates):
        shared = _shared_blocks(edition, own.text.parent)
        for block in own.text.blocks:
            if block.name in shared and not block.wraps:
                yield Replaced(own.name, block.name, shared[block.name], Place(own.file, block.line))


def _shared_blocks(edition: Edition, name: str | None) -> dict[str, str]:
    """Return the text of each block of a template and of those it extends; of a sheet's section, what it asks."""
    found: dict[str, str] = {}
    for called, template in with_parents(edition.templates, name):
        if called.startswith("shared/") or not edition.layers.has_own(called):
            found = {block.name: block.text for block in template.blocks} | found
        if called.removeprefix("shared/") in edition.templates.generated:
            found |= _sections(edition, Path(called).parent.name)
    return found


def _sections(edition: Edition, key: str) -> dict[str, str]:
    sheet = shared_sheet(edition.templates, key)
    return {
        block_name(section.id): "\n".join([section.title, section.lead, *(q.text for q in section.questions)])
        for section in (sheet.sections if sheet else ())
    }


def _questions(edition: Edition) -> Iterator[Replaced]:
    source = read_profile(edition.templates) if edition.profile.sheets else None
    for key, changes in edition.profile.sheets.items():
        sheet = shared_sheet(edition.templates, key)
        words = {question.id: question.text for question in sheet.questions()} if sheet else {}
        for name in changes.reword:
            assert source is not None, "the profile was read"
            if name in words:
                place = source.key_place(("sheets", key, "reword", name))
                yield Replaced(f"forms/{key}/sheet.yml", name, words[name], place)
