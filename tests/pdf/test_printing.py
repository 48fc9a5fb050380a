"""Every finished PDF says how it is printed: as large as it is drawn where a fold, a cut or a line depends on it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from generator.edition.document import Print
from tests.support.sheets import example_edition

PRINTS = [item for document in example_edition().documents for item in document.prints]
# Those of one page whose texts have a place on the paper: where it is cut, and a surface that ends near the edge.
WITH_PANELS = {"kontaktkort", "plakat"}


@pytest.mark.parametrize("item", PRINTS, ids=lambda item: item.stem)
def test_what_has_measures_is_printed_as_large_as_it_is(edition: Path, item: Print) -> None:
    with pikepdf.open(edition / item.href) as pdf:
        wishes = pdf.Root.ViewerPreferences
        scaled = wishes.get("/PrintScaling") != "/None"
        assert scaled == (item.kind in {"screen", "book", "page"} and item.stem not in WITH_PANELS)
        assert bool(wishes.get("/PickTrayByPDFSize")) != scaled
        assert wishes.DisplayDocTitle


@pytest.mark.parametrize("item", PRINTS, ids=lambda item: item.stem)
def test_both_sides_are_printed_where_the_layout_counts_on_it(edition: Path, item: Print) -> None:
    """A pamphlet is turned at its short edge, as the page says; a sheet at the edge with the holes."""
    with pikepdf.open(edition / item.href) as pdf:
        wide = pikepdf.Rectangle(pdf.pages[0].mediabox).width > 700
        turned = {True: "/DuplexFlipShortEdge", False: "/DuplexFlipLongEdge"}[wide]
        asked = item.kind in {"paper", "short", "bundle", "book", "fold"} and len(pdf.pages) > 1
        assert pdf.Root.ViewerPreferences.get("/Duplex") == (turned if asked else None)


def test_every_pdf_is_one_of_these(edition: Path) -> None:
    assert {path.stem for path in (edition / "pdf").glob("*.pdf")} == {item.stem for item in PRINTS}
