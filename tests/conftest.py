"""Turn the example school into one built edition that all tests of the finished product look at."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.command import REPOSITORY, built_once

# How long it takes to make up or try an example says something of the machine, nothing of the program.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The web root of the example school's edition, built from nothing once for all workers of a test run."""
    return built_once(REPOSITORY / "schools" / "eksempel", tmp_path_factory)
