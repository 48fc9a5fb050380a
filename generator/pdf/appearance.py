"""Turn an answer's text into lines that fit its field, and those into what a reader draws there.

Text that is too long for its field is set smaller, as far as it can still be read; it is never cut (PDF 32000-1,
12.7.3.3, describes the drawing of a text field).
"""

import re
from collections.abc import Callable, Iterable, Iterator

# From a field's edge to its text, the distance between lines as a share of the size, and the smallest size; in pt.
PADDING = 3.0
LEADING = 1.2
SMALLEST = 5.0
# From the middle of a line to its baseline, as a share of the size: half the height of a capital letter.
MIDDLE = 0.35

# What may stand at the end of a line: a word with the space behind it, a part of a word with its hyphen.
_PIECE = re.compile(r"[^\s-]*-(?=\w)|\S*\s*")

Measure = Callable[[str], float]


def fitted(
    text: str, measure: Measure, *, width: float, height: float, size: float, multiline: bool
) -> tuple[list[str], float] | None:
    """Return the lines of `text` as it fits a field of `width` × `height` pt, and the size in pt, at most `size`.

    `measure` returns the width of a text in 1 pt. None if the text is too long even in the smallest size.
    """
    while size >= SMALLEST:
        room = (width - 2 * PADDING) / size
        lines = [*_broken(text, measure, room)] if multiline else [text]
        fits = all(measure(line) <= room for line in lines)
        if fits and (len(lines) == 1 or len(lines) * size * LEADING <= height - PADDING):
            return lines, size
        size -= 0.5
    return None


def drawing(lines: Iterable[bytes], font: str, size: float, *, height: float, multiline: bool) -> bytes:
    """Return the content of a field's appearance; the lines are in the codes of the font called `font`."""
    first = height - PADDING - 0.9 * size if multiline else height / 2 - MIDDLE * size
    place = f"{round(size * LEADING, 3):g} TL {PADDING:g} {round(first, 3):g} Td"
    shown = "\n".join(f"<{line.hex()}> Tj T*" for line in lines)
    return f"/Tx BMC q BT {font} {size:g} Tf 0 g {place}\n{shown}\nET Q EMC".encode()


def _broken(text: str, measure: Measure, room: float) -> Iterator[str]:
    """Yield the lines of a text; a word wider than a line is broken after a hyphen, or where the line ends."""
    for paragraph in text.splitlines():
        line = ""
        for piece in _PIECE.findall(paragraph):
            if line and measure(line + piece.rstrip()) > room:
                yield line.rstrip()
                line = ""
            line += piece
            while measure(line.rstrip()) > room and len(line) > 1:
                end = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or measure(line[:n]) <= room)
                yield line[:end]
                line = line[end:]
        yield line.rstrip()
