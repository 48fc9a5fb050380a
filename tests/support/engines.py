"""Turn a project of Markdown into the site that another engine makes of it, each in an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.command import EPOCH
from tests.support.patience import COMMAND

# What is typed to build; MkDocs is that of the tests' own environment.
BUILD = {
    "mkdocs": ("-m", "mkdocs", "build", "--strict"),
    "properdocs": ("-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml"),
    "zensical": ("-m", "zensical", "build", "--strict", "-f", "mkdocs.yml"),
}


def python_of(engine: str) -> Path:
    """Return the Python beside which an engine is installed; fails with the command that installs it."""
    environment = Path(sys.prefix)
    if engine == "mkdocs":
        return Path(sys.executable)
    python = environment / "engines" / engine / "bin" / "python"
    assert python.exists(), f"{engine} is missing. Install it: make {environment.name}/.engines"
    return python


def run_with(engine: str, *arguments: str | Path, folder: Path, **more: str) -> str:
    """Return what a module says that is run in the environment of an engine; fails if it fails."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH} | more
    done = subprocess.run(
        [python_of(engine), *map(str, arguments)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=COMMAND,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def site_of(engine: str, project: Path) -> Path:
    """Return the web root that an engine makes of a project."""
    run_with(engine, *BUILD[engine], folder=project)
    return project / "site"
