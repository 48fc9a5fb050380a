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
from generator.layer.fonts import PLAIN_SIGNS, our_signs
from generator.layer.layers import PROFILE, Layers
from generator.problems.excerpt import find_text, line_at
from generator.problems.likeness import PATHS_ALIKE, nearest
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence, in_reading_order, printable
from generator.shared import FOLDERS, ONLY_SHARED
from generator.templates.engine import Templates

# What a folder shows as school.yml, or a program calls its copy.
_LIKE_PROFILE = ("school.yaml", "school.yml.txt", "school.yaml.txt", "school.txt")
# What is printed as it stands in every text of a YAML file but those that are filled in; and in these as well.
_OF_PAGES = (
    (
        re.compile(r"\{\{[^\n]*?\}\}|\{%[^\n]*?%\}"),
        "'{sign}' will be printed as it stands, because nothing is filled in here",
        "Write the words themselves.",
    ),
    (
        re.compile(
            r"\*\*[^*\n]+\*\*|(?<![\w*])\*[^\s*](?:[^*\n]*[^\s*])?\*(?![\w*])|(?<!\w)(_{1,2})[^\s_][^_\n]*\1(?!\w)"
            r"|!?\[[^\[\]\n]+\]\([^()\n]*\)|`[^`\n]+`|</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>\n]*)?/?>|&(?:\w+|#\d+);"
        ),
        "'{sign}' will be printed as it stands, because this text is no page",
        "Take the signs away; only pages have bold words, links and HTML.",
    ),
)


def meant_otherwise(templates: Templates) -> list[Problem]:
    """Return the warnings about the layer of these templates, in reading order."""
    warnings = [*_folders(templates), *_hidden(templates.layers), *_second_profiles(templates.layers)]
    for source in _sources(templates):
        for path, text in texts_in(source.data):
            warnings += _printed_quotes(source, path, text)
            warnings += _printed_signs(source, path, text)
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


def _printed_signs(source: YamlText, path: KeyPath, text: str) -> Iterator[Problem]:
    """Yield a warning for what pages and templates know, and a text of data does not."""
    # What sheets and handouts say is filled in.
    is_filled_in = source.file.endswith(("sheet.yml", "handout.yml", "text.yml", ".md"))
    for pattern, found, way_out in _OF_PAGES[is_filled_in:]:
        if sign := pattern.search(text):
            advice = Advice("printed-sign", Sentence(found, sign=sign[0]), way_out, about=sign[0])
            yield advice.at(_at_sign(source.place(path), sign[0]), "warning")


def _at_sign(place: Place, sign: str) -> Place:
    """Return the place of a sign in the text that begins at a place, if it stands in the same line."""
    _, line, column = place
    before = (column or 1) - 1
    at = line_at(place.file, line).find(sign, before)
    return place._replace(column=at + 1) if at >= before else place


def _comments(source: YamlText) -> Iterator[Problem]:
    """Yield a warning for each text that goes on after a '#'; who writes a comment puts a space there."""
    for line, column in source.comments:
        written = line_at(source.file, line)
        # Between brackets it is one text of several in the line that needs the quotes.
        advice = quotes_advice("" if re.search(r"[:-]\s+[\[{]", written) else written)
        way_out = Sentence("Does it belong to the text? {advice}", advice=Sentence(advice))
        found = "from the '#' on this is a comment, which nobody will see"
        yield Advice("read-as-comment", found, way_out, about="#").at(Place(source.file, line, column), "warning")


def _not_printed(file: str, texts: Iterable[str]) -> Iterator[Problem]:
    """Yield a warning for what our font has not in the texts of a file: on paper, nothing else may have it either.

    Each pictograph (😀) is told, and the letters of another alphabet once.
    """
    unknown = sorted(sign for sign in {*"".join(texts)} - PLAIN_SIGNS if ord(sign) not in our_signs())
    pictographs = [sign for sign in unknown if unicodedata.category(sign) == "So"]
    others = [sign for sign in unknown if unicodedata.category(sign)[0] in "LNPS" and sign not in pictographs]
    for sign in pictographs:
        found = Sentence("our font has no sign '{sign}' (U+{code}), so it may not be printed", **_named(sign))
        advice = Advice("no-sign", found, "Take it out, or write a word.", about=sign)
        yield advice.at(find_text(file, sign) or Place(file), "warning")
    if others:
        sign = others[0]
        found = Sentence(
            "our font has no letters such as '{sign}' (U+{code}), so they may not be printed", **_named(sign)
        )
        way_out = "Take them out, or build the guide where a font has them: 'build' says if none does."
        yield Advice("no-sign", found, way_out, about=sign).at(find_text(file, sign) or Place(file), "warning")


def _named(sign: str) -> dict[str, str]:
    return {"sign": sign, "code": f"{ord(sign):04X}"}


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


def _second_profiles(layers: Layers) -> Iterator[Problem]:
    """Yield a warning for each file that looks like the profile in a folder that does not show the ends of names."""
    advice = Advice(
        "unused-file", "nothing uses this file", "The profile is school.yml: what is to count stands there."
    )
    for path in sorted(layers.school.iterdir()):
        if path.name.lower() in _LIKE_PROFILE:
            yield advice.at(Place(layers.display(path)), "warning")
