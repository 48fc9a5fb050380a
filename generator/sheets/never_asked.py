"""Turn the words of a question into whether it asks for what no sheet may ask: a CPR number, a diagnosis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

_NEVER_ASKED = re.compile(r"\b(cpr|personnummer|diagnose)|\bperson-?nr\b", re.IGNORECASE)
SEEMS = "'{}' seems to ask for a CPR number or a diagnosis"
WAY_OUT = "No sheet may; ask what help is needed instead."


class _Titled(Protocol):
    @property
    def title(self) -> str: ...


class Worded(Protocol):
    """A question, whoever wrote it; it may have `row_titles` too."""

    @property
    def text(self) -> str:
        """What is asked."""

    @property
    def options(self) -> Sequence[str]:
        """What can be ticked."""

    @property
    def columns(self) -> Sequence[_Titled]:
        """The columns of a table."""


def words_of(question: Worded) -> list[str]:
    """Return the words of a question that say what is to be written down."""
    titles = [column.title for column in question.columns]
    return [question.text, *question.options, *titles, *getattr(question, "row_titles", ())]


def may_not_be_asked(words: Iterable[str]) -> bool:
    """Return whether words seem to ask for what no sheet may ask for."""
    return any(_NEVER_ASKED.search(text) for text in words)
