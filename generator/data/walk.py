"""Turn YAML data into the texts in it, each with the path that leads there."""

from collections.abc import Iterator
from typing import Any

from generator.data.text import KeyPath


def texts_in(data: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield each text in some data, with its path below `path`."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from texts_in(value, (*path, step))
