"""Turn »too much« into numbers: what a sheet or a handout may hold at most, whoever writes it and in which file.

Each is far more than people read or answer, and few enough to be drawn.
"""

from __future__ import annotations

MAX_QUESTIONS = 200
MAX_OPTIONS = 20
MAX_COLUMNS = 12
MAX_ROWS = 30
# Lines of handwriting; more would not fit on a page with their question.
MAX_LINES = 20
# Characters of one text, and of all the texts of a handout together.
MAX_TEXT = 2000
MAX_TEXTS = 30_000
