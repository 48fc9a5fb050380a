"""Turn the PDFs that a school lacks into products made by a cluster: `build … --executor tcp://HOST:PORT`.

The cluster is Dask's, and all that a school lacks is one piece of work. Whoever does it makes each PDF in a process of
its own, as is done here (`workers`). Nothing but bytes goes either way until both sides know that they are of the same
version.
"""

import pickle
import re
from asyncio import CancelledError
from collections.abc import Iterable
from concurrent.futures import Future, wait
from typing import Any

from generator import __version__
from generator.documents.job import Job, Product, maker
from generator.pdf.store import Store
from generator.pdf.workers import Production
from generator.problems.problem import Advice, GeneratorError, Place, Sentence, how_many
from generator.supervision.supervisor import Tell

INSTALL = "pip install 'distributed>=2025.1'"
_CLIENTS: dict[str, Any] = {}
_ADDRESS = re.compile(r"tcp://[^\s/]+:\d{1,5}")
# How long somebody who is there takes to answer, and how often it is looked whether anybody is still there; seconds.
_ANSWER = 10
_LOOK = 2
# What a piece of work comes to: products, problems, or nothing, where versions differ.
_MADE, _WRONG, _REFUSED = "made", "wrong", "refused"


class ClusterProduction:
    """As `Production`, but what is missing is made by the cluster at an address; what it loses is made here."""

    def __init__(self, jobs: Iterable[Job], store: Store, tell: Tell, address: str) -> None:
        self._jobs, self._store, self._tell, self._address = tuple(jobs), store, tell, address
        self._ready = {job.stem: product for job in self._jobs if (product := store.get(job.key))}
        self._missing = [job for job in self._jobs if job.stem not in self._ready]
        self.new = len(self._missing)
        """How many are not in the store."""
        self._here: Production | None = None
        self._work: Future[tuple[str, Any]] | None = None
        if self._missing:
            needed = {stem for job in self._missing for stem in job.parts} & self._ready.keys()
            jobs_of_parts = [job for job in self._jobs if job.stem in needed]
            finished = {job.key: self._ready[job.stem] for job in jobs_of_parts}
            asked = pickle.dumps(([*jobs_of_parts, *self._missing], finished))
            self._work = _client(address).get_executor(pure=False).submit(make_all, maker(), asked)

    def products(self) -> dict[str, Product]:
        """Wait, and return all products by stem; raises GeneratorError as `Production.products` does."""
        if self._work is None:
            return self._ready
        answer = self._answer()
        if answer is None:
            self._tell("The cluster has lost this work. It is done here.")
            self._here = Production(self._jobs, self._store, self._tell)
            return self._here.products()
        word, value = answer
        if word == _REFUSED:
            raise GeneratorError([_other_version(value).at(Place(self._address))])
        made = pickle.loads(value)  # noqa: S301  who is on the cluster is trusted, see ARCHITECTURE.md
        if word == _WRONG:
            raise GeneratorError(made)
        for job in self._missing:
            self._store.put(job.key, made[job.stem])
        made_there = how_many(len(self._missing), "1 PDF", "{count} PDFs")
        self._tell(Sentence("  {pdfs} made by {address}", pdfs=made_there, address=self._address))
        return self._ready | {job.stem: made[job.stem] for job in self._missing}

    def stop(self) -> None:
        """End the work; what is not finished is not made."""
        if self._here:
            self._here.stop()
        if self._work:
            self._work.cancel()

    def _answer(self) -> tuple[str, Any] | None:
        """Wait for what the work comes to; None if it is lost."""
        assert self._work, "it was begun"
        while not wait([self._work], _LOOK).done:
            try:
                if not _client(self._address).scheduler_info()["workers"]:
                    return None
            except (GeneratorError, OSError, TimeoutError):
                return None
        try:
            return self._work.result()
        # Whatever became of it there: that nothing is lost is all that counts here.
        except (Exception, CancelledError):
            return None


def make_all(maker_there: str, asked: bytes) -> tuple[str, Any]:
    """Return what becomes of a school's missing PDFs; this is done by a worker of the cluster."""
    if maker() != maker_there:
        return _REFUSED, __version__
    jobs, finished = pickle.loads(asked)  # noqa: S301  sent by our own program, of the same version
    production = Production(jobs, _Carried(finished), lambda _: None)
    try:
        return _MADE, pickle.dumps(production.products())
    except GeneratorError as error:
        return _WRONG, pickle.dumps(error.problems)
    finally:
        production.stop()


def workers_at(address: str) -> int:
    """Return how many workers the cluster at an address has.

    Raises GeneratorError if nobody answers, or some of them cannot do what is done here.
    """
    makers = _client(address).run(maker, on_error="return")
    if not makers:
        advice = Advice(
            "no-workers", "this cluster has no workers", Sentence("Start some: {start}", start=_start(address))
        )
        raise GeneratorError([advice.at(Place(address))])
    if any(found != maker() for found in makers.values()):
        raise GeneratorError([_other_version("").at(Place(address))])
    return len(makers)


class _Carried(Store):
    """The products that came with a piece of work; nothing is kept."""

    def __init__(self, finished: dict[str, Product]) -> None:
        super().__init__(None)
        self._finished = finished

    def get(self, key: str) -> Product | None:
        return self._finished.get(key)


def _client(address: str) -> Any:
    """Return the connection to a cluster, one for each process; raises GeneratorError if there is none."""
    known = _CLIENTS.get(address)
    if known and known.status == "running":
        return known
    place = Place(address)
    if not _ADDRESS.fullmatch(address):
        found = "this is no address of a cluster"
        raise GeneratorError([Advice("no-address", found, "Write it as tcp://HOST:PORT.").at(place)])
    try:
        from distributed import Client
    except ImportError:
        found = "for work on a cluster the library 'distributed' is needed, which is not installed"
        way_out = Sentence("Install it: {install}", install=INSTALL)
        raise GeneratorError([Advice("no-distributed", found, way_out).at(place)]) from None
    try:
        _CLIENTS[address] = Client(address, timeout=_ANSWER, set_as_default=False)
        return _CLIENTS[address]
    except (OSError, TimeoutError, ValueError):
        way_out = Sentence(
            "Start it (dask scheduler, then {start}), or build without --executor.", start=_start(address)
        )
        raise GeneratorError([Advice("no-cluster", "no cluster answers here", way_out).at(place)]) from None


def _start(address: str) -> str:
    return f"dask worker {address} --nthreads 1"


def _other_version(version: str) -> Advice:
    template = "a worker of this cluster has another samtaleguide, or other libraries, than is here ({version})"
    way_out = "Its PDFs would look otherwise. Install there what is installed here, and start it again."
    return Advice("other-version", Sentence(template, version=version or __version__), way_out)
