"""Turn an error of pydantic's own into advice: what is wrong with the value, in words that need no programming."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from generator.data.fields import example_at, keys_of, model_at, write_example
from generator.data.syntax import no_space_after_dash
from generator.data.text import KeyPath
from generator.data.values import A_GROUP, A_LIST, shortened, unquoted
from generator.problems.problem import Advice, Sentence, either

_TEXT = Sentence("a text")
_AS_LIST = A_LIST, "Write [one, two], or each entry in a line of its own with '- ' before it."
_EACH_ENTRY = "Write each entry in a line of its own with '- ' before it."
_NONE_AT_ALL = {"nej", "ingen", "no", "none", "false", "off", "-"}
_TEXT_IN_BRACKETS = '{way_out} Leave out brackets; if they belong to the text, put it in quotes: "{text}".'
_AS_NUMBER = Sentence("a whole number"), "Write digits only, such as 45."
# What is expected, by pydantic's name for the error, and how it is written.
_EXPECTED: dict[str, tuple[str, str]] = {
    "string_type": (_TEXT, "Write it after the colon, in the same line."),
    "tuple_type": _AS_LIST,
    "list_type": _AS_LIST,
    "int_type": _AS_NUMBER,
    "int_parsing": _AS_NUMBER,
    "bool_parsing": (Sentence("true or false"), "Write true for yes, false for no."),
    "date_type": (Sentence("a date"), "Write year, month and day, such as 2027-01-21."),
}


def advice_for(error: Mapping[str, Any], path: KeyPath, model: type[BaseModel]) -> Advice:
    """Return what is wrong with the value at `path` by one of the errors of `ValidationError.errors`."""
    value, limits = error["input"], error.get("ctx", {})
    match error["type"]:
        case kind if kind in _EXPECTED:
            expected, way_out = _EXPECTED[kind]
            if isinstance(value, str) and expected == A_LIST:
                return _text_for_list(value, way_out, has_groups=model_at(model, (*path, 0)) is not None)
            if expected == _TEXT and (in_brackets := _in_brackets(value)):
                way_out = Sentence(_TEXT_IN_BRACKETS, way_out=Sentence(way_out), text=in_brackets)
            return _expected(expected, way_out, value, example_at(path, model))
        case "model_type" | "model_attributes_type" | "dict_type":
            way_out = write_example(path, model) or "Write each key in a line of its own, with a colon behind it."
            if keys := keys_of(model_at(model, path)):
                way_out = Sentence("These belong here, each with a colon and its value: {keys}.", keys=", ".join(keys))
            return _expected(A_GROUP, way_out, value)
        case "string_too_long":
            return too_long(len(value), limits["max_length"])
        case "string_too_short":
            return Advice("empty-text", "this text is empty", "Write something.")
        case "too_short" if limits["actual_length"]:
            limit, count = limits["min_length"], limits["actual_length"]
            found = Sentence("{limit} entries or more are expected here, not {count}", limit=limit, count=count)
            return Advice("too-few", found, write_example(path, model))
        case "too_short":
            return Advice("too-few", "this list is empty", write_example(path, model))
        case "too_long":
            found = Sentence("there are {count} entries", count=limits["actual_length"])
            return Advice("too-many", found, Sentence("Keep {limit} at most.", limit=limits["max_length"]))
        case "greater_than_equal":
            way_out = Sentence("Write a number that is at least {limit}.", limit=limits["ge"])
            return _of_value("out-of-range", "{value} is out of range", value, way_out)
        case "less_than_equal":
            way_out = Sentence("Write a number that is at most {limit}.", limit=limits["le"])
            return _of_value("out-of-range", "{value} is out of range", value, way_out)
        case "literal_error":
            way_out = Sentence("You can choose from: {choices}.", choices=_one_of(limits["expected"]))
            return _of_value("unknown-choice", "{value} is not possible here", value, way_out)
    # What pydantic may say one day, in its own words.
    message = str(error["msg"]).removeprefix("Value error, ")
    expected = message.removeprefix("Input should be ")
    if expected != message:
        return _expected(expected, "", value)
    return Advice("not-valid", Sentence("{message}", message=message[:1].lower() + message[1:]))


def _one_of(expected: str) -> str:
    """Return pydantic's list of choices, `'a', 'b' or 'c'`, as a sentence of ours."""
    return either(expected.replace(" or ", ", ").split(", "))


def _of_value(code: str, found: str, value: Any, way_out: str, **values: object) -> Advice:
    """Return advice whose sentence `found` names the `{value}`: a text in quotes, anything else by its kind."""
    named = shortened(value)
    return Advice(code, Sentence(found, value=named, **values), way_out, about=unquoted(named))


def _expected(expected: str, way_out: str, value: Any, example: str = "") -> Advice:
    if isinstance(value, dict) and expected == A_LIST and example:
        begin = "Begin each entry with '- ' before its first key, or write for example {value}."
        way_out = Sentence(begin, value=example)
    return _of_value("wrong-kind", "{expected} is expected here, not {value}", value, way_out, expected=expected)


def _in_brackets(value: Any) -> str:
    """Return the text that YAML took for a list or a group because of its brackets; empty if it can be none."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return f"[{', '.join(value)}]"
    if isinstance(value, dict) and all(item is None for item in value.values()):
        return f"{{{', '.join(value)}}}"
    return ""


def _text_for_list(value: str, way_out: str, *, has_groups: bool) -> Advice:
    """Return what is wrong with a text in the place of a list, whose entries may be groups of keys."""
    if not has_groups and (dash := no_space_after_dash(value)):
        return replace(dash, way_out=_EACH_ENTRY)
    if value.strip().lower() in _NONE_AT_ALL:
        way_out = "Write [] where there are none."
    elif "," in value and not has_groups:
        entries = ", ".join(entry.strip() for entry in value.split(","))
        way_out = Sentence("Write [{entries}].", entries=entries)
    return _expected(A_LIST, way_out, value)


def too_long(length: int, limit: int) -> Advice:
    """Return what is wrong with a text that has more characters than it may."""
    way_out = Sentence("Shorten it to {limit} at most.", limit=limit)
    return Advice("too-long", Sentence("this text has {length} characters", length=length), way_out)
