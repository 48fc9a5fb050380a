"""Turn the example school's edition into a site as it is read: on a server, and on disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.browser import serving


@pytest.fixture(params=["http", "file"])
def root(request: pytest.FixtureRequest, edition: Path) -> Iterator[str]:
    """The site's address on a server, and on disk."""
    if request.param == "file":
        yield edition.resolve().as_uri() + "/"
    else:
        with serving(edition) as address:
            yield address
