"""Turn a name that somebody got wrong into the one that was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from generator.problems.problem import Sentence

PATHS_ALIKE = 0.8


def did_you_mean(name: str, names: Iterable[str], otherwise: str) -> str:
    """Return the way out for a name that is none of `names`: the nearest one, or `otherwise` and all of them."""
    known = list(names)
    near = nearest(name, known)
    if near:
        return Sentence("Did you mean '{near}'?", near=near)
    return Sentence("{otherwise}: {names}.", otherwise=Sentence(otherwise), names=", ".join(known))


def nearest(name: str, names: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return which of `names` somebody may have meant by `name`, or None; paths, being long, must be more alike."""
    names = list(names)
    # »maler« is less like bygningsmaler than like murer, and is nothing else; four letters would say too little.
    whole = [known for known in names if len(name) > 4 and known.endswith(name.lower())]
    if len(whole) == 1:
        return whole[0]
    # Windows takes capitals for small letters.
    small = {known.lower(): known for known in names}
    return next((small[near] for near in get_close_matches(name.lower(), small, n=1, cutoff=likeness)), None)
