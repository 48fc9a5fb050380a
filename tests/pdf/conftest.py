"""Turn the browser of a worker into a viewer of PDFs."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.viewers import PdfJs, pdf_js


@pytest.fixture(scope="module")
def firefox(started: Browser) -> Iterator[PdfJs]:
    """Firefox's viewer, opened once for all tests of a module."""
    with pdf_js(started) as viewer:
        yield viewer
