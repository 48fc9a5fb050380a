"""Turn the data files below forms/ into data: read, asked whether they are wanted, rendered for one school."""

from collections.abc import Mapping
from typing import Any

from generator.data.model import read_yaml, resolve
from generator.data.text import YamlText
from generator.layer.layers import PROFILE, Layers
from generator.templates.engine import Templates


def read_data_file(templates: Templates, name: str) -> YamlText:
    """Return the data file `name`, which there must be, as it is written."""
    path = templates.layers.find(name)
    assert path is not None, name
    return read_yaml(path, templates.layers.display(path))


def read_profile(templates: Templates) -> YamlText:
    """Return the profile as it is written, for the places of what is in it."""
    path = templates.layers.beside_profile(PROFILE)
    assert path is not None, PROFILE
    return read_yaml(path, templates.layers.display(path))


def shown(layers: Layers, name: str) -> str:
    """Return how messages call the file `name`."""
    path = layers.find(name)
    return layers.display(path) if path else name


def is_wanted(templates: Templates, source: YamlText, context: Mapping[str, Any]) -> bool:
    """Return whether a document's `only_if` holds, if it has one."""
    condition = source.data.get("only_if")
    return not condition or templates.holds(condition, context, source.file, source.place(("only_if",)))


def is_made(templates: Templates, key: str, context: Mapping[str, Any]) -> bool:
    """Return whether an edition with these facts makes the document `key`."""
    for name in (f"forms/{key}/sheet.yml", f"forms/{key}/handout.yml"):
        if templates.layers.find(name):
            return is_wanted(templates, read_data_file(templates, name), context)
    return False


def rendered_data(templates: Templates, source: YamlText, context: Mapping[str, Any]) -> YamlText:
    """Return a data file with each text in it rendered, and without what has an `only_if` that does not hold."""
    return resolve(
        source,
        lambda text, path: templates.render_text(text, context, source.file, source.place(path)),
        lambda condition, path: templates.holds(condition, context, source.file, source.place(path)),
    )
