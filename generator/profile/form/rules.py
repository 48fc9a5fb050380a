"""Turn the profile's model into rules as plain data, by which a page explains and checks each key as the model does.

A rule says the kind of a value and its limits, and has the words about it: the description of the key in the model, or
those of `words.yml` where the model speaks to somebody who writes the file by hand.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le, MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.data.contact_details import Cvr, Email, Phone, Signup, SiteAddress, WebAddress
from generator.data.days import Day, Time
from generator.data.fields import as_written, fields_of, keys_of
from generator.data.values import Colour, FileKey, FontFile, Key, LogoFile, LongText, Months, Place, SheetText, Text
from generator.profile.conversations import Conversations
from generator.profile.model import Profile

Rule = dict[str, Any]
Words = Mapping[str, Any]
# What a kind is called by the page; one that begins as another and does more comes first.
_KINDS: tuple[tuple[str, Any], ...] = (
    *(("place", Place), ("text", Text), ("text", LongText), ("text", SheetText), ("key", Key)),
    *(("file_key", FileKey), ("colour", Colour)),
    *(("logo", LogoFile), ("font", FontFile), ("site", SiteAddress), ("web", WebAddress), ("signup", Signup)),
    *(("email", Email), ("phone", Phone), ("cvr", Cvr), ("day", Day), ("time", Time), ("months", Months)),
)
_FIRST_SENTENCE = re.compile(r"(.+?)[.:](?:\s+(.*))?", re.DOTALL)
# What a rule says besides: how an item of a list is called, and what to choose from where other words are taken too.
_OTHER_WORDS = ("called", "add", "own", "own_hint", "suggestions", "only_heard")


def profile_rule(words: Words) -> Rule:
    """Return the rule of a whole profile, with the words of `words.yml`.

    Raises KeyError or TypeError for a choice, or a kind of value, that the page does not know yet.
    """
    return _group(Profile, "", words)


def _group(model: type[BaseModel], path: str, words: Words) -> Rule:
    hints, keys = get_type_hints(model, include_extras=True), []
    names = {field.alias or name: name for name, field in model.model_fields.items()}
    for key in keys_of(model):
        place, field = f"{path}.{key}".lstrip("."), fields_of(model)[key]
        rule = _rule(hints[names[key]], field.metadata, place, words)
        if model is Conversations:
            rule = _talk(key, rule)
        keys.append([key, rule | _words_about(field, group_in(hints[names[key]]), place, words)])
    return {"kind": "group", "model": model.__name__, "keys": keys}


def _unwrapped(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return the plain type of an annotation that may be optional, and all that is said about it."""
    metadata: tuple[Any, ...] = ()
    while True:
        if hasattr(annotation, "__metadata__"):
            metadata += annotation.__metadata__
            annotation = get_args(annotation)[0]
        elif type(None) in get_args(annotation):
            annotation = next(option for option in get_args(annotation) if option is not type(None))
        else:
            return annotation, metadata


def group_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that a value of this annotation is a group of, or None."""
    plain, _ = _unwrapped(annotation)
    return plain if isinstance(plain, type) and issubclass(plain, BaseModel) else None


def _rule(annotation: Any, limits: Iterable[Any], path: str, words: Words) -> Rule:
    """Return the rule for a value of an annotated type; the `limits` of a list stand beside it."""
    plain, metadata = _unwrapped(annotation)
    if model := group_in(annotation):
        return _group(model, path, words)
    if get_origin(plain) is dict:
        return {"kind": "map", "value": _rule(get_args(plain)[1], (), path, words)}
    if get_origin(plain) is tuple and get_args(plain)[-1] is Ellipsis:
        return {"kind": "list", "item": _rule(get_args(plain)[0], (), path, words), **_limits(limits)}
    if get_origin(plain) is Literal:
        return {"kind": "choice", "choices": [[name, words["choices"][name]] for name in get_args(plain)]}
    if plain is bool:
        return {"kind": "switch"}
    own_limits = [limit for part in metadata if isinstance(part, FieldInfo) for limit in part.metadata]
    for kind, known in _KINDS:
        if metadata[: len(known.__metadata__)] == known.__metadata__:
            inner = _rule(get_args(plain)[0], (), path, words) if kind == "months" else {}
            return {**inner, "kind": kind, **_limits(own_limits)}
    if plain is int:
        return {"kind": "number", **_limits(own_limits)}
    raise TypeError(f"the form does not know yet how {path} is checked: give its type a line in _KINDS")


def _limits(metadata: Iterable[Any]) -> dict[str, int]:
    limits: dict[str, int] = {}
    for limit in metadata:
        if isinstance(limit, MaxLen):
            limits["max"] = limit.max_length
        elif isinstance(limit, Ge):
            limits["from"] = int(str(limit.ge))
        elif isinstance(limit, Le):
            limits["to"] = int(str(limit.le))
    return limits


def _talk(key: str, rule: Rule) -> Rule:
    """Return the rule of a talk: whether it is held unasked, may be left out, and what `true` means for it."""
    usual = getattr(Conversations.model_validate({key: "true"}), key).model_dump(mode="json", exclude_unset=True)
    return rule | {
        "kind": "talk",
        "held": getattr(Conversations(), key) is not None,
        "may_be_left_out": type(None) in get_args(Conversations.model_fields[key].annotation),
        "usual": {name: str(value) for name, value in usual.items()},
    }


def _words_about(field: FieldInfo, model: type[BaseModel] | None, path: str, words: Words) -> Rule:
    """Return the words about a key: its label, its hint, an example, what counts without it, whether it is required."""
    # A question is asked for in the same words wherever it is added.
    said = words["keys"].get(path.replace("sheets.sections.questions.", "sheets.add."), {}) | words["keys"].get(
        path, {}
    )
    found = _FIRST_SENTENCE.fullmatch(field.description or "")
    label, hint = found.groups() if found else (path, "")
    about: Rule = {"label": said.get("label", label), "hint": said.get("hint", hint) or ""}
    about |= {name: said[name] for name in _OTHER_WORDS if name in said}
    if field.is_required():
        about["required"] = True
    elif field.default and model is None and field.default_factory is None:
        about["default"] = _as_text(field.default)
    if field.examples and "example" not in about:
        about["example"] = as_written(field.examples[0]).strip('"')
    return about


def _as_text(default: Any) -> Any:
    """Return a default as it stands in a file that was read: texts, and lists of them."""
    return [_as_text(item) for item in default] if isinstance(default, tuple) else str(default)
