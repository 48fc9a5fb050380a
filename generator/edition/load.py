"""Turn a layer into its edition, or into everything that is wrong with its profile, trade and data files."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.data.model import model_of, read_yaml
from generator.edition.catalogue import documents_of
from generator.edition.data_files import is_made
from generator.edition.edition import Edition
from generator.edition.facts import facts_of
from generator.layer.drawings import inline_svg
from generator.layer.layers import Layers
from generator.layer.newest_change import newest_change
from generator.problems.problem import GeneratorError, Problems, ProfileError
from generator.profile.load import load_profile
from generator.profile.model import Profile
from generator.profile.trade import COMPLETE_TRADE, Trade, load_trade, trade_keys
from generator.sheets.template import template_name, template_of
from generator.templates.compiled import SharedText
from generator.templates.engine import Templates
from generator.templates.overrides import override_problems


def load_edition(layer: Path, today: date, shared: Path | None = None) -> Edition:
    """Return the edition of the layer in the folder `layer`; raises GeneratorError with all problems found."""
    problems = Problems()
    edition = read_edition(layer, today, problems, shared)
    problems.raise_if_any()
    return edition


def read_edition(layer: Path, today: date, problems: Problems, shared: Path | None = None) -> Edition:
    """Return the edition of a layer; what is wrong with it so far is added to `problems`.

    Where something is wrong with the profile or the trade, examples stand in for it, so that the templates can be
    looked at in the same run. Raises GeneratorError where not even that is possible.
    """
    layers = Layers(layer.resolve(), shared) if shared else Layers(layer.resolve())
    profile = _profile(layer, layers, problems)
    trade = _trade(layers, profile.trade, problems)
    edition = _edition(layers, profile, trade, today, _changed(layers, problems))
    # A sheet's own blocks are known when the documents are.
    problems += edition.problems or override_problems(edition.templates)
    with problems.going_on():
        inline_svg(layers, edition.motif)
    return edition


def _profile(layer: Path, layers: Layers, problems: Problems) -> Profile:
    """Return the profile, or the one that stands in for it."""
    try:
        return load_profile(layer, trade_keys(layers))
    except ProfileError as error:
        if error.stand_in is None:
            raise
        problems += error.problems
        stand_in: Profile = error.stand_in
        return stand_in


def _trade(layers: Layers, key: str, problems: Problems) -> Trade:
    """Return the words of a trade; one with mistakes is completed with those of a shared one, to try the templates."""
    with problems.going_on():
        return load_trade(layers, key)
    path = layers.find(COMPLETE_TRADE)
    assert path is not None, COMPLETE_TRADE
    shared = read_yaml(path, COMPLETE_TRADE)
    own_file = layers.find(f"trades/{key}.yml")
    try:
        return model_of(shared, Trade, _merged(shared.data, read_yaml(own_file, "").data if own_file else {}))
    except GeneratorError:
        return model_of(shared, Trade)


def _changed(layers: Layers, problems: Problems) -> date:
    """Return the day of the newest change; where that is one that cannot be, any other, to try the templates."""
    with problems.going_on():
        return newest_change(layers)
    return date.min


def _edition(layers: Layers, profile: Profile, trade: Trade, today: date, changed: date) -> Edition:
    templates = Templates(layers)
    # While the list of documents is being made, a data file's condition may already ask for one of them.
    early = facts_of(profile, trade, today, changed, has=lambda key: is_made(templates, key, early))
    problems = Problems()
    documents = documents_of(templates, early, profile, problems)
    keys = [document.id for document in documents]
    sheets = {}
    for document in documents:
        if document.sheet:
            text, is_own = template_of(document.sheet), layers.has_own(f"forms/{document.id}/sheet.yml")
            sheets[template_name(document.id)] = text if is_own else SharedText(text)
    return Edition(
        layers=layers,
        profile=profile,
        trade=trade,
        changed=changed,
        templates=Templates(layers, sheets),
        facts=replace(early, has=lambda key: key in keys),
        documents=documents,
        problems=problems,
    )


def _merged(shared: Any, own: Any) -> Any:
    if not isinstance(shared, dict) or not isinstance(own, dict):
        return own
    return shared | {key: _merged(shared.get(key), value) for key, value in own.items()}
