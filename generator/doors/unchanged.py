"""Turn a layer that is to be built into the edition that stands there, if a build would make just the same.

Nothing that makes an edition is imported here: this is asked before each build.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.doors.built import Built
from generator.pdf.store import store_for
from generator.problems.language import language
from generator.publishing.stamp import inputs_of, still_published
from generator.supervision.supervisor import Tell


def unchanged(layer: Path, out: Path, today: date, layers_by_slug: Mapping[str, Path], tell: Tell) -> Built | None:
    """Return the published edition of `layer` if nothing has changed that it depends on, or None.

    `tell` gets again what was told when it was built. `layers_by_slug` holds those that are built in this run.
    """
    stamps = store_for(out / ".cache").folder
    inputs = inputs_of(layer, out) if stamps else None
    found = still_published(stamps, layer, out, inputs, today) if stamps and inputs else None
    if found is None or layers_by_slug.get(found[0].name, layer) != layer:
        return None
    folder, stamp = found
    told = stamp.told[language()]
    for line in told:
        tell(line)
    return Built(folder, stamp.pages, stamp.pdfs, 0, len(told))
