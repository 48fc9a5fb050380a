"""What several tests of the doors ask for."""

from __future__ import annotations

from datetime import date

import pytest

from generator.rendering import Rendered, render_edition
from tests.support.command import DAY, EDITIONS, EPOCH


@pytest.fixture(scope="session")
def rendered() -> Rendered:
    """The edition of the smallest layer, before anything is made of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return render_edition(EDITIONS / "minimal", date.fromisoformat(DAY))


@pytest.fixture
def rendered_already(rendered: Rendered, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let that edition be there already, where a test only asks whether it may be published in some place."""
    for door in ("build", "exporting"):
        monkeypatch.setattr(f"generator.doors.{door}.render_edition", lambda *_: rendered)
        monkeypatch.setattr(f"generator.doors.{door}.all_warnings", lambda *_: [])
