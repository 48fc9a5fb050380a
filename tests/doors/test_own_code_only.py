"""Nothing that lies in a layer or the working folder is ever run as code, whatever it is called."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command import EDITIONS, EPOCH, REPOSITORY
from tests.support.editions import Editions

# Modules of Python, of its libraries and of ours that are loaded at some time of a build, here or in its workers.
NAMES = (
    *("multiprocessing", "json", "pickle", "logging", "pathlib", "subprocess", "psutil", "click", "yaml", "jinja2"),
    *("markdown", "pydantic", "weasyprint", "pikepdf", "mkdocs", "material", "PIL", "fontTools"),
)
DOORS = {
    "check": [sys.executable, "-m", "generator", "check"],
    "blocks": [sys.executable, "-m", "generator", "blocks"],
    "build": [sys.executable, "-m", "generator", "build"],
    # What it does next is what the module does.
    "the command": [str(Path(sys.executable).with_name("samtaleguide")), "check"],
    "mkdocs": [str(Path(sys.executable).with_name("mkdocs")), "build", "-f", "mkdocs.yml"],
}


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    """A layer with a file for each module that leaves a trace, and a document of its own, which has to be made."""
    layer = tmp_path / "skole"
    layer.mkdir()
    for name in NAMES:
        (layer / f"{name}.py").write_text(f"open({str(tmp_path / 'traces')!r}, 'a').write('{name} ')\n")
    profile = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
    (layer / "school.yml").write_text(profile, encoding="utf-8")
    (layer / "forms" / "kontaktkort").mkdir(parents=True)
    style = (REPOSITORY / "forms" / "kontaktkort" / "page.css").read_text(encoding="utf-8")
    (layer / "forms" / "kontaktkort" / "page.css").write_text(f"{style}\np {{ color: #123 }}\n", encoding="utf-8")
    # As the project's own, with this layer.
    shared = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8").replace("layer: schools/eksempel", "layer: .")
    folders = f"docs_dir: {REPOSITORY / 'docs'}", f"custom_dir: {REPOSITORY / 'overrides'}"
    own = shared.replace("docs_dir: docs", folders[0]).replace("custom_dir: overrides", folders[1])
    (layer / "mkdocs.yml").write_text(own.replace("site_dir: build/mkdocs", f"site_dir: {tmp_path / 'site'}"))
    return layer


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
def test_nothing_in_a_layer_is_run(door: str, layer: Path, tmp_path: Path, editions: Editions) -> None:
    # What is made in a layer is kept elsewhere.
    editions.store(EDITIONS / "minimal", tmp_path / "samtaleguide")
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY),
        "SOURCE_DATE_EPOCH": EPOCH,
        "XDG_CACHE_HOME": str(tmp_path),
    }
    done = subprocess.run(DOORS[door], cwd=layer, env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "traces").exists(), (tmp_path / "traces").read_text()
    # It was really worked on.
    expected = {"check": "No", "the command": "No", "blocks": "kontaktkort"}.get(door, "kontaktkort.pdf")
    assert expected in done.stdout + done.stderr
