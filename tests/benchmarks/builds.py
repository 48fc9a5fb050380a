"""Turn three kinds of build into ratios, measured side by side in one run: `make bench`.

All times are of whole commands, as a user waits for them. The unit is the build from nothing, so that runs on different
machines can be compared.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
ROUNDS = 3


def main() -> None:
    """Measure and print one line for each kind of build."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        layer = folder / "layer"
        shutil.copytree(REPOSITORY / "schools" / "eksempel", layer)
        kinds: dict[str, Callable[[], None]] = {
            "from nothing": lambda: shutil.rmtree(folder / "out", ignore_errors=True),
            "a phone number changed": lambda: _change(layer / "school.yml"),
            "nothing changed": lambda: None,
        }
        times: dict[str, list[float]] = {kind: [] for kind in kinds}
        # The kinds take turns, so that a busy moment of the machine meets all of them.
        for _ in range(ROUNDS):
            for kind, prepare in kinds.items():
                prepare()
                times[kind].append(_seconds(["build", str(layer), "--out", str(folder / "out")]))
        times["check only"] = [_seconds(["check", str(layer)]) for _ in range(ROUNDS)]
    whole = statistics.median(times["from nothing"])
    for kind, measured in times.items():
        median = statistics.median(measured)
        print(f"{kind:24} {median:6.2f} s   {median / whole:5.2f} of a build from nothing")


def _seconds(arguments: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "generator", *arguments], cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - started


def _change(profile: Path) -> None:
    """Count the first phone number in the profile up by one."""
    text = profile.read_text(encoding="utf-8")
    counted = re.sub(r"(?<=phone: \")[\d ]+", lambda old: f"{int(old[0].replace(' ', '')) + 1:08}", text, count=1)
    profile.write_text(counted, encoding="utf-8")


if __name__ == "__main__":
    main()
