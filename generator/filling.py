"""Turn a layer into its edition with every page and document filled in, or into everything that is wrong with it.

The one way to all that is published, for `check`, `build` and the site engine alike. What is wrong in one place does
not hide what is wrong in another: each part is looked at as far as it can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.checks.meant_otherwise import misread
from generator.documents.job import Job
from generator.documents.jobs import jobs
from generator.edition.edition import NOT_MADE, Edition
from generator.edition.load import read_edition
from generator.pages.check import heading_warnings, page_problems
from generator.pages.maker import Page, PageMaker
from generator.pages.sheets import sheet_pages
from generator.problems.limits import limited
from generator.problems.problem import GeneratorError, Problem, Problems, each_once
from generator.templates.engine import template_places


@dataclass(frozen=True)
class Filled:
    """An edition with its finished pages and the jobs of its PDFs."""

    edition: Edition
    maker: PageMaker
    pages: list[Page]
    jobs: list[Job]
    warnings: list[Problem]
    """What was taken otherwise than it may have been meant: the edition is complete, but somebody should look."""


def filled_in(layer: Path, today: date) -> Filled:
    """Return the edition of a layer, filled in; raises GeneratorError with every problem, in reading order."""
    with limited(lambda error: next(iter(template_places(error)), None)):
        problems = Problems()
        edition = read_edition(layer, today, problems)
        problems += edition.layers.strays()
        maker = PageMaker(edition)
        # A layer may have a page of its own in the place of a sheet's.
        own = {head.src_uri for head in maker.heads}
        sheets = [page for page in sheet_pages(edition, problems) if page.src_uri not in own]
        pages = [*maker.pages("site", problems), *sheets]
        problems += page_problems(maker, pages, "site")
        problems += page_problems(maker, maker.pages("book", problems), "book")
        made = jobs(edition, maker, problems)
        warnings = [*misread(edition.templates), *heading_warnings(maker, pages)]
    if problems:
        raise GeneratorError(each_once(_without_echoes(problems) if edition.problems else problems))
    return Filled(edition, maker, pages, made, warnings)


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """Return the problems without those that only say that a document is missing which has a mistake itself."""
    return [problem for problem in problems if problem.advice.code != NOT_MADE]
