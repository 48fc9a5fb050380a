"""Turn the id of one of the example school's sheets into its finished PDF, rendered from its job without an edition."""

from __future__ import annotations

from pathlib import Path

from generator.documents.job import Job
from generator.documents.jobs import job_of
from generator.pages.maker import PageMaker
from generator.pdf.render import render
from generator.pdf.store import Store
from tests.support.sheets import example_edition


def job_of_sheet(key: str) -> Job:
    """Return the job of the print of a sheet that is filled in on the screen."""
    edition = example_edition()
    document = edition.document(key)
    return job_of(
        edition, PageMaker(edition), document, next(each for each in document.prints if each.kind == "screen")
    )


class Finished:
    """The finished sheets of a run of tests, each made once and kept in the folder `store`."""

    def __init__(self, store: Path) -> None:
        self.store = store

    def __call__(self, key: str) -> bytes:
        """Return the finished PDF of a sheet."""
        job, store = job_of_sheet(key), Store(self.store)
        product = store.get(job.key)
        if product is None:
            product = render(job)
            store.put(job.key, product)
        return product.pdf
