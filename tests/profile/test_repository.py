"""A repository that publishes by itself: what `init --github` writes, and that its steps do what they say."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from defusedxml import ElementTree
from playwright.sync_api import Browser

from generator.problems.problem import GeneratorError
from generator.profile import repository
from generator.profile.repository import repository_files
from generator.shared import PACKAGE
from tests.support.browser import Visit, report
from tests.support.command import DAY, EDITIONS, EPOCH, REPOSITORY, contents, run_here
from tests.support.editions import Editions

WORKFLOW = ".github/workflows/guiden.yml"
PAGE = (PACKAGE / "starter" / "github" / "README.md").read_text(encoding="utf-8")
DRAWINGS = {f"billeder/{path.name}" for path in (PACKAGE / "starter" / "github" / "billeder").iterdir()}
TOOL = "samtaleguide @ git+https://git.example.dk/skoler/samtaleguide@v1.0"
HOW = (
    "Write --tool 'samtaleguide @ git+https://…@v1.0', or --tool samtaleguide-1.0-py3-none-any.whl if the file lies in"
)


def workflow(tool: str = TOOL) -> dict[str, Any]:
    # »on« is no word for yes here.
    return yaml.load(repository_files(tool)[WORKFLOW], yaml.BaseLoader)


def steps(job: str) -> dict[str, dict[str, Any]]:
    return {step["name"]: step for step in workflow()["jobs"][job]["steps"]}


def test_a_new_repository_holds_a_layer_and_what_publishes_it(tmp_path: Path) -> None:
    result = run_here("init", "skole", "--github", "--tool", TOOL, folder=tmp_path)
    assert result.returncode == 0, result.stderr
    assert contents(tmp_path / "skole").keys() - DRAWINGS == {
        ".github/workflows/guiden.yml",
        ".gitignore",
        "KOM-I-GANG.html",
        "LAEG-UD.md",
        "PROFIL.md",
        "README.md",
        "logo.svg",
        "profil.html",
        "profile.schema.json",
        "school.yml",
    }
    text = (tmp_path / "skole" / WORKFLOW).read_text(encoding="utf-8")
    assert f'\n  SAMTALEGUIDE: "{TOOL}"\n' in text
    assert text.count(TOOL) == 1
    assert workflow()["env"]["SAMTALEGUIDE"] == TOOL


@pytest.mark.parametrize("name", ["school.yml", "nord/school.yml"])
def test_layers_that_are_there_stay_as_they_are(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("name: Vores skole\n")
    result = run_here("init", ".", "--github", "--tool", TOOL, folder=tmp_path)
    assert result.returncode == 0, result.stderr
    theirs = {name, WORKFLOW, ".gitignore", "README.md", "KOM-I-GANG.html", "profil.html"}
    assert contents(tmp_path).keys() - DRAWINGS == theirs
    assert (tmp_path / name).read_text() == "name: Vores skole\n"


@pytest.mark.parametrize("tool", ["samtaleguide==1.2", "samtaleguide @ https://a.dk/s-1-py3-none-any.whl", "./s-1.whl"])
def test_what_pip_installs_it_from_is_one_line(tool: str) -> None:
    assert workflow(tool)["env"]["SAMTALEGUIDE"] == tool


@pytest.mark.parametrize(
    "tool",
    [
        *("x", "andet==1", "samtaleguide==1\nx: y", 'a".whl', "-r.whl"),
        *(
            "samtaleguide @ http://a.dk",
            "samtaleguide @ git+ssh://a.dk",
            "samtaleguide @ https://a.dk/${{ secrets.X }}",
        ),
    ],
)
def test_nothing_else_becomes_part_of_it(tool: str, tmp_path: Path) -> None:
    result = run_here("init", "skole", "--github", "--tool", tool, folder=tmp_path)
    assert result.returncode == 1
    assert "is nothing that pip can install this program from. " + HOW in result.stderr
    assert not (tmp_path / "skole").exists()


class _Installed:
    """A program as pip has noted it."""

    def __init__(self, noted: dict[str, Any] | None) -> None:
        self._noted = noted

    def read_text(self, name: str) -> str | None:
        return json.dumps(self._noted) if name == "direct_url.json" and self._noted else None


GIT = {"url": "https://git.example.dk/s.git", "vcs_info": {"vcs": "git", "commit_id": "abc123"}}


@pytest.mark.parametrize(
    ("noted", "tool"),
    [
        (GIT, "samtaleguide @ git+https://git.example.dk/s.git@abc123"),
        (
            GIT | {"vcs_info": {"vcs": "git", "commit_id": "abc123", "requested_revision": "v2"}},
            "samtaleguide @ git+https://git.example.dk/s.git@v2",
        ),
        ({"url": "https://a.dk/s-1.whl", "archive_info": {}}, "samtaleguide @ https://a.dk/s-1.whl"),
    ],
)
def test_it_is_installed_there_as_it_was_here(noted: Any, tool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "distribution", lambda _: _Installed(noted))
    assert f"SAMTALEGUIDE: {json.dumps(tool)}\n".encode() in repository_files("")[WORKFLOW]


@pytest.mark.parametrize("noted", [None, {"url": "file:///hjemme/samtaleguide", "dir_info": {"editable": True}}])
def test_nothing_is_invented_where_that_is_not_known(noted: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "distribution", lambda _: _Installed(noted))
    with pytest.raises(GeneratorError, match="nobody can know where the repository gets this program from") as caught:
        repository_files("")
    assert HOW in str(caught.value)


def test_the_workflow_is_what_github_takes(tmp_path: Path) -> None:
    file = tmp_path / "guiden.yml"
    file.write_bytes(repository_files(TOOL)[WORKFLOW])
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "No module named check_jsonschema" not in result.stderr, "make test installs it: pip install --group test"
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_workflow_lets_no_stranger_in(tmp_path: Path) -> None:
    """A second opinion. GitHub's own actions are named by their major version, since no school follows hashes."""
    (tmp_path / "guiden.yml").write_bytes(repository_files(TOOL)[WORKFLOW])
    rules = {"rules": {"unpinned-uses": {"config": {"policies": {"actions/*": "ref-pin"}}}}}
    (tmp_path / "zizmor.yml").write_text(yaml.safe_dump(rules))
    zizmor = Path(sys.executable).with_name("zizmor")
    assert zizmor.is_file(), "make test installs it: pip install --group test"
    command = [zizmor, "--offline", "--config", "zizmor.yml", "guiden.yml"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_only_what_publishes_may_publish_and_nothing_runs_that_is_not_pinned() -> None:
    told = workflow()
    assert told["permissions"] == {"contents": "read"}
    assert told["jobs"]["udgiv"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert "permissions" not in told["jobs"]["byg"]
    # A change that somebody proposes is built, and published only once it is taken in.
    on_main = "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)"
    assert told["jobs"]["udgiv"]["if"] == steps("byg")["Gør klar til at lægge ud"]["if"] == on_main
    assert told["jobs"]["udgiv"]["needs"] == "byg"
    used = [step["uses"] for job in told["jobs"].values() for step in job["steps"] if "uses" in step]
    assert len(used) == 5
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@v\d+", action), action
    # No text from outside becomes a command.
    for job in told["jobs"].values():
        assert not any("${{" in step.get("run", "") for step in job["steps"])


def run_step(name: str, folder: Path, *programs: Path) -> subprocess.CompletedProcess[str]:
    """Run a step as it stands, with bash as GitHub starts it, in a repository; `programs` are folders of programs."""
    path = os.pathsep.join([*map(str, programs), "/usr/bin", "/bin"])
    environment = {**workflow()["env"], "PATH": path, "HOME": str(folder.parent), "SOURCE_DATE_EPOCH": EPOCH}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps("byg")[name]["run"]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def program(folder: Path, name: str, script: str) -> Path:
    """Write a program, and return the folder in which it lies."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """The folder of the program, as a step finds it."""
    day = f'[ "$1" = build ] && set -- "$@" --date {DAY}'
    return program(
        tmp_path / "programs",
        "samtaleguide",
        f'{day}\nPYTHONPATH="{REPOSITORY}" exec "{sys.executable}" -m generator "$@"',
    )


def test_the_program_and_what_it_draws_with_are_fetched(tmp_path: Path) -> None:
    """The packages are those that the Makefile has found to be needed."""
    programs = program(tmp_path / "programs", "sudo", 'echo "$@" >> asked')
    program(programs, "python", 'echo "$@" >> asked')
    assert run_step("Hent værktøjet", tmp_path, programs).returncode == 0
    update, install, pip = (tmp_path / "asked").read_text().splitlines()
    packages = re.search(r"GUIDE_PACKAGES := (.+) git\n", (REPOSITORY / "Makefile").read_text())
    assert packages
    assert update.startswith("apt-get update")
    assert install.endswith(f"--no-install-recommends {packages[1]}")
    assert pip == f"-m pip install --quiet {TOOL}"


def write_school(folder: Path, adds: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
    (folder / "school.yml").write_text(text + adds, encoding="utf-8")


@pytest.mark.slow
def test_mistakes_of_all_schools_are_shown_at_their_lines(tmp_path: Path, guide: Path) -> None:
    write_school(tmp_path / "nord skole", "initiatives: [logbok]\n")
    write_school(tmp_path / "syd", "slug: syd\n")
    write_school(tmp_path / "vest", "colour: x\nslug: vest\n")
    result = run_step("Tjek", tmp_path, guide)
    assert result.returncode == 1
    errors = [line for line in result.stdout.splitlines() if line.startswith("::error ")]
    assert [line.split("::")[1] for line in errors] == [
        "error file=nord skole/school.yml,line=5,col=15",
        "error file=vest/school.yml,line=5,col=1",
    ]
    assert any(line.startswith("::warning file=syd/school.yml") for line in result.stdout.splitlines())
    for name in ("nord skole", "vest"):
        (tmp_path / name / "school.yml").unlink()
    assert run_step("Tjek", tmp_path, guide).returncode == 0


@pytest.mark.slow
def test_what_is_published_is_one_guide_or_several_with_a_way_to_each(
    tmp_path: Path, guide: Path, editions: Editions
) -> None:
    one, several = tmp_path / "one", tmp_path / "several"
    write_school(one)
    write_school(several / "nord skole")
    write_school(several / "syd", "slug: syd\n")
    # So that no PDF is made a second time. What is made in a layer is kept elsewhere.
    for store in (several / "build" / ".cache", tmp_path / ".cache" / "samtaleguide"):
        editions.store(EDITIONS / "minimal", store)
    for folder in (one, several):
        result = run_step("Byg", folder, guide)
        assert result.returncode == 0, result.stdout + result.stderr
    assert "Vesterhavets Erhvervsskole" in (one / "udgives" / "index.html").read_text(encoding="utf-8")
    assert (one / "udgives" / "pdf" / "guide.pdf").is_file()
    assert sorted(path.name for path in (several / "udgives").iterdir()) == [
        "index.html",
        "syd",
        "vesterhavets-erhvervsskole",
    ]
    portal = (several / "udgives" / "index.html").read_text(encoding="utf-8")
    assert 'href="syd/index.html"' in portal
    assert 'href="vesterhavets-erhvervsskole/index.html"' in portal


def test_the_page_names_what_the_workflow_has() -> None:
    """A coordinator is told to look for words that stand on the screen."""
    told = workflow()
    assert f"»{told['name']}«" in PAGE
    assert f"»{steps('byg')['Gem guiden som zip']['with']['name']}« under »Artifacts«" in PAGE
    assert f"»{told['jobs']['udgiv']['name']}«" in PAGE
    assert "begynder med `SAMTALEGUIDE:`" in PAGE


def test_the_page_can_be_read_before_there_is_a_repository(tmp_path: Path, browser: Browser) -> None:
    assert run_here("init", ".", "--github", "--tool", TOOL, folder=tmp_path).returncode == 0
    for width, scheme in ((320, "light"), (1280, "dark")):
        visit = Visit(browser, f"{tmp_path.as_uri()}/", width, scheme)  # type: ignore[arg-type]
        visit.open("KOM-I-GANG.html")
        drawn = visit.page.locator("img").evaluate_all("all => all.map(one => one.complete && one.naturalWidth > 0)")
        assert drawn == [True] * len(DRAWINGS)
        found = [*visit.findings(), *visit.axe()]
        assert found == [], report(found)


def test_each_drawing_is_shown_and_says_no_button_that_the_page_does_not() -> None:
    """A coordinator looks for the same word in both; what the drawing shows stands in words, too."""
    shown = re.findall(r"!\[Tegning: ([^]]{40,})\]\((billeder/[\w-]+\.svg)\)", PAGE)
    assert {name for _, name in shown} == DRAWINGS
    assert PAGE.count("![") == len(DRAWINGS)
    for _, name in shown:
        drawing = ElementTree.fromstring((PACKAGE / "starter" / "github" / name).read_text(encoding="utf-8"))
        said = set(re.findall("»([^»]+)«", "".join(drawing.itertext())))
        assert said - set(re.findall("»([^»]+)«", PAGE)) == set(), name
