"""Turn a line whose text needs quotation marks into the same line with them, and what is wrong without."""

import re

from generator.problems.problem import Advice, Sentence

# What word processors make of straight quotes, and what Danes and Germans take for quotes.
OPENING_QUOTES, _CLOSING_QUOTES = "“”„‟‘’‚»«", "“”‟‘’«»"
ANY_QUOTES = f"{OPENING_QUOTES}{_CLOSING_QUOTES}\"'"
_CURLY = re.compile(rf"[{OPENING_QUOTES}]([^{OPENING_QUOTES}\"\\]*)[{_CLOSING_QUOTES}]")
# For lines without the spaces at their end, whose text begins behind a key or the dash of a list.
_KEY_AND_TEXT = re.compile(r"((?:\s|- )*[\w-]+:|\s*-)\s+(\S.*)")
WHOLE_IN_QUOTES = "Put the whole text in quotes."


def needs_quotes(sign: str, line: str) -> Advice:
    """Return what is wrong with a line whose text begins with a sign that means something else to YAML."""
    found = Sentence("a text that begins with '{sign}' needs quotes", sign=sign)
    return Advice("needs-quotes", found, quotes_advice(line), about=sign)


def quotes_advice(line: str) -> str:
    """Return the advice to put the line's text in quotes, with the line as it should be."""
    parts = _KEY_AND_TEXT.fullmatch(line.rstrip())
    key, text = (parts[1].strip(), parts[2]) if parts else ("", "")
    plain = straightened(text)
    if plain != text:
        return Sentence("Write {key} {value}", key=key, value=plain)
    if not parts or len(line) > 100:
        return WHOLE_IN_QUOTES
    if '"' in text or "\\" in text:
        return Sentence("Write {key} '{value}'", key=key, value=text.replace("'", "''"))
    return Sentence('Write {key} "{value}"', key=key, value=text)


def begins_text(line: str, column: int) -> bool:
    """Return whether what stands in this column is the beginning of a line's text."""
    parts = _KEY_AND_TEXT.fullmatch(line.rstrip())
    return parts is not None and parts.start(2) + 1 == column


def straightened(text: str) -> str:
    """Return a text between typographic quotation marks between straight ones, any other text as it is."""
    curly = _CURLY.fullmatch(text)
    return f'"{curly[1]}"' if curly else text
