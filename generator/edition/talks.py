"""Turn the profile's choices about conversations into the talks that the texts speak of."""

from dataclasses import dataclass

from generator.danish import enumeration, months_span, number_word
from generator.profile.conversations import Conversations


@dataclass(frozen=True)
class Talk:
    """One talk: where, how many minutes, and how long after the start (in words: »en til to måneder«)."""

    id: str
    place: str | None
    minutes: int | None
    span: str = ""


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
    def minutes_word(self) -> str:
        """How many minutes each round takes: »45, 45 og 20«, or »45« if they are alike.

        Empty where the school does not say it of all of them.
        """
        minutes = [talk.minutes for talk in (self.foerste, self.anden, self.tredje) if talk]
        alike = minutes[:1] if len(set(minutes)) == 1 else minutes
        return enumeration(map(str, alike)) if all(minutes) else ""


def talks_of(conversations: Conversations) -> Talks:
    """Return the talks that a profile's `conversations` describe."""
    anden, tredje, praktik = conversations.anden, conversations.tredje, conversations.praktik
    return Talks(
        foerste=Talk("foerste-samtale", conversations.foerste.place, conversations.foerste.minutes),
        anden=Talk("anden-samtale", anden.place, anden.minutes, months_span(anden.months_after_start)),
        tredje=Talk("tredje-samtale", tredje.place, tredje.minutes, months_span(tredje.months_after_start))
        if tredje
        else None,
        praktik=Talk("praktiksamtale", praktik.place, praktik.minutes) if praktik else None,
    )
