"""Turn an empty folder into a layer to begin with: an explained profile, its reference page and schema, a logo."""

from contextlib import suppress
from pathlib import Path

from generator.layer.writing import write_whole
from generator.problems.problem import Advice, GeneratorError, Place, Problems, Sentence, shown_path
from generator.shared import PACKAGE

STARTER_LOGO = PACKAGE / "starter" / "logo.svg"
SOURCES = ("starter/school.yml", "starter/logo.svg", "starter/PROFIL.md", "starter/LAEG-UD.md", "profile.schema.json")


def write_starter(folder: Path) -> list[Path]:
    """Write the starter's files into `folder`, which is made if need be, and return them.

    Raises GeneratorError, and writes nothing, if one of them is already there.
    """
    targets = [folder / Path(source).name for source in SOURCES]
    there = [target for target in targets if target.exists() or target.is_symlink()]
    way_out = "Choose another folder, or take the file away first."
    advice = Advice("already-there", "this file is already there, and is not overwritten", way_out)
    Problems(advice.at(Place(shown_path(target))) for target in there).raise_if_any()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source, target in zip(SOURCES, targets, strict=True):
            write_whole(target, (PACKAGE / source).read_bytes())
    except OSError as error:
        # Half a starter would be in the way of a whole one.
        for target in targets:
            with suppress(OSError):
                target.unlink()
        place = Place(shown_path(Path(error.filename or folder)))
        reason = Sentence("{reason}.", reason=error.strerror)
        advice = Advice("cannot-write", "this folder or file cannot be written", reason)
        raise GeneratorError([advice.at(place)]) from error
    return targets
