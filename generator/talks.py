"""Turn the profile's choices about conversations into the talks that the texts speak of."""

from __future__ import annotations

from dataclasses import dataclass

from generator.danish import number_range, number_word
from generator.profile import Conversations


@dataclass(frozen=True)
class Talk:
    """One talk: where, how many minutes, and how many months after the start (in words: »en til to«)."""

    id: str
    place: str | None
    minutes: int | None
    months: str | None = None


@dataclass(frozen=True)
class Talks:
    """The talks a school holds; the third and the one in the placement week may be left out."""

    foerste: Talk
    anden: Talk
    tredje: Talk | None
    praktik: Talk | None

    @property
    def count_word(self) -> str:
        """How many rounds of talks are held, in letters; the placement week's talk comes before them."""
        return number_word(3 if self.tredje else 2)

    @property
    def months_until_last(self) -> str:
        """When the last round is held, in months after the start and in letters."""
        return (self.tredje or self.anden).months or ""


def talks_of(conversations: Conversations) -> Talks:
    """Return the talks that a profile's `conversations` describe."""
    anden, tredje, praktik = conversations.anden, conversations.tredje, conversations.praktik
    return Talks(
        foerste=Talk("foerste-samtale", conversations.foerste.place, conversations.foerste.minutes),
        anden=Talk("anden-samtale", anden.place, anden.minutes, number_range(anden.months_after_start)),
        tredje=Talk("tredje-samtale", tredje.place, tredje.minutes, number_range(tredje.months_after_start))
        if tredje
        else None,
        praktik=Talk("praktiksamtale", praktik.place, praktik.minutes) if praktik else None,
    )
