"""Turn sizes, colours and notes into the bytes of pictures."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms

from tests.support.command import REPOSITORY

# The colours of the left and the right half of most of these pictures.
RED, BLUE = (200, 60, 40), (60, 120, 200)
FOGRA = (REPOSITORY / "forms" / "_layout" / "colour" / "FOGRA39L_coated.icc").read_bytes()


def png(width: int = 8, height: int = 8) -> bytes:
    return saved(Image.new("RGB", (width, height), "#0b5d66"), "PNG")


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """Return a picture as a file of a format."""
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def jpeg(picture: Image.Image, **options: Any) -> bytes:
    return saved(picture, "JPEG", **({"quality": 95} | options))


def halves(picture: Image.Image | None = None, right: Any = BLUE) -> Image.Image:
    """Return a picture of which the right half has another colour; without one, it is red."""
    picture = picture or Image.new("RGB", (80, 40), RED)
    picture.paste(right, (picture.width // 2, 0, *picture.size))
    return picture


def noted(picture: Image.Image, *, progressive: bool = False) -> bytes:
    """Return a picture as a camera and a program for pictures save it: with where, when, by whom and what else."""
    exif = Image.Exif()
    exif[0x010F] = "Nikon"
    exif[0x013B] = "Lene"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (57.0, 3.0, 0.0)
    content = jpeg(picture, exif=exif, xmp=b"<x>C:\\Users\\lene 57.05</x>", comment=b"Lene", progressive=progressive)
    thumbnail = jpeg(Image.new("RGB", (16, 16), "red"))
    photoshop = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0c\x1c\x02\x50\0\x04Lene\0\0\0"
    parts = [(0xED, photoshop), (0xE2, b"MPF\0hidden" + thumbnail)]
    inserted = b"".join(b"\xff" + bytes([mark]) + struct.pack(">H", len(part) + 2) + part for mark, part in parts)
    return content[:2] + inserted + content[2:] + b"hidden behind the end" + thumbnail


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(picture: Image.Image, *chunks: tuple[bytes, bytes]) -> bytes:
    """Return a picture as PNG, with some more chunks behind its header."""
    content = saved(picture, "PNG")
    return content[:33] + b"".join(chunk(*each) for each in chunks) + content[33:]


def raw_png(width: int, bits: int, kind: int, row: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG of one row of dots, each of which has so many bits for each colour; `kind` is its colour type."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, 1, bits, kind, 0, 0, 0))
    inner = b"".join(chunk(*each) for each in chunks)
    return b"\x89PNG\r\n\x1a\n" + header + inner + chunk(b"IDAT", zlib.compress(b"\0" + row)) + chunk(b"IEND", b"")


def enormous_png() -> bytes:
    """A few bytes that unpack to a picture of 60,000 by 60,000 pixels."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def profile_of(name: str) -> bytes:
    """Return the profile of one of the colour spaces that everybody has, such as sRGB."""
    profile: bytes = ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()
    return profile


INKS = halves(Image.new("CMYK", (80, 40), (255, 0, 0, 0)), (30, 180, 200, 20))
DEEP = 20 * struct.pack(">3H", 5000, 22_000, 39_000) + 20 * struct.pack(">3H", 1000, 2000, 30_000)
DEEP_CLEAR = 20 * struct.pack(">4H", 30_000, 1000, 5, 65_535) + 20 * struct.pack(">4H", 1000, 20_000, 7, 0)
# Each with the colours of its first and its last dot, as a browser shows them.
COLOURS: dict[str, tuple[bytes, tuple[int, ...], tuple[int, ...]]] = {
    "inks.jpg": (jpeg(INKS), (0, 255, 255), (207, 69, 50)),
    "inks with a profile.jpg": (jpeg(INKS, icc_profile=FOGRA), (0, 159, 227), (206, 97, 61)),
    "the screen's profile.jpg": (jpeg(halves(), icc_profile=profile_of("sRGB")), RED, BLUE),
    "a broken profile.jpg": (jpeg(halves(), icc_profile=b"no profile"), RED, BLUE),
    "a profile of other colours.jpg": (jpeg(halves(), icc_profile=FOGRA), RED, BLUE),
    "not turned into lightness and hue.jpg": (jpeg(halves(), keep_rgb=True), RED, BLUE),
    "grey.jpg": (jpeg(halves().convert("L")), (100, 100, 100), (111, 111, 111)),
    "light.png": (png_of(halves(), (b"gAMA", struct.pack(">I", 100_000))), (229, 133, 110), (133, 182, 229)),
    "the screen's gamma.png": (png_of(halves(), (b"gAMA", struct.pack(">I", 45_455))), RED, BLUE),
    "said to be the screen's.png": (
        png_of(halves(), (b"gAMA", struct.pack(">I", 100_000)), (b"sRGB", b"\0")),
        RED,
        BLUE,
    ),
    "the screen's numbers.png": (png_of(halves(), (b"cICP", bytes((1, 13, 0, 1)))), RED, BLUE),
    "palette.png": (saved(halves().quantize(4), "PNG"), RED, BLUE),
    "clear palette.png": (saved(halves().quantize(4), "PNG", transparency=0), (*RED, 0), (*BLUE, 255)),
    "a clear colour.png": (saved(halves(), "PNG", transparency=RED), (*RED, 0), (*BLUE, 255)),
    "1 bit.png": (saved(halves().convert("1"), "PNG"), (0, 0, 0), (255, 255, 255)),
    "1 clear bit.png": (saved(halves().convert("1"), "PNG", transparency=1), (0, 0, 0, 255), (255, 255, 255, 0)),
    "2 clear bits.png": (raw_png(4, 2, 0, b"\x1b", (b"tRNS", b"\0\3")), (0, 0, 0, 255), (255, 255, 255, 0)),
    "clear grey.png": (saved(halves().convert("LA"), "PNG"), (100, 100, 100, 255), (111, 111, 111, 255)),
    "deep grey.png": (saved(Image.new("I;16", (4, 4), 30_000), "PNG"), (117, 117, 117), (117, 117, 117)),
    "deep clear grey.png": (
        saved(Image.new("I;16", (4, 4), 9), "PNG", transparency=9),
        (0, 0, 0, 0),
        (0, 0, 0, 0),
    ),
    "a deep clear colour.png": (raw_png(40, 16, 2, DEEP, (b"tRNS", DEEP[:6])), (19, 85, 152, 0), (3, 7, 117, 255)),
    "deep and clear.png": (raw_png(40, 16, 6, DEEP_CLEAR), (117, 3, 0, 255), (3, 78, 0, 0)),
}
