"""Turn kinds of build into ratios, measured side by side in one run: `make bench`.

All times are of whole commands, as a user waits for them. The unit is how long the usual tools take for the same
edition, so that runs on different machines can be compared.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.off_the_shelf import OffTheShelf
from tests.support.command import REPOSITORY

ROUNDS = 3
PORTS = {"ours": 8765, "mkdocs serve": 8766}
PAGE = "docs/trin-2-kontakt/index.md"
QUESTION = "Hvordan kommer du på arbejde"


def main() -> None:
    """Measure and print one line for each kind of build, then how soon a preview shows what was saved."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        layer = folder / "layer"
        shutil.copytree(REPOSITORY / "schools" / "eksempel", layer)
        shutil.copytree(REPOSITORY / "docs" / "trin-2-kontakt", layer / "docs" / "trin-2-kontakt", dirs_exist_ok=True)
        usual = OffTheShelf(layer, folder / "usual")
        out = folder / "out"
        counter = iter(range(1, 1000))

        kinds: dict[str, Callable[[], object]] = {
            "from nothing": lambda: shutil.rmtree(out, ignore_errors=True),
            "a phone number changed": lambda: _change_number(layer / "school.yml"),
            "a word on a page changed": lambda: _append(layer / PAGE, f"\nNummer {next(counter)}.\n"),
            "a question changed": lambda: _replace(layer / "school.yml", QUESTION, f"{QUESTION} {next(counter)}"),
            "nothing changed": lambda: None,
        }
        times: dict[str, list[float]] = {kind: [] for kind in ("the usual tools", *kinds, "check only")}
        # The kinds take turns, so that a busy moment of the machine meets all of them.
        for _ in range(ROUNDS):
            times["the usual tools"].append(_seconds(usual.make))
            for kind, prepare in kinds.items():
                prepare()
                times[kind].append(_seconds(lambda: _command("build", str(layer), "--out", str(out))))
            times["check only"].append(_seconds(lambda: _command("check", str(layer))))
        unit = statistics.median(times["the usual tools"])
        for kind, measured in times.items():
            median = statistics.median(measured)
            print(f"{kind:26} {median:7.2f} s   the usual tools take {unit / median:6.1f} times as long")
        _print_previews(layer, usual, folder)


def _print_previews(layer: Path, usual: OffTheShelf, folder: Path) -> None:
    """Print how long both previews take to show a word that was saved."""
    serve = [sys.executable, "-m", "generator", "serve", str(layer), "--port", str(PORTS["ours"])]
    ours = subprocess.Popen(serve, cwd=REPOSITORY, stdout=subprocess.DEVNULL)
    theirs = usual.serve(PORTS["mkdocs serve"])
    pages = {"ours": layer / PAGE, "mkdocs serve": usual.folder / PAGE}
    try:
        for name in PORTS:
            _until_shown(name, "Kontakt")
        seen: dict[str, list[float]] = {name: [] for name in PORTS}
        for number in range(ROUNDS):
            for name, page in pages.items():
                # PDFs are made behind the pages: neither is measured beside that work.
                time.sleep(30 if number == 0 else 10)
                word = f"gemt{number}"
                _append(page, f"\n{word}\n")
                seen[name].append(_seconds(lambda name=name, word=word: _until_shown(name, word)))  # type: ignore[misc]
    finally:
        ours.terminate()
        theirs.terminate()
    for name, measured in seen.items():
        print(f"a saved word seen, {name:14} {statistics.median(measured):5.2f} s")


def _until_shown(name: str, word: str) -> None:
    address = f"http://127.0.0.1:{PORTS[name]}/trin-2-kontakt/index.html"
    for _ in range(6000):
        try:
            with urllib.request.urlopen(address) as page:
                if word in page.read().decode("utf-8"):
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.02)
    raise TimeoutError(f"{name} never showed »{word}«")


def _command(*arguments: str) -> None:
    command = [sys.executable, "-m", "generator", *arguments]
    subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _change_number(profile: Path) -> None:
    """Count the first phone number in the profile up by one."""
    text = profile.read_text(encoding="utf-8")
    counted = re.sub(r"(?<=phone: \")[\d ]+", lambda old: f"{int(old[0].replace(' ', '')) + 1:08}", text, count=1)
    profile.write_text(counted, encoding="utf-8")


if __name__ == "__main__":
    main()
