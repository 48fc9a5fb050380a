"""Turn many jobs into products at the same time, in processes of their own, and only those that changed."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from threading import Thread

from generator.pdf.job import Job, Product
from generator.pdf.store import Store
from generator.problems import GeneratorError, Problem

Tell = Callable[[str], None]


class Production:
    """The PDFs of one edition, under way. Starts at once; `products` waits for the rest."""

    def __init__(self, jobs: Iterable[Job], store: Store, tell: Tell, workers: int | None = None) -> None:
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
        self.reused = len(self._ready)
        if changed:
            # The longest first, so that no worker is left alone with the book at the end.
            changed.sort(key=lambda job: len(job.html), reverse=True)
            count = min(len(changed), workers or os.cpu_count() or 1)
            # A fresh interpreter each: a forked one would carry the threads and locks of whatever called us.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(count, mp_context=context, initializer=_follow_parent)
            self._waiting = {self._pool.submit(_render, job): job for job in changed}

    def products(self) -> dict[str, Product]:
        """Wait, telling each PDF as it is made, and return all products by stem.

        Raises GeneratorError with the problems of every PDF that could not be made.
        """
        problems: list[Problem] = []
        total = len(self._waiting)
        for number, future in enumerate(as_completed(self._waiting), 1):
            job = self._waiting[future]
            try:
                product = future.result()
            except GeneratorError as error:
                problems.extend(error.problems)
                continue
            self._store.put(job.key, product)
            self._ready[job.stem] = product
            pages = "1 page" if product.pages == 1 else f"{product.pages} pages"
            self._tell(f"  [{number}/{total}] {job.stem}.pdf, {pages}")
        self.stop()
        if problems:
            # Two prints of a document have the same texts, and so the same problems.
            raise GeneratorError(dict.fromkeys(problems))
        return self._ready

    def stop(self) -> None:
        """End the workers; what they have not begun is not made."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
        self._waiting = {}


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

    return render(job)
