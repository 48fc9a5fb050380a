"""Turn a layer into its published edition: PDFs beside the site, then checks, then one move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.edition import Edition, load_edition
from generator.finishing import finish_site, lay_in
from generator.news import news
from generator.pages import PageMaker
from generator.pdf.store import Store
from generator.pdf.workers import Production
from generator.printing import jobs
from generator.publishing import publishing
from generator.site import build_site

Tell = Callable[[str], None]


def build(layer: Path, out: Path, today: date, tell: Tell) -> Path:
    """Build the edition of `layer` and return its folder, `out`/<slug>.

    `today` decides which events are past; `tell` gets one line for each step. Raises GeneratorError with every
    problem; what was published before stays as it is.
    """
    edition = load_edition(layer, today)
    for warning in news(edition):
        tell(str(warning))
    target = out / edition.profile.slug
    store = Store(out / ".cache")
    with publishing(target) as folder:
        produce(edition, folder, store, tell)
    store.forget_old()
    return target


def produce(edition: Edition, folder: Path, store: Store, tell: Tell) -> None:
    """Make everything of an edition in `folder`."""
    maker = PageMaker(edition)
    production = Production(jobs(edition, maker), store, tell)
    try:
        build_site(edition, folder)
        products = production.products()
    finally:
        production.stop()
    lay_in(folder, edition, products)
    finish_site(folder, products, secured=True)
