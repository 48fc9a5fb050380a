"""Turn a trade file into the words of one programme, every form written out.

Nothing is built by putting words together: »bygningsmaler« becomes »malerlærling«, and a structural worker has no
»mester«. So a trade file holds each form, and a template asks for the form it needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from generator.data.explain import Pattern
from generator.data.model import model_of, read_yaml
from generator.data.part import MAX_TEXT
from generator.layer.layers import PROFILE, Layers
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence
from generator.sheets.questions import refuse, unfit_options

Word = Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]
COMPLETE_TRADE = "shared/trades/murer.yml"


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Noun(_Words):
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


class Boss(_Words):
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


class OpenEvening(_Words):
    """What an evening at the school for the companies is called: »mesteraften«."""

    singular: Word
    with_article: Word
    plural: Word


class Education(_Words):
    """The name of the programme; the genitive is the definite one (»mureruddannelsens«)."""

    indefinite: Word
    definite: Word
    genitive: Word


class TradeField(_Words):
    """The name of the trade as a field of work: »murerfaget«."""

    definite: Word
    genitive: Word


class Worker(_Words):
    """Somebody who has learnt the trade."""

    singular: Word
    plural: Word


class Committee(_Words):
    """The national trade committee, in full and as people say it."""

    name: Word
    short: Word


class Logbook(_Words):
    """What the record of the training is called."""

    singular: Word
    definite: Word


class Partnership(_Words):
    """The partnership that the guide comes out of, where the trade has one."""

    name: Word
    about: Word
    partners: tuple[Word, ...]
    supporter: Word


class Examples(_Words):
    """One short story from the trade's workplace for each part of the guide."""

    indledning: Word
    forberedelse: Word
    kontakt: Word
    foerste_samtale: Word
    anden_samtale: Word
    opfoelgning: Word
    virksomheder: Word
    laerlinge: Word


class Trade(_Words):
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
        refuse((("equipment", *at[1:]), found, way_out) for at, found, way_out in unfit_options(self.equipment))
        return self


def trade_keys(layers: Layers) -> list[str]:
    """Return the keys of all trades at hand, the layer's own included."""
    return [Path(name).stem for name in layers.names("trades", "*.yml")]


def load_trade(layers: Layers, key: str) -> Trade:
    """Return the words of the trade `key`; raises GeneratorError with the place of every word that is wrong."""
    path = layers.find(f"trades/{key}.yml")
    if path is None:
        raise GeneratorError(
            [Problem(Place(PROFILE), Advice("unnamed", Sentence("there is no trade '{key}'", key=key)))]
        )
    source = read_yaml(path, layers.display(path))
    trade = model_of(source, Trade, like=_complete(layers))
    problems = []
    if trade.key != key:
        rename = Sentence("Write key: {key}, or call the file {key2}.yml.", key=key, key2=trade.key)
        found = Sentence("key: this says '{key}', but the file is called {name}", key=trade.key, name=path.name)
        problems.append(Problem(source.place(("key",)), Advice("unnamed", found, rename)))
    for number, name in enumerate(trade.to_confirm):
        if name not in set(_names(trade)):
            way_out = did_you_mean(name, _names(trade), "The words here are")
            found = Sentence("to_confirm[{value}]: there is no word '{name}'", value=number + 1, name=name)
            problems.append(Problem(source.place(("to_confirm", number)), Advice("unnamed", found, way_out)))
    if problems:
        raise GeneratorError(problems)
    return trade


def _complete(layers: Layers) -> Pattern | None:
    """Return a trade with every word, which shows how the words of another one are written."""
    path = layers.find(COMPLETE_TRADE)
    return Pattern(layers.display(path), read_yaml(path, COMPLETE_TRADE).data) if path else None


def trade_warnings(layers: Layers, trade: Trade) -> Iterator[Problem]:
    """Yield one warning with all words of the trade that nobody has confirmed yet."""
    path = layers.find(f"trades/{trade.key}.yml")
    if path is None or not trade.to_confirm:
        return
    source = read_yaml(path, layers.display(path))
    words = ", ".join(f"{_shown(trade, name)} ({name})" for name in trade.to_confirm)
    found = Sentence("not confirmed by the trade yet (skal bekræftes): {words}", words=words)
    way_out = "Ask somebody of the trade, put right what is wrong, and take the rest out of to_confirm."
    yield Problem(source.key_place(("to_confirm",)), Advice("unnamed", found, way_out), level="warning")


def _names(words: _Words, prefix: str = "") -> Iterator[str]:
    """Yield the path of each word and of each group of words."""
    for name in type(words).model_fields:
        value = getattr(words, name)
        if name in ("key", "examples", "partnership", "words", "to_confirm"):
            continue
        yield f"{prefix}{name}"
        if isinstance(value, _Words):
            yield from _names(value, f"{prefix}{name}.")


def _shown(trade: Trade, name: str) -> str:
    """Return the word at the path `name`; of a group its first form, of a list all."""
    value: object = trade
    for step in name.split("."):
        value = getattr(value, step)
    if isinstance(value, _Words):
        value = getattr(value, next(iter(type(value).model_fields)))
    return ", ".join(value) if isinstance(value, tuple) else str(value)
