"""Turn the errors of a data model into problems that a person can act on: in their words, with the place in the file.

Works for any model whose data was read with `data.text`. Items of a list are counted from one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ValidationError

from generator.data.fields import as_written, example_at, keys_of, model_at, write_example
from generator.data.misfits import advice_for
from generator.data.text import KeyPath, YamlText, value_at
from generator.data.values import findings_in, shortened, unquoted
from generator.problems.likeness import did_you_mean, nearest
from generator.problems.problem import Advice, Problem, Sentence, all_of

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
    før=before linjer=lines lukkeuger=closed_weeks ferieuger=closed_weeks""".split()
)
MAX_EXAMPLE = 120
# So many missing keys of one group are told one by one, each with an example.
FEW = 3
MISSING_KEY, NOTHING_WRITTEN = "missing-key", "nothing-written"


@dataclass(frozen=True)
class Pattern:
    """A finished file of the same kind, called `name`, to take an example from for what is missing."""

    name: str
    data: Any

    def example(self, path: KeyPath) -> str:
        """Return the way out where nothing stands at `path`: what stands there in the finished file, if anything."""
        value = value_at(self.data, path)
        if not value:
            return ""
        if isinstance(value, str):
            return Sentence("Write it; in {file} it is »{text}«.", file=self.name, text=unquoted(shortened(value)))
        written = as_written(value)
        if len(written) > MAX_EXAMPLE:
            beginning = written[:MAX_EXAMPLE]
            return Sentence("Write it; in {file} it is {beginning} […].", file=self.name, beginning=beginning)
        return Sentence("Write it; in {file} it is {value}.", file=self.name, value=written)


def explain(
    error: ValidationError, model: type[BaseModel], text: YamlText, like: Pattern | None = None
) -> list[Problem]:
    """Return a problem for each thing in `text` that does not fit `model`; `like` has examples that it has not."""
    # This one follows from another error, which is told.
    entries = [entry for entry in error.errors() if entry["type"] != "default_factory_not_called"]
    meant = {_meant(entry["loc"], model) for entry in entries if entry["type"] == "extra_forbidden"}
    # A misspelt key is told once: not also as the missing one that it was meant to be.
    entries = [entry for entry in entries if not (entry["type"] == "missing" and entry["loc"] in meant)]
    missing = _much_missing(entries, text) if like else {}
    problems: list[Problem] = []
    for entry in entries:
        if entry["type"] != "missing" or entry["loc"][-1] not in missing.get(entry["loc"][:-1], ()):
            problems += _problems(entry, model, text, like)
    for path, keys in missing.items():
        names = [Sentence("'{text}'", text=key) for key in keys]
        found = Sentence("{names} are missing", names=all_of(names))
        way_out = Sentence("{file} shows how each is written.", file=like.name if like else "")
        problems.append(text.problem(path, labelled(path, Advice(MISSING_KEY, found, way_out))))
    return problems


def _much_missing(entries: Iterable[Mapping[str, Any]], text: YamlText) -> dict[KeyPath, list[str]]:
    """Return the keys that are missing by the path of their group, where there are too many to tell each of them."""
    missing: dict[KeyPath, list[str]] = {}
    for entry in entries:
        if entry["type"] == "missing" and entry["loc"] not in text.key_places:
            missing.setdefault(entry["loc"][:-1], []).append(entry["loc"][-1])
    return {path: keys for path, keys in missing.items() if len(keys) > FEW}


def _meant(path: KeyPath, model: type[BaseModel]) -> KeyPath | None:
    keys = keys_of(model_at(model, path[:-1]))
    near = nearest(_from_danish(str(path[-1]), keys), keys)
    return (*path[:-1], near) if near else None


def _from_danish(key: str, keys: Collection[str]) -> str:
    """Return which of `keys` is called so in Danish; the key as it is where none is."""
    meant = IN_DANISH.get(key.lower().replace(" ", "-"), key)
    return meant if meant in keys else key


def _problems(
    entry: Mapping[str, Any], model: type[BaseModel], text: YamlText, like: Pattern | None
) -> Iterator[Problem]:
    """Yield what is wrong by one entry: one thing, or all that a check of our own has found."""
    path: KeyPath = tuple(entry["loc"])
    if entry["type"] == "extra_forbidden":
        yield _unknown_key(path, entry["input"], model, text)
        return
    if entry["type"] == "missing":
        yield _missing_key(path, model, text, like)
        return
    # An error in the name of a key, not in its value, has this step at the end of its path.
    is_name = path[-1:] == ("[key]",)
    path = path[:-1] if is_name else path
    findings = findings_in(entry) or [((), advice_for(entry, path, model))]
    for below, advice in findings:
        at = path if is_name else (*path, *below)
        if like and entry["input"] is None:
            advice = Advice(NOTHING_WRITTEN, "nothing is written here", like.example(at) or advice.way_out)
        advice = labelled(at, advice)
        yield text.key_problem(at, advice) if is_name else text.problem(at, advice)


def _unknown_key(path: KeyPath, value: Any, model: type[BaseModel], text: YamlText) -> Problem:
    key = str(path[-1])
    keys = keys_of(model_at(model, path[:-1]))
    meant = _from_danish(key, keys)
    way_out = did_you_mean(meant, keys, "The keys here are")
    if meant == key and (" " in key or key.isdigit()) and value is None:
        way_out = "Inside { } a comma ends a value: put a text with a comma in it in quotes, and a list in brackets."
    before, colon, after = key.partition(":")
    if colon and before in keys:
        way_out = Sentence("Write {key}: {value}, with a space after the colon.", key=before, value=after)
    return text.key_problem(path, unknown_key(path, way_out))


def unknown_key(path: KeyPath, way_out: str) -> Advice:
    """Return what is wrong with a key that its group does not have."""
    key = str(path[-1])
    return labelled(path[:-1], Advice("unknown-key", Sentence("unknown key '{key}'", key=key), way_out, about=key))


def _missing_key(path: KeyPath, model: type[BaseModel], text: YamlText, like: Pattern | None) -> Problem:
    way_out = like.example(path) if like else ""
    if path in text.key_places:
        way_out = write_example(path, model) or way_out
        return text.problem(path, labelled(path, Advice(NOTHING_WRITTEN, "nothing is written here", way_out)))
    if example := example_at(path, model):
        way_out = Sentence("Add it, for example '{key}: {value}'.", key=path[-1], value=example)
    return text.problem(path[:-1], missing_key(path, way_out))


def missing_key(path: KeyPath, way_out: str) -> Advice:
    """Return what is wrong with a group that lacks the key at `path`."""
    return labelled(path[:-1], Advice(MISSING_KEY, Sentence("'{key}' is missing", key=path[-1]), way_out))


def labelled(path: KeyPath, advice: Advice) -> Advice:
    """Return advice with the path before what was found, as people write a path; items are counted from one."""
    label = ""
    for step in path:
        label += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    if not label:
        return advice
    return replace(advice, found=Sentence("{key}: {found}", key=label.lstrip("."), found=advice.found))
