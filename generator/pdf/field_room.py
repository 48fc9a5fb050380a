"""Turn the measures of a field into how much can be typed into it, so that all that it takes is printed.

A viewer sets a long text smaller if the field leaves the size to it (PDF 32000-1, 12.7.3.3), and breaks it into lines
if the field has several. How far it goes is its own matter. Chrome and Edge (pdfium) stop at 4 pt. Firefox (pdf.js)
goes on without end, but believes that a third more lines have room than have: of the smaller sizes, those in which a
text takes more than three lines may cut it. In a field of one line it measures the letters of a Type0 font wrongly.

So every field has several lines, and takes as many letters as fit in the size in which Firefox begins; what is more it
refuses. Every viewer keeps that number, also where a text is pasted. Line after line is refused by the flag against
scrolling: by Chrome, Edge and Acrobat, not by Firefox, which may cut the last line of a long text with many breaks.
"""

# pdf.js: the distance between lines as a share of the size, the size in pt that it begins with, what it leaves free.
_PITCH = 1.35
_FIRST_SIZE = 12.0
_ABOVE_AND_BELOW, _BESIDE = 2.0, 4.0
# So many lines it may set, in whatever size.
_SAFE = 3
# How wide a letter is, as a share of the size: W, the widest that stands in a row; a capital in a text, with its share
# of what is lost at the ends of lines.
_WIDEST, _CAPITAL = 0.9, 0.7


def most_letters(width: float, height: float) -> int:
    """Return how many letters a field of `width` × `height` pt takes."""
    width, height = width - _BESIDE, height - _ABOVE_AND_BELOW
    lines = round(height / (_FIRST_SIZE * _PITCH))
    if lines < _SAFE:
        return _SAFE * int(width * _SAFE * _PITCH / (_WIDEST * height))
    return int(lines * width * lines * _PITCH / (_CAPITAL * height))
