"""Turn a data file that holds templates and conditions into what one edition has of it: filled in, or left out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from generator.data.text import KeyPath, YamlText

CONDITION = "only_if"


def resolve(
    source: YamlText, fill_in: Callable[[str, KeyPath], str], holds: Callable[[str, KeyPath], bool]
) -> YamlText:
    """Return a data file with every string filled in and everything left out whose `only_if` does not hold.

    `fill_in` renders one template string to plain text; `holds` decides one condition. Both get to know where in the
    file it stands; so does the result, in whose lists an item may have moved up.
    """
    # Where each thing of the result stood in the file.
    origins: dict[KeyPath, KeyPath] = {}

    def is_wanted(value: Any, origin: KeyPath) -> bool:
        condition = value.get(CONDITION) if isinstance(value, dict) else None
        return not condition or holds(condition, (*origin, CONDITION))

    def resolved(value: Any, path: KeyPath, origin: KeyPath) -> Any:
        origins[path] = origin
        if isinstance(value, str):
            return fill_in(value, origin).strip()
        if isinstance(value, dict):
            group = {}
            for key, item in value.items():
                if key == CONDITION:
                    group[key] = item
                elif is_wanted(item, (*origin, key)):
                    group[key] = resolved(item, (*path, key), (*origin, key))
            return group
        if isinstance(value, list):
            items: list[Any] = []
            for number, item in enumerate(value):
                if is_wanted(item, (*origin, number)):
                    items.append(resolved(item, (*path, len(items)), (*origin, number)))
            return items
        return value

    data = resolved(source.data, (), ())
    return replace(
        source,
        data=data,
        value_places={path: source.position(origin) for path, origin in origins.items()},
        key_places={path: source.key_places[origin] for path, origin in origins.items() if origin in source.key_places},
    )
