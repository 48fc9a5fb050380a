"""Turn the name of one of the example school's sheets into the sheet as it is before it is printed, and its prints."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator.edition.edition import Edition
from generator.edition.load import load_edition
from generator.sheets.model import Sheet
from tests.support.command import REPOSITORY

EXAMPLE = REPOSITORY / "schools" / "eksempel"
TALKS = ["foerste-samtale", "anden-samtale", "tredje-samtale", "praktiksamtale"]
SHEETS = [
    *TALKS,
    *("aftaleark", "tjekliste", "arbejdsgruppe", "kontaktplan", "beredskabsplan", "foer-samtalen", "samtykke"),
    *("foerste-dag", "opfoelgning", "dagsorden-opfoelgning", "handleplan", "mikromaaling", "evaluering"),
    *("aarshjul", "holdoverblik"),
]


@cache
def example_edition() -> Edition:
    """Return the example school's edition before it is built."""
    return load_edition(EXAMPLE, date(2026, 11, 2))


def sheet_of(key: str) -> Sheet:
    """Return the example school's sheet `key`."""
    return example_edition().document(key).sheet or pytest.fail(f"{key} is no sheet")


def few_with_every_answer() -> list[str]:
    """Return the ids of few sheets on which every kind of answer is asked for that any sheet asks for."""
    kinds = {key: {question.answer for question in sheet_of(key).questions()} for key in SHEETS}
    few: list[str] = []
    lacking = set().union(*kinds.values())
    while lacking:
        few.append(max(kinds, key=lambda key: len(kinds[key] & lacking)))
        lacking -= kinds[few[-1]]
    return few


def path_of(edition: Path, sheet: Sheet, ending: str = "") -> Path:
    """Return where a print of a sheet lies in a built edition; its file name ends with `ending`."""
    return edition / "pdf" / f"{sheet.id}{ending}.pdf"
