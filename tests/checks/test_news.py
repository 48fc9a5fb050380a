"""A school that replaced a shared text is told when that text changes, and nothing is forgotten before it says so."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator.checks.news import news
from generator.doors.build import build, build_into
from generator.doors.mkdocs_plugin import SamtaleguidePlugin
from generator.edition.load import load_edition
from tests.support.command import DAY, EDITIONS, REPOSITORY, contents, run_here

MINIMAL = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
OWN = """\
{% extends "shared/docs/kontakt/index.md" %}
{% block haster %}
## Ring først
{% endblock %}
{% block overskrift %}
{{ super() }}

Vi har åbent hver dag.
{% endblock %}
"""
SECTION = """\
{% extends "shared/forms/aftaleark/sheet.html" %}
{% block afsnit_ring_til %}
<section>{% for question in (sheet.sections | last).questions %}{{ question_block(question) }}{% endfor %}</section>
{% endblock %}
"""
REWORDED = "sheets: {foerste-samtale: {reword: {foerste-dag: Hvad sker der først?}}}\n"
RECORD = "skole/shared-texts.yml"
ACCEPT = "samtaleguide blocks skole --accept"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a layer that replaces a block, a section, a question's words and a style sheet."""
    monkeypatch.chdir(tmp_path)
    files = {
        "school.yml": MINIMAL + REWORDED,
        "docs/kontakt/index.md": OWN,
        "forms/aftaleark/sheet.html": SECTION,
        "forms/_layout/paper.css": "/* Vores eget */\n",
    }
    for name, text in files.items():
        (tmp_path / "skole" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "skole" / name).write_text(text, encoding="utf-8")
    return tmp_path


def told(folder: Path) -> list[str]:
    """Return what is told about replaced texts, with the lines that belong to each warning."""
    problems = news(load_edition(folder / "skole", date.fromisoformat(DAY)))
    assert {problem.level for problem in problems} <= {"warning"}
    return [line for problem in problems for line in (str(problem), *(f"    {detail}" for detail in problem.details))]


def accept(folder: Path) -> str:
    result = run_here("blocks", "skole", "--accept", folder=folder)
    assert result.returncode == 0, result.stderr
    return result.stdout


def pretend(folder: Path, now: str, before: str) -> None:
    """Let the record say that a shared text was once another one, as after an update of samtaleguide."""
    record = (folder / RECORD).read_text(encoding="utf-8")
    assert now in record
    (folder / RECORD).write_text(record.replace(now, before), encoding="utf-8")


def test_without_a_record_check_says_how_to_make_one(folder: Path) -> None:
    """Each replaced text is named; a block that keeps the shared text replaces nothing."""
    expected = [
        "skole/school.yml: warning: nobody has noted yet which shared texts this layer replaces: "
        "forms/_layout/paper.css; the block 'haster' of docs/kontakt/index.md; "
        "the block 'afsnit_ring_til' of forms/aftaleark/sheet.html; "
        "the question 'foerste-dag' of forms/foerste-samtale/sheet.yml. "
        f"Run '{ACCEPT}' once; then you are told when one of them changes."
    ]
    assert told(folder) == expected
    result = run_here("check", "skole", folder=folder)
    assert result.stdout.splitlines()[-2:] == [*expected, "No errors."]
    assert not (folder / RECORD).exists()


def test_with_a_record_nothing_is_told_until_something_changes(folder: Path) -> None:
    assert accept(folder) == f"Noted in {RECORD}: 4.\n"
    assert told(folder) == []
    pretend(folder, "Er nogen i fare, så ring 112.", "Er nogen i fare, så ring straks 112. Vent ikke.")
    pretend(folder, "Hvordan bliver du introduceret den første dag?", "Hvordan bliver du taget imod?")
    assert told(folder) == [
        "skole/docs/kontakt/index.md:2: warning: the shared text that this replaces has changed: "
        f"the block 'haster' of docs/kontakt/index.md. Take over what you like, then run '{ACCEPT}'.",
        "    before: Er nogen i fare, så ring straks 112.",
        "    before: Vent ikke.",
        "    now   : Er nogen i fare, så ring 112.",
        "skole/school.yml:5:37: warning: the shared text that this replaces has changed: "
        f"the question 'foerste-dag' of forms/foerste-samtale/sheet.yml. Take over what you like, then run '{ACCEPT}'.",
        "    before: Hvordan bliver du taget imod?",
        "    now   : Hvordan bliver du introduceret den første dag?",
    ]
    accept(folder)
    assert told(folder) == []


def test_build_tells_it_too_and_leaves_the_record_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accept(folder)
    pretend(folder, "Er nogen i fare, så ring 112.", "Er nogen i fare, så ring straks 112.")
    before = contents(folder / "skole")
    # What it tells comes before what it makes, which takes long.
    monkeypatch.setattr("generator.doors.build.produce", lambda *_, **__: None)
    lines: list[str] = []
    build(folder / "skole", folder / "out", date.fromisoformat(DAY), {}, lines.append)
    told = "    before: Er nogen i fare, så ring straks 112.\n    now   : Er nogen i fare, så ring 112."
    assert [line for line in lines if told in line]
    assert contents(folder / "skole") == before


@pytest.mark.slow
def test_the_site_engine_tells_it_too_and_each_news_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As warnings of its own log, which `mkdocs build --strict` counts; not again at each build of a preview."""
    # In the process of the test, and without what takes long.
    monkeypatch.setattr("generator.doors.build.produce", lambda *_, **__: None)
    monkeypatch.setattr(
        "generator.doors.mkdocs_plugin.supervised", lambda _, *given, **named: build_into(*given, **named)
    )
    config = load_config(str(REPOSITORY / "mkdocs.yml"))
    # Not the configuration's own, which MkDocs keeps for all builds of a process.
    plugin = SamtaleguidePlugin()
    plugin.load_config({"layer": str(folder / "skole"), "store": str(folder / "store")})

    def warned() -> list[str]:
        caplog.clear()
        plugin.on_post_build(config=config)
        assert all(record.name.startswith("mkdocs.") for record in caplog.records)
        return [record.getMessage().splitlines()[0] for record in caplog.records if record.levelname == "WARNING"]

    (unrecorded,) = warned()
    assert unrecorded.startswith("skole/school.yml: warning: nobody has noted yet")
    assert warned() == []
    accept(folder)
    assert warned() == []
    pretend(folder, "Er nogen i fare, så ring 112.", "Er nogen i fare, så ring straks 112.")
    (changed,) = warned()
    assert changed.startswith("skole/docs/kontakt/index.md:2: warning: the shared text that this replaces has changed")


def test_what_is_replaced_later_is_told_as_not_noted(folder: Path) -> None:
    accept(folder)
    with (folder / "skole" / "docs" / "kontakt" / "index.md").open("a", encoding="utf-8") as page:
        page.write("{% block hjaelp %}Spørg os.{% endblock %}\n")
    (line,) = told(folder)
    assert "nobody has noted yet which shared texts this layer replaces: the block 'hjaelp' of docs/kontakt" in line


def test_a_shared_file_that_is_gone_is_told(folder: Path) -> None:
    """As when a page of the guide was taken out, and the school's own version of it lives on."""
    accept(folder)
    (folder / "skole" / "docs" / "gammel").mkdir()
    (folder / "skole" / "docs" / "gammel" / "index.md").write_text("# Gammel side\n", encoding="utf-8")
    with (folder / RECORD).open("a", encoding="utf-8") as record:
        record.write("docs/gammel/index.md: {'*': Den fælles side}\n")
    assert told(folder) == [
        "skole/docs/gammel/index.md: warning: the shared file that this one replaces does not exist any more. "
        f"Take yours away, or keep it as your own and run '{ACCEPT}'."
    ]


@pytest.mark.parametrize("broken", ["a: [", "- a\n- b\n", "docs/kontakt/index.md: tekst\n"])
def test_a_broken_record_is_a_warning_only(broken: str, folder: Path) -> None:
    (folder / RECORD).write_text(broken, encoding="utf-8")
    assert ACCEPT in "\n".join(told(folder))
    accept(folder)
    assert told(folder) == []


def test_a_layer_that_replaces_nothing_has_no_record(folder: Path) -> None:
    accept(folder)
    shutil.rmtree(folder / "skole" / "docs")
    shutil.rmtree(folder / "skole" / "forms")
    (folder / "skole" / "school.yml").write_text(MINIMAL, encoding="utf-8")
    assert accept(folder) == "This layer replaces no shared text.\n"
    assert told(folder) == []
    assert [path.name for path in (folder / "skole").iterdir()] == ["school.yml"]


def test_a_link_in_the_record_s_place_is_not_followed(folder: Path) -> None:
    (folder / "mine.txt").write_text("mine")
    (folder / RECORD).unlink(missing_ok=True)
    (folder / RECORD).symlink_to("../mine.txt")
    assert run_here("blocks", "skole", "--accept", folder=folder).returncode == 1
    assert (folder / "mine.txt").read_text() == "mine"
