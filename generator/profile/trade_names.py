"""Turn what somebody calls a trade into the way out where there is no trade of that name."""

from __future__ import annotations

from collections.abc import Collection

from generator.danish import slugify
from generator.problems.likeness import nearest
from generator.problems.problem import shown_path
from generator.shared import shared_file

# What people call a trade whose key is another word.
_EVERYDAY = {
    "maler": "bygningsmaler",
    "vvs": "vvs-energi",
    "vvser": "vvs-energi",
    "blikkenslager": "vvs-energi",
    "el": "elektriker",
    "struktoer": "bygningsstruktoer",
    "betonstruktoer": "bygningsstruktoer",
    "bygningssnedker": "snedker",
    "moebelsnedker": "snedker",
}


def way_out(trade: str, trades: Collection[str]) -> str:
    """Return what to do where `trade` is none of `trades`: which may be meant, or how to bring one's own."""
    key = slugify(trade)
    meant = _EVERYDAY.get(key)
    if near := meant if meant in trades else nearest(key, sorted(trades)):
        return f"Did you mean '{near}'?"
    choice = f"You can choose from: {', '.join(sorted(trades))}."
    # Where it lies on this machine: an installed program keeps its files where nobody looks.
    pattern = shared_file("shared/trades/murer.yml")
    assert pattern, "it is a shared file's name"
    own = f"trades/{key or 'vores-fag'}.yml in your own folder"
    return f"{choice} For another one, copy {shown_path(pattern)} to {own}, and write its words there."
