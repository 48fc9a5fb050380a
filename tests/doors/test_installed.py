"""What a school installs, a wheel and nothing else of ours, begins with the example school and builds it."""

import os
import re
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.command import DAY, EPOCH, REPOSITORY, contents, run_here
from tests.support.counting import counted
from tests.support.editions import Editions

pytestmark = pytest.mark.slow

EXAMPLE = REPOSITORY / "schools" / "eksempel"
Installed = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is published with a release, made with the libraries that are there."""
    dist = tmp_path_factory.mktemp("release") / "dist"
    make = ["make", "dist", f"DIST={dist}", f"VENV={sys.prefix}", f"--old-file={sys.prefix}/.test"]
    made = subprocess.run(make, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert made.returncode == 0, f"make test installs what makes a wheel: pip install --group test\n{made.stderr}"
    return dist


def test_a_release_has_the_form_beside_the_wheel(release: Path) -> None:
    names = sorted(re.sub(r"-[0-9.]+[0-9]", "", path.name) for path in release.iterdir())
    assert names == ["profil.html", "samtaleguide-py3-none-any.whl", "samtaleguide.tar.gz"]
    assert "<h1>Jeres profil</h1>" in (release / "profil.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, release: Path) -> Path:
    """The program out of a wheel; what it is in need of is what the tests have."""
    (wheel,) = release.glob("*.whl")
    home = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(home)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    (packages,) = (home / "lib").glob("python*/site-packages")
    # A path that is named so brings the libraries, and no checkout that is installed among them.
    (packages / "libraries.pth").write_text("\n".join(path for path in sys.path if path.endswith("site-packages")))
    return home / "bin" / "samtaleguide"


@pytest.fixture
def installed(tmp_path: Path, program: Path) -> Installed:
    """The program out of a wheel, run in an empty folder."""
    empty = tmp_path / "tom"
    empty.mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(program), *words],
            cwd=empty,
            env=kept | {"SOURCE_DATE_EPOCH": EPOCH},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_wheel_in_an_empty_folder_holds_the_example_school(
    installed: Installed, tmp_path: Path, editions: Editions
) -> None:
    folder = tmp_path / "tom"
    begun = installed("init", "skole", "--example")
    assert begun.returncode == 0, begun.stderr
    profile = (folder / "skole" / "school.yml").read_text(encoding="utf-8")
    assert profile.startswith("# yaml-language-server: $schema=profile.schema.json\n")
    assert profile.splitlines()[1:] == (EXAMPLE / "school.yml").read_text(encoding="utf-8").splitlines()[1:]
    assert (folder / "skole" / "logo.svg").read_bytes() == (EXAMPLE / "logo.svg").read_bytes()

    checked = installed("check", "skole")
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.endswith("No errors.\n")

    edition = editions(EXAMPLE)
    store = editions.store(EXAMPLE, folder / "build" / ".cache")
    with counted("build with a wheel", store):
        built = installed("build", "skole", "--date", DAY, "--zip")
    assert built.returncode == 0, built.stdout + built.stderr
    assert (folder / "build" / "nordkysten.zip").is_file()
    # It is what a checkout makes.
    ours, theirs = contents(folder / "build" / "nordkysten"), contents(edition)
    assert ours.keys() == theirs.keys()
    assert re.findall(rb"<title>.*?</title>", ours["index.html"]) == re.findall(
        rb"<title>.*?</title>", theirs["index.html"]
    )


def test_what_is_put_beside_a_layer_is_in_the_wheel(installed: Installed, tmp_path: Path) -> None:
    done = installed("init", "skole", "--github", "--tool", "samtaleguide==1.0")
    assert done.returncode == 0, done.stderr
    here = run_here("init", "skole", "--github", "--tool", "samtaleguide==1.0", folder=tmp_path)
    assert here.returncode == 0, here.stderr
    assert contents(tmp_path / "tom" / "skole") == contents(tmp_path / "skole")
