"""Turn a layer into its built edition, one for all workers of a run of the tests."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from generator.documents.job import Product
from generator.pdf.store import Store
from generator.rendering import render_edition
from tests.support.command import DAY, EPOCH, REPOSITORY, build

Wanted = Callable[[str], bool]
# The book and the pile of all sheets flow from page to page.
_HANDOUTS = tuple(
    {path.parent.name for path in (REPOSITORY / "forms").glob("*/handout.yml")} - {"guide", "alle-ark-papir"}
)


def is_handout(stem: str) -> bool:
    """Return whether a PDF is one whose texts must fit where they stand: neither the book nor a sheet."""
    return stem.startswith(_HANDOUTS)


class Editions:
    """The editions of a run. `folder` belongs to all of its workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, layer: Path, only: Wanted | None = None, **environment: str) -> Path:
        """Return the web root of the edition of `layer`, built once; with `only` some of its PDFs are stand-ins."""
        out = self.folder / f"edition of {layer.name}"
        with out.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            roots = [path for path in out.glob("[!.]*") if path.is_dir()]
            if roots:
                return roots[0]
            return build_some(layer, out, only) if only else build(layer, out, **environment)

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
    """Build an edition in which only some PDFs are made, named without their ending; the others are an empty page.

    Everything else is as in every build: each text is filled in and checked, and the site is whole.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        jobs = render_edition(layer, date.fromisoformat(DAY)).jobs
    store = Store(out / ".cache")
    for job in jobs:
        if not wanted(job.stem):
            store.put(job.key, STAND_IN)
    return build(layer, out)


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
