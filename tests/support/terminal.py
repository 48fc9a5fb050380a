"""Turn one start of the program into many commands, each done as if it were typed, by a process that is there already.

It works on layers in a supervised process of its own, as every start of the program does, which it keeps from one
command to the next. To start both takes longer than most commands.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_AS, RLIMIT_CPU, setrlimit
from tempfile import TemporaryFile

import psutil

from tests.support.command import EPOCH, REPOSITORY
from tests.support.patience import PROCESSOR

# An error that nobody has foreseen is told as Python tells it.
_PROGRAM = """
import json, os, sys, traceback
from click.testing import CliRunner
from generator.cli import main
from generator.supervision import supervisor
supervisor._GRACE = {grace!r} or supervisor._GRACE
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
for line in sys.stdin:
    folder, environment, arguments = json.loads(line)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    done = CliRunner().invoke(main, arguments, prog_name="samtaleguide")
    if done.exception and not isinstance(done.exception, SystemExit):
        traceback.print_exception(done.exception)
    print(json.dumps([done.exit_code, done.stdout, done.stderr]), file=answers, flush=True)
"""


class Terminal:
    """Where commands are typed one after the other; none of its processes may ask for more than `memory` bytes.

    What never comes back is ended `grace` seconds after its time; 0 for as many as the program itself waits.
    """

    def __init__(self, memory: int = RLIM_INFINITY, grace: float = 0) -> None:
        def limit() -> None:
            setrlimit(RLIMIT_CPU, (PROCESSOR, PROCESSOR))
            setrlimit(RLIMIT_AS, (memory, memory))

        self._environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "SOURCE_DATE_EPOCH": EPOCH}
        # What a process says by itself, and not as the words of a command.
        self._said, self._read = TemporaryFile(), 0  # noqa: SIM115  closed with the terminal
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM.format(grace=grace)],
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            preexec_fn=limit,
        )

    def close(self) -> None:
        """End all processes."""
        # Without another line to come the first ends by itself, and the one that works on layers with it.
        self._process.communicate()
        self._said.close()

    def run(self, *arguments: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `samtaleguide` with `arguments` in `folder`, as a user does."""
        assert self._process.stdin
        assert self._process.stdout
        words = [*map(str, arguments)]
        asked = [str(folder), self._environment | environment, words]
        self._process.stdin.write(f"{json.dumps(asked)}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        said = self._told_besides()
        assert answer, f"this ended the program: {words}\n{said}"
        code, out, err = json.loads(answer)
        return subprocess.CompletedProcess(words, code, out, err + said)

    def used(self) -> float:
        """Return the seconds of a processor that those who work on layers have taken so far."""
        workers = psutil.Process(self._process.pid).children()
        return sum(sum(worker.cpu_times()[:2]) for worker in workers)

    def _told_besides(self) -> str:
        """Return what the processes have said since this was asked the last time."""
        file = self._said.fileno()
        # Read without a move: they write where the last of them has stopped.
        said = os.pread(file, os.fstat(file).st_size - self._read, self._read)
        self._read += len(said)
        return said.decode(errors="replace")


@cache
def terminal() -> Terminal:
    """Return the terminal of all tests in this process that need no other one."""
    found = Terminal()
    atexit.register(found.close)
    return found
