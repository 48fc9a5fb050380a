"""Turn a data file of ours (a sheet, a handout, a trade) into a checked model."""

from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.data.explain import Pattern, explain
from generator.data.text import YamlText, read_yaml_text
from generator.problems.problem import Advice, GeneratorError, Place

_Model = TypeVar("_Model", bound=BaseModel)
_COMPARE = "The shared files of this kind show how it is written."


def read_yaml(path: Path, shown: str) -> YamlText:
    """Return the file's data, which must be a group of keys; raises GeneratorError otherwise."""
    source = read_yaml_text(path, shown)
    if not isinstance(source.data, dict):
        advice = Advice("no-keys", "this file holds no keys", "Write 'key: value' on each line.")
        raise GeneratorError([advice.at(Place(shown, 1, 1))])
    return source


def model_of(
    source: YamlText, model: type[_Model], data: dict[str, Any] | None = None, like: Pattern | None = None
) -> _Model:
    """Return the file's data as a `model`; `data` is the file's own data after words have been filled in.

    What is missing is explained with an example from `like`.
    Raises GeneratorError with the place of every value that does not fit.
    """
    try:
        return model.model_validate(source.data if data is None else data)
    except ValidationError as error:
        problems = []
        for problem in explain(error, model, source, like):
            advice = replace(problem.advice, way_out=problem.advice.way_out or _COMPARE)
            problems.append(replace(problem, advice=advice))
        raise GeneratorError(problems) from error
