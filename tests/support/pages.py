"""Turn texts of pages into what is told of them, all looked at in one layer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import chdir
from datetime import date
from pathlib import Path

from generator.doors.checking import check_layer
from generator.problems.problem import GeneratorError, Problem
from tests.support.command import DAY, EDITIONS

MINIMAL = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")


def told_of_layer(folder: Path, files: Mapping[str, str], adds: str = "") -> list[Problem]:
    """Return what is told of a layer `skole` in `folder`: the least possible profile with more lines, and files.

    Places are seen from `folder`. Of what the profile itself lacks, such as an address, nothing is returned.
    """
    layer = folder / "skole"
    for name, text in {"school.yml": f"{MINIMAL}{adds}", **files}.items():
        (layer / name).parent.mkdir(parents=True, exist_ok=True)
        (layer / name).write_text(text, encoding="utf-8")
    with chdir(folder):
        try:
            told = check_layer(Path("skole"), date.fromisoformat(DAY))
        except GeneratorError as error:
            told = [*error.problems]
    lines_before = MINIMAL.count("\n")
    return [each for each in told if each.place.file != "skole/school.yml" or (each.place.line or 0) > lines_before]


def told_of_texts(folder: Path, texts: Iterable[str]) -> dict[str, list[Problem]]:
    """Return what is told of each text in a page of its own, as it stands there."""
    names = {text: f"docs/side-{number:02}.md" for number, text in enumerate(texts)}
    told = told_of_layer(folder, {name: text for text, name in names.items()})
    return {text: [each for each in told if each.place.file == f"skole/{name}"] for text, name in names.items()}
