"""Turn many layers into their editions, several at a time; one with mistakes does not hold up the others.

A school alone keeps two cores busy: its longest PDF, and what is done before the first and after the last, take as
long on any number. So there are as many at a time as the machine has pairs of cores.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from math import ceil
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from time import monotonic
from typing import Any

from generator.doors.built import Makers, Row
from generator.problems.problem import GeneratorError, Problem, Sentence
from generator.supervision.supervisor import Supervisor, Tell

Do = Callable[..., Any]
Show = Callable[[tuple[Problem, ...]], None]


def at_a_time(layers: int, workers: int = 0) -> int:
    """Return how many layers are built at the same time; `workers` is how many a cluster has, 0 without one."""
    # One more than a cluster works on: its work lies ready.
    return max(1, min(layers, workers + 1 if workers else _cores() // 2))


def build_many(
    layers: Sequence[Path],
    out: Path,
    today: date,
    supervised: Do,
    tell: Tell,
    show: Show,
    *,
    lanes: int = 1,
    cluster: str = "",
) -> list[Row]:
    """Build each of the layers below `out`, unless nothing has changed, and return what became of it.

    `supervised` has a function done in a process of its own; of several `lanes` each has a process more. `tell` gets a
    line for each step, `show` the problems of a layer that has some, both in the order of the layers. `cluster` is the
    address of one that makes the PDFs, or empty.
    """
    layers_by_slug = supervised("generator.doors.slugs.layers_by_slug", layers) if len(layers) > 1 else {}
    asked = (out, today, layers_by_slug, Makers(ceil(_cores() / lanes), cluster))
    if lanes == 1:
        return [_row(layer, asked, supervised, tell, show) for layer in layers]
    supervisors = [Supervisor() for _ in range(lanes)]
    idle: SimpleQueue[Supervisor] = SimpleQueue()
    for supervisor in supervisors:
        idle.put(supervisor)

    turns = _Turns()

    def row(number: int, layer: Path) -> Row:
        supervisor = idle.get()
        try:
            return _row(
                layer,
                asked,
                supervisor.do,
                lambda line: turns.say(number, tell, line),
                lambda problems: turns.say(number, show, problems),
            )
        finally:
            idle.put(supervisor)

    rows: list[Row] = []
    pool = ThreadPoolExecutor(lanes)
    try:
        for made in pool.map(row, range(len(layers)), layers):
            rows.append(made)
            turns.next()
    finally:
        # Who interrupts this does not wait for what has begun.
        pool.shutdown(wait=False, cancel_futures=True)
        for supervisor in supervisors:
            supervisor.close()
    return rows


class _Turns:
    """Has what is said of several layers at a time heard one after the other: what waits for its turn is kept."""

    def __init__(self) -> None:
        self._lock, self._turn = Lock(), 0
        self._kept: defaultdict[int, list[tuple[Callable[[Any], None], Any]]] = defaultdict(list)

    def say(self, number: int, say: Callable[[Any], None], what: Any) -> None:
        """Say something of a layer, at once if it is its turn."""
        with self._lock:
            if number == self._turn:
                say(what)
            else:
                self._kept[number].append((say, what))

    def next(self) -> None:
        """Say what was kept of the next layer; what is to be said of it from now on is said at once."""
        with self._lock:
            self._turn += 1
            for say, what in self._kept.pop(self._turn, ()):
                say(what)


def _row(layer: Path, asked: tuple[Any, ...], do: Do, tell: Tell, show: Show) -> Row:
    """Build one layer and return what became of it."""
    out, today, layers_by_slug, makers = asked
    tell(Sentence("Building {layer}", layer=layer))
    started = monotonic()
    try:
        built = do("generator.doors.unchanged.unchanged", layer, out, today, layers_by_slug, tell=tell)
        if built:
            tell("Nothing has changed since it was built.")
        else:
            built = do("generator.doors.build.build", layer, out, today, layers_by_slug, makers=makers, tell=tell)
        tell(Sentence("Done: {page}", page=built.folder / "index.html"))
        return Row(layer, built, built.told, monotonic() - started)
    except GeneratorError as error:
        show(error.problems)
        return Row(layer, None, len(error.problems), monotonic() - started)


def _cores() -> int:
    return os.cpu_count() or 1
