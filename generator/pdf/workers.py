"""Turn many jobs into products at the same time, in processes of their own, and only those that changed."""

import multiprocessing
import os
import resource
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from threading import Thread

from generator.documents.job import Job, Product
from generator.pdf.store import Store
from generator.problems.limits import limited
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Problems, Sentence, in_reading_order

# The book, the longest of all, takes eight seconds of a processor and 450 MiB.
SECONDS = 45
_WORKER_ENDED = Advice(
    "too-much-work",
    "this or another PDF made at the same time takes too long or too much memory",
    "Look for pictures or fonts that are far too large, and for what was changed last.",
)
Tell = Callable[[str], None]


class Production:
    """The PDFs of one edition, under way. Starts at once; `products` waits for the rest."""

    def __init__(self, jobs: Iterable[Job], store: Store, tell: Tell) -> None:
        self._store, self._tell = store, tell
        self._ready: dict[str, Product] = {}
        self._waiting: dict[Future[Product], Job] = {}
        self._pool: ProcessPoolExecutor | None = None
        changed: list[Job] = []
        for job in jobs:
            product = store.get(job.key)
            if product:
                self._ready[job.stem] = product
            else:
                changed.append(job)
        if changed:
            # The longest first, so that no worker is left alone with the book at the end.
            changed.sort(key=lambda job: len(job.html), reverse=True)
            count = min(len(changed), os.cpu_count() or 1)
            # A fresh interpreter each: a forked one would carry the threads and locks of whatever called us.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(count, mp_context=context, initializer=_follow_parent)
            self._waiting = {self._pool.submit(_render, job): job for job in changed}

    def products(self) -> dict[str, Product]:
        """Wait, telling each PDF as it is made, and return all products by stem.

        Raises GeneratorError with the problems of every PDF that could not be made.
        """
        problems = Problems()
        total = len(self._waiting)
        for number, future in enumerate(as_completed(self._waiting), 1):
            job = self._waiting[future]
            with problems.going_on():
                try:
                    product = future.result()
                except BrokenProcessPool:
                    # Nobody can tell which of those under way it was: they are all lost.
                    raise GeneratorError([_WORKER_ENDED.at(Place(f"{job.stem}.pdf"))]) from None
                self._store.put(job.key, product)
                self._ready[job.stem] = product
                pages = "1 page" if product.pages == 1 else f"{product.pages} pages"
                self._tell(f"  [{number}/{total}] {job.stem}.pdf, {pages}")
        self.stop()
        # Two prints of a document have the same texts, and so the same problems.
        Problems(in_reading_order(_together(dict.fromkeys(problems)))).raise_if_any()
        return self._ready

    def stop(self) -> None:
        """End the workers; what they have not begun is not made."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._waiting = {}


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


def _follow_parent() -> None:
    """Let a worker end with the process that started it, even if that one was killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "this runs in a worker"

    def follow() -> None:
        parent.join()
        os._exit(1)

    Thread(target=follow, daemon=True).start()


def _render(job: Job) -> Product:
    # Imported here, in the worker: the main process must not pay for it when nothing changed.
    from generator.pdf.render import render

    # The system ends a worker that computes on in a library which cannot be interrupted. Its time is counted from now
    # on: it makes many PDFs, one after the other.
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + 2 * SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    place = Place(f"{job.stem}.pdf")
    with limited(lambda _: place, SECONDS):
        try:
            return render(job)
        except (GeneratorError, MemoryError, RecursionError):
            raise
        except Exception as error:
            # A library that stumbles over a document says so with whatever error it happens to run into.
            template = "the renderer cannot make this document ({name}: {error})"
            found = Sentence(template, name=type(error).__name__, error=str(error))
            way_out = "Look at what was changed last in its template, style sheet and pictures, below forms/."
            raise GeneratorError([Advice("pdf-not-made", found, way_out).at(place)]) from error
