"""Turn a published edition into one file to hand on: a zip of what is the edition's own, beside its folder.

What others keep in the folder (a repository, sheets that came back) is not handed on. The same edition is the same
bytes: names are sorted, and no file has a time of its own.
"""

import os
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from generator.edition.web_root import MANIFEST
from generator.layer.layers import can_be_read
from generator.layer.writing import refuse_link_of_a_layer, write_whole
from generator.problems.problem import Advice, GeneratorError, Place, shown_path
from generator.problems.system import system_errors_told
from generator.publishing.manifest import read_manifest

# The first time that a zip can hold; some programs refuse one that says none.
_TIME = (1980, 1, 1, 0, 0, 0)
# A plain file that everybody may read, as Unix has it; otherwise what is unpacked there may be nobody's to open.
_UNIX, _READABLE = 3, 0o100644 << 16
_FOREIGN = Advice(
    "not-an-edition",
    "this file was not made here, and the edition as a zip would take its place",
    "Move it away, or build elsewhere with --out.",
)


def write_zip(folder: Path) -> Path:
    """Write the edition that stands in `folder` as the zip of the same name beside it, and return that.

    All of it lies in one folder in the zip, which works from disk once it is unpacked. Raises GeneratorError if
    something else is called so, or if the zip cannot be written; then the one before stays.
    """
    target = folder.with_name(f"{folder.name}.zip")
    with system_errors_told(target):
        refuse_link_of_a_layer(target)
        if os.path.lexists(target) and not _is_ours(target, folder.name):
            raise GeneratorError([_FOREIGN.at(Place(shown_path(target)))])
        write_whole(target, _zipped(folder))
    return target


def _is_ours(path: Path, name: str) -> bool:
    if not can_be_read(path):
        return False
    try:
        with ZipFile(path) as file:
            return f"{name}/{MANIFEST}" in file.namelist()
    except BadZipFile:
        return False


def _zipped(folder: Path) -> bytes:
    manifest = read_manifest(folder)
    assert manifest, "it has just been published"
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as file:
        for name in sorted([*manifest.files, MANIFEST]):
            entry = ZipInfo(f"{folder.name}/{name}", _TIME)
            entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _READABLE, ZIP_DEFLATED
            file.writestr(entry, (folder / name).read_bytes())
    return content.getvalue()
