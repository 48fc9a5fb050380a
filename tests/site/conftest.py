"""Turn the example school's edition into a site as it is read: on a server, and on disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.browser import serving


@pytest.fixture(scope="session")
def served(edition: Path) -> Iterator[str]:
    """The site's address on a server, which stays until all are done."""
    with serving(edition) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def root(request: pytest.FixtureRequest, edition: Path, served: str) -> str:
    """The site's address on a server, and on disk."""
    return served if request.param == "http" else edition.resolve().as_uri() + "/"
