"""Turn a layer's own templates into what they override, and what of it is in vain.

Jinja says nothing of a block that its parent does not have, nor of a text outside of all blocks; the school would wait
for its words to appear.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from generator.danish import slugify
from generator.layer.pictures import is_picture
from generator.problems.likeness import PATHS_ALIKE, did_you_mean, nearest
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Problems, Sentence
from generator.templates.blocks import TemplateText, read_template
from generator.templates.engine import Templates

_HEADING = re.compile(r"^#{1,6} +(.+?)(?: *\{.*\})?$", re.MULTILINE)
# What people write at the end of a name, and what stands there with us.
_ENDINGS = {"yaml": "yml", "markdown": "md", "htm": "html"}
_FORM_FILES = ("sheet.yml", "handout.yml", "text.yml")


@dataclass(frozen=True)
class OwnTemplate:
    """A template of the layer's own; `file` is how messages call it."""

    name: str
    file: str
    text: TemplateText


def own_templates(templates: Templates, problems: Problems | None = None) -> Iterator[OwnTemplate]:
    """Yield the layer's templates for pages and documents; why others cannot be read is added to `problems`."""
    unreadable = Problems() if problems is None else problems
    for name in templates.layers.own_files():
        if name.startswith(("docs/", "forms/")) and name.endswith((".md", ".html")):
            with unreadable.going_on():
                text, file = templates.own_source(name)
                yield OwnTemplate(name, file, read_template(text))


def known_blocks(templates: Templates, name: str | None) -> dict[str, str]:
    """Return the names of all blocks of the template `name` and those it extends, with what each is about."""
    known: dict[str, str] = {}
    for _, text in with_parents(templates, name):
        for block in text.blocks:
            known[block.name] = known.get(block.name) or block.title
    return known


def with_parents(templates: Templates, name: str | None) -> Iterator[tuple[str, TemplateText]]:
    """Yield the template `name` and each that it extends, itself or by another, as far as there are such."""
    passed: set[str] = set()
    while name and name not in passed and (text := _text_of(templates, name)):
        passed.add(name)
        yield name, text
        name = text.parent


def _text_of(templates: Templates, name: str | None) -> TemplateText | None:
    """Return the template `name`, if there is one; what is wrong with the name is told where it is rendered."""
    try:
        source = templates.source(name) if name else None
    except GeneratorError:
        return None
    return read_template(source[0]) if source else None


def override_problems(templates: Templates) -> list[Problem]:
    """Return what the layer's templates override in vain, with its line."""
    problems = Problems()
    for own in own_templates(templates, problems):
        parent = own.text.parent
        if _text_of(templates, parent) is None:
            continue
        blocks = known_blocks(templates, parent)
        for block in own.text.blocks:
            if block.depth == 0 and block.name not in blocks:
                sentence = "there is no block '{name}' in {parent}, so nothing shows this one"
                found = Sentence(sentence, name=block.name, parent=parent)
                way_out = did_you_mean(block.name, blocks, "The blocks are")
                advice = Advice("unknown-block", found, way_out, about=block.name)
                problems.append(advice.at(Place(own.file, block.line)))
        if own.text.stray_line:
            found = Sentence("this text stands outside of all blocks of {parent}, so nothing shows it", parent=parent)
            way_out = "Put it into a block, before {% endblock %}; 'samtaleguide blocks' shows which there are."
            problems.append(Advice("outside-of-blocks", found, way_out).at(Place(own.file, own.text.stray_line)))
    return problems


def overriding(templates: Templates, names: Collection[str], blocks: Iterable[str]) -> Place | None:
    """Return where the layer's own templates among `names` override one of `blocks`, the first that they do.

    Where they override none, it is the file that is meant; None if none of the templates is the layer's own.
    """
    own = {own.name: own for own in own_templates(templates) if own.name in names}
    listed = [own[name] for name in names if name in own]
    found = [
        (block.wraps, order, template.file, block.line)
        for order, name in enumerate(blocks)
        for template in listed
        for block in template.text.blocks
        if block.name == name
    ]
    # A block that takes in the shared one may still leave something out, but most often it is another.
    if found:
        _, _, file, line = min(found)
        return Place(file, line)
    return Place(listed[0].file) if listed else None


def taken_out(templates: Templates, name: str, anchor: str) -> Place | None:
    """Return where the layer's template `name` overrides the block with the shared heading that `anchor` leads to."""
    parent = next((own.text.parent for own in own_templates(templates) if own.name == name), None)
    text = _text_of(templates, parent)
    blocks = []
    for block in text.blocks if text else ():
        if anchor in map(slugify, _HEADING.findall(block.text)):
            blocks.append(block.name)
    return overriding(templates, [name], reversed(blocks)) if blocks else None


def unused_files(templates: Templates) -> list[Problem]:
    """Return a warning for each file of the layer that nothing asked for. Asked when everything else is done."""
    layers = templates.layers
    problems = []
    for name in layers.own_files():
        if layers.own(name) not in layers.used:
            advice = Advice("unused-file", "nothing uses this file", _how_to_use(name))
            problems.append(advice.at(Place(layers.display(layers.own(name))), "warning"))
    return problems


def _how_to_use(name: str) -> str:
    """Return what to do about a file of a layer that nothing uses."""
    if name.startswith("docs/") and is_picture(name):
        return "No page shows it, so it is not published: show it on one, or take it away."
    if name.startswith("overrides/"):
        return "A layer has no overrides of the theme; take it away."
    top, _, below = name.partition("/")
    stem, _, ending = name.rpartition("/")[2].rpartition(".")
    right = _ENDINGS.get(ending.lower(), ending.lower())
    file = f"{stem}.{right}"
    if top == "forms" and right == "yml":
        return _how_to_call(file, is_in_folder_of_its_own=below.count("/") == 1)
    if right != ending and right in ("md", "yml", "html", "css", "svg"):
        if right == ending.lower():
            return Sentence("Write the end of its name in small letters: {small}.", small=file)
        return Sentence("Call it {file}.", file=file)
    if top == "trades" and right == "yml":
        return Sentence("To use it, write trade: {key} in school.yml.", key=stem)
    if top == "docs" and right in ("txt", "html", "doc", "docx", "odt", "rtf"):
        plain = "A page is plain text in a file that ends in .md, such as {stem}.md."
        return Sentence(plain, stem=stem.removesuffix(".md"))
    return "Check its name and folder, or take it away; 'samtaleguide blocks' shows the shared files' names."


def _how_to_call(file: str, *, is_in_folder_of_its_own: bool) -> str:
    """Return what to do about a file below forms/ that nothing uses, though it holds keys."""
    near = nearest(file, _FORM_FILES, PATHS_ALIKE)
    if near and is_in_folder_of_its_own:
        return Sentence("Call it {near}.", near=near)
    if near:
        return Sentence("Put it into a folder of its own: forms/vores-ark/{near}.", near=near)
    return "A sheet is a file called sheet.yml in a folder of its own below forms/, a handout one called handout.yml."
