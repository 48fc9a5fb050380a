"""Turn a path in a data file into the model, the keys and the field that its value has to fit."""

import re
from types import UnionType
from typing import Annotated, Any, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.data.text import KeyPath
from generator.problems.problem import Sentence

# Stands in the annotation of a field that nobody writes, because its value comes of something else.
COMPUTED = "computed"


def fields_of(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    """Return a model's fields by their keys; none where there is no model."""
    return {field.alias or name: field for name, field in model.model_fields.items()} if model else {}


def keys_of(model: type[BaseModel] | None) -> list[str]:
    """Return the keys that somebody may write in a group of this model."""
    return [key for key, field in fields_of(model).items() if COMPUTED not in field.metadata]


def field_at(model: type[BaseModel], path: KeyPath) -> FieldInfo | None:
    """Return the field of the key at `path`, or None where the model has no such key."""
    return fields_of(model_at(model, path[:-1])).get(str(path[-1])) if path else None


def example_at(path: KeyPath, model: type[BaseModel]) -> str:
    """Return the example of what the key at `path` may hold, as it stands in a file; empty if there is none."""
    field = field_at(model, path)
    return as_written(field.examples[0]) if field is not None and field.examples else ""


def write_example(path: KeyPath, model: type[BaseModel]) -> str:
    """Return the way out for a key whose value does not fit, with its example; empty if there is none."""
    example = example_at(path, model)
    return Sentence("Write for example '{key}: {value}'.", key=path[-1], value=example) if example else ""


def as_written(value: Any) -> str:
    """Return an example as it stands in a profile."""
    if isinstance(value, list):
        return f"[{', '.join(map(as_written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {as_written(item)}' for key, item in value.items())}}}"
    # Without quotes a '#' begins a comment, and 17:00 is read as minutes by some programs.
    return f'"{value}"' if re.match(r"#|\d+:", str(value)) else str(value)


def model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """Return the model that the value at `path` has to fit, or None where it is no group of keys."""
    kind: Any = model
    for step in path:
        if _is_model(kind):
            field = fields_of(kind).get(str(step))
            kind = field.annotation if field else None
        else:
            # Of dict[Key, Value] the values count, of list[Item] and tuple[Item, ...] the items.
            inside = get_args(kind) or (None,)
            kind = inside[1] if get_origin(kind) is dict else inside[0]
        kind = _plain(kind)
    return kind if _is_model(kind) else None


def _is_model(kind: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _plain(annotation: Any) -> Any:
    """Return an annotation without its metadata and without `| None`."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _plain(next(option for option in get_args(annotation) if option is not type(None)))
    return annotation
