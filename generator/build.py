"""Turn a layer into its published edition: PDFs beside the site, then checks, then one move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from generator.checks.news import news
from generator.filling import Filled, filled_in
from generator.pdf.signs import signs_placed
from generator.pdf.store import Store, store_for
from generator.pdf.workers import Production
from generator.problems.problem import Advice, GeneratorError, Problem, Sentence, shown_path
from generator.problems.report import as_text
from generator.profile.load import profile_text
from generator.publishing import publishing
from generator.site.engine import build_site
from generator.site.finishing import finish_site, lay_in

Tell = Callable[[str], None]


def build(layer: Path, out: Path, today: date, tell: Tell, taken: dict[str, Path] | None = None) -> Path:
    """Build the edition of `layer` and return its folder, `out`/<slug>.

    `today` decides which events are past; `tell` gets one line for each step. `taken` holds the layers that were built
    in the same run, by their slugs; this one is added. Raises GeneratorError with every problem; what was published
    before stays as it is.
    """
    filled = filled_in(layer, today)
    _take_slug(layer, filled.edition.profile.slug, {} if taken is None else taken)
    for warning in [*filled.warnings, *news(filled.edition)]:
        tell(as_text(warning))
    target = out / filled.edition.profile.slug
    store = store_for(layer, out / ".cache")
    with publishing(target) as folder:
        produce(filled, folder, store, tell)
    store.forget_old()
    return target


def _take_slug(layer: Path, slug: str, taken: dict[str, Path]) -> None:
    first = taken.setdefault(slug, layer)
    if first.resolve() != layer.resolve():
        text = profile_text(layer)
        place = text.place(("slug",) if "slug" in text.data else ("name",))
        found = Sentence(
            "'{slug}' is where the edition of {first} was built just now", slug=slug, first=shown_path(first)
        )
        raise GeneratorError(
            [
                Problem(
                    place,
                    Advice("unnamed", found, Sentence("Write a slug of its own, such as slug: {slug}-2.", slug=slug)),
                )
            ]
        )


def produce(filled: Filled, folder: Path, store: Store, tell: Tell) -> None:
    """Make everything of an edition in `folder`."""
    production = Production(filled.jobs, store, tell)
    try:
        build_site(filled, folder)
        with signs_placed(filled.edition.layers):
            products = production.products()
    finally:
        production.stop()
    lay_in(folder, filled.edition, products)
    finish_site(folder, products, secured=True)
