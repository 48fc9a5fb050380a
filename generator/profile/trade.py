"""Turn a trade file into the words of one programme, every form written out.

Nothing is built by putting words together: »bygningsmaler« becomes »malerlærling«, and a structural worker has no
»mester«. So a trade file holds each form, and a template asks for the form it needs.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from generator.danish import slugify
from generator.data.explain import Pattern, labelled
from generator.data.model import model_of, read_yaml
from generator.data.values import SomeWords as Word
from generator.data.values import refuse
from generator.layer.layers import PROFILE, Layers
from generator.problems.likeness import did_you_mean, nearest
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Problems, Sentence, shown_path
from generator.shared import shared_file
from generator.sheets.questions import faults_of_options

# A trade with every word, which shows how the words of another one are written.
COMPLETE_TRADE = "shared/trades/murer.yml"
_NOT_TO_CONFIRM = {"key", "examples", "partnership", "words", "to_confirm"}
# What people call a trade whose key is another word.
EVERYDAY = {
    "maler": "bygningsmaler", "vvs": "vvs-energi", "vvser": "vvs-energi", "blikkenslager": "vvs-energi",
    "el": "elektriker", "struktoer": "bygningsstruktoer", "betonstruktoer": "bygningsstruktoer",
    "bygningssnedker": "snedker", "moebelsnedker": "snedker",
}  # fmt: skip


class TradeWords(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Noun(TradeWords):
    """A countable noun in the forms that the templates use."""

    singular: Word
    definite: Word
    genitive: Word
    plural: Word
    plural_definite: Word


class Journeyman(Noun):
    """Who has finished the training: also with the article, and as the apprentice says »my …«."""

    with_article: Word
    mine: Word


class Boss(TradeWords):
    """What an apprentice calls the one who decides: »mester«, »din mester«, »min mester«."""

    definite: Word
    yours: Word
    mine: Word


class Workplace(Noun):
    """Where the trade works, with each preposition that it takes.

    `at` is »på byggepladsen«, `on_site` the shorter »på pladsen«, `around` »rundt på byggepladsen«. `told_from` stands
    over a story; `after_school` is what takes the place of the school's workshop; in the `break_room` a pamphlet is
    left: »i skurvognen«.
    """

    at: Word
    on_site: Word
    around: Word
    told_from: Word
    after_school: Word
    break_room: Word


class OpenEvening(TradeWords):
    """What an evening at the school for the companies is called: »mesteraften«."""

    singular: Word
    with_article: Word
    plural: Word


class Education(TradeWords):
    """The name of the programme; the genitive is the definite one (»mureruddannelsens«)."""

    indefinite: Word
    definite: Word
    genitive: Word


class TradeField(TradeWords):
    """The name of the trade as a field of work: »murerfaget«."""

    definite: Word
    genitive: Word


class Worker(TradeWords):
    """Somebody who has learnt the trade."""

    singular: Word
    plural: Word


class Committee(TradeWords):
    """The national trade committee, in full and as people say it."""

    name: Word
    short: Word


class Logbook(TradeWords):
    """What the record of the training is called."""

    singular: Word
    definite: Word


class Partnership(TradeWords):
    """The partnership that the guide comes out of, where the trade has one."""

    name: Word
    about: Word
    partners: tuple[Word, ...]
    supporter: Word


class Examples(TradeWords):
    """One short story from the trade's workplace for each part of the guide."""

    indledning: Word
    forberedelse: Word
    kontakt: Word
    foerste_samtale: Word
    anden_samtale: Word
    opfoelgning: Word
    virksomheder: Word
    laerlinge: Word


class Trade(TradeWords):
    """The vocabulary of one programme.

    `employer` is the full word (»murermester«), `master` the everyday one for the same person (»mester«); a
    `training_journeyman` is who the apprentice works with. `to_confirm` lists what nobody of the trade has confirmed
    yet, such as `journeyman` or `committee.name`.
    """

    key: Word
    education: Education
    field: TradeField
    worker: Worker
    apprentice: Noun
    journeyman: Journeyman
    training_journeyman: Noun
    employer: Noun
    master: Noun
    boss: Boss
    open_evening: OpenEvening
    workplace: Workplace
    committee: Committee
    secretariat: Word
    union: Word
    employers_organisation: Word
    logbook: Logbook
    tasks: tuple[Word, ...] = Field(min_length=2)
    # Four of them are the choices on the sheet for the first day.
    equipment: tuple[Word, ...] = Field(min_length=4)
    partnership: Partnership | None = None
    examples: Examples
    words: dict[str, str] = Field(default_factory=dict)
    to_confirm: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _can_be_ticked(self) -> Self:
        refuse(faults_of_options(self.equipment, "equipment"))
        return self


def trade_way_out(trade: str, trades: Collection[str], files: Collection[str] = ()) -> str:
    """Return what to do where `trade` is none of `trades`: which may be meant, or how to bring one's own.

    `files` are names in the layer; one of them may be the trade's, though nobody looks for it there.
    """
    key = slugify(trade)
    if lying := next((name for name in files if slugify(Path(name).name.partition(".")[0]) == key), None):
        return Sentence("Is it in {file}? Then call the file trades/{key}.yml.", file=lying, key=key)
    meant = EVERYDAY.get(key)
    near = meant if meant in trades else nearest(key, sorted(trades))
    if near:
        return Sentence("Did you mean '{near}'?", near=near)
    # Where it lies on this machine: an installed program keeps its files where nobody looks.
    pattern = shared_file(COMPLETE_TRADE)
    assert pattern, "it is a shared file's name"
    return Sentence(
        "You can choose from: {trades}. For another one, copy {file} to trades/{key}.yml in your own folder, "
        "and write its words there.",
        trades=", ".join(sorted(trades)),
        file=shown_path(pattern),
        key=key or "vores-fag",
    )


def several_trades(value: object, trades: Collection[str]) -> list[str]:
    """Return the keys of the trades that somebody wrote in the place of one; an empty list where it is one."""
    if isinstance(value, str) and slugify(value) in trades:
        return []
    names = map(str, value) if isinstance(value, list) else re.split(r"[,;/&+]|\b(?:og|eller|samt)\b", str(value))
    keys = [EVERYDAY.get(key, key) for key in map(slugify, names)]
    known = list(dict.fromkeys(key for key in keys if key in trades))
    return known if len(known) > 1 else []


def trade_keys(layers: Layers) -> list[str]:
    """Return the keys of all trades at hand, the layer's own included."""
    return [Path(name).stem for name in layers.names("trades", "*.yml")]


def load_trade(layers: Layers, key: str) -> Trade:
    """Return the words of the trade `key`; raises GeneratorError with the place of every word that is wrong."""
    path = layers.find(f"trades/{key}.yml")
    if path is None:
        advice = Advice("unknown-trade", Sentence("there is no trade '{key}'", key=key))
        raise GeneratorError([advice.at(Place(PROFILE))])
    source = read_yaml(path, layers.display(path))
    complete = layers.find(COMPLETE_TRADE)
    like = Pattern(layers.display(complete), read_yaml(complete, COMPLETE_TRADE).data) if complete else None
    trade = model_of(source, Trade, like=like)
    problems = Problems()
    if trade.key != key:
        found = Sentence("this says '{key}', but the file is called {file}", key=trade.key, file=path.name)
        way_out: str = Sentence("Write key: {key}, or call the file {written}.yml.", key=key, written=trade.key)
        advice = Advice("misnamed-file", found, way_out, about=trade.key)
        problems.append(source.problem(("key",), labelled(("key",), advice)))
    names = _shown(trade.model_dump(exclude=_NOT_TO_CONFIRM))
    for number, name in enumerate(trade.to_confirm):
        if name not in names:
            at = ("to_confirm", number)
            found = Sentence("there is no word '{word}'", word=name)
            way_out = did_you_mean(name, names, "The words here are")
            problems.append(source.problem(at, labelled(at, Advice("unknown-word", found, way_out, about=name))))
    problems.raise_if_any()
    return trade


def trade_warnings(layers: Layers, trade: Trade) -> Iterator[Problem]:
    """Yield the warnings about a trade of the layer's own.

    Those about a shared one are for whoever keeps it, who gets them by `make words`: no school can edit its file.
    """
    return to_confirm(layers, trade) if layers.has_own(f"trades/{trade.key}.yml") else iter(())


def to_confirm(layers: Layers, trade: Trade) -> Iterator[Problem]:
    """Yield one warning with all words of a trade that nobody has confirmed yet."""
    path = layers.find(f"trades/{trade.key}.yml")
    if path is None or not trade.to_confirm:
        return
    source = read_yaml(path, layers.display(path))
    shown = _shown(trade.model_dump(exclude=_NOT_TO_CONFIRM))
    words = ", ".join(f"{shown[name]} ({name})" for name in trade.to_confirm)
    found = Sentence("not confirmed by the trade yet (skal bekræftes): {words}", words=words)
    way_out = "Ask somebody of the trade, put right what is wrong, and take the rest out of to_confirm."
    yield source.key_problem(("to_confirm",), Advice("not-confirmed", found, way_out), "warning")


def _shown(words: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Return each word and each group of words by its path; of a group its first form is shown, of a list all."""
    shown: dict[str, str] = {}
    for name, value in words.items():
        word = next(iter(value.values())) if isinstance(value, dict) else value
        shown[f"{prefix}{name}"] = ", ".join(word) if isinstance(word, tuple) else str(word)
        if isinstance(value, dict):
            shown |= _shown(value, f"{prefix}{name}.")
    return shown
