"""Turn the texts of a handout into checked ones, as far as more than its own template is made of them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from generator.data.explain import Pattern, labelled, missing_key, unknown_key
from generator.data.misfits import too_long
from generator.data.strict import MAX_TEXT, MAX_TEXTS, Strict
from generator.data.text import KeyPath, YamlText, texts_in
from generator.data.unseen import unseen_sign, what_is_wrong_with
from generator.data.values import SomeWords, Words
from generator.problems.likeness import nearest
from generator.problems.problem import Advice, Place, Problem, Sentence
from generator.profile.event import EventKind
from generator.sheets.questions import Pictogram

# The template whose words are an `invitation`, and words for it.
INVITATION, INVITATION_WORDS = "forms/_layout/invitation.html", "forms/invitation-mesteraften/text.yml"
# What is wrong where something of another shape stands, by the shape of what is there in the shared texts.
_EXPECTED: dict[type, str] = {
    dict: "a group of keys is expected here",
    list: "a list is expected here",
    str: "a text is expected here",
}


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


def text_problems(source: YamlText, patterns: Iterable[YamlText]) -> Iterator[Problem]:
    """Yield which rendered texts are too long or hold what nobody sees, and what they lack that a pattern has."""
    together = 0
    for path, text in texts_in(source.data):
        together += len(text)
        if len(text) > MAX_TEXT:
            yield source.problem(path, labelled(path, too_long(len(text), MAX_TEXT)))
        if sign := unseen_sign(text, "\n\t"):
            advice = Advice("invisible-sign", what_is_wrong_with(sign), "Delete it and type the text again.")
            yield source.problem(path, labelled(path, advice))
    if together > MAX_TEXTS:
        found = Sentence("the texts in this file have {count} characters together", count=together)
        way_out = Sentence("Shorten them to {most} at most.", most=MAX_TEXTS)
        yield Advice("too-long", found, way_out).at(Place(source.file))
    for pattern in patterns:
        yield from _lacking(source, pattern, source.data, pattern.data, ())


def _lacking(source: YamlText, pattern: YamlText, own: Any, shared: Any, path: KeyPath) -> Iterator[Problem]:
    """Yield what a shared template would look for in vain in `own`, which stands at `path`, and finds in `shared`."""
    if type(own) is not type(shared):
        advice = Advice("wrong-kind", _EXPECTED[type(shared)], _shown_in(pattern))
        yield source.problem(path, labelled(path, advice))
    elif isinstance(own, dict):
        yield from _lacking_keys(source, pattern, own, shared, path)
    elif isinstance(own, list):
        for number, item in enumerate(own):
            yield from _lacking(source, pattern, item, _each_of(shared), (*path, number))


def _lacking_keys(
    source: YamlText, pattern: YamlText, own: dict[str, Any], shared: dict[str, Any], path: KeyPath
) -> Iterator[Problem]:
    missing = [key for key, value in shared.items() if key not in own and not _may_be_left_out(value)]
    for key in own.keys() - shared.keys():
        if near := nearest(key, missing):
            missing.remove(near)
            advice = unknown_key((*path, key), Sentence("Did you mean '{near}'?", near=near))
            yield source.key_problem((*path, key), advice)
    for key in missing:
        is_text = isinstance(shared[key], str)
        way_out = Pattern(pattern.file, shared).example((key,)) if is_text else _shown_in(pattern)
        yield source.problem(path, missing_key((*path, key), way_out))
    # What an invitation may be without, its model knows.
    for key in (own.keys() & shared.keys()) - {"invitation"}:
        yield from _lacking(source, pattern, own[key], shared[key], (*path, key))


def _shown_in(pattern: YamlText) -> str:
    return Sentence("{file} shows how it is written.", file=pattern.file)


def _may_be_left_out(value: Any) -> bool:
    return value is None or (isinstance(value, dict) and "only_if" in value)


def _each_of(items: list[Any]) -> Any:
    """Return what all items of a shared list have in common: the keys that none of them does without."""
    first, *rest = [item for item in items if item is not None]
    if isinstance(first, dict):
        return {key: value for key, value in first.items() if key != "only_if" and all(key in item for item in rest)}
    return first
