"""What several tests of the sheets ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Visit
from tests.support.sheets import sheet_of
from tests.support.web_sheets import opened


@pytest.fixture
def phone(edition: Path, browser: Browser) -> Iterator[Visit]:
    """The sheet of the first talk on a phone."""
    visit = opened(browser, edition, sheet_of("foerste-samtale"))
    yield visit
    visit.page.context.close()


@pytest.fixture(scope="module")
def left_open(edition: Path, started: Browser) -> Iterator[Visit]:
    """The sheet of the first talk on a phone, for those who only look, or leave nothing behind that others see."""
    visit = opened(started, edition, sheet_of("foerste-samtale"))
    yield visit
    visit.page.context.close()
