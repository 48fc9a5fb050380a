"""The page that people look things up on says how a text, a page and a sheet are changed, and it is true."""

import re
import textwrap
from datetime import date
from pathlib import Path

import pytest

from generator.doors.checking import check_layer
from generator.doors.listing import listed
from generator.edition.load import load_edition
from generator.pages.heads import FrontMatter
from generator.profile.reference import REFERENCE, sheet_keys_text
from generator.sheets.model import Closing, Column, Question, Section, Sheet
from tests.support.command import DAY, EDITIONS, REPOSITORY

PAGE = REFERENCE.read_text(encoding="utf-8")
OWN = PAGE.partition("# Ret et spørgsmål, en side eller et ark")[2]
TODAY = date.fromisoformat(DAY)
# What no person writes in a sheet's file.
MADE = {"Sheet": {"id", "closing"}, "Question": {"number", "asked"}}


def keys_below(title: str) -> list[str]:
    """Return the keys of the table whose first column is called so, in their order."""
    table = OWN.partition(f"| {title} | Hvad |")[2].partition("\n\n")[0]
    return re.findall(r"^\| `(\w+)` \| \S", table, re.MULTILINE)


@pytest.mark.parametrize(
    ("title", "model"),
    [
        ("I `sheet.yml`", Sheet),
        ("Under `sections`", Section),
        ("Under `questions` og `head`", Question),
        ("Under `columns`", Column),
    ],
)
def test_every_key_of_a_sheet_is_explained(title: str, model: type) -> None:
    written = set(model.model_fields) - MADE.get(model.__name__, set())
    assert set(keys_below(title)) == written


def test_no_part_of_a_sheet_is_forgotten() -> None:
    parts = set(Sheet.model_json_schema()["$defs"])
    assert parts - {Closing.__name__} == {Section.__name__, Question.__name__, Column.__name__}
    assert sheet_keys_text() in OWN


def test_every_key_at_the_top_of_a_page_is_explained() -> None:
    assert set(keys_below("Øverst på en side")) == set(FrontMatter.model_fields)


@pytest.mark.slow
def test_what_stands_there_can_be_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of a question, a text, a page and a sheet: an edition with all four of them, and no error."""
    monkeypatch.chdir(tmp_path)
    question, text, page, sheet = (
        block for kind, block in re.findall(r"```(yaml|jinja|markdown)\n(.*?)```", OWN, re.DOTALL)
    )
    files = {
        "school.yml": (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8") + question,
        "docs/trin-2-kontakt/index.md": text,
        "docs/hos-kunden/index.md": page,
        "forms/hos-kunden/sheet.yml": sheet,
    }
    for name, content in files.items():
        assert name == "school.yml" or f"`{name}`" in OWN
        path = tmp_path / "skole" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    told = [str(problem) for problem in check_layer(Path("skole"), TODAY)]
    assert [line for line in told if not line.startswith("skole/school.yml")] == []
    edition = load_edition(Path("skole"), TODAY)
    assert edition.document("hos-kunden").title == "Når du arbejder hos kunder"
    first = edition.document("foerste-samtale").sheet
    assert first is not None
    assert "Hvad sker der på din første dag?" in [asked.text for asked in first.questions()]
    lines = "\n".join(listed(edition))
    assert re.search(r"argumenter .*\(yours, around the shared text\)", lines)


@pytest.mark.slow
def test_the_lines_that_blocks_shows_can_be_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    layer = Path("skole")
    (layer / "docs" / "trin-2-kontakt").mkdir(parents=True)
    profile = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
    (layer / "school.yml").write_text(profile, encoding="utf-8")
    shown = "\n".join(listed(load_edition(layer, TODAY))).partition("--- Pages")[0]
    text, question = re.findall(r"\n\n((?:  .*\n|\n(?=  ))+)", shown)
    (layer / "docs" / "trin-2-kontakt" / "index.md").write_text(textwrap.dedent(text), encoding="utf-8")
    (layer / "school.yml").write_text(profile + textwrap.dedent(question), encoding="utf-8")
    assert [problem for problem in check_layer(layer, TODAY) if problem.level == "error"] == []


def test_what_the_commands_are_said_to_do_is_what_they_do() -> None:
    """Names of commands and options on the page, in the README and in messages are those of the program."""
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert "samtaleguide blocks . --only" in OWN
    assert "samtaleguide blocks . --accept" in OWN
    assert "PROFIL.md" in readme.partition("## Change a question, a page, a sheet")[2]
