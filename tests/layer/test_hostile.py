"""A layer may be a stranger's. Whatever it tries ends in a clear error within seconds and 1 GiB, and reaches nothing.

Each file in `scenarios/hostile/` is one layer, as in `scenarios/bad_input/`. In its texts `{SERVER}` is a server
on this machine that must see no request, `{SECRET}` a file outside the layer that must not be read. Beside `files` it
may have `links` (symbolic ones), `pipes`, `repeats` (a text, and what ends it, many times) and `enormous` pictures of
a few bytes. `{SPACES}` is a line's worth of spaces for whoever reads them more than once. Of what `never_ends` the
limit of time is looked at.
"""

import os
import subprocess
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import ceil
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from generator.layer.layers import Layers
from generator.layer.newest_change import newest_change
from generator.pdf.store import Store
from generator.rendering import render_edition
from tests.problems.test_bad_input import expected, without_excerpts, write_layer
from tests.support.command import DAY, EDITIONS, EPOCH, GIBIBYTE, REPOSITORY, run
from tests.support.editions import STAND_IN
from tests.support.pictures import enormous_png
from tests.support.terminal import Terminal

pytestmark = pytest.mark.slow

SCENARIOS = sorted((Path(__file__).parents[1] / "scenarios" / "hostile").glob("*.yml"))
SECRET = "Ordet er firkløver"
SPACES = 200_000


class Server:
    """A server that only notes that it was asked."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        noted = self.requests

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                noted.append(self.path)
                self.send_error(404)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def server() -> Iterator[Server]:
    listening = Server()
    thread = Thread(target=listening.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield listening
    listening.server.shutdown()
    listening.server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    """Where all layers are checked that need no PDF; the program itself waits longer for who is deaf."""
    found = Terminal(memory=GIBIBYTE, grace=1)
    yield found
    found.close()


@pytest.fixture(scope="module")
def seconds(terminal: Terminal) -> int:
    """What is enough for a layer here: four times what a usual one takes, when the process has done one before.

    The limit is a matter of minutes where a user is, who may have a slow machine.
    """
    check_a_usual_layer(terminal)
    before = terminal.used()
    check_a_usual_layer(terminal)
    return ceil(4 * (terminal.used() - before))


def check_a_usual_layer(terminal: Terminal) -> None:
    done = terminal.run("check", EDITIONS / "minimal", folder=REPOSITORY)
    assert done.returncode == 0, done.stderr


def write_hostile(folder: Path, text: str) -> dict[str, Any]:
    """Write the layer of a scenario into `folder`/skole, and the secret beside it; return the scenario."""
    scenario: dict[str, Any] = yaml.safe_load(text)
    layer = folder / "skole"
    layer.mkdir()
    (folder / "hemmelig.txt").write_text(SECRET, encoding="utf-8")
    write_layer(layer, scenario)
    for name, target in scenario.get("links", {}).items():
        (layer / name).unlink(missing_ok=True)
        (layer / name).symlink_to(target)
    for name in scenario.get("pipes", []):
        os.mkfifo(layer / name)
    for name, (piece, times, *ends) in scenario.get("repeats", {}).items():
        (layer / name).parent.mkdir(parents=True, exist_ok=True)
        (layer / name).write_text(piece * times + "".join(ends) * times, encoding="utf-8")
    for name in scenario.get("enormous", []):
        (layer / name).write_bytes(enormous_png())
    return scenario


def do_without(layer: Path, store: Path, drawn: list[str]) -> None:
    """Keep an empty page among the finished PDFs for each one of a layer that is not of these documents."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        jobs = render_edition(layer, date.fromisoformat(DAY)).jobs
    for job in jobs:
        if not job.stem.startswith(tuple(drawn)):
            Store(store).put(job.key, STAND_IN)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_hostile_layer(path: Path, tmp_path: Path, server: Server, terminal: Terminal, seconds: int) -> None:
    text = path.read_text(encoding="utf-8")
    text = text.replace("{SERVER}", server.address).replace("{SECRET}", str(tmp_path / "hemmelig.txt"))
    text = text.replace("{SPACES}", " " * SPACES)
    scenario = write_hostile(tmp_path, text)
    if drawn := scenario.get("draws"):
        do_without(tmp_path / "skole", tmp_path / "out" / ".cache", drawn)
        result = run("build", "skole", "--out", "out", "--date", DAY, folder=tmp_path, memory=GIBIBYTE)
    elif scenario.get("never_ends"):
        check_a_usual_layer(terminal)
        result = terminal.run("check", "skole", folder=tmp_path, SAMTALEGUIDE_SECONDS=str(seconds))
    else:
        result = terminal.run("check", "skole", folder=tmp_path)
    assert expected(scenario["told"]).fullmatch(without_excerpts(result.stderr)), result.stderr
    assert result.returncode == 1
    assert "Traceback" not in result.stdout + result.stderr
    assert server.requests == []
    assert SECRET not in result.stdout + result.stderr
    assert not list(tmp_path.glob("out/*/index.html"))


def test_a_layer_s_own_repository_runs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git is asked for the day of the newest change, and a repository's settings may name programs to run."""
    write_hostile(tmp_path, "told: []")
    layer, ran = tmp_path / "skole", tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    (layer / ".gitattributes").write_text("* filter=evil diff=evil\n", encoding="utf-8")
    # Committed before git is told to run anything.
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", "-C", layer, *arguments], check=True)
    for key in ("core.fsmonitor", "gpg.program", "filter.evil.clean", "filter.evil.process", "diff.evil.textconv"):
        subprocess.run(["git", "-C", layer, "config", key, program], check=True)
    subprocess.run(["git", "-C", layer, "config", "log.showSignature", "true"], check=True)
    os.utime(layer / "school.yml")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert newest_change(Layers(layer)) >= date(2026, 1, 1)
    assert not ran.exists()


def test_the_newest_change_is_found_in_whatever_lies_in_a_layer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of new files are not thousands of questions to git; what is no file of the layer's is not opened."""
    write_hostile(tmp_path, "told: []")
    layer, asked = tmp_path / "skole", []
    subprocess.run(["git", "-C", layer, "init", "-q"], check=True)
    author = ["-c", "user.name=x", "-c", "user.email=x@y"]
    subprocess.run(["git", "-C", layer, "add", "school.yml"], check=True)
    subprocess.run(["git", "-C", layer, *author, "commit", "-q", "-m", "x"], check=True)
    (layer / ".gitignore").write_text("ignored\n", encoding="utf-8")
    for name in (":(top)a", "b\n\x1b", "ignored", *map(str, range(300))):
        (layer / name).write_text("x", encoding="utf-8")
    os.utime(layer / "ignored", (4e9, 4e9))
    os.utime(layer / ":(top)a", (3e9, 3e9))
    (layer / "memory").symlink_to("/proc/self/mem")
    os.mkfifo(layer / "pipe")
    with (layer / "enormous").open("wb") as file:
        file.truncate(10**12)
    as_it_was = subprocess.run

    def noted(*arguments: Any, **options: Any) -> Any:
        asked.append(arguments)
        return as_it_was(*arguments, **options)

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(subprocess, "run", noted)
    assert newest_change(Layers(layer)) == date(2065, 1, 24)
    assert len(asked) < 20
