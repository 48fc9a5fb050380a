"""Turn what somebody calls a trade into the way out where there is no trade of that name."""

from __future__ import annotations

from collections.abc import Collection

from generator.danish import slugify
from generator.problems import nearest

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
    return (
        f"You can choose from: {', '.join(sorted(trades))}. For another one, copy shared/trades/murer.yml to "
        f"trades/{key or 'vores-fag'}.yml in your own folder, and write its words there."
    )
