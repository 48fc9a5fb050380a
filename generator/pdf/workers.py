"""Turn many jobs into products at the same time, in processes of their own, and only those that changed."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from queue import SimpleQueue

from generator.documents.job import Job, Product
from generator.pdf.chapters import chapters
from generator.pdf.store import Store
from generator.problems.limits import excess_explained, working_on
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Problems, Sentence, in_reading_order
from generator.problems.system import system_problem
from generator.supervision.supervisor import MEMORY, Supervisor, Tell

# The book, the longest of all, takes eight to fifteen seconds of a processor and 450 MiB.
SECONDS = 90
# What is written in C loses 60 KiB with each PDF.
PIECES = 200
_NO_PANGO = Advice(
    "no-pango",
    "what draws PDFs is missing on this computer",
    "Install it, as README.md says under 'Install'; on Windows build with WSL, in a container or in a repository.",
)
# Processes that have nothing to do: the next edition of this run need not wait until they have imported what draws.
_KEPT: list[Supervisor] = []


def get_ready(workers: int = 0) -> None:
    """Start the processes of the next production: what draws takes them a second to import, in which jobs are rendered.

    There are so many `workers`; 0 is one on each core. Those that have nothing to do in the end are kept for the
    production after it.
    """
    while len(_KEPT) < (workers or _cores()):
        supervisor = _drawing()
        supervisor.start()
        _KEPT.append(supervisor)


def _drawing() -> Supervisor:
    return Supervisor(SECONDS, MEMORY, first="generator.pdf.render", pieces=PIECES)


def _kept_or_new() -> Supervisor:
    # Two productions of one process may ask at once.
    with suppress(IndexError):
        return _KEPT.pop()
    return _drawing()


def _cores() -> int:
    return os.cpu_count() or 1


class Production:
    """The PDFs of one edition, under way, made by so many `workers`; 0 is one on each core.

    Starts at once; `products` waits for the rest.
    """

    def __init__(self, jobs: Iterable[Job], store: Store, tell: Tell, workers: int = 0) -> None:
        self._store, self._tell = store, tell
        self._ready: dict[str, Product] = {}
        self._made: dict[str, Future[Product]] = {}
        self._waiting: dict[Future[Product], Job] = {}
        self._pool: ThreadPoolExecutor | None = None
        self._supervisors: list[Supervisor] = []
        self._idle: SimpleQueue[Supervisor] = SimpleQueue()
        changed = self._not_in_store(jobs)
        self.new = len(changed)
        """How many are not in the store."""
        self._trials = {job.stem: chapters(job) for job in changed}
        if changed:
            # First what others wait for, then these, then the longest, so that no worker is left alone at the end.
            needed = {stem for job in changed for stem in job.parts}
            changed += self._not_in_store(trial for trials in self._trials.values() for trial in trials.values())
            changed.sort(key=lambda job: (job.use != "trial" and job.stem not in needed, not job.parts, -len(job.html)))
            processes = min(len(changed), workers or _cores())
            self._supervisors = [_kept_or_new() for _ in range(processes)]
            for supervisor in self._supervisors:
                self._idle.put(supervisor)
            self._pool = ThreadPoolExecutor(processes)
            for job in changed:
                self._made[job.stem] = self._pool.submit(self._make, job)
            self._waiting = {self._made[job.stem]: job for job in changed}

    def _not_in_store(self, jobs: Iterable[Job]) -> list[Job]:
        """Return the jobs that are to be done; the products of the others are ready."""
        missing = []
        for job in jobs:
            if product := self._store.get(job.key):
                self._ready[job.stem] = product
            else:
                missing.append(job)
        return missing

    def _make(self, job: Job) -> Product:
        # All of them were begun before this one, so nobody waits for somebody who waits.
        parts = {stem: self._product(stem) for stem in job.parts}
        close = {number: self._product(trial.stem).close for number, trial in self._trials.get(job.stem, {}).items()}
        supervisor = self._idle.get()
        try:
            product: Product = supervisor.do("generator.pdf.workers.render_job", job, parts, close)
            return product
        finally:
            self._idle.put(supervisor)

    def _product(self, stem: str) -> Product:
        return self._made[stem].result() if stem in self._made else self._ready[stem]

    def products(self) -> dict[str, Product]:
        """Wait, telling each PDF as it is made, and return all products by stem.

        Raises GeneratorError with the problems of every PDF that could not be made.
        """
        problems = Problems()
        numbers = count(1)
        for future in as_completed(self._waiting):
            job = self._waiting[future]
            number = 0 if job.use == "trial" else next(numbers)
            with problems.going_on():
                product = future.result()
                self._store.put(job.key, product)
                self._ready[job.stem] = product
                template = "  [{number}/{total}] {name}.pdf, {pages} pages"
                if product.pages == 1:
                    template = "  [{number}/{total}] {name}.pdf, 1 page"
                if number:
                    self._tell(Sentence(template, number=number, total=self.new, name=job.stem, pages=product.pages))
        self.stop()
        # Two prints of a document have the same texts, and so the same problems.
        Problems(in_reading_order(_together(dict.fromkeys(problems)))).raise_if_any()
        return self._ready

    def stop(self) -> None:
        """End the work; what is not finished is not made."""
        if self._pool:
            is_finished = all(future.done() for future in self._waiting)
            self._pool.shutdown(wait=False, cancel_futures=True)
            if is_finished:
                _KEPT.extend(self._supervisors)
            else:
                for supervisor in self._supervisors:
                    supervisor.close()
        self._pool, self._waiting = None, {}


def _together(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield what is wrong with many PDFs alike once: a layout is in all of them."""
    alike: dict[Advice, list[Problem]] = {}
    for problem in problems:
        alike.setdefault(problem.advice, []).append(problem)
    for advice, same in alike.items():
        first = min(same, key=lambda problem: problem.place.file)
        if len(same) > 1:
            found = Sentence("{found} (and the same in {count} more)", found=advice.found, count=len(same) - 1)
            first = replace(first, advice=replace(advice, found=found))
        yield first


def render_job(job: Job, parts: dict[str, Product], close: dict[int, int]) -> Product:
    """Return the product of a job with the pages of `parts`, its chapters so `close`, in a process of its own.

    Raises GeneratorError as `render` does.
    """
    # Imported here, in the worker: nobody else must pay for it when nothing changed.
    try:
        from generator.pdf.render import render
    except (OSError, ImportError) as error:
        # A library of the system, which pip does not bring, or what would draw with it; one problem for all PDFs.
        raise GeneratorError([_NO_PANGO.at(Place("Pango"))]) from error

    place = Place(f"{job.stem.partition('#')[0]}.pdf")
    with working_on(place.file), excess_explained(lambda _: place):
        try:
            return render(job, parts, close)
        except (GeneratorError, MemoryError, RecursionError):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno:
                raise GeneratorError([system_problem(error, Path(place.file))]) from error
            # A library that stumbles over a document says so with whatever error it happens to run into.
            template = "the renderer cannot make this document ({name}: {error})"
            found = Sentence(template, name=type(error).__name__, error=str(error))
            way_out = "Look at what was changed last in its template, style sheet and pictures, below forms/."
            raise GeneratorError([Advice("pdf-not-made", found, way_out).at(place)]) from error
