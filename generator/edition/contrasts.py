"""Turn the colours of an edition into the pairs that stand on each other, each with its contrast and what it needs.

What is read needs 4.5:1, what must be seen 3:1 (WCAG 2.1, SC 1.4.3 and 1.4.11).
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from generator.edition.colours import SEEN, TEXT, WHITE, Palette, contrast

Where = Literal["light", "dark", "paper"]
_GROUNDS = ("page", "surface", "tint")
# What stands on what on the site.
_SHOWN = [
    *((name, ground, TEXT) for name in ("text", "muted", "link", "link_hover") for ground in _GROUNDS),
    *((name, ground, SEEN) for name in ("border", "focus") for ground in _GROUNDS),
    *((f"on_{name}", name, TEXT) for name in ("header", "mark", "button", "accent")),
]
# What stands on what in forms/_layout, by the names in its style sheets; `white` is the paper.
_PRINTED = [
    *((name, ground, TEXT) for name in ("ink", "quiet", "brand_text") for ground in ("white", "tint")),
    *((name, ground, SEEN) for name in ("rule", "brand_line", "accent_line") for ground in ("white", "tint")),
    ("on_brand", "brand", TEXT),
    ("on_accent", "accent", TEXT),
]


class Pair(NamedTuple):
    """Two colours of which one stands on the other, by their names; the contrast that they have and need."""

    where: Where
    fore: str
    back: str
    ratio: float
    least: float


def pairs(palette: Palette) -> Iterator[Pair]:
    """Yield all pairs of colours on the site, light and dark, and on paper."""
    paper = {"white": WHITE, **palette.paper}
    looks: tuple[tuple[Where, dict[str, str]], ...] = (("light", palette.light), ("dark", palette.dark))
    for where, colours in looks:
        for fore, back, least in _SHOWN:
            yield Pair(where, fore, back, contrast(colours[fore], colours[back]), least)
    for fore, back, least in _PRINTED:
        yield Pair("paper", fore, back, contrast(paper[fore], paper[back]), least)
