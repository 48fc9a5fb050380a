"""Turn a layer into its built edition, one for all workers of a run of the tests."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator.documents.job import Job, Product
from generator.pdf.chapters import chapters
from generator.pdf.store import Store
from generator.pdf.workers import Production
from tests.support.command import REPOSITORY, build

Wanted = Callable[[str], bool]
# The book and the pile of all sheets flow from page to page.
_HANDOUTS = tuple(
    {path.parent.name for path in (REPOSITORY / "forms").glob("*/handout.yml")} - {"guide", "alle-ark-papir"}
)
_SHEETS = {path.parent.name for path in (REPOSITORY / "forms").glob("*/sheet.yml")}
# What is made of an edition of which nobody looks at the rest, by its layer's name. A sheet that is filled in on the
# screen says what its page on the site and its print on paper say.
OF_SOME: dict[str, Wanted] = {"alt-fra": lambda stem: stem not in _SHEETS}


def is_handout(stem: str) -> bool:
    """Return whether a PDF is one whose texts must fit where they stand: neither the book nor a sheet."""
    return stem.startswith(_HANDOUTS)


def place(folder: Path, layer: Path) -> Path:
    """Return where below `folder` the edition of `layer` is built, with its finished PDFs in `.cache`."""
    return folder / f"edition of {layer.name}"


class Editions:
    """The editions of a run. `folder` belongs to all of its workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, layer: Path, only: Wanted | None = None) -> Path:
        """Return the web root of the edition of `layer`, built once; with `only` some of its PDFs are stand-ins."""
        only = only or OF_SOME.get(layer.name)
        out = place(self.folder, layer)
        with out.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            roots = [path for path in out.glob("[!.]*") if path.is_dir()]
            if roots:
                return roots[0]
            return build_some(layer, out, only) if only else build(layer, out)

    def store(self, layer: Path, target: Path) -> Path:
        """Give `target` the finished PDFs of the edition of `layer`, so that nobody makes the same ones again."""
        finished = self(layer).parent / ".cache"
        # Each entry's own description comes last, as whoever finds it takes the entry for whole.
        for path in sorted(finished.iterdir(), key=lambda path: path.suffix == ".json"):
            if not (target / path.name).exists():
                target.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, target)
        return target


def build_some(layer: Path, out: Path, wanted: Wanted) -> Path:
    """Build an edition in which only some PDFs are made, named without their ending; see `some_made`."""
    with some_made(wanted):
        return build(layer, out)


@contextmanager
def some_made(wanted: Wanted) -> Iterator[None]:
    """Have builds inside make only some PDFs, named without their ending; the others are an empty page.

    Everything else is as in every build: each text is filled in and checked, and the site is whole. Only how close the
    chapters of a book are set is not tried.
    """

    def some(jobs: Sequence[Job], store: Store, *more: Any) -> Production:
        return Production(jobs, _WithStandIns(store, jobs, wanted), *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.doors.build.Production", some)
        yield


class _WithStandIns(Store):
    """A store that has, besides what is kept in another one, something in the place of all that is not wanted."""

    def __init__(self, store: Store, jobs: Sequence[Job], wanted: Wanted) -> None:
        super().__init__(store.folder)
        self._stand_ins = {job.key: STAND_IN for job in jobs if not wanted(job.stem)}
        trials = [trial for job in jobs if wanted(job.stem) for trial in chapters(job).values()]
        self._stand_ins |= {trial.key: Product(pdf=b"", picture=b"", pages=0) for trial in trials}

    def get(self, key: str) -> Product | None:
        return self._stand_ins.get(key) or super().get(key)


def _empty_page() -> bytes:
    """Return a PDF with a page and a structure, so that it can be a part of another one."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page().obj
        page.TrimBox = page.BleedBox = page.MediaBox
        page.Contents, page.Resources, page.StructParents = pdf.make_stream(b""), pikepdf.Dictionary(), 0
        whole = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, K=[]))
        elements = pikepdf.Dictionary(Nums=[0, pikepdf.Array()])
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=[whole], ParentTree=elements)
        )
        pdf.save(out)
    return out.getvalue()


STAND_IN = Product(pdf=_empty_page(), picture=b"", pages=1)
