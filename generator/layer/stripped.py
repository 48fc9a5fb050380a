"""Turn a PNG or JPEG into the same dots and nothing else, byte for byte as somebody saved them.

A camera's place and device, an author, a thumbnail of what was cut away, whatever stands behind the end: all this lies
beside the dots, in parts that nothing draws. Only what a reader needs to draw the dots is copied.
"""

from collections.abc import Iterator
from re import finditer
from zlib import crc32

PNG_BEGIN = b"\x89PNG\r\n\x1a\n"
_PNG_DRAWN = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
# ITU T.81, table B.1. Between the numbers of frames are those of tables and of the arithmetic coder's conditioning.
_END, _SCAN = 0xD9, b"\xda"
_JPEG_DRAWN = (*range(0xC0, 0xD0), *_SCAN, 0xDB, 0xDD)
# In place of the one that stood there, which may hold a thumbnail: version 1.1, square dots (ITU T.871).
_JFIF = b"\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"


def stripped_png(content: bytes) -> bytes:
    """Return a PNG, which has been looked at before, with those of its chunks that say how its dots are drawn."""
    return PNG_BEGIN + b"".join(chunk for name, chunk in _chunks(content) if name in _PNG_DRAWN)


def png_chunk(content: bytes, wanted: bytes) -> bytes | None:
    """Return what the first chunk of a PNG by this name holds, None if there is none."""
    return next((chunk[8:-4] for name, chunk in _chunks(content) if name == wanted), None)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks of a PNG with their names: length, name, what it holds, sum."""
    position, name = len(PNG_BEGIN), b""
    while name != b"IEND" and position + 12 <= len(content):
        length, name = int.from_bytes(content[position : position + 4]), content[position + 4 : position + 8]
        chunk = content[position + 4 : position + 8 + length]
        # Some programs get the sum wrong, and some readers mind.
        yield name, content[position : position + 4] + chunk + crc32(chunk).to_bytes(4)
        position += 12 + length


def stripped_jpeg(content: bytes) -> bytes:
    """Return a JPEG of one colour or of Y, Cb and Cr, with those of its segments that say how its dots are drawn."""
    kept, end = [b"\xff\xd8", _JFIF], 2
    # In the dots of a scan 0xFF is followed by zero or a restart; before any other byte it begins a segment.
    for found in finditer(rb"\xff[^\x00\xff\xd0-\xd7]", content):
        begin, marker = found.start(), content[found.start() + 1]
        if begin < end:
            continue
        if kept[-1][1:2] == _SCAN:
            kept.append(content[end:begin])
        if marker == _END:
            break
        end = begin + 2 + int.from_bytes(content[begin + 2 : begin + 4])
        if marker in _JPEG_DRAWN:
            kept.append(content[begin:end])
    return b"".join(kept) + b"\xff\xd9"
