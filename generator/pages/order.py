"""Turn the pages' names, and the places that a layer's own pages ask for, into the order of the navigation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.data.text import YamlText
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, GeneratorError, Problem, Sentence

# The pages of every edition; a layer's own pages follow them, or the page that each says.
ORDER = (
    "index.md",
    "trin-1-forberedelse/index.md",
    "trin-2-kontakt/index.md",
    "trin-3-foerste-samtale/index.md",
    "trin-4-anden-samtale/index.md",
    "trin-5-opfoelgning/index.md",
    "telefonmanuskript/index.md",
    "samtaleark/index.md",
    "virksomheder/index.md",
    "laerlinge/index.md",
    "arrangementer/index.md",
    "kontakt/index.md",
    "om-guiden/index.md",
    "kan-vi-faa-den-i-word/index.md",
    "was/index.md",
)


def page_key(name: str) -> str:
    """Return what a page is called in `after`: `trin-2-kontakt` for its index.md, `index` for the front page."""
    return name.removesuffix(".md").removesuffix("/index")


def in_order(names: Iterable[str], front_matter: Mapping[str, YamlText]) -> list[str]:
    """Return the names of all pages in the order of the navigation.

    `front_matter` holds what each page says of itself, if that can be read; `after` is the key of the page that it
    follows. Pages after the same one stand by their names. Raises GeneratorError for a page that does not exist, or
    that waits for itself.
    """
    place = {name: number for number, name in enumerate(ORDER)}
    listed = sorted(names, key=lambda name: (place.get(name, len(ORDER)), name))
    by_key = {page_key(name): name for name in listed}
    wishes = {
        name: str(wish) for name in listed if name in front_matter and (wish := front_matter[name].data.get("after"))
    }
    if problems := [
        _problem(front_matter[name], f"there is no page '{wish}'", did_you_mean(wish, by_key, "The pages are"))
        for name, wish in wishes.items()
        if page_key(wish) not in by_key
    ]:
        raise GeneratorError(problems)
    made = [name for name in listed if name not in wishes]
    waiting = {name: by_key[page_key(wish)] for name, wish in reversed(wishes.items())}
    while waiting:
        ready = next((name for name, other in waiting.items() if other in made), None)
        if ready is None:
            way_out = "Let one of the pages that wait for each other follow another one."
            raise GeneratorError(
                _problem(front_matter[name], "this page waits for itself", way_out) for name in waiting
            )
        made.insert(made.index(waiting.pop(ready)) + 1, ready)
    return made


def _problem(source: YamlText, found: str, way_out: str) -> Problem:
    return Problem(source.place(("after",)), Advice("unnamed", Sentence("after: {found}", found=found), way_out))
