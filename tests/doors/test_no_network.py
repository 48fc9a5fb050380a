"""Nothing of what is known of people leaves the machine: the commands that work on it ask for no network at all.

The page for the school's data protection adviser says so, and that this test is there.
"""

from __future__ import annotations

import socket
from pathlib import Path
from typing import NoReturn

import pytest

from tests.support.command import DAY, REPOSITORY, run_here
from tests.support.finished import Finished
from tests.support.returns import filled

LAYER = REPOSITORY / "schools" / "eksempel"
LIST = REPOSITORY / "schools" / "eksempel-hold" / "hold.csv"
ANSWERS: dict[str, str | bool] = {"laerling": "Amina Ærø", "dato": "20-01-2027", "glaeder-mig": "At mure"}
PREFILL = ("prefill", LAYER, LIST, "--date", DAY, "--sheet", "foerste-samtale")
COMMANDS: dict[str, tuple[str | Path, ...]] = {
    "plan": ("plan", LAYER, LIST, "--date", DAY, "--out", "ud"),
    "prefill": (*PREFILL, "--out", "ud"),
    "prefill on paper": (*PREFILL, "--out", "ud", "--paper"),
    "prefill for the web": (*PREFILL, "--out", "ud", "--web"),
    "collect": ("collect", "ark", "--school", LAYER, "--date", DAY, "--roster", LIST, "--out", "ud/overblik.xlsx",
                "--follow-up", "--agenda", "--all"),
}  # fmt: skip


@pytest.mark.parametrize("what", COMMANDS)
def test_no_command_asks_for_the_network(
    what: str, tmp_path: Path, finished: Finished, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With all blank sheets made, as they are from the school's own files; whoever asks is told on, and fails."""
    (tmp_path / "ark").mkdir()
    (tmp_path / "ark" / "1.pdf").write_bytes(filled(finished("foerste-samtale"), ANSWERS))
    finished("foerste-samtale", "paper")
    for key in ("holdoverblik", "opfoelgning", "dagsorden-opfoelgning"):
        finished(key)
    monkeypatch.setattr("generator.doors.sheet_forms.STORE", finished.store)
    asked: list[str] = []

    def refuse(*arguments: object, **_: object) -> NoReturn:
        asked.append(str(arguments))
        raise AssertionError("a command asked for the network")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    done = run_here(*COMMANDS[what], folder=tmp_path)
    assert not asked
    assert done.stdout.count("Delete this when it is needed no longer") == 1, done.stderr
    assert run_here("forget", "ud", folder=tmp_path).returncode == 0
    assert not asked
    assert not (tmp_path / "ud").exists()
