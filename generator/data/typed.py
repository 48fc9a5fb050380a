"""Turn a value that a phone or a word processor changed while it was typed into the one that was meant."""

import unicodedata
from typing import NamedTuple

from generator.data.quotes import ANY_QUOTES


class Typed(NamedTuple):
    """A value as it was meant, and what of it was typed otherwise: a code, and a sentence about the `{value}`."""

    plain: str
    code: str
    found: str


def typed_otherwise(text: str) -> Typed | None:
    """Return the value that was meant where signs that only look like others stand in it; None for any other."""
    plain = text.strip().strip(ANY_QUOTES).strip()
    if plain != text.strip():
        return Typed(plain, "wrong-quotes", "{value} has quotation marks that YAML takes for a part of it")
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    return Typed(plain, "other-digits", "{value} has digits of another script") if plain != text else None
