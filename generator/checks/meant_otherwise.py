"""Turn a layer into warnings about what somebody wrote that is taken otherwise than it was meant, and silently.

Word processors and phones turn " into “, „ or », and YAML takes these for letters like any other. A space and a #
begin a comment, also in the middle of a text. A pictograph on the screen may be none on paper. A folder with almost the
right name is nobody's.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress

from generator.data.quotes import OPENING_QUOTES, quotes_advice, straightened
from generator.data.text import KeyPath, YamlText, read_yaml_text, texts_in
from generator.layer.fonts import our_signs
from generator.layer.layers import PROFILE, Layers
from generator.problems.excerpt import find_text, line_at
from generator.problems.likeness import PATHS_ALIKE, nearest
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence, in_reading_order, printable
from generator.shared import FOLDERS, ONLY_SHARED
from generator.templates.engine import Templates


def meant_otherwise(templates: Templates) -> list[Problem]:
    """Return the warnings about the layer of these templates, in reading order."""
    warnings = [*_folders(templates), *_hidden(templates.layers)]
    for source in _sources(templates):
        for path, text in texts_in(source.data):
            warnings += _printed_quotes(source, path, text)
        warnings += _comments(source)
        warnings += _not_printed(source.file, (text for _, text in texts_in(source.data)))
    for name in templates.layers.own_files():
        # A file that cannot be read is told as an error where it is used.
        with suppress(GeneratorError):
            if name.endswith((".md", ".html")):
                text, file = templates.own_source(name)
                warnings += _not_printed(file, [text])
    # The head of a page is a part of its text.
    return in_reading_order(dict.fromkeys(warnings))


def _sources(templates: Templates) -> Iterator[YamlText]:
    """Yield what can be read of the layer's YAML files, and of what its pages say of themselves."""
    layers = templates.layers
    for name in (PROFILE, *layers.own_files()):
        path = layers.own(name)
        # A mistake in a file that something uses is told as an error; the others are told to be of no use.
        try:
            if path.suffix == ".yml" and path.is_file():
                yield read_yaml_text(path, layers.display(path))
            elif name.startswith("docs/") and path.suffix == ".md" and "/_" not in name:
                head = templates.front_matter(name)
                if head.file == layers.display(path):
                    yield head
        except GeneratorError:
            continue


def _printed_quotes(source: YamlText, path: KeyPath, text: str) -> Iterator[Problem]:
    _, line, column = place = source.place(path)
    if text.count('"') == 1 and (text.endswith('"') or text.startswith('"')) and not re.search(r'\d"$', text):
        way_out = "Put one at both ends, or take it out."
        yield Advice("wrong-quotes", "one quotation mark stands alone here, and will be printed", way_out).at(
            place, "warning"
        )
    # Inside straight quotes, or in a text of several lines, somebody meant them to be printed.
    meant = line_at(source.file, line or 1)[(column or 1) - 1 : column] not in OPENING_QUOTES
    if not meant and (plain := straightened(text)) != text:
        template = "the quotation marks {opening} and {closing} will be printed, because YAML knows straight ones only"
        found = Sentence(template, opening=text[0], closing=text[-1])
        way_out = Sentence("Write {plain} if they are not part of the text.", plain=plain)
        yield Advice("wrong-quotes", found, way_out).at(place, "warning")


def _comments(source: YamlText) -> Iterator[Problem]:
    """Yield a warning for each text that goes on after a '#'; who writes a comment puts a space there."""
    for line, column in source.comments:
        written = line_at(source.file, line)
        # Between brackets it is one text of several in the line that needs the quotes.
        advice = quotes_advice("" if re.search(r"[:-]\s+[\[{]", written) else written)
        way_out = Sentence("If it belongs to the text, {advice}", advice=advice[:1].lower() + advice[1:])
        found = "from the '#' on this is a comment, which nobody will see"
        yield Advice("read-as-comment", found, way_out, about="#").at(Place(source.file, line, column), "warning")


def _not_printed(file: str, texts: Iterable[str]) -> Iterator[Problem]:
    """Yield a warning for each pictograph (😀) in the texts of a file that our font has not: on paper, nothing may."""
    signs = {
        sign for text in texts for sign in text if unicodedata.category(sign) == "So" and ord(sign) not in our_signs()
    }
    for sign in sorted(signs):
        template = "our font has no sign '{sign}' (U+{code}), so it may not be printed"
        found = Sentence(template, sign=sign, code=f"{ord(sign):04X}")
        advice = Advice("no-sign", found, "Take it out, or write a word.", about=sign)
        yield advice.at(find_text(file, sign) or Place(file), "warning")


def _hidden(layers: Layers) -> Iterator[Problem]:
    found = "its name begins with a dot, which hides it, and nothing uses it"
    advice = Advice("hidden-file", found, "Take the dot away if it is meant to be used.")
    for name in layers.hidden():
        yield advice.at(Place(printable(layers.display(layers.own(name)))), "warning")


def _folders(templates: Templates) -> Iterator[Problem]:
    layers = templates.layers
    folders = [name for name in FOLDERS if name not in ONLY_SHARED]
    for path in sorted(layers.school.iterdir()):
        near = nearest(path.name, folders, PATHS_ALIKE)
        if path.name in folders or near is None or not path.is_dir():
            continue
        # Some disks take capitals for small letters; there `Docs` is `docs`.
        meant = layers.school / near
        if not (meant.exists() and meant.samefile(path)):
            way_out = Sentence("Did you mean '{near}'? Then give it that name.", near=near)
            advice = Advice("unused-folder", "nothing in this folder is used", way_out)
            yield advice.at(Place(printable(layers.display(path))), "warning")
