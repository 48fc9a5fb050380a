"""Whatever somebody gets wrong is told with its place and a way out, and what was published stays as it is.

Each file in `scenarios/bad_input/` is one case: lines that it `adds` to the least possible profile, and other `files`
of the layer (nothing for one that is missing) go in; out come the lines that are `told`, and those that a Danish reader
gets, `told_in_danish`. In these, »…« stands for the words of a library; alone, for any more lines. Under each line that
names a place stands what is written there, with a mark; `excerpt` is one of these in full. Where it takes PDFs to see
what is wrong, those of the documents that it `draws` are made.
"""

import re
import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from tests.support.command import DAY, EDITIONS, contents, differing, run, run_here
from tests.support.danish import check_danish, matching, shown_problems
from tests.support.editions import Editions, some_made
from tests.support.terminal import terminal

SCENARIOS = sorted((Path(__file__).parents[1] / "scenarios" / "bad_input").glob("*.yml"))
SEVERAL = "several_problems_at_once"
# Told by a whole command in processes of its own: what is found before and while pages are made; what is found in PDFs
# so, too, is among the hostile layers. The others go the same way from the command's words on, in the process of the
# test.
AS_A_COMMAND = {SEVERAL, "a_page_that_never_ends"}
# A problem with the line it is in; one in what a library made of several files has none.
PLACE = re.compile(r"\S+\.(yml|md|html|css):\d+")


class Published(NamedTuple):
    """A folder with an edition of the least possible layer, published earlier, and all that is in it."""

    out: Path
    contents: dict[str, bytes]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, editions: Editions) -> Published:
    """What each test breaks the layer of; as none of them changes a byte, one is enough for all."""
    out = Path(shutil.copytree(editions(EDITIONS / "minimal").parent, tmp_path_factory.mktemp("published") / "out"))
    return Published(out, contents(out))


def write_layer(folder: Path, scenario: dict[str, dict[str, str | None]]) -> None:
    minimal = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
    files = {"school.yml": f"{minimal}{scenario.get('adds', '')}", **scenario.get("files", {})}
    for name, content in files.items():
        if content is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")


def expected(told: list[str]) -> re.Pattern[str]:
    """Return what the lines match that a user must read; the last one counts them."""
    count = r"\d+ problems" if "…" in told else "1 problem" if len(told) == 1 else f"{len(told)} problems"
    return re.compile("\n".join([matching(told).pattern, f"{count}; nothing was changed\\.\n"]))


def without_excerpts(told: str) -> str:
    """Return what was told without the lines that show a place; each problem with a place must have one."""
    kept: list[str] = []
    lines = told.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("    "):
            continue
        kept.append(line)
        if PLACE.match(line):
            shown, marks = lines[number + 1 : number + 3]
            assert shown.startswith("    "), line
            assert re.fullmatch(r"    …? *\^+", marks.replace("…", " ")), line
    return "\n".join([*kept, ""])


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_bad_input(path: Path, tmp_path: Path, published: Published) -> None:
    """`build` tells what is wrong and ends with status 1; not a byte of what was published changes."""
    scenario = yaml.safe_load(path.read_text(encoding="utf-8"))
    (tmp_path / "skole").mkdir()
    write_layer(tmp_path / "skole", scenario)
    arguments = ("build", "skole", "--out", published.out, "--date", DAY)
    drawn = tuple(scenario.get("draws", ()))
    made = some_made(lambda stem: stem.startswith(drawn)) if drawn else nullcontext()
    if path.stem in AS_A_COMMAND:
        result = terminal().run(*arguments, folder=tmp_path, SAMTALEGUIDE_SECONDS="20")
        danish = terminal().run(*arguments, "--sprog", "da", folder=tmp_path, SAMTALEGUIDE_SECONDS="20")
        assert re.search(r"(?m)^(1 problem|\d+ problemer); intet er ændret\.\s*\Z", danish.stderr), danish.stderr
        both = (without_excerpts(each.stderr).splitlines()[:-1] for each in (result, danish))
        told = list(zip(*both, strict=True))
    else:
        with shown_problems() as told, made:
            result = run_here(*arguments, folder=tmp_path)
    assert expected(scenario["told"]).fullmatch(without_excerpts(result.stderr)), result.stderr
    check_danish(path, "told", told)
    assert scenario.get("excerpt", "") in result.stderr
    assert result.returncode == 1
    assert "Traceback" not in result.stdout + result.stderr
    assert differing(published.contents, contents(published.out)) == []


def test_check_tells_the_same(tmp_path: Path) -> None:
    """`check` finds what is wrong without building, and writes nothing."""
    scenario = yaml.safe_load((SCENARIOS[0].parent / f"{SEVERAL}.yml").read_text(encoding="utf-8"))
    write_layer(tmp_path / "skole", scenario)
    result = run_here("check", "skole", folder=tmp_path)
    assert expected(scenario["told"]).fullmatch(without_excerpts(result.stderr)), result.stderr
    assert result.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["skole"]


WRONG_USE = {
    "an unknown command": (["biuld"], "biuld"),
    "an unknown option": (["build", ".", "--ud", "x"], "--ud"),
    "a day that is none": (["build", ".", "--date", "2026-02-30"], "2026-02-30"),
    "a folder is missing": (["init"], "DIR"),
    "one folder too many": (["check", "a", "b"], "b"),
}


@pytest.mark.parametrize("what", WRONG_USE)
def test_wrong_use(what: str, tmp_path: Path) -> None:
    """Who types a command that there is not gets status 2, the word that is wrong and the way to help."""
    arguments, word = WRONG_USE[what]
    result = run(*arguments, folder=tmp_path)
    assert result.returncode == 2
    assert word in result.stderr.splitlines()[-1]
    assert "--help' for help." in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []
