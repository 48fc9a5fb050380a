"""Turn the example school into one built edition that all tests of the finished product look at."""

from pathlib import Path

import pytest

from tests.support.command import REPOSITORY, built_once


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The web root of the example school's edition, built from nothing once for all workers of a test run."""
    return built_once(REPOSITORY / "schools" / "eksempel", tmp_path_factory)
