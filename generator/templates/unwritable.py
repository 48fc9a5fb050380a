"""Turn a finished text into the character in it that no page and no PDF can hold, if there is one."""

from __future__ import annotations

import re
import sys

_UNWRITABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ud800-\\udfff\\ufffe\\uffff]")
_ENTITY = re.compile("&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}))(?![0-9a-fA-F])")


def unwritable(text: str) -> str | None:
    """Return the first character of a finished text, or of its entities, that neither HTML nor a PDF can hold."""
    numbers = (int(hexadecimal or "0", 16) or int(decimal or "0") for hexadecimal, decimal in _ENTITY.findall(text))
    written = "".join(chr(number) for number in numbers if number <= sys.maxunicode)
    found = _UNWRITABLE.search(text) or _UNWRITABLE.search(written)
    return found[0] if found else None
