"""Turn the outlines on a page, such as those of boxes to tick, into ones that are the same wherever they are drawn.

The renderer writes each with its places on the page, so that two boxes have no number in common. From its own first
point, what a sheet holds three hundred times is written the same each time, and takes next to nothing in the finished
file. The path operators: PDF 32000-1, 8.5.
"""

import re

# Shorter ones gain nothing. What clips stays: it would end with the state that it is drawn in.
_OUTLINE = re.compile(rb"([-\d.]+) ([-\d.]+) m\n(?:[-\d. ]+ [mlc]\n|h\n){5,}f\*?\n")
# Places after the comma: with fewer, a drawing that is enlarged would be another; with more, boxes would not be alike.
_DIGITS = 4


def alike(content: bytes) -> bytes:
    """Return what a page draws with each filled outline drawn from its first point; done twice it changes nothing."""
    return _OUTLINE.sub(_from_first_point, content)


def _from_first_point(found: re.Match[bytes]) -> bytes:
    first = float(found[1]), float(found[2])
    if first == (0, 0):
        return found[0]
    lines = []
    for line in found[0].decode().splitlines():
        *numbers, operator = line.split()
        moved = (_written(float(number) - first[index % 2]) for index, number in enumerate(numbers))
        lines.append(" ".join([*moved, operator]))
    drawn = "\n".join(lines).encode()
    return b"q\n1 0 0 1 %b %b cm\n%b\nQ\n" % (found[1], found[2], drawn)


def _written(number: float) -> str:
    # Without the sign of a nought.
    return f"{round(number, _DIGITS) + 0:.{_DIGITS}f}".rstrip("0").rstrip(".")
