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
from generator.documents.jobs import possible_jobs
from generator.edition.edition import NOT_MADE, Edition, read_edition
from generator.pages.check import heading_warnings, html_problems
from generator.pages.maker import Page, PageMaker
from generator.pages.sheets import possible_sheet_pages
from generator.problems.limits import limited
from generator.problems.problem import GeneratorError, Problem, each_once
from generator.templates.mistakes import template_places


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
        edition, problems = read_edition(layer, today)
        if edition is None:
            raise GeneratorError(problems)
        problems += edition.layers.strays()
        maker = PageMaker(edition)
        pages, page_problems = maker.possible_pages("site")
        problems += [*page_problems, *html_problems(edition, maker, pages, "site")]
        # A layer may have a page of its own in the place of a sheet's.
        own = {page.src_uri for page in pages}
        sheets, page_problems = possible_sheet_pages(edition)
        problems += page_problems
        pages += [page for page in sheets if page.src_uri not in own]
        book_pages, page_problems = maker.possible_pages("book")
        problems += [*page_problems, *html_problems(edition, maker, book_pages, "book")]
        jobs, job_problems = possible_jobs(edition, maker)
        problems += job_problems
        warnings = [*misread(edition.templates), *heading_warnings(maker, pages)]
    if problems:
        raise GeneratorError(each_once(_without_echoes(problems) if edition.problems else problems))
    return Filled(edition, maker, pages, jobs, warnings)


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """Return the problems without those that only say that a document is missing which has a mistake itself."""
    return [problem for problem in problems if NOT_MADE not in problem.advice.found]
