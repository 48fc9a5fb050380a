"""Turn a data file of ours (a sheet, a handout, a trade) into what one edition has of it, as a checked model."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.data.explain import Pattern, explain
from generator.data.text import KeyPath, YamlText, read_yaml_text
from generator.problems.problem import Advice, GeneratorError, Place

CONDITION = "only_if"
_Model = TypeVar("_Model", bound=BaseModel)
_COMPARE = "'samtaleguide blocks' says where the shared files lie, which show how it is written."


def read_yaml(path: Path, shown: str) -> YamlText:
    """Return the file's data, which must be a group of keys; raises GeneratorError otherwise."""
    source = read_yaml_text(path, shown)
    if not isinstance(source.data, dict):
        advice = Advice("no-keys", "this file holds no keys", "Write 'key: value' on each line.")
        raise GeneratorError([advice.at(Place(shown, 1, 1))])
    return source


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


def model_of(
    source: YamlText, model: type[_Model], data: dict[str, Any] | None = None, like: Pattern | None = None
) -> _Model:
    """Return the file's data as a `model`; `data` is the file's own data after words have been filled in.

    Raises GeneratorError with the place of every value that does not fit; what is missing, with an example of `like`.
    """
    try:
        return model.model_validate(source.data if data is None else data)
    except ValidationError as error:
        problems = []
        for problem in explain(error, model, source, like):
            advice = replace(problem.advice, way_out=problem.advice.way_out or _COMPARE)
            problems.append(replace(problem, advice=advice))
        raise GeneratorError(problems) from error
