"""Turn the id of one of the example school's sheets into its finished PDF, rendered from its job without an edition."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator.documents.job import Job
from generator.documents.jobs import job_of
from generator.edition.document import PrintKind
from generator.edition.edition import Edition
from generator.edition.load import load_edition
from generator.pages.maker import PageMaker
from generator.pdf.render import render
from generator.pdf.store import Store
from tests.support.command import DAY, EPOCH
from tests.support.sheets import EXAMPLE


@cache
def _edition() -> Edition:
    """Return the example school's edition as the commands of tests have it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return load_edition(EXAMPLE, date.fromisoformat(DAY))


def job_of_sheet(key: str, kind: PrintKind = "screen") -> Job:
    """Return the job of a print of a sheet, of the one that is filled in on the screen if none is named."""
    edition = _edition()
    return job_of_print(edition, next(each.stem for each in edition.document(key).prints if each.kind == kind))


def job_of_print(edition: Edition, stem: str) -> Job:
    """Return the job of one print by its name; to get the jobs of all of them takes a second."""
    prints = ((document, item) for document in edition.documents for item in document.prints)
    document, item = next((document, item) for document, item in prints if item.stem == stem)
    return job_of(edition, PageMaker(edition), document, item)


class Finished:
    """The finished sheets of a run of tests, each made once and kept in the folder `store`."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self._known: dict[tuple[str, PrintKind], bytes] = {}

    def __call__(self, key: str, kind: PrintKind = "screen") -> bytes:
        """Return the finished PDF of a sheet."""
        if (key, kind) not in self._known:
            job, store = job_of_sheet(key, kind), Store(self.store)
            product = store.get(job.key)
            if product is None:
                product = render(job)
                store.put(job.key, product)
            self._known[key, kind] = product.pdf
        return self._known[key, kind]
