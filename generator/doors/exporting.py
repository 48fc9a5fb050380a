"""Turn a layer into a project of finished Markdown that other site engines build: published as an edition is."""

import os
from datetime import date
from pathlib import Path

from generator.doors.build import refuse_among_sources
from generator.doors.checking import all_warnings
from generator.pdf.signs import signs_placed
from generator.pdf.store import store_for
from generator.pdf.workers import Production
from generator.problems.problem import Advice, GeneratorError, Place, shown_path
from generator.problems.report import as_text
from generator.problems.system import system_errors_told
from generator.publishing.publish import publishing
from generator.rendering import render_edition
from generator.site.project import write_project
from generator.supervision.supervisor import Tell

# Behind the name of its edition: neither takes the other's place.
_WHAT = "export"
_OWN_FOLDER = Advice(
    "no-folder-of-its-own",
    "an export takes the place of a whole folder, and you are in this one",
    "Name a new folder with --out, such as --out guide.",
)


def export(layer: Path, out: Path, store: Path, today: date, tell: Tell) -> Path:
    """Write the edition of `layer` as a project into the folder `out`, and return it; PDFs are kept in `store`.

    `today` decides which events are past; `tell` gets one line for each step. Raises GeneratorError with every problem;
    what stood in the folder before stays as it is.
    """
    with system_errors_told(out):
        # What stands here now would be gone under the feet of whoever is in it.
        if Path(os.path.realpath(Path.cwd())).is_relative_to(os.path.realpath(out)):
            raise GeneratorError([_OWN_FOLDER.at(Place(shown_path(out)))])
        rendered = render_edition(layer, today)
        profile = rendered.edition.profile
        for warning in all_warnings(rendered, layer, today):
            tell(as_text(warning))
        refuse_among_sources(out, layer)
        kept = store_for(store)
        with publishing(out, f"{profile.name}, {profile.trade}, {_WHAT}", tell) as folder:
            production = Production(rendered.jobs, kept, tell)
            try:
                with signs_placed(rendered.edition.layers):
                    products = production.products()
            finally:
                production.stop()
            write_project(rendered, products, folder)
        if not_kept := kept.warning():
            tell(as_text(not_kept))
        return out
