"""Turn the files that a profile names (logos, fonts) into the reasons for which they cannot be used."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator.pictures import picture_problems
from generator.problems import Problem, did_you_mean, shown_path
from generator.profile.kinds import FontFile, LogoFile, shortened
from generator.yamltext import KeyPath, YamlText

MAX_LOGO_BYTES = 2 * 1024 * 1024
MAX_FONT_BYTES = 10 * 1024 * 1024
# Unicode has 1,114,112 places; a font lists each of its letters in two or three tables at most.
MAX_LETTERS = 3 * 0x110000
# What a font's maker permits, in OS/2 fsType: https://learn.microsoft.com/typography/opentype/spec/os2#fstype
_USAGE, _RESTRICTED, _WHOLE_ONLY, _BITMAPS_ONLY = 0x000F, 0x0002, 0x0100, 0x0200
LETTERS = "æøåÆØÅ"
_LOGOS: dict[KeyPath, Any] = {("logo",): LogoFile, ("logo_negative",): LogoFile}
_KINDS: dict[KeyPath, Any] = {
    **_LOGOS,
    ("fonts", "body"): FontFile,
    ("fonts", "bold"): FontFile,
    ("fonts", "italic"): FontFile,
}


def file_problems(layer: Path, text: YamlText) -> list[Problem]:
    """Return what is wrong with the files that the profile in `text` names.

    Works on what was written, so that a logo is looked at even if the profile has other problems; a name that the
    model refuses is left to it.
    """
    problems: list[Problem] = []
    for path, kind in _KINDS.items():
        name = _written(text.data, path)
        try:
            name = TypeAdapter(kind).validate_python(name)
        except ValidationError:
            continue
        problems += _problems_with(layer, name, text, path)
    return problems


def _written(data: Any, path: KeyPath) -> Any:
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _problems_with(layer: Path, name: str, text: YamlText, path: KeyPath) -> list[Problem]:
    file = layer / name
    label, place = ".".join(map(str, path)), text.place(path)

    def named(found: str, way_out: str) -> list[Problem]:
        return [Problem(text.file, *place, f"{label}: {found}", way_out)]

    if not file.is_file():
        there = sorted(other.name for other in layer.iterdir() if other.suffix == file.suffix)
        way_out = did_you_mean(name, there, "Such files there are") if there else "Put the file beside school.yml."
        return named(f"there is no file {shortened(name)}", way_out)
    if not file.resolve().is_relative_to(layer.resolve()):
        return named(f"{shortened(name)} leads out of the school's folder", "Put the file itself beside school.yml.")
    shown = shown_path(file)
    limit = MAX_LOGO_BYTES if path in _LOGOS else MAX_FONT_BYTES
    if file.stat().st_size > limit:
        return [
            Problem(shown, None, None, f"this file is larger than {limit // 1024 // 1024} MiB", "Use a smaller one.")
        ]
    try:
        content = file.read_bytes()
    except OSError as error:
        return [Problem(shown, None, None, "this file cannot be opened", f"{error.strerror}.")]
    if path in _LOGOS:
        return picture_problems(content, name, shown)
    found = _font_problem(content)
    return [Problem(shown, None, None, *found)] if found else []


def _font_problem(content: bytes) -> tuple[str, str] | None:
    from fontTools.ttLib import TTFont

    try:
        font = TTFont(io.BytesIO(content), lazy=True)
        assert font.reader is not None, "the font has just been opened"
        letters = {} if _is_inflated(font.reader["cmap"]) else font.getBestCmap() or {}
        permission = int(getattr(font["OS/2"], "fsType", 0)) if "OS/2" in font else 0
    except Exception:
        return "this is not a whole TrueType or OpenType font", "Use the .ttf or .otf file from the font's maker."
    lacking = [letter for letter in LETTERS if ord(letter) not in letters]
    if lacking:
        return f"this font has no {' '.join(lacking)}", "Use a font, or the full version of it, with Danish letters."
    if permission & _USAGE == _RESTRICTED or permission & (_WHOLE_ONLY | _BITMAPS_ONLY):
        return (
            "this font's maker does not let it be put into documents",
            "Use another font, or ask for a licence.",
        )
    return None


def _is_inflated(table: bytes) -> bool:
    """Return whether a font's table of letters lists more of them than there are, which would take for ever to read."""
    (count,) = struct.unpack_from(">H", table, 2)
    letters = 0
    for number in range(count):
        (offset,) = struct.unpack_from(">4xL", table, 4 + 8 * number)
        (kind,) = struct.unpack_from(">H", table, offset)
        if kind in (12, 13):
            (groups,) = struct.unpack_from(">L", table, offset + 12)
            for group in range(groups):
                first, last = struct.unpack_from(">LL", table, offset + 16 + 12 * group)
                letters += last - first + 1
                if letters > MAX_LETTERS:
                    return True
    return False
