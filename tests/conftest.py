"""Turn schools into editions, one browser and one checker that all tests look at."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from generator.pdf.verapdf import VeraPdf, checker
from generator.problems.language import CHOICE, ENGLISH
from tests.support import counting
from tests.support.browser import chromium
from tests.support.editions import Editions, place
from tests.support.finished import Finished
from tests.support.sheets import EXAMPLE

# What Python has compiled is kept for the hundreds of processes that tests start, whatever the machine has set.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# On a Danish system, too, tests read the English words; those that read the Danish ones say so.
os.environ[CHOICE] = ENGLISH

# How long it takes to make up or try an example says something of the machine, nothing of the program.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


# What takes long to come by: a test that asks for it is left out by `make quick`.
COSTLY = {"edition", "editions", "started", "verapdf", "in_trade"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Mark what is left out by `make quick`."""
    for item in items:
        if COSTLY & set(item.fixturenames):
            item.add_marker("slow")


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
def finished(of_all_workers: Path) -> Finished:
    """Single finished sheets, each made once for all workers of a run: seconds, where an edition takes a minute.

    They are those of the example school, which are kept together, whoever makes them first.
    """
    return Finished(place(of_all_workers, EXAMPLE) / ".cache")


@pytest.fixture(scope="session")
def started() -> Iterator[Browser]:
    """The browser of a worker."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def browser(started: Browser) -> Iterator[Browser]:
    """A browser in which a test may open what it likes; it is closed afterwards."""
    kept = started.contexts
    yield started
    for context in started.contexts:
        if context not in kept:
            context.close()


@pytest.fixture(scope="session")
def verapdf() -> Iterator[VeraPdf]:
    """The checker of PDFs, started once by a worker."""
    with checker() as verapdf:
        yield verapdf


@pytest.fixture(scope="session")
def edition(editions: Editions) -> Path:
    """The web root of the example school's edition."""
    return editions(EXAMPLE)
