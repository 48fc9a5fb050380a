"""Turn a trade file into the word forms that are its own, and the shared files into the layers they are read from."""

from __future__ import annotations

from pathlib import Path

from generator.layer.layers import Layers
from generator.profile.trade import Trade

# A layer without files of its own.
SHARED_LAYERS = Layers(Path(__file__).parent / "no such layer")
# The groups of words that tell one trade from another; »arbejdsplads« and »logbog« belong to everybody.
TELLING = "education field worker apprentice journeyman training_journeyman employer master open_evening".split()


def forms(trade: Trade) -> set[str]:
    """Return every form of the words that tell a trade from others."""
    return {form for group in TELLING for form in getattr(trade, group).model_dump().values()}
