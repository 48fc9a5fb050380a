"""Many schools in one run: one that is broken keeps its old edition, the others are published, and a table tells."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from generator.doors.built import Row
from generator.doors.many import at_a_time, build_many
from generator.problems.problem import Problem
from tests.doors.test_publishing import write_layer
from tests.support.command import DAY, EDITIONS, EPOCH, contents, done_here, run_here
from tests.support.editions import Editions
from tests.support.patience import MINUTE

BROKEN = "daarlig/school.yml:5:1: unknown key 'colour'. Did you mean 'colours'?\n"


@pytest.fixture
def folder(tmp_path: Path, editions: Editions) -> Path:
    """Three layers, the first with a mistake, an old edition of that one, and all PDFs finished."""
    minimal = EDITIONS / "minimal"
    editions.store(minimal, tmp_path / "ud" / ".cache")
    shutil.copytree(editions(minimal), tmp_path / "ud" / editions(minimal).name)
    for name, adds in (("daarlig", "colour: x\n"), ("god", "slug: god\n"), ("kopi", "slug: kopi\n")):
        write_layer(tmp_path / name, adds)
    return tmp_path


def published(folder: Path) -> list[str]:
    """Return the names of all whole editions."""
    return sorted(path.parent.parent.name for path in (folder / "ud").glob("*/pdf/guide.pdf"))


def test_a_broken_layer_does_not_hold_up_the_others(
    folder: Path, editions: Editions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several at a time come out as one after the other.

    Whoever is done first, what is told of a layer stays together, and the layers in their order.
    """
    old = folder / "ud" / editions(EDITIONS / "minimal").name
    before = contents(old)
    # Several at a time have a store of their own, so that nobody finds that nothing has changed.
    shutil.copytree(folder / "ud", folder / "to")
    result = run_here("build", "god", "daarlig", "kopi", "--out", "ud", "--date", DAY, folder=folder)
    assert result.returncode == 1
    assert BROKEN in result.stderr
    assert result.stderr.endswith("\n1 of 3 editions could not be built: daarlig\n")
    lines = [line for line in result.stdout.splitlines() if not line.startswith(" ") and ": warning: " not in line]
    assert lines[:-4] == [
        "Building god",
        "Done: ud/god/index.html",
        "Building daarlig",
        "Building kopi",
        "Done: ud/kopi/index.html",
        "",
    ]
    head, *table = (line.split() for line in lines[-4:])
    assert head == ["Layer", "Pages", "PDFs", "New", "Seconds", "Problems"]
    warnings = str(result.stdout.count(": warning: ") // 2)
    assert [[row[0], row[2] != "–", row[3], row[5]] for row in table] == [
        ["god", True, "0", warnings],
        ["daarlig", False, "–", "1"],
        ["kopi", True, "0", warnings],
    ]
    assert contents(old) == before
    assert published(folder) == ["god", "kopi", old.name]

    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    told: list[str] = []
    shown: list[Problem] = []
    layers = [Path("god"), Path("daarlig"), Path("kopi")]
    rows = build_many(layers, Path("to"), date.fromisoformat(DAY), done_here, told.append, shown.extend, lanes=2)
    said = "".join(f"{line}\n" for line in told).replace("Done: to/", "Done: ud/")
    assert result.stdout.startswith(f"{said}\n")
    assert result.stderr.startswith(f"{shown[0]}\n")
    assert [[row.layer.name, row.built is not None, str(row.problems)] for row in rows] == [
        [row[0], row[2] != "–", row[5]] for row in table
    ]
    assert contents(folder / "to") == contents(folder / "ud")


def test_the_layer_whose_turn_it_is_is_told_of_while_it_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits for several at a time sees that the first goes on; of the others nothing is heard between."""
    told: list[str] = []
    heard: list[list[str]] = []
    has_spoken = Event()

    def build(layer: Path, _asked: object, _do: object, tell: Callable[[str], None], _show: object) -> Row:
        tell(f"{layer} begins")
        if layer.name == "first":
            assert has_spoken.wait(MINUTE)
            heard.append([*told])
        has_spoken.set()
        tell(f"{layer} ends")
        return Row(layer, None, 0, 0)

    monkeypatch.setattr("generator.doors.many._row", build)
    layers = [Path("first"), Path("second"), Path("third")]
    build_many(layers, Path("ud"), date.fromisoformat(DAY), lambda *_: {}, told.append, told.append, lanes=2)
    assert heard == [["first begins"]]
    assert told == [f"{layer} {word}" for layer in layers for word in ("begins", "ends")]


@pytest.mark.parametrize(
    ("cores", "layers", "workers", "expected"),
    [(1, 9, 0, 1), (2, 9, 0, 1), (8, 9, 0, 4), (8, 2, 0, 2), (8, 1, 0, 1), (2, 9, 4, 5), (2, 3, 4, 3)],
)
def test_how_many_at_a_time(
    cores: int, layers: int, workers: int, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A layer for each pair of cores; with a cluster one for each of its workers, and one that lies ready."""
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert at_a_time(layers, workers) == expected
