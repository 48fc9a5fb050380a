"""Turn two processes of this machine into the workers of a cluster, with a third that hands out the work."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.command import REPOSITORY
from tests.support.patience import wait_for

try:
    from distributed import Client
except ImportError:
    pytest.fail("install what the tests of a cluster need: pip install 'distributed>=2025.1'", pytrace=False)

# A worker that ends is not begun anew, and what it did not finish is handed back at once.
_SETTINGS = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0", "PYTHONPATH": str(REPOSITORY)}


class Cluster:
    """A cluster at `address`; `client` is a connection of the test's own, `workers` are its processes by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self.scheduler = self._started("scheduler", "--host", "127.0.0.1", "--port", str(port))
        working = ("worker", self.address, "--nthreads", "1", "--no-nanny", "--name")
        self.workers = {name: self._started(*working, name) for name in ("first", "second")}
        self.client = Client(self.address, timeout=60, set_as_default=False)
        self.client.wait_for_workers(2, timeout=300)

    def left(self) -> int:
        """Return how many of its workers are left; none if nobody hands out the work any more."""
        return len(self.workers) if self.scheduler.poll() is None else 0

    def hold(self) -> None:
        """Let nobody work on."""
        for worker in self.workers.values():
            worker.send_signal(signal.SIGSTOP)

    def kill_who_has_work(self) -> None:
        """Wait until a worker has work, kill it, and let the others work on."""
        assert wait_for(lambda: any(self.client.processing().values()))
        (address,) = (address for address, tasks in self.client.processing().items() if tasks)
        killed = self.workers.pop(self.client.scheduler_info(n_workers=-1)["workers"][address]["name"])
        killed.kill()
        killed.wait()
        for worker in self.workers.values():
            worker.send_signal(signal.SIGCONT)

    def end(self) -> None:
        """End all of its processes."""
        self.client.close()
        for process in (*self.workers.values(), self.scheduler):
            process.kill()
            process.wait()

    def _started(self, *arguments: str) -> subprocess.Popen[bytes]:
        with (self._folder / "said").open("ab") as log:
            return subprocess.Popen(
                [str(Path(sys.executable).with_name("dask")), *arguments, "--no-dashboard"],
                cwd=self._folder,
                env={**os.environ, **_SETTINGS},
                stdout=log,
                stderr=log,
            )


@contextmanager
def cluster_of_two(folder: Path) -> Iterator[Cluster]:
    """Have a cluster with two workers as long as the work inside lasts."""
    cluster = Cluster(folder)
    try:
        yield cluster
    finally:
        cluster.end()
