"""Turn the conditions in the shared forms into what a school does without if it does not choose something."""

import re
from collections.abc import Iterator
from typing import Any

from generator.data.model import CONDITION, read_yaml
from generator.shared import SHARED

_CHOICE = re.compile(r'offers\("([\w-]+)"\)|talks\.(\w+)')
_TEMPLATE = re.compile(r"\{\{.*?\}\}")


def gone_without() -> dict[str, list[str]]:
    """Return what is not made without each initiative and talk, by its name, as a person would call it."""
    gone: dict[str, list[str]] = {}
    for path in sorted((SHARED / "forms").glob("*/*.yml")):
        if path.name not in ("sheet.yml", "handout.yml"):
            continue
        data = read_yaml(path, f"shared/forms/{path.parent.name}/{path.name}").data
        for name in _needed(data):
            gone.setdefault(name, []).append(f"»{_TEMPLATE.sub(name, data['title'])}«")
        for inner in _parts(data.get("sections")):
            for name in _needed(inner):
                gone.setdefault(name, []).append(f"et spørgsmål i »{data['title']}«")
    return {name: list(dict.fromkeys(things)) for name, things in gone.items()}


def _needed(part: dict[str, Any]) -> Iterator[str]:
    """Yield the one choice that a part is there for; none where it has another condition, or several."""
    if found := _CHOICE.fullmatch(part.get(CONDITION) or ""):
        yield found[1] or found[2]


def _parts(data: Any) -> Iterator[dict[str, Any]]:
    """Yield each group of keys in some data."""
    for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        if isinstance(inner, dict):
            yield inner
        yield from _parts(inner)
