"""Turn the files that a profile names (logos, fonts) into the reasons for which they cannot be used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator.data.kinds import FontFile, LogoFile, shortened
from generator.data.text import KeyPath, YamlText
from generator.layer.fonts import font_problem
from generator.layer.pictures import picture_problems
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, Place, Problem, Sentence, shown_path

MAX_LOGO_BYTES = 2 * 1024 * 1024
MAX_FONT_BYTES = 10 * 1024 * 1024
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
        return [
            Problem(
                place,
                Advice("unnamed", Sentence("{label}: {found}", label=label, found=found), way_out),
            )
        ]

    if not file.is_file():
        there = sorted(other.name for other in layer.iterdir() if other.suffix.lower() == file.suffix.lower())
        way_out = did_you_mean(name, there, "Such files there are") if there else "Put the file beside school.yml."
        return named(f"there is no file {shortened(name)}", way_out)
    if not file.resolve().is_relative_to(layer.resolve()):
        return named(f"{shortened(name)} leads out of the school's folder", "Put the file itself beside school.yml.")
    shown = shown_path(file)
    limit = MAX_LOGO_BYTES if path in _LOGOS else MAX_FONT_BYTES
    if file.stat().st_size > limit:
        return named(f"{shortened(name)} is larger than {limit // 1024 // 1024} MiB", "Use a smaller one.")
    try:
        content = file.read_bytes()
    except OSError as error:
        return [
            Problem(
                Place(shown),
                Advice("unnamed", "this file cannot be opened", Sentence("{strerror}.", strerror=error.strerror)),
            )
        ]
    if path in _LOGOS:
        return picture_problems(content, name, shown)
    unusable = font_problem(content)
    return named(f"{shortened(name)} {unusable[0]}", unusable[1]) if unusable else []
