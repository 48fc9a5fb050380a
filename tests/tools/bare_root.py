"""Turn a Debian with nothing in it into the answer whether a repository's steps and the Containerfile do what they say.

`make bare` does it, as root: it takes minutes and fetches a system, so it is none of the tests.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from tests.support.command import REPOSITORY

SUITE, MIRROR = "trixie", "http://deb.debian.org/debian"
CONTAINERFILE = REPOSITORY / "Containerfile"
# What GitHub's machines have and a bare system has not, and what setting Python up there brings.
GIVEN = """apt-get update -q && apt-get install -q -y --no-install-recommends sudo git python3 python3-venv
python3 -m venv /opt/python"""
# With a folder of processes, which is gone again with what runs in it.
ENTER = 'mount -t proc proc "$0/proc" && exec chroot "$0" bash --noprofile --norc -eo pipefail -c "$1"'
SYSTEM = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "DEBIAN_FRONTEND": "noninteractive"}
# How this machine reaches others.
NETWORK = ("/etc/resolv.conf", "/etc/ssl/certs/ca-certificates.crt")


def main() -> None:
    """Run both, each in a system of its own, and say what came of it."""
    with TemporaryDirectory(prefix="bare-") as folder:
        work = Path(folder)
        bare = work / "bare"
        run("debootstrap", "--variant=minbase", "--include=ca-certificates", SUITE, str(bare), MIRROR)
        for name in NETWORK:
            shutil.copy(name, bare / name[1:])
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(work / "wheel"), folder=REPOSITORY)
        for what in (in_a_repository, in_a_container):
            root = work / "root"
            run("cp", "-a", str(bare), str(root))
            print(f"== {what.__name__}: {what(root, next((work / 'wheel').iterdir()))}")
            shutil.rmtree(root)


def in_a_repository(root: Path, wheel: Path) -> str:
    """Run the steps of the workflow as they stand in a new repository, whose program is a wheel that lies in it."""
    inside(root, "/", GIVEN)
    repository = root / "repository"
    begun = [sys.executable, "-m", "generator", "init", str(repository), "--github", "--tool", wheel.name]
    run(*begun, folder=REPOSITORY)
    shutil.copy(wheel, repository)
    workflow: dict[str, Any] = yaml.load(
        (repository / ".github" / "workflows" / "guiden.yml").read_bytes(), yaml.BaseLoader
    )
    path = f"/opt/python/bin:{SYSTEM['PATH']}"
    for step in workflow["jobs"]["byg"]["steps"]:
        if "run" in step:
            print(f"-- {step['name']}")
            inside(root, "/repository", step["run"], PATH=path, **workflow["env"])
    return summary(repository / "udgives")


def in_a_container(root: Path, _: Path) -> str:
    """Run what the Containerfile says, and then the program as its second line does."""
    folder, environment = "/", dict[str, str]()
    entry: list[str] = []
    for word, rest in instructions():
        if word == "RUN":
            inside(root, folder, rest, **environment)
        elif word == "WORKDIR":
            folder = rest
            (root / folder[1:]).mkdir(parents=True, exist_ok=True)
        elif word == "COPY":
            *sources, target = rest.split()
            for source in sources:
                place = root / folder[1:] / (source if target == "./" else target)
                copy = shutil.copytree if (REPOSITORY / source).is_dir() else shutil.copy
                copy(REPOSITORY / source, place)
        elif word == "ENV":
            environment |= dict([rest.split("=", 1)])
        elif word == "ENTRYPOINT":
            entry = json.loads(rest)
    inside(root, folder, shlex.join([*entry, "init", ".", "--example"]), **environment)
    inside(root, folder, shlex.join([*entry, "build"]), **environment)
    return summary(root / "skole" / "build" / "nordkysten")


def instructions() -> Iterator[tuple[str, str]]:
    """Yield what the Containerfile says, each with its word; lines that go on are one."""
    for line in CONTAINERFILE.read_text().replace("\\\n", " ").splitlines():
        if line.strip() and not line.startswith("#"):
            word, _, rest = line.partition(" ")
            yield word, rest.strip()


def inside(root: Path, folder: str, script: str, **environment: str) -> None:
    """Run a script with bash as GitHub starts it, in a folder of another system."""
    kept = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    entered = f"cd {shlex.quote(folder)}\n{script}"
    command = ["unshare", "--mount", "sh", "-c", ENTER, str(root), entered]
    subprocess.run(command, env=SYSTEM | kept | environment, check=True)


def run(*command: str, folder: Path | None = None) -> None:
    """Run a command here."""
    subprocess.run(command, cwd=folder, check=True)


def summary(folder: Path) -> str:
    """Return how much is to be published; fails where it is no guide."""
    assert (folder / "index.html").is_file()
    assert (folder / "pdf" / "guide.pdf").read_bytes().startswith(b"%PDF")
    files = [path for path in folder.rglob("*") if path.is_file()]
    return f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB"


if __name__ == "__main__":
    main()
