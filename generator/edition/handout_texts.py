"""Turn the texts of a handout into checked ones, as far as more than its own template is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from generator.data.explain import Pattern, labelled
from generator.data.kinds import SomeWords, Words
from generator.data.part import MAX_TEXT, MAX_TEXTS, Strict
from generator.data.text import KeyPath, YamlText
from generator.problems.likeness import nearest
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence
from generator.profile.model import EventKind
from generator.sheets.choices import Pictogram

# The template whose words are an `invitation`, and words for it.
INVITATION, INVITATION_WORDS = "forms/_layout/invitation.html", "forms/invitation-mesteraften/text.yml"
_KINDS: dict[type, str] = {dict: "a group of keys", list: "a list", str: "a text"}


class Point(Strict):
    """One point of what an invitation promises."""

    pictogram: Pictogram | None = None
    title: SomeWords = Field(examples=["Mad ved samme bord"])
    text: SomeWords = Field(examples=["Vi spiser sammen."])


class InvitationWords(Strict):
    """The words of an invitation, on paper and in a mail; `kind` is the kind of event that it invites to."""

    kind: EventKind = Field(examples=["mesteraften"])
    kicker: Words = ""
    title: SomeWords = Field(examples=["Mesteraften"])
    subject: SomeWords = Field(examples=["Invitation til mesteraften"])
    lead: SomeWords = Field(examples=["Kom indenfor, og se, hvad der bliver lavet på skolen."])
    scan: Words = ""
    program: SomeWords = Field(examples=["Program"])
    points: tuple[Point, ...] = Field(examples=[[{"title": "Mad ved samme bord", "text": "Vi spiser sammen."}]])
    purpose: Words = ""
    who: SomeWords = Field(examples=["mestre, svende og elever"])


def pattern_of(template: str) -> str:
    """Return the name of the texts that a shared template is made for, if there are any by that name."""
    name = template.removeprefix("shared/")
    return f"shared/{INVITATION_WORDS if name == INVITATION else f'{Path(name).parent}/text.yml'}"


class Texts(BaseModel):
    """A handout's `text.yml`; what only its template uses has the shape that the template gives it."""

    model_config = ConfigDict(extra="allow")

    invitation: InvitationWords | None = None


def refuse_texts(source: YamlText, patterns: Iterable[YamlText]) -> None:
    """Raise GeneratorError if filled-in texts are too long, or lack something that one of the `patterns` has."""
    problems = [*_too_long(source)]
    for pattern in patterns:
        problems += _lacking(source, source.data, pattern, pattern.data, ())
    if problems:
        raise GeneratorError(problems)


def _too_long(source: YamlText) -> Iterator[Problem]:
    together = 0
    for path, text in _texts(source.data, ()):
        together += len(text)
        if len(text) > MAX_TEXT:
            found, way_out = f"this text has {len(text)} characters", f"Shorten it to {MAX_TEXT} at most."
            yield Problem(source.place(path), Advice("unnamed", labelled(path, found), way_out))
    if together > MAX_TEXTS:
        found = Sentence("the texts in this file have {together} characters together", together=together)
        yield Problem(
            Place(source.file),
            Advice("unnamed", found, Sentence("Shorten them to {max_texts} at most.", max_texts=MAX_TEXTS)),
        )


def _texts(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield path, value
    for step, item in _items(value):
        yield from _texts(item, (*path, step))


def _items(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _lacking(source: YamlText, own: Any, pattern: YamlText, shared: Any, path: KeyPath) -> Iterator[Problem]:
    """Yield what a shared template would look for in vain: it needs texts of the shape of the shared ones."""
    shows = Sentence("{file} shows how it is written.", file=pattern.file)
    if type(own) is not type(shared):
        expected = Sentence("{kinds} is expected here", kinds=_KINDS[type(shared)])
        yield Problem(source.place(path), Advice("unnamed", labelled(path, expected), shows))
    elif isinstance(own, dict):
        missing = [key for key, value in shared.items() if key not in own and not _may_be_left_out(value)]
        for key in own.keys() - shared.keys():
            if near := nearest(key, missing):
                missing.remove(near)
                found = labelled(path, f"unknown key '{key}'")
                yield Problem(
                    source.key_place((*path, key)),
                    Advice("unnamed", found, Sentence("Did you mean '{near}'?", near=near)),
                )
        for key in missing:
            way_out = Pattern(pattern.file, shared).example((key,)) if isinstance(shared[key], str) else shows
            yield Problem(source.place(path), Advice("unnamed", labelled(path, f"'{key}' is missing"), way_out))
        # What an invitation may be without, its model knows.
        for key in (own.keys() & shared.keys()) - {"invitation"}:
            yield from _lacking(source, own[key], pattern, shared[key], (*path, key))
    elif isinstance(own, list):
        for number, item in enumerate(own):
            yield from _lacking(source, item, pattern, _each_of(shared), (*path, number))


def _may_be_left_out(value: Any) -> bool:
    return value is None or (isinstance(value, dict) and "only_if" in value)


def _each_of(items: list[Any]) -> Any:
    """Return what all items of a shared list have in common: the keys that none of them does without."""
    first, *rest = [item for item in items if item is not None]
    if isinstance(first, dict):
        return {key: value for key, value in first.items() if key != "only_if" and all(key in item for item in rest)}
    return first
