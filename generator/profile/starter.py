"""Turn an empty folder into a layer to begin with: an explained profile, its pages to look things up in, a logo."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.layer.layers import PROFILE
from generator.layer.writing import write_whole
from generator.problems.problem import Advice, GeneratorError, Place, Problems, Sentence, shown_path
from generator.profile.repository import repository_files
from generator.shared import PACKAGE, SHARED

STARTER_LOGO = PACKAGE / "starter" / "logo.svg"
SOURCES = ("starter/school.yml", "starter/logo.svg", "starter/PROFIL.md", "starter/LAEG-UD.md", "profile.schema.json")
FORM = "profil.html"
EXAMPLE = SHARED / "schools" / "eksempel"
# The example's first line names the schema where it stands in a checkout.
_SCHEMA = (b"../../generator/profile.schema.json", b"profile.schema.json")


def write_starter(folder: Path, form: str = "", *, example: bool = False) -> list[Path]:
    """Write the starter's files into `folder`, which is made if need be, and return them.

    `form` is the page on which the profile is filled in. With `example` the profile and the logo are those of the
    made-up school that has everything switched on. Raises GeneratorError, and writes nothing, if one of them is
    already there.
    """
    return _written(folder, _layer_files(example=example) | _form_file(form))


def write_repository(folder: Path, form: str, *, tool: str, example: bool = False) -> list[Path]:
    """Do the same with what a repository needs to publish by itself, see `repository_files`.

    Where there are layers already, in the folder or each in one of its own, they stay as they are.
    """
    has_layers = any(folder.glob(PROFILE)) or any(folder.glob(f"*/{PROFILE}"))
    layer_files = {} if has_layers else _layer_files(example=example)
    return _written(folder, repository_files(tool) | layer_files | _form_file(form))


def _form_file(form: str) -> dict[str, bytes]:
    return {FORM: form.encode()} if form else {}


def _layer_files(*, example: bool) -> dict[str, bytes]:
    files = {Path(source).name: (PACKAGE / source).read_bytes() for source in SOURCES}
    if example:
        files |= {name: (EXAMPLE / name).read_bytes().replace(*_SCHEMA) for name in (PROFILE, "logo.svg")}
    return files


def _written(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write new files by their paths below a folder: all of them, or none."""
    targets = [folder / name for name in files]
    there = [target for target in targets if target.exists() or target.is_symlink()]
    way_out = "Choose another folder, or take the file away first."
    advice = Advice("already-there", "this file is already there, and is not overwritten", way_out)
    Problems(advice.at(Place(shown_path(target))) for target in there).raise_if_any()
    try:
        for target, content in zip(targets, files.values(), strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, content)
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
