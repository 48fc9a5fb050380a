"""Turn the errors of a data model into problems that a person can act on: in their words, with the place in the file.

Works for any model whose data was read with `yamltext`. Items of a list are counted from one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from generator.data.kinds import shortened
from generator.data.text import KeyPath, YamlText
from generator.problems.likeness import did_you_mean, nearest
from generator.problems.problem import Advice, Problem, Sentence

# An error in the name of a key, not in its value, has this step at the end of its path.
_NAME_OF_KEY = "[key]"
# What somebody who thinks in Danish may call a key.
IN_DANISH = dict(
    pair.split("=")
    for pair in """navn=name skole=name skolens-navn=name kort-navn=short_name kortnavn=short_name fag=trade
    uddannelse=trade hjemmeside=website webadresse=site_url farver=colours farve=colours colors=colours
    skrifttyper=fonts kontakter=contacts kontakt=contacts kontaktperson=contacts kontaktpersoner=contacts
    samtaler=conversations indsatser=initiatives arrangementer=events hjælp=support støtte=support privatliv=privacy
    tilgængelighed=accessibility ark=sheets rolle=role titel=title telefon=phone tlf=phone mobil=phone
    telefonnummer=phone stilling=title mail=email e-mail=email e-post=email mailadresse=email varighed=minutes
    hovedfarve=primary start-tid=start starttid=start slut=end sluttid=end støttesteder=support sted=place
    minutter=minutes dato=date tilmelding=signup frist=deadline slags=kind type=kind link=url skjul=hide
    omformuler=reword tilføj=add flyt=move plads=room afsnit=sections tekst=text svar=answer spørg=ask efter=after
    før=before linjer=lines""".split()
)
# Follows from another error, which is told.
_SILENT = {"default_factory_not_called"}
_EXPECTED = {
    "string_type": ("a text", "Write it after the colon, in the same line."),
    "tuple_type": ("a list", "Write [one, two], or each entry in a line of its own with '- ' before it."),
    "list_type": ("a list", "Write [one, two], or each entry in a line of its own with '- ' before it."),
    "int_type": ("a whole number", "Write digits only, such as 45."),
    "int_parsing": ("a whole number", "Write digits only, such as 45."),
    "bool_parsing": ("true or false", "Write true for yes, false for no."),
    "date_type": ("a date", "Write year, month and day, such as 2027-01-21."),
}
MAX_EXAMPLE = 120
# So many missing keys of one group are told one by one, each with an example.
FEW = 3
# Marks a key that nobody writes, because it comes of something else.
MADE = "made"
_GROUP = {"model_type", "model_attributes_type", "dict_type"}


@dataclass(frozen=True)
class Pattern:
    """A finished file of the same kind, called `name`, to take an example from for what is missing."""

    name: str
    data: Any

    def example(self, path: KeyPath) -> str:
        """Return the way out where nothing stands at `path`: what stands there in the finished file, if anything."""
        value = self.data
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        if not value:
            return ""
        if isinstance(value, str):
            return f"Write it; in {self.name} it is »{shortened(value)[1:-1]}«."
        written = as_written(value)
        cut = written if len(written) <= MAX_EXAMPLE else f"{written[:MAX_EXAMPLE]} […]"
        return f"Write it; in {self.name} it is {cut}."


def explain(
    error: ValidationError, model: type[BaseModel], text: YamlText, like: Pattern | None = None
) -> list[Problem]:
    """Return one problem for each thing that does not fit `model` in the data of `text`.

    `like` has the examples that the model itself has not.
    """
    entries = [one for entry in error.errors() if entry["type"] not in _SILENT for one in _each(entry)]
    meant = {_meant(entry["loc"], model) for entry in entries if entry["type"] == "extra_forbidden"}
    # A misspelt key is told once: not also as the missing one that it was meant to be.
    entries = [entry for entry in entries if not (entry["type"] == "missing" and entry["loc"] in meant)]
    missing = _much_missing(entries, text) if like else {}
    problems = [
        _problem(entry, model, text, like)
        for entry in entries
        if entry["type"] != "missing" or f"'{entry['loc'][-1]}'" not in missing.get(entry["loc"][:-1], ())
    ]
    for path, keys in missing.items():
        found = labelled(path, f"{', '.join(keys[:-1])} and {keys[-1]} are missing")
        problems.append(
            Problem(
                text.place(path),
                Advice(
                    "unnamed", found, Sentence("{value} shows how each is written.", value=like.name if like else "")
                ),
            )
        )
    return problems


def _much_missing(entries: Iterable[Mapping[str, Any]], text: YamlText) -> dict[KeyPath, list[str]]:
    """Return the keys that are missing by the path of their group, where there are too many to tell each of them."""
    missing: dict[KeyPath, list[str]] = {}
    for entry in entries:
        if entry["type"] == "missing" and entry["loc"] not in text.key_places:
            missing.setdefault(entry["loc"][:-1], []).append(f"'{entry['loc'][-1]}'")
    return {path: keys for path, keys in missing.items() if len(keys) > FEW}


def _each(entry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield an error, and after it those that were found together with it."""
    yield entry
    for at, found, way_out in entry.get("ctx", {}).get("more", ()):
        yield {**entry, "ctx": {"at": at, "found": found, "way_out": way_out}}


def _meant(path: KeyPath, model: type[BaseModel]) -> KeyPath | None:
    keys = list(_keys(model_at(model, path[:-1])))
    near = _from_danish(str(path[-1]), keys) or nearest(str(path[-1]), keys)
    return (*path[:-1], near) if near else None


def _from_danish(key: str, keys: Collection[str]) -> str | None:
    meant = IN_DANISH.get(key.lower().replace(" ", "-"))
    return meant if meant in keys else None


def _problem(entry: Mapping[str, Any], model: type[BaseModel], text: YamlText, like: Pattern | None) -> Problem:
    path: KeyPath = tuple(entry["loc"])
    context = entry.get("ctx", {})
    if entry["type"] == "extra_forbidden":
        return _unknown_key(path, model, text)
    if entry["type"] == "missing":
        return _missing_key(path, model, text, like)
    if path[-1:] == (_NAME_OF_KEY,):
        path = path[:-1]
        place = text.key_place(path)
    else:
        path = (*path, *context.get("at", ()))
        place = text.place(path)
    found, way_out = _told(entry, path, model)
    if like and entry["input"] is None:
        found, way_out = "nothing is written here", like.example(path) or way_out
    return Problem(place, Advice("unnamed", labelled(path, found), way_out))


def _unknown_key(path: KeyPath, model: type[BaseModel], text: YamlText) -> Problem:
    key = str(path[-1])
    keys = list(_keys(model_at(model, path[:-1])))
    meant = _from_danish(key, keys)
    way_out = f"Did you mean '{meant}'?" if meant else did_you_mean(key, keys, "The keys here are")
    if not meant and (" " in key or key.isdigit()) and _value_at(text.data, path) is None:
        way_out = "Inside { } a comma ends a value: put a text with a comma in it in quotes, and a list in brackets."
    return Problem(text.key_place(path), Advice("unnamed", labelled(path[:-1], f"unknown key '{key}'"), way_out))


def _value_at(data: Any, path: KeyPath) -> Any:
    for step in path:
        data = data[step]
    return data


def _missing_key(path: KeyPath, model: type[BaseModel], text: YamlText, like: Pattern | None) -> Problem:
    owner = model_at(model, path[:-1])
    field = dict(fields_of(owner)).get(str(path[-1]))
    example = _example(field)
    if path in text.key_places:
        found, way_out = labelled(path, "nothing is written here"), _for_example(path, model)
        place = text.place(path)
    else:
        found, way_out = (
            labelled(path[:-1], f"'{path[-1]}' is missing"),
            f"Add it, for example '{path[-1]}: {example}'.",
        )
        place = text.place(path[:-1])
    if not example:
        way_out = like.example(path) if like else ""
    return Problem(place, Advice("unnamed", found, way_out))


def _for_example(path: KeyPath, model: type[BaseModel]) -> str:
    example = _example(dict(fields_of(model_at(model, path[:-1]))).get(str(path[-1])))
    return f"Write for example '{path[-1]}: {example}'." if example else ""


def _example(field: FieldInfo | None) -> str:
    return as_written(field.examples[0]) if field is not None and field.examples else ""


def as_written(value: Any) -> str:
    """Return an example as it stands in a profile."""
    if isinstance(value, list):
        return f"[{', '.join(map(as_written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {as_written(item)}' for key, item in value.items())}}}"
    # Without quotes a '#' begins a comment, and 17:00 is read as minutes by some programs.
    return f'"{value}"' if re.match(r"#|\d+:", str(value)) else str(value)


def _told(entry: Mapping[str, Any], path: KeyPath, model: type[BaseModel]) -> tuple[str, str]:
    """Return what was found and the way out."""
    kind, value, context = entry["type"], entry["input"], entry.get("ctx", {})
    if kind == "told":
        return context["found"], context["way_out"]
    if kind in _EXPECTED:
        expected, way_out = _EXPECTED[kind]
        example = _example(dict(fields_of(model_at(model, path[:-1]))).get(str(path[-1])))
        if isinstance(value, dict) and "list" in expected and example:
            way_out = Sentence(
                "Begin each entry with '- ' before its first key, or write for example {example}.", example=example
            )
        return f"{expected} is expected here, not {_named(value)}", way_out
    if kind in _GROUP:
        keys = ", ".join(_keys(model_at(model, path)))
        otherwise = _for_example(path, model) or "Write each key in a line of its own, with a colon behind it."
        way_out = f"The keys here are: {keys}." if keys else otherwise
        return f"a group of keys is expected here, not {_named(value)}", way_out
    if kind == "string_too_long":
        return f"this text has {len(value)} characters", f"Shorten it to {context['max_length']} at most."
    if kind == "string_too_short":
        return "this text is empty", "Write something."
    if kind == "too_short":
        found = Sentence(
            "{context} entries or more are expected here, not {context2}",
            context=context["min_length"],
            context2=context["actual_length"],
        )
        return found if context["actual_length"] else "nothing stands in here", _for_example(path, model)
    if kind == "too_long":
        return f"there are {context['actual_length']} entries", f"Keep {context['max_length']} at most."
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
        return f"{_named(value)} is out of range", f"Write a number that is {limit}."
    if kind == "literal_error":
        return f"{_named(value)} is not possible here", f"You can choose from: {context['expected']}."
    message = str(entry["msg"]).removeprefix("Value error, ")
    if message.startswith("Input should be "):
        return f"{message.removeprefix('Input should be ')} is expected here, not {_named(value)}", ""
    return message[:1].lower() + message[1:], ""


def _named(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, (list, tuple)):
        return "a list"
    return "a group of keys" if isinstance(value, dict) else shortened(value)


def labelled(path: KeyPath, found: str) -> str:
    """Return what was found with the path to it before it, as people write a path; items are counted from one."""
    label = ""
    for step in path:
        label += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return f"{label.lstrip('.')}: {found}" if label else found


def fields_of(model: type[BaseModel] | None) -> Iterator[tuple[str, FieldInfo]]:
    if model is not None:
        for name, field in model.model_fields.items():
            yield field.alias or name, field


def _keys(model: type[BaseModel] | None) -> Iterator[str]:
    return (name for name, field in fields_of(model) if MADE not in field.metadata)


def model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """Return the model that the value at `path` has to fit, or None where it is no group of keys."""
    annotation: Any = model
    for step in path:
        annotation = _step_into(annotation, step)
    found = _plain(annotation)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _step_into(annotation: Any, step: str | int) -> Any:
    plain = _plain(annotation)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        field = dict(fields_of(plain)).get(str(step))
        return field.annotation if field else None
    arguments = get_args(plain)
    if not arguments:
        return None
    return arguments[1] if get_origin(plain) is dict else arguments[0]


def _plain(annotation: Any) -> Any:
    """Return an annotation without its metadata and without `| None`."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, UnionType):
            annotation = next(option for option in get_args(annotation) if option is not type(None))
        else:
            return annotation
