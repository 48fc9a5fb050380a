"""Turn the pages' names, and the places that a layer's own pages ask for, into the order of the navigation."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from generator.data.text import YamlText
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, Problem, Sentence

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
    "databeskyttelse/index.md",
    "was/index.md",
)


def page_key(name: str) -> str:
    """Return what a page is called in `after`: `trin-2-kontakt` for its index.md, `index` for the front page."""
    return name.removesuffix(".md").removesuffix("/index")


def in_order(names: Iterable[str], followed: Mapping[str, str]) -> list[str]:
    """Return the names of the pages in the order of the navigation, each with those behind it that follow it.

    `followed` holds the key of the page that a page asks to follow. Pages after the same one stand by their names;
    pages that wait for each other are left out.
    """
    rank = {name: number for number, name in enumerate(ORDER)}
    followers: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (rank.get(name, len(ORDER)), name)):
        followers.setdefault(page_key(followed.get(name, "")), []).append(name)

    def each_with_followers(key: str) -> Iterator[str]:
        for name in followers.get(key, ()):
            yield name
            yield from each_with_followers(page_key(name))

    return list(each_with_followers(""))


def order_problems(names: Collection[str], followed: Mapping[str, str], heads: Mapping[str, YamlText]) -> list[Problem]:
    """Return which pages follow one that there is not, or else wait for themselves; `heads` has their places."""
    known = [page_key(name) for name in in_order(names, {})]
    problems = []
    for name, wish in followed.items():
        if page_key(wish) not in known:
            found = Sentence("after: there is no page '{page}'", page=wish)
            advice = Advice("unknown-page", found, did_you_mean(wish, known, "The pages are"), about=wish)
            problems.append(heads[name].problem(("after",), advice))
    if not problems:
        way_out = "Let one of the pages that wait for each other follow another one."
        advice = Advice("waits-for-itself", "after: this page waits for itself", way_out)
        placed = in_order(names, followed)
        problems = [heads[name].problem(("after",), advice) for name in followed if name not in placed]
    return problems


def step_problems(steps: Mapping[str, int], heads: Mapping[str, YamlText]) -> list[Problem]:
    """Return which pages are a step of the guide that another page is already; `heads` has their places."""
    problems, taken = [], {name: steps[name] for name in ORDER if name in steps}
    for name, step in steps.items():
        first = next((other for other, number in taken.items() if number == step), name)
        if first != name:
            found = Sentence("step: the page {page} is step {step} already", page=page_key(first), step=step)
            way_out = "Write another number; without a step, after says where the page stands."
            problems.append(heads[name].problem(("step",), Advice("stands-twice", found, way_out)))
        taken[name] = step
    return problems
