"""Turn a trade file into the words of one programme, every form written out.

Nothing is built by putting words together: »bygningsmaler« becomes »malerlærling«, and a structural worker has no
»mester«. So a trade file holds each form, and a template asks for the form it needs.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from generator.layer import Layers


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Noun(_Words):
    """A countable noun in the forms that the templates use."""

    singular: str
    definite: str
    genitive: str
    plural: str
    plural_definite: str


class Education(_Words):
    """The name of the programme; the genitive is the definite one (»mureruddannelsens«)."""

    indefinite: str
    definite: str
    genitive: str


class TradeField(_Words):
    """The name of the trade as a field of work: »murerfaget«."""

    definite: str
    genitive: str


class Worker(_Words):
    """Somebody who has learnt the trade."""

    singular: str
    plural: str


class Committee(_Words):
    """The national trade committee, in full and as people say it."""

    name: str
    short: str


class Logbook(_Words):
    """What the record of the training is called."""

    singular: str
    definite: str


class Partnership(_Words):
    """The partnership that the guide comes out of, where the trade has one."""

    name: str
    about: str
    partners: tuple[str, ...]
    supporter: str


class Examples(_Words):
    """One short story from the trade's workplace for each part of the guide."""

    indledning: str
    forberedelse: str
    kontakt: str
    foerste_samtale: str
    anden_samtale: str
    opfoelgning: str
    virksomheder: str
    laerlinge: str


class Trade(_Words):
    """The vocabulary of one programme."""

    key: str
    education: Education
    field: TradeField
    worker: Worker
    apprentice: Noun
    journeyman: Noun
    employer: Noun
    master: Noun
    trainer: Noun
    workplace: Noun
    committee: Committee
    secretariat: str
    union: str
    employers_organisation: str
    logbook: Logbook
    tasks: tuple[str, ...]
    equipment: tuple[str, ...]
    partnership: Partnership | None = None
    examples: Examples
    words: dict[str, str] = Field(default_factory=dict)


def trade_keys(layers: Layers) -> list[str]:
    """Return the keys of all trades at hand, the layer's own included."""
    return [Path(name).stem for name in layers.names("trades", "*.yml")]
