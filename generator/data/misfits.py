"""Turn an error of pydantic's own into advice: what is wrong with the value, in words that need no programming."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from generator.data.fields import example_at, keys_of, model_at, write_example
from generator.data.kinds import shortened, unquoted
from generator.data.text import KeyPath
from generator.problems.problem import Advice, Sentence

_AS_LIST = "a list", "Write [one, two], or each entry in a line of its own with '- ' before it."
_AS_NUMBER = "a whole number", "Write digits only, such as 45."
# What is expected, by pydantic's name for the error, and how it is written.
_EXPECTED = {
    "string_type": ("a text", "Write it after the colon, in the same line."),
    "tuple_type": _AS_LIST,
    "list_type": _AS_LIST,
    "int_type": _AS_NUMBER,
    "int_parsing": _AS_NUMBER,
    "bool_parsing": ("true or false", "Write true for yes, false for no."),
    "date_type": ("a date", "Write year, month and day, such as 2027-01-21."),
}


@dataclass(frozen=True)
class Misfit:
    """A value that does not fit its place in `model`, and by which limits; `kind` is pydantic's name for the error."""

    kind: str
    path: KeyPath
    value: Any
    limits: Mapping[str, Any]
    message: str
    model: type[BaseModel]


def advice_for(misfit: Misfit) -> Advice:
    """Return what is wrong with a value, and the way out."""
    if misfit.kind not in _EXPECTED:
        return _ADVICE.get(misfit.kind, _as_pydantic_says)(misfit)
    expected, way_out = _EXPECTED[misfit.kind]
    example = example_at(misfit.path, misfit.model)
    if isinstance(misfit.value, dict) and expected == _AS_LIST[0] and example:
        begin = "Begin each entry with '- ' before its first key, or write for example {value}."
        way_out = Sentence(begin, value=example)
    return _expected(expected, misfit, way_out)


def _expected(expected: str, misfit: Misfit, way_out: str = "") -> Advice:
    found = Sentence("{expected} is expected here, not {value}", expected=expected, value=_named(misfit.value))
    return Advice("wrong-kind", found, way_out, about=_marked(misfit.value))


def _named(value: Any) -> str:
    """Return a value as a message names it: a text in quotes, anything else by its kind."""
    if value is None:
        return "nothing"
    if isinstance(value, (list, tuple)):
        return "a list"
    return "a group of keys" if isinstance(value, dict) else shortened(value)


def _marked(value: Any) -> str:
    """Return what an excerpt marks of a value: all of a text, and of anything else its beginning."""
    return "" if value is None or isinstance(value, (list, tuple, dict)) else unquoted(shortened(value))


def _group(misfit: Misfit) -> Advice:
    way_out = write_example(misfit.path, misfit.model) or "Write each key in a line of its own, with a colon behind it."
    if keys := keys_of(model_at(misfit.model, misfit.path)):
        way_out = Sentence("The keys here are: {keys}.", keys=", ".join(keys))
    return _expected("a group of keys", misfit, way_out)


def _too_long(misfit: Misfit) -> Advice:
    return too_long(len(misfit.value), misfit.limits["max_length"])


def too_long(length: int, limit: int) -> Advice:
    """Return what is wrong with a text that has more characters than it may."""
    way_out = Sentence("Shorten it to {limit} at most.", limit=limit)
    return Advice("too-long", Sentence("this text has {length} characters", length=length), way_out)


def _empty_text(misfit: Misfit) -> Advice:  # noqa: ARG001  all rules are called alike
    return Advice("empty-text", "this text is empty", "Write something.")


def _too_few(misfit: Misfit) -> Advice:
    found: str = "nothing stands in here"
    if count := misfit.limits["actual_length"]:
        limit = misfit.limits["min_length"]
        found = Sentence("{limit} entries or more are expected here, not {count}", limit=limit, count=count)
    return Advice("too-few", found, write_example(misfit.path, misfit.model))


def _too_many(misfit: Misfit) -> Advice:
    found = Sentence("there are {count} entries", count=misfit.limits["actual_length"])
    return Advice("too-many", found, Sentence("Keep {limit} at most.", limit=misfit.limits["max_length"]))


def _too_small(misfit: Misfit) -> Advice:
    return _out_of_range(misfit, Sentence("Write a number that is at least {limit}.", limit=misfit.limits["ge"]))


def _too_large(misfit: Misfit) -> Advice:
    return _out_of_range(misfit, Sentence("Write a number that is at most {limit}.", limit=misfit.limits["le"]))


def _out_of_range(misfit: Misfit, way_out: str) -> Advice:
    found = Sentence("{value} is out of range", value=_named(misfit.value))
    return Advice("out-of-range", found, way_out, about=_marked(misfit.value))


def _no_choice(misfit: Misfit) -> Advice:
    found = Sentence("{value} is not possible here", value=_named(misfit.value))
    way_out = Sentence("You can choose from: {choices}.", choices=misfit.limits["expected"])
    return Advice("unknown-choice", found, way_out, about=_marked(misfit.value))


def _as_pydantic_says(misfit: Misfit) -> Advice:
    message = misfit.message.removeprefix("Value error, ")
    expected = message.removeprefix("Input should be ")
    if expected != message:
        return _expected(expected, misfit)
    return Advice("not-valid", Sentence("{message}", message=message[:1].lower() + message[1:]))


# By pydantic's name for the error.
_ADVICE: dict[str, Callable[[Misfit], Advice]] = {
    "model_type": _group,
    "model_attributes_type": _group,
    "dict_type": _group,
    "string_too_long": _too_long,
    "string_too_short": _empty_text,
    "too_short": _too_few,
    "too_long": _too_many,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_large,
    "literal_error": _no_choice,
}
