"""Turn an edition that was built into its report, once veraPDF has been asked about its PDFs.

Java asks for more memory than a supervised process may have, so the PDFs, which are ours, are checked in this one. It
imports nothing that makes an edition.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from generator.doors.built import Built
from generator.pdf.verapdf import NotAtHandError, checker

_FOR_THE_PRESS = "-tryk"


def write_report(layer: Path, built: Built, out: Path | None, today: date, supervised: Callable[..., Any]) -> Path:
    """Write the report on an edition into `out`/<slug>-rapport, or beside it without an `out`, and return its page.

    `supervised` has a function done in a process of its own. Raises GeneratorError if a foreign page stands there.
    """
    root = built.folder
    folder = (out or root.parent) / f"{root.name}-rapport"
    page: Path = supervised("generator.doors.reporting.write_report", layer, root, folder, today, proof_of(root))
    return page


def proof_of(root: Path) -> Mapping[str, Mapping[str, list[str]]] | str:
    """Return what veraPDF says of the PDFs of a published edition; why it was not asked if it is not at hand."""
    paths = [path for path in sorted((root / "pdf").glob("*.pdf")) if not path.stem.endswith(_FOR_THE_PRESS)]
    try:
        with checker() as verapdf:
            return {path.stem: found for path, found in verapdf.failures(paths).items()}
    except NotAtHandError as error:
        return str(error)
