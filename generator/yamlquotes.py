"""Turn a layer's YAML files into warnings about quotation marks that look like YAML's own, and will be printed.

Word processors and phones turn " into “ or „. YAML takes these for letters like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.excerpt import line_at
from generator.layer import PROFILE, Layers
from generator.problems import Problem
from generator.yamlsyntax import OPENING_QUOTES, straightened
from generator.yamltext import KeyPath, YamlError, YamlText, read_yaml_text


def printed_quotes(layers: Layers) -> Iterator[Problem]:
    """Yield a warning for each text of the layer that stands between typographic quotation marks, with its place."""
    for name in (PROFILE, *layers.own_files()):
        path = layers.school / name
        if path.suffix != ".yml" or not path.is_file():
            continue
        try:
            source = read_yaml_text(path, layers.display(path))
        except YamlError:
            # Of a file that something uses, this is told as an error; the others are told to be of no use.
            continue
        for path_of_key, text in _texts(source.data):
            yield from _printed(source, path_of_key, text)


def _texts(data: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, (dict, list)):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(value, (*path, step))


def _printed(source: YamlText, path: KeyPath, text: str) -> Iterator[Problem]:
    line, column = source.place(path)
    # Inside straight quotes, or in a text of several lines, somebody meant them to be printed.
    meant = (line_at(source.file, line) or "")[column - 1 : column] not in OPENING_QUOTES
    if not meant and (plain := straightened(text)) != text:
        found = f"the quotation marks {text[0]} and {text[-1]} will be printed, because YAML knows straight ones only"
        way_out = f"Write {plain} if they are not part of the text."
        yield Problem(source.file, line, column, found, way_out, level="warning")
