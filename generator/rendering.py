"""Turn a layer into its edition with every page and document rendered, or into everything that is wrong with it.

The one way to all that is published, for `check`, `build` and the site engine alike. What is wrong in one place does
not hide what is wrong in another: each part is looked at as far as it can be.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from generator.checks.meant_otherwise import meant_otherwise
from generator.checks.misread import misread
from generator.documents.job import Job
from generator.documents.jobs import rendered_jobs, with_parts
from generator.edition.edition import NOT_MADE, Edition
from generator.edition.load import read_edition
from generator.pages.addresses import address_problems
from generator.pages.check import heading_warnings, page_problems
from generator.pages.maker import Page, PageMaker
from generator.pages.sheets import sheet_pages
from generator.problems.limits import excess_explained
from generator.problems.problem import Problem, Problems, each_once
from generator.templates.mistakes import template_places


@dataclass(frozen=True)
class Rendered:
    """An edition with its finished pages and the jobs of its PDFs."""

    edition: Edition
    maker: PageMaker
    pages: list[Page]
    rendered_jobs: list[Job]
    warnings: list[Problem]
    """What was taken otherwise than it may have been meant: the edition is complete, but somebody should look."""

    @cached_property
    def jobs(self) -> list[Job]:
        """The jobs as the PDFs are made from them."""
        return with_parts(self.rendered_jobs)


def render_edition(layer: Path, today: date) -> Rendered:
    """Return the edition of a layer, rendered; raises GeneratorError with every problem, in reading order."""
    return _rendered(layer, today, with_jobs=True)


def render_pages(layer: Path, today: date) -> Rendered:
    """Return the edition of a layer with the pages of its site alone, in half the time: no jobs, and nobody is warned.

    Raises GeneratorError with every problem of these pages.
    """
    return _rendered(layer, today, with_jobs=False)


def _rendered(layer: Path, today: date, *, with_jobs: bool) -> Rendered:
    with excess_explained(lambda error: next(iter(template_places(error)), None)):
        problems = Problems()
        edition = read_edition(layer, today, problems)
        problems += edition.layers.strays()
        maker = PageMaker(edition)
        problems += address_problems(maker)
        pages = [*maker.pages("site", problems), *sheet_pages(maker.edition, problems)]
        problems += page_problems(maker, pages, "site")
        found_jobs: list[Job] = []
        warnings: list[Problem] = []
        if with_jobs:
            problems += page_problems(maker, maker.pages("book", problems), "book")
            with problems.going_on():
                found_jobs = rendered_jobs(edition, maker)
            warnings = [*meant_otherwise(edition.templates), *heading_warnings(maker, pages), *misread(maker, pages)]
    if edition.problems:
        # That a document is missing says nothing new where it has a mistake itself.
        problems = Problems(problem for problem in problems if problem.advice.code != NOT_MADE)
    Problems(each_once(problems)).raise_if_any()
    return Rendered(edition, maker, pages, found_jobs, warnings)
