"""Turn the first bytes of a text that some program saved into the encoding that they tell."""

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = {
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_LOOKED_AT = 400


def told_encoding(content: bytes) -> str | None:
    """Return the encoding that a text's byte order mark names, or its empty half bytes tell; None where neither does.

    The marks are those of the Unicode Standard, 23.8.
    """
    named = next((encoding for mark, encoding in _MARKS.items() if content.startswith(mark)), None)
    if named or b"\0" not in content[:_LOOKED_AT]:
        return named
    # Latin letters have their empty half behind them, or before.
    return "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
