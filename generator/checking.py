"""Turn a layer into the list of everything that is wrong with it, or missing, without building it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.edition import collect_problems, load_edition
from generator.pages import PageMaker
from generator.printing import jobs
from generator.problems import GeneratorError, Problem
from generator.profile import warnings_for
from generator.site import build_site


def check_layer(layer: Path, today: date) -> list[Problem]:
    """Return the warnings about a layer: what its edition will do without.

    Raises GeneratorError with every error. `today` decides what is out of date.
    """
    edition = load_edition(layer, today)
    maker = PageMaker(edition)
    problems = collect_problems(lambda: maker.pages("site"), lambda: jobs(edition, maker))
    if problems:
        raise GeneratorError(problems)
    # Only the site engine knows whether every link leads somewhere.
    with TemporaryDirectory() as folder:
        build_site(edition, Path(folder))
    return warnings_for(edition.profile, today)
