"""Turn the example school into a layer of its own, with some of its choices changed."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.documents.job import Job
from generator.documents.jobs import job_of
from generator.edition.edition import Edition
from generator.edition.load import load_edition
from generator.pages.maker import PageMaker
from tests.support.command import REPOSITORY

EXAMPLE = REPOSITORY / "schools" / "eksempel"


def changed_example(folder: Path, day: str, **changes: Any) -> Edition:
    """Return the edition, as of `day`, of a copy in `folder` of the example school with other values for some keys.

    A key that is changed to None is left out.
    """
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    profile = yaml.safe_load((EXAMPLE / "school.yml").read_text(encoding="utf-8")) | changes
    kept = {key: value for key, value in profile.items() if value is not None}
    (folder / "school.yml").write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
    return load_edition(folder, date.fromisoformat(day))


def jobs_of(edition: Edition, stems: Collection[str]) -> dict[str, Job]:
    """Return the jobs of some of an edition's PDFs, by their names without ending; no other document is rendered."""
    maker = PageMaker(edition)
    prints = [(document, item) for document in edition.documents for item in document.prints if item.stem in stems]
    return {item.stem: job_of(edition, maker, document, item) for document, item in prints}


def event(kind: str, day: str, **changes: str | None) -> dict[str, str]:
    """Return an event as a profile holds it; a key that is changed to None is left out."""
    values = {"kind": kind, "title": "Mød hinanden", "date": day, "start": "17:00", "end": "20:00", "place": "Hal 2"}
    return {key: value for key, value in (values | changes).items() if value is not None}
