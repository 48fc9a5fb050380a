"""Turn the example school into one built edition that all tests of the finished product look at."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support import counting
from tests.support.command import REPOSITORY
from tests.support.editions import Editions
from tests.support.verapdf import VeraPdf

# How long it takes to make up or try an example says something of the machine, nothing of the program.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session", autouse=True)
def of_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of a run share; in it stands which editions they have built from nothing."""
    base = tmp_path_factory.getbasetemp()
    # Each worker has its own base folder; what they share lies above it.
    folder = base.parent if base.name.startswith("popen-") else base
    counting.List.path = folder / "built from nothing"
    return folder


@pytest.fixture(scope="session")
def editions(of_all_workers: Path) -> Editions:
    """All editions that tests look at, each built once for all workers of a run."""
    return Editions(of_all_workers)


@pytest.fixture(scope="session")
def verapdf(of_all_workers: Path) -> VeraPdf:
    """The checker of PDFs, compiled once for all workers of a run."""
    return VeraPdf(of_all_workers)


@pytest.fixture(scope="session")
def edition(editions: Editions) -> Path:
    """The web root of the example school's edition."""
    return editions(REPOSITORY / "schools" / "eksempel")
