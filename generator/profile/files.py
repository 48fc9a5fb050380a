"""Turn the files that a profile names (logos, fonts) into the reasons for which they cannot be used."""

import os
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator.data.explain import labelled
from generator.data.text import KeyPath, YamlText, value_at
from generator.data.values import FONT_ENDINGS, LOGO_ENDINGS, FontFile, LogoFile, shortened, unquoted
from generator.layer.fonts import font_problem
from generator.layer.layers import Layers, can_be_read
from generator.layer.names import one_form
from generator.layer.pictures import picture_problems
from generator.layer.reading import cannot_be_opened
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, Place, Problem, Sentence, either, shown_path

MAX_LOGO_BYTES = 2 * 1024 * 1024
MAX_FONT_BYTES = 10 * 1024 * 1024
_LOGOS: list[KeyPath] = [("logo",), ("logo_negative",)]
_FONTS: list[KeyPath] = [("fonts", "body"), ("fonts", "bold"), ("fonts", "italic")]


def file_problems(layer: Path, text: YamlText) -> list[Problem]:
    """Return what is wrong with the files that the profile in `text` names.

    Works on what was written, so that a logo is looked at even if the profile has other problems; a name that the
    model refuses is left to it.
    """
    problems: list[Problem] = []
    for path in (*_LOGOS, *_FONTS):
        kind: Any = LogoFile if path in _LOGOS else FontFile
        written = value_at(text.data, path)
        try:
            name = TypeAdapter(kind).validate_python(written)
        except ValidationError:
            problems += _without_ending(layer, written, text, path) if isinstance(written, str) else []
        else:
            problems += _problems_with(layer, name, text, path)
    return problems


def _without_ending(layer: Path, name: str, text: YamlText, path: KeyPath) -> list[Problem]:
    """Return the problem that a file is named without its ending, as Windows shows it; none where there is no such."""
    endings = LOGO_ENDINGS if path in _LOGOS else FONT_ENDINGS
    names = (one_form(other.name) for other in _files_beside(layer / name, endings))
    meant = [other for other in names if Path(other).stem.lower() == one_form(Path(name).name).lower()]
    if not meant or not _lies_in(layer, layer / name):
        return []
    found = Sentence("{file} is the name of a file without its ending", file=shortened(name))
    way_out = Sentence("Write the whole name: {names}.", names=either(sorted(meant)))
    return [text.problem(path, labelled(path, Advice("wrong-ending", found, way_out, about=name)))]


def _lies_in(layer: Path, file: Path) -> bool:
    return file.resolve().is_relative_to(layer.resolve())


def _files_beside(file: Path, endings: tuple[str, ...]) -> list[Path]:
    """Return the files in the folder of a file, which may not be there itself, that end in one of `endings`."""
    folder = file.parent
    return [other for other in folder.iterdir() if other.suffix.lower() in endings] if folder.is_dir() else []


def _where_it_may_be(file: Path, name: str) -> str:
    """Return the way out for a file that is not there: one with another name, or with an ending too many."""
    for ending in (".txt", file.suffix):
        if (other := file.with_name(f"{file.name}{ending}")).is_file():
            way_out = "There is '{other}': its last ending is hidden in many folders. Rename it to {name}."
            return Sentence(way_out, other=other.name, name=file.name)
    endings = LOGO_ENDINGS if file.suffix.lower() in LOGO_ENDINGS else FONT_ENDINGS
    alike = sorted(one_form(other.name) for other in _files_beside(file, endings))
    return did_you_mean(name, alike, "Such files there are") if alike else "Put the file beside school.yml."


def _problems_with(layer: Path, name: str, text: YamlText, path: KeyPath) -> list[Problem]:
    layers = Layers(layer)
    file = layers.own(name)

    def named(code: str, found: str, way_out: str, **values: object) -> list[Problem]:
        """Return the problem that the sentence `found` tells of the file that it names, as `{file}`."""
        quoted = shortened(name)
        advice = Advice(code, Sentence(found, file=quoted, **values), way_out, about=unquoted(quoted))
        return [text.problem(path, labelled(path, advice))]

    if file.is_dir():
        return named("not-a-file", "{file} is a folder, not a file", "Put the file itself there, or name it.")
    if os.path.lexists(file) and not can_be_read(file):
        return named(
            "cannot-be-opened", "{file} cannot be opened", "Put the file itself there, and let everybody read it."
        )
    if not layers.has_own(name):
        return named("no-such-file", "there is no file {file}", _where_it_may_be(file, name))
    if not _lies_in(layer, file):
        found = "{file} leads out of the school's folder"
        return named("leads-out-of-layer", found, "Put the file itself beside school.yml.")
    limit = MAX_LOGO_BYTES if path in _LOGOS else MAX_FONT_BYTES
    if file.stat().st_size > limit:
        found = "{file} is larger than {limit} MiB"
        return named("file-too-large", found, "Use a smaller one.", limit=limit // 1024 // 1024)
    shown = shown_path(file)
    try:
        content = file.read_bytes()
    except OSError as error:
        return [cannot_be_opened(error).at(Place(shown))]
    if path in _LOGOS:
        return picture_problems(content, name, shown)
    unusable = font_problem(content)
    return named(unusable.code, "{file} {unusable}", unusable.way_out, unusable=unusable.found) if unusable else []
