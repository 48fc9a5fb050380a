"""Turn a hundred schools that were made up into what each of them costs in one run: `make bench-schools`.

All times are of whole commands and their lines, as a user waits for them. The unit is a school that is built alone,
from nothing, so that runs on different machines can be compared.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from threading import Event, Thread

import psutil

from tests.benchmarks.made_up import DAY, write_schools
from tests.support.command import REPOSITORY

# So many are built alone, each from nothing.
ALONE = 3
# How often it is looked what the processes hold, in seconds.
LOOK = 0.25
MEBIBYTE = 1024 * 1024


@dataclass
class Run:
    """What a command told and took."""

    status: int
    seconds: float = 0
    worked: dict[int, float] = field(default_factory=dict)
    """The seconds of a processor that each process took, by its number."""
    ended: list[float] = field(default_factory=list)
    """When each edition was done, in seconds after the start."""
    memory: list[tuple[float, dict[str, int]]] = field(default_factory=list)
    """What the command, those who work on layers and those who make PDFs held, in bytes, from look to look."""


def main() -> None:
    """Measure and print what schools cost in one run, and what the run holds of memory from its start to its end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--schools", type=int, default=100)
    count = parser.parse_args().schools
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        layers = write_schools(folder / "skoler", count)
        alone = [_alone(layer, folder / "alene") for layer in layers[:: max(1, count // ALONE)][:ALONE]]
        unit = statistics.median(alone)
        _print("a school built alone", unit, unit)
        out = folder / "ud"
        first = _build(layers, out)
        _print("the first of many", first.ended[0], unit)
        _print("each further school", (first.ended[-1] - first.ended[0]) / (len(first.ended) - 1), unit)
        print(f"  {len(first.ended)} of {count} were built")
        print(f"  {sum(first.worked.values()) / first.seconds:.2f} of {os.cpu_count()} cores worked")
        _print_memory(first)
        _print(f"nothing changed, each of {count}", _build(layers, out).seconds / count, unit)
        profile = layers[count // 2] / "school.yml"
        profile.write_text(profile.read_text(encoding="utf-8") + "colour: x\n", encoding="utf-8")
        broken = _build(layers, out)
        _print(f"one broken, each of {count}", broken.seconds / count, unit)
        print(f"  {len(broken.ended)} of {count} were built or have not changed, and the status is {broken.status}")


def _alone(layer: Path, out: Path) -> float:
    shutil.rmtree(out, ignore_errors=True)
    return _build([layer], out).seconds


def _build(layers: Sequence[Path], out: Path) -> Run:
    """Build the layers, and tell which could not be built."""
    command = [sys.executable, "-m", "generator", "build", *map(str, layers), "--out", str(out), "--date", f"{DAY}"]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, bufsize=1,
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    )  # fmt: skip
    run = Run(0)
    ended = Event()
    looking = Thread(target=_look, args=(process.pid, started, run, ended))
    looking.start()
    assert process.stdout
    for line in process.stdout:
        if re.match(r"Done: ", line):
            run.ended.append(time.perf_counter() - started)
    run.status = process.wait()
    ended.set()
    looking.join()
    run.seconds = time.perf_counter() - started
    return run


def _look(process: int, started: float, run: Run, ended: Event) -> None:
    """Note what the command and the processes below it hold until it has ended."""
    command = psutil.Process(process)
    while not ended.wait(LOOK):
        with suppress(psutil.Error):
            below = command.children()
            groups = {
                "command": [command],
                "layers": below,
                "PDFs": [pdf for layer in below for pdf in layer.children()],
            }
            held = {name: sum(each.memory_info().rss for each in group) for name, group in groups.items()}
            run.memory.append((time.perf_counter() - started, held))
            for each in chain(*groups.values()):
                times = each.cpu_times()
                run.worked[each.pid] = times.user + times.system


def _print_memory(run: Run) -> None:
    """Print the most that was held in each tenth of the run."""
    print(f"  most MiB held         {'command':>8} {'layers':>8} {'PDFs':>8}")
    for tenth in range(10):
        begin, end = run.seconds * tenth / 10, run.seconds * (tenth + 1) / 10
        held = [each for at, each in run.memory if begin <= at < end]
        most = [max((each[name] for each in held), default=0) // MEBIBYTE for name in ("command", "layers", "PDFs")]
        print(f"  tenth {tenth + 1:2} of the run   " + " ".join(f"{value:8}" for value in most))


def _print(kind: str, seconds: float, unit: float) -> None:
    print(f"{kind:30} {seconds:7.2f} s   {seconds / unit:6.3f} of a school built alone", flush=True)


if __name__ == "__main__":
    main()
