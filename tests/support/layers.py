"""Turn the example school into a layer of its own, with some of its choices changed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.edition.edition import Edition
from generator.edition.load import load_edition
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


def event(kind: str, day: str, **changes: str | None) -> dict[str, str]:
    """Return an event as a profile holds it; a key that is changed to None is left out."""
    values = {"kind": kind, "title": "Mød hinanden", "date": day, "start": "17:00", "end": "20:00", "place": "Hal 2"}
    return {key: value for key, value in (values | changes).items() if value is not None}
