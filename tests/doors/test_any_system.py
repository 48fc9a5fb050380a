"""What makes no PDF runs wherever Python does: nothing needs what only some systems have."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command import EDITIONS, EPOCH, REPOSITORY

LAYER = str(EDITIONS / "minimal")
LIST = str(REPOSITORY / "tests" / "scenarios" / "rosters" / "hold.xls")
# Parts of Python that are not there on Windows, and what draws with libraries that Python does not bring.
HIDDEN = ("resource", "fcntl", "pwd", "grp", "termios", "weasyprint")
# No command asks anything of another machine.
OFFLINE = """
import os, socket
def refuse(*_, **__): os._exit(77)
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = socket.getaddrinfo = refuse
"""
# One command after the other in one process: what is hidden is looked for by each of them anew.
EACH = """
import contextlib, io, json, runpy, sys
done = {}
for command in json.load(sys.stdin):
    sys.argv, out, err, status = ["samtaleguide", *command.split()], io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            runpy.run_module("generator", run_name="__main__")
        except SystemExit as end:
            status = end.code or 0
    done[command] = status, out.getvalue(), err.getvalue()
json.dump(done, sys.stdout)
"""
COMMANDS = {
    "--help": "Make a school's own edition",
    "--version": "samtaleguide, version",
    "init ny": "Written: ny/school.yml",
    "form --out profil.html": "Written: profil.html",
    f"check {LAYER}": "No errors.",
    f"check --json {LAYER}": '"problems"',
    f"blocks {LAYER}": "foerste-samtale",
    f"plan {LAYER} {LIST} --out plan": "Written: plan/plan.xlsx",
    f"plan {LAYER} {LIST} --out intet --dry-run": "Nothing was written.",
    f"blocks --accept {LAYER}": "This layer replaces no shared text.",
}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[int | str]]:
    """The status of each command, and what it says."""
    folder = tmp_path_factory.mktemp("any system")
    hidden = folder / "hidden"
    hidden.mkdir()
    for name in HIDDEN:
        (hidden / f"{name}.py").write_text(f"raise ModuleNotFoundError('{name}')\n", encoding="utf-8")
    (hidden / "sitecustomize.py").write_text(OFFLINE, encoding="utf-8")
    path = os.pathsep.join([str(hidden), str(REPOSITORY)])
    made = subprocess.run(
        [sys.executable, "-P", "-c", EACH],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "SOURCE_DATE_EPOCH": EPOCH},
        input=json.dumps([*COMMANDS]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, "")
    return dict(json.loads(made.stdout))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.slow
def test_a_command_does_without_what_one_system_has(command: str, done: dict[str, list[int | str]]) -> None:
    status, out, err = done[command]
    assert (status, err) == (0, "")
    assert COMMANDS[command] in str(out)


@pytest.mark.slow
def test_what_makes_pdfs_says_what_is_missing(tmp_path: Path) -> None:
    """As on Windows, where pip brings WeasyPrint but not what it draws with."""
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libgobject-2.0-0': error 0x7e\")\n")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", LAYER, "--out", "ud"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(hidden), str(REPOSITORY)]), "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        "Pango: what draws PDFs is missing on this computer. Install it, as README.md says under 'Install'; "
        "on Windows build with WSL, in a container or in a repository.\n1 problem; nothing was changed.\n"
    )
