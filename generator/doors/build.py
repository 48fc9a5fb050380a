"""Turn a layer into its published edition: PDFs beside the site, then checks, then one move."""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from generator.checks.news import news
from generator.doors.built import EACH_CORE, Built, Makers
from generator.doors.checking import all_warnings
from generator.pdf.cluster import ClusterProduction
from generator.pdf.signs import signs_placed
from generator.pdf.store import Store, store_for
from generator.pdf.workers import Production, get_ready
from generator.problems.language import language
from generator.problems.limits import WHOLE_LAYER
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence, shown_path
from generator.problems.report import as_text, in_each_language
from generator.problems.system import system_errors_told
from generator.profile.load import profile_text
from generator.profile.warn import same_until
from generator.publishing.publish import publishing
from generator.publishing.stamp import Stamp, inputs_of, write_stamp
from generator.rendering import Rendered, render_edition
from generator.shared import FOLDERS
from generator.site.engine import build_site
from generator.site.finishing import finish_site
from generator.supervision.supervisor import Tell


def build(
    layer: Path, out: Path, today: date, layers_by_slug: Mapping[str, Path], tell: Tell, makers: Makers = EACH_CORE
) -> Built:
    """Build the edition of `layer` into the folder `out`/<slug>, and return what was made.

    `today` decides which events are past; `tell` gets one line for each step. `layers_by_slug` holds the layers that
    are built in the same run. Raises GeneratorError with every problem; what was published before stays as it is.
    """
    with system_errors_told(out):
        if not makers.cluster:
            get_ready(makers.here)
        store, inputs = store_for(out / ".cache"), inputs_of(layer, out)
        rendered = render_edition(layer, today)
        profile = rendered.edition.profile
        _refuse_second_use(profile.slug, layer, layers_by_slug.get(profile.slug, layer))
        warnings = in_each_language(all_warnings(rendered, layer, today))
        for warning in warnings[language()]:
            tell(warning)
        target = out / profile.slug
        refuse_among_sources(target, layer)
        # The trade, too: a school may have a guide for each, and a copied profile has the same name.
        names = (rendered.edition.trade.education.definite, profile.name)
        with publishing(target, f"{profile.name}, {profile.trade}", tell, names) as folder:
            new = produce(rendered, folder, store, tell, makers)
        built = Built(target, len(rendered.pages), len(rendered.jobs), new, len(warnings[language()]))
        store.forget_old()
        if not_kept := store.warning():
            tell(as_text(not_kept))
        stamp = Stamp(inputs or "", today, same_until(profile, today), built.pages, built.pdfs, warnings)
        # It is published; this only saves time.
        with suppress(OSError, GeneratorError):
            # What was saved meanwhile is not in it.
            if store.folder and inputs and inputs == inputs_of(layer, out):
                write_stamp(store.folder, layer, target, stamp)
        return built


def refuse_among_sources(target: Path, layer: Path) -> None:
    """Raise GeneratorError if an edition would lie among the texts that it is made from."""
    # Not resolved by pathlib, for which a link to itself is an error of another kind.
    place, own = (Path(os.path.realpath(path)) for path in (target, layer))
    if any(place.is_relative_to(own / folder) for folder in FOLDERS):
        found = "an edition that is built here lies among the texts that it is made from"
        advice = Advice("output-among-sources", found, "Build elsewhere with --out, such as beside the layer.")
        raise GeneratorError([advice.at(Place(shown_path(target)))])


def _refuse_second_use(slug: str, layer: Path, first: Path) -> None:
    """Raise GeneratorError if the first layer with this slug is another one."""
    if first.resolve() != layer.resolve():
        template = "'{slug}' is where the edition of {first} goes"
        found = Sentence(template, slug=slug, first=shown_path(first))
        way_out = Sentence("Write a slug of its own, such as slug: {slug}-2.", slug=slug)
        text = profile_text(layer)
        path = ("slug",) if "slug" in text.data else ("name",)
        raise GeneratorError([text.problem(path, Advice("slug-taken", found, way_out, about=slug))])


@system_errors_told(Path(WHOLE_LAYER))
def build_into(layer: Path, folder: Path, store: Path, today: date, *, secured: bool, tell: Tell) -> list[Problem]:
    """Build the edition of `layer` into `folder`, finished PDFs kept in the folder `store`; return its news."""
    rendered = render_edition(layer, today)
    produce(rendered, folder, store_for(store), tell, secured=secured)
    return [*rendered.warnings, *news(rendered.edition)]


def produce(
    rendered: Rendered, folder: Path, store: Store, tell: Tell, makers: Makers = EACH_CORE, *, secured: bool = True
) -> int:
    """Make everything of an edition in `folder`, and return how many PDFs had to be made.

    If `secured`, each page gets a Content-Security-Policy.
    """
    jobs = rendered.jobs
    if makers.cluster:
        production: Production | ClusterProduction = ClusterProduction(jobs, store, tell, makers.cluster)
    else:
        production = Production(jobs, store, tell, makers.here)
    try:
        build_site(rendered, folder)
        with signs_placed(rendered.edition.layers):
            products = production.products()
    finally:
        production.stop()
    finish_site(folder, rendered.edition, products, secured=secured)
    return production.new
