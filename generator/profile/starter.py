"""Turn an empty folder into a layer to begin with: an explained profile, its reference page and schema, a logo."""

from __future__ import annotations

from pathlib import Path

from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence, shown_path
from generator.shared import PACKAGE

SOURCES = (
    PACKAGE / "starter" / "school.yml",
    PACKAGE / "starter" / "logo.svg",
    PACKAGE / "starter" / "PROFIL.md",
    PACKAGE / "profile.schema.json",
)


def write_starter(folder: Path) -> list[Path]:
    """Write the starter's files into `folder`, which is made if need be, and return them.

    Raises GeneratorError, and writes nothing, if one of them is already there.
    """
    targets = [folder / source.name for source in SOURCES]
    if problems := [_already_there(target) for target in targets if target.exists() or target.is_symlink()]:
        raise GeneratorError(problems)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source, target in zip(SOURCES, targets, strict=True):
            target.write_bytes(source.read_bytes())
    except OSError as error:
        place = shown_path(Path(error.filename or folder))
        found = "this folder or file cannot be written"
        raise GeneratorError(
            [Problem(Place(place), Advice("unnamed", found, Sentence("{strerror}.", strerror=error.strerror)))]
        ) from error
    return targets


def _already_there(target: Path) -> Problem:
    return Problem(
        Place(shown_path(target)),
        Advice(
            "unnamed",
            "this file is already there, and is not overwritten",
            "Choose another folder, or take the file away first.",
        ),
    )
