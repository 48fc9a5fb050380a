"""Turn texts into the words in them that have an official successor since 2022, each with what is said now.

The list is that of the ministry (»Ny terminologi«, uvm.dk), from law no. 2152 of 27 November 2021. »Praktik« alone is
none of them: short visits to a workplace on GF2 are still called so.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# The beginning of a word, and what stands in its place.
OLD_TERMS = {
    "praktikplads": "læreplads",
    "praktikvirksomhed": "oplæringsvirksomhed",
    "praktiksted": "lærested",
    "praktikophold": "oplæringsophold",
    "praktikperiode": "oplæringsperiode",
    "praktikuddannelse": "oplæring",
    "praktikaftale": "uddannelsesaftale",
    "praktikerklæring": "erklæring om oplæring",
    "praktikcent": "skoleoplæringscenter",
    "skolepraktik": "skoleoplæring",
}
_OLD = re.compile(rf"\b(?P<term>{'|'.join(OLD_TERMS)})\w*", re.IGNORECASE)


class OldTerm(NamedTuple):
    """A word as it stands in a text, and the term that has taken its place."""

    word: str
    rather: str


def old_terms(text: str) -> Iterator[OldTerm]:
    """Yield each old term in a text, once in each form."""
    for word, term in dict.fromkeys((found[0], found["term"].lower()) for found in _OLD.finditer(text)):
        yield OldTerm(word, OLD_TERMS[term])
