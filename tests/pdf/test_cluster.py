"""PDFs made by a cluster are those that are made here, and whatever becomes of the cluster, nothing is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.documents.job import Job, Product
from generator.pdf.cluster import ClusterProduction, workers_at
from generator.pdf.store import Store
from generator.problems.problem import Advice, GeneratorError, Place
from generator.rendering import render_edition
from tests.doors.test_publishing import write_layer
from tests.support.cluster import Cluster, cluster_of_two
from tests.support.command import DAY, EDITIONS, EPOCH, contents, run_here
from tests.support.editions import Editions

pytestmark = pytest.mark.slow
# One that is a part of another, that one, and one by itself.
STEMS = ("aftaleark-papir", "pakke-anden-samtale", "kontaktkort")
LOST = "The cluster has lost this work. It is done here."


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], Cluster]]:
    """The cluster that all tests ask as long as it has so many workers; then another one."""
    with ExitStack() as ended:
        found: list[Cluster] = []

        def with_workers(least: int) -> Cluster:
            if not found or found[-1].left() < least:
                found.append(ended.enter_context(cluster_of_two(tmp_path_factory.mktemp("cluster"))))
            return found[-1]

        yield with_workers


@pytest.fixture
def cluster(running: Callable[[int], Cluster]) -> Cluster:
    return running(2)


@pytest.fixture
def dying(running: Callable[[int], Cluster]) -> Cluster:
    """One that first loses a worker and then, with the other, itself: the last that is asked of it."""
    return running(1)


@pytest.fixture(scope="module")
def jobs() -> list[Job]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return render_edition(EDITIONS / "minimal", date.fromisoformat(DAY)).jobs


@pytest.fixture
def out(tmp_path: Path, editions: Editions, jobs: list[Job]) -> Path:
    """A folder in which all but a few PDFs of the smallest edition are finished."""
    store = editions.store(EDITIONS / "minimal", tmp_path / "ud" / ".cache")
    for job in jobs:
        if job.stem in STEMS:
            (store / f"{job.key}.json").unlink()
    return store.parent


def made(jobs: list[Job], told: list[str], address: str) -> dict[str, Product]:
    """Return what becomes of the two PDFs that are quick to make."""
    production = ClusterProduction([job for job in jobs if job.stem in STEMS[::2]], Store(None), told.append, address)
    try:
        return production.products()
    finally:
        production.stop()


def test_the_same_bytes_come_back(cluster: Cluster, out: Path, editions: Editions) -> None:
    layer = EDITIONS / "minimal"
    done = run_here("build", layer, "--out", out.name, "--date", DAY, "--executor", cluster.address, folder=out.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"  {len(STEMS)} PDFs made by {cluster.address}\n" in done.stdout
    assert contents(out) == contents(editions(layer).parent)


def test_another_version_is_refused(cluster: Cluster, jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it was there from the start, or has come meanwhile."""
    assert workers_at(cluster.address) == 2
    monkeypatch.setattr("generator.documents.job._code_digest", lambda: "another")
    for ask in (lambda: workers_at(cluster.address), lambda: made(jobs, [], cluster.address)):
        with pytest.raises(GeneratorError, match="a worker of this cluster has another samtaleguide") as refused:
            ask()
        assert refused.value.problems[0].place == Place(cluster.address)


def test_what_is_wrong_with_a_document_is_told_as_here(cluster: Cluster, jobs: list[Job]) -> None:
    (job,) = (job for job in jobs if job.stem == "kontaktkort")
    bad = replace(job, html=job.html.replace("</head>", "<style>p { colour: red }</style></head>"))
    with pytest.raises(GeneratorError, match="colour"):
        made([bad], [], cluster.address)


NOBODY = Advice("no-cluster", "no cluster answers here")


def test_where_nobody_answers_the_edition_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody will, however long that is waited for.
    monkeypatch.setattr("generator.pdf.cluster._ANSWER", 0.1)
    write_layer(tmp_path / "skole")
    done = run_here("build", "skole", "--executor", "tcp://127.0.0.1:1", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "tcp://127.0.0.1:1: no cluster answers here. Start it (dask scheduler, then dask worker tcp://127.0.0.1:1 "
        "--nthreads 1), or build without --executor.\n1 problem; nothing was changed.\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["skole"]


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "http://127.0.0.1:8786", "tcp://127.0.0.1", "tcp://:x"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(GeneratorError) as refused:
        workers_at(address)
    assert str(refused.value) == f"{address}: this is no address of a cluster. Write it as tcp://HOST:PORT."


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(GeneratorError) as refused:
        workers_at("tcp://127.0.0.1:1")
    assert str(refused.value) == (
        "tcp://127.0.0.1:1: for work on a cluster the library 'distributed' is needed, which is not installed. "
        "Install it: pip install 'distributed>=2025.1'"
    )


def test_a_killed_worker_loses_nothing(cluster: Cluster, jobs: list[Job]) -> None:
    expected = made(jobs, [], cluster.address)
    told: list[str] = []
    cluster.hold()
    wanted = [job for job in jobs if job.stem in STEMS[::2]]
    production = ClusterProduction(wanted, Store(None), told.append, cluster.address)
    cluster.kill_who_has_work()
    assert production.products() == expected
    production.stop()
    assert told[0] == LOST
    # And who is left does the next.
    assert made(jobs, told, cluster.address) == expected
    assert told.count(LOST) == 1


def test_a_cluster_that_is_gone_loses_nothing(dying: Cluster, jobs: list[Job]) -> None:
    told: list[str] = []
    dying.hold()
    wanted = [job for job in jobs if job.stem in STEMS[::2]]
    production = ClusterProduction(wanted, Store(None), told.append, dying.address)
    dying.scheduler.kill()
    assert production.products().keys() == {job.stem for job in wanted}
    production.stop()
    assert told[0] == LOST
