"""Turn the files that a profile names (logos, fonts) into the reasons for which they cannot be used."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator.data.explain import labelled
from generator.data.text import KeyPath, YamlText
from generator.data.values import FontFile, LogoFile, shortened, unquoted
from generator.layer.fonts import font_problem
from generator.layer.layers import Layers
from generator.layer.names import one_form
from generator.layer.pictures import picture_problems
from generator.layer.reading import cannot_be_opened
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, Place, Problem, Sentence, shown_path

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
        written = text.data
        for step in path:
            written = written.get(step) if isinstance(written, dict) else None
        with suppress(ValidationError):
            problems += _problems_with(layer, TypeAdapter(kind).validate_python(written), text, path)
    return problems


def _problems_with(layer: Path, name: str, text: YamlText, path: KeyPath) -> list[Problem]:
    layers = Layers(layer)
    file = layers.own(name)

    def named(code: str, found: str, way_out: str, **values: object) -> list[Problem]:
        """Return the problem that the sentence `found` tells of the file that it names, as `{file}`."""
        quoted = shortened(name)
        advice = Advice(code, Sentence(found, file=quoted, **values), way_out, about=unquoted(quoted))
        return [text.problem(path, labelled(path, advice))]

    if not layers.has_own(name):
        alike = sorted(one_form(other.name) for other in layer.iterdir() if other.suffix.lower() == file.suffix.lower())
        way_out = did_you_mean(name, alike, "Such files there are") if alike else "Put the file beside school.yml."
        return named("no-such-file", "there is no file {file}", way_out)
    if not file.resolve().is_relative_to(layer.resolve()):
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
