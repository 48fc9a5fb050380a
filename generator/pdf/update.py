"""Turn a finished PDF and objects into the PDF with these behind it, as a program that saves a change appends it.

The bytes before stay as they are: what fills a form for a whole class need not read or write the rest again. PDF
32000-1: 7.5.6 (updates), 7.5.7 (objects in streams), 7.5.8 (the list of where objects are).
"""

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_PLAIN, _IN_A_STREAM = b"\1", b"\2"
# A row says in so many bytes where an object is.
_ROW = 7


class Before(NamedTuple):
    """A finished PDF: its bytes, what its trailer says of its root and its own id, and the first free number."""

    pdf: bytes
    trailer: bytes
    first_id: bytes
    free: int


def before_update(pdf: bytes, trailer: Any) -> Before:
    """Return what an update must know of a PDF; `trailer` is its trailer, read."""
    start = _START.search(pdf)
    assert start, "a finished PDF ends with where its objects are listed"
    named = {"/Root": trailer.Root, "/Info": trailer.Info}
    told = b" ".join(f"{key} {value.objgen[0]} 0 R".encode() for key, value in named.items())
    return Before(pdf, b"%b /Prev %b" % (told, start[1]), bytes(trailer.ID[0]), int(trailer.Size))


class Update:
    """What is appended to one PDF: objects by their number."""

    def __init__(self, before: Before) -> None:
        self._before, self.free = before, before.free
        self._text = bytearray(b"\n")
        # Where objects are: each run of them by its first number, with a row for each. Thousands would fill a dict.
        self._rows: dict[int, bytes] = {}

    def add(self, number: int, content: bytes) -> None:
        """Append an object; one with this number in the PDF is no longer what counts."""
        place = len(self._before.pdf) + len(self._text)
        self._rows[number] = _PLAIN + place.to_bytes(4, "big") + b"\0\0"
        self.free = max(self.free, number + 1)
        self._text += b"%d 0 obj\n%b\nendobj\n" % (number, content)

    def add_packed(self, objects: Mapping[int, bytes]) -> None:
        """Append objects that are no streams, packed together."""
        self.free = max(self.free, *(number + 1 for number in objects))
        holder, heads, place, rows = self.free, [], 0, {}
        for index, (number, content) in enumerate(objects.items()):
            heads.append(b"%d %d" % (number, place))
            place += len(content) + 1
            rows[number] = _IN_A_STREAM + holder.to_bytes(4, "big") + index.to_bytes(2, "big")
        for first, count in _runs(sorted(rows)):
            self._rows[first] = b"".join(rows[number] for number in range(first, first + count))
        head = b" ".join(heads) + b"\n"
        said = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head))
        self.add(holder, packed(said, head + b"\n".join(objects.values())))

    def whole(self) -> bytes:
        """Return the PDF with all that was appended."""
        pdf, trailer, first_id, _ = self._before
        start, own = len(pdf) + len(self._text), self.free
        self._rows[own] = _PLAIN + start.to_bytes(4, "big") + b"\0\0"
        firsts = sorted(self._rows)
        index = b" ".join(b"%d %d" % (first, len(self._rows[first]) // _ROW) for first in firsts)
        rows = b"".join(self._rows[first] for first in firsts)
        ids = b"<%b> <%b>" % (first_id.hex().encode(), hashlib.sha256(self._text).hexdigest()[:32].encode())
        said = b"/Type /XRef /Size %d /Index [ %b ] /W [ 1 4 2 ] /ID [ %b ] %b" % (own + 1, index, ids, trailer)
        listed = packed(said, rows)
        return b"%b%b%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (pdf, bytes(self._text), own, listed, start)


def packed(said: bytes, content: bytes) -> bytes:
    """Return a stream that says `said` of itself, compressed if that pays."""
    if len(content) > 400:
        content, said = zlib.compress(content), said + b" /Filter /FlateDecode"
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (said, len(content), content)


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first number and the length of each run of numbers that follow one another."""
    for _, run in groupby(enumerate(numbers), lambda item: item[1] - item[0]):
        found = [number for _, number in run]
        yield found[0], len(found)
