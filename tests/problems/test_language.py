"""Whoever sits at a Danish system is spoken to in Danish: problems, help, steps and lists, and not a word in English.

The sentences stand in the catalogue `generator/problems/locale/da/LC_MESSAGES/samtaleguide.po`. What is wrong with a
school's files is compared in both languages beside the scenarios (`tests/support/danish.py`).
"""

import json
import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from generator.cli import main
from generator.doors.built import Built, Row, table
from generator.problems.language import DANISH, ENGLISH, language, spoken
from generator.problems.problem import Advice, Place, Sentence, either, said
from generator.problems.report import as_json, as_text
from tests.support.command import REPOSITORY, run, run_here
from tests.support.danish import english_in
from tests.tools.messages import COMPILED, OF_OTHERS, SOURCE, compiled, gathered, in_danish

MESSAGES = [message for message in in_danish() if message.id]
FORMS = [
    (str(english), str(danish))
    for message in MESSAGES
    for english, danish in (
        zip(message.id, message.string, strict=True) if message.pluralizable else [(message.id, message.string)]
    )
]
OTHERS = OF_OTHERS.read_text(encoding="utf-8").replace(" | ", "\n").splitlines()
# What Danish sentences never need, and what is left of an English one that somebody forgot.
ENGLISH_WORDS = frozenset(
    "the and is are was be been of this that these it its with not no or if there here which who what where when "
    "write take give call look has had does can cannot must from by than as into".split()
)
MAKE = "Run `make messages`"


def test_every_sentence_has_a_danish_one() -> None:
    there = {message.id for message in MESSAGES if message.string and all(message.string)}
    found = {message.id for message in gathered() if message.id}
    lacking, gone = sorted(map(str, found - there)), sorted(map(str, there - found))
    assert not lacking, (
        f'{MAKE}, write the Danish of these where msgstr is "" in {SOURCE.relative_to(REPOSITORY)} (its head has the '
        "words for things), run it again, and read them aloud:\n" + "\n".join(lacking)
    )
    assert not gone, f"{MAKE}: these are no sentences of the code any more:\n" + "\n".join(gone)


def test_what_is_read_is_what_stands_in_the_catalogue() -> None:
    assert COMPILED.read_bytes() == compiled(in_danish()), (
        f"{MAKE}: the compiled catalogue is not that of {SOURCE.name}"
    )


def test_a_danish_sentence_has_the_values_of_the_english_one() -> None:
    for english, danish in FORMS:
        if english in OTHERS:
            # Of what the command-line library says, some is of no use to whoever reads it.
            given, used = ({name for _, name, _, _ in Formatter().parse(each) if name} for each in (english, danish))
            assert used <= given, danish
        else:
            assert set(re.findall(r"\{\w+\}", danish)) == set(re.findall(r"\{\w+\}", english)), danish


def test_a_danish_sentence_begins_and_ends_as_the_english_one() -> None:
    """What was found is told behind its place, and the way out is a sentence of its own."""
    for english, danish in FORMS:
        assert (danish[-1:] == ".") == (english[-1:] == "."), danish
        if english not in OTHERS and english[:1].isalpha() and not re.match("[A-Z]{2}", english):
            assert danish[:1].isupper() == english[:1].isupper(), danish


def test_no_english_word_is_left_in_a_danish_sentence() -> None:
    for _, danish in FORMS:
        # Without what stands so in files and commands: in braces, in quotes, with a dot, a colon or an underscore.
        words = re.sub(r"\w*\(.*?\)|\{.*?\}|»[^«]*«|<.*?>|\[.*?\]|'[^']*'", " ", danish.lower())
        found = set(re.findall(r"(?<![\w.:/-])[a-zæøå]+(?![\w.:/=-])", words)) & ENGLISH_WORDS
        assert not found, danish


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, ENGLISH),
        ({"LANG": "da_DK.UTF-8"}, DANISH),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "da_DK"}, DANISH),
        ({"LANG": "da_DK.UTF-8", "LC_ALL": "C.UTF-8"}, ENGLISH),
        ({"LANG": "de_DE.UTF-8"}, ENGLISH),
        ({"LANG": "en_DK.UTF-8", "LANGUAGE": "da:en"}, DANISH),
        ({"LANG": "C", "LANGUAGE": "da"}, ENGLISH),
        ({"LANG": "da_DK.UTF-8", "SAMTALEGUIDE_SPROG": "en"}, ENGLISH),
        ({"LANG": "en_US.UTF-8", "SAMTALEGUIDE_SPROG": "da"}, DANISH),
        ({"LANG": "da_DK.UTF-8", "SAMTALEGUIDE_SPROG": "fr"}, DANISH),
    ],
)
def test_the_language_is_that_of_the_system(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "SAMTALEGUIDE_SPROG"):
        monkeypatch.delenv(name, raising=False)
    for name, held in environment.items():
        monkeypatch.setenv(name, held)
    assert language() == expected


def test_a_value_is_nobodys_sentence() -> None:
    """A school may call something as we call something; it is ours only as a sentence."""
    with spoken(DANISH):
        assert said(Sentence("{what} {value} is missing", what="nothing", value=Sentence("nothing"))).startswith(
            "nothing"
        )
        assert said(Sentence("'{text}'", text="nothing")) == "»nothing«"
        assert said(Sentence("You can choose from: {choices}.", choices=either(["a", "b", "c"]))) == (
            "Du kan vælge mellem: a, b eller c."
        )
        assert said("skolens egne ord") == "skolens egne ord"


def test_programs_read_the_same_code_in_both_languages() -> None:
    problem = Advice("empty-text", "this text is empty", "Write something.").at(Place("school.yml", 1, 1))
    with spoken(DANISH):
        (entry,) = json.loads(as_json([problem]))["problems"]
        assert as_text(problem) == "school.yml:1:1: denne tekst er tom. Skriv noget."
    assert (entry["code"], entry["message"], entry["way_out"]) == ("empty-text", "denne tekst er tom", "Skriv noget.")


@pytest.mark.parametrize("command", [None, *sorted(main.commands)])
def test_help_is_in_danish(command: str | None, tmp_path: Path) -> None:
    words = [command] if command else []
    result = run_here(*words, "--help", "--sprog", "da", folder=tmp_path)
    assert result.returncode == 0
    assert result.stdout.startswith("Brug: ")
    # Commands and options are called as they are called.
    names = " ".join(
        ["help", *main.commands, *(name for each in main.commands.values() for p in each.params for name in p.opts)]
    )
    assert english_in(result.stdout, names) == set(), result.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["biuld"], "Fejl: Kommandoen 'biuld' findes ikke. Mente du 'build'?"),
        (["init"], "Fejl: Der mangler 'MAPPE'."),
        (["check", "a", "b"], "Fejl: Her er noget, der ikke skal være der: b"),
        (["build", "--date", "i dag"], "Fejl: '--date' kan ikke bruges sådan: 'i dag' er ikke skrevet som en dato"),
        (["build", "--ud"], "Fejl: Valget '--ud' findes ikke."),
        (["serve", "--port", "0"], "Fejl: '--port' kan ikke bruges sådan: 0 er for lille eller for stort"),
    ],
)
def test_wrong_use_is_told_in_danish(arguments: list[str], told: str, tmp_path: Path) -> None:
    result = run_here(*arguments, "--sprog=da", folder=tmp_path)
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1].startswith(told), result.stderr
    assert english_in(result.stderr, " ".join(["help", *arguments])) == set(), result.stderr


@pytest.mark.slow
def test_a_newcomer_on_a_danish_system_is_spoken_to_in_danish(tmp_path: Path) -> None:
    """From the first command to what is still missing, as real commands: nothing asks for Danish but the system."""
    system = {"LANG": "da_DK.UTF-8", "LC_ALL": "", "LC_MESSAGES": "", "LANGUAGE": "", "SAMTALEGUIDE_SPROG": ""}
    began = run("init", "skole", folder=tmp_path, **system)
    assert "Åbn nu skole/profil.html i en browser, eller udfyld skole/school.yml. Kør så:" in began.stdout
    checked = run("check", "skole", folder=tmp_path, **system)
    assert "»Skolens Navn« er ikke et navn, men viser, hvor der skal stå et." in checked.stdout
    assert checked.stdout.endswith("Ingen fejl.\n")
    missing = run("check", "skolen", folder=tmp_path, **system)
    assert missing.stderr == "skolen: den mappe findes ikke. Mente du »skole«?\n1 problem; intet er ændret.\n"
    files = " ".join(path.read_text(encoding="utf-8") for path in (tmp_path / "skole").glob("*.*"))
    for result in (began, checked, missing):
        assert english_in(result.stdout + result.stderr, f"{files} samtaleguide init check build") == set()


def test_the_list_of_blocks_is_in_danish(tmp_path: Path) -> None:
    result = run_here("blocks", REPOSITORY / "schools" / "eksempel-maler", "--sprog", "da", folder=tmp_path)
    assert result.stdout.startswith("Hver fælles tekst har et navn, og I kan sætte jeres egen i stedet.")
    lines = [line for line in result.stdout.splitlines() if line.startswith("---") or "jeres" in line]
    assert any(line.startswith("--- Pjecer, opslag og layout ---") for line in lines)
    for sentence in re.findall(r"(?m)^  \w+  +(\w+\(.*?\): .*|[a-zæøå].*)$", result.stdout.partition("--- Værdier")[2]):
        assert english_in(re.sub(r"\w+\(.*?\)|\w+\.\w+", "", sentence)) == set(), sentence


def test_warnings_told_again_are_in_the_language_of_whoever_builds(tmp_path: Path) -> None:
    """A build that has nothing to do tells what was told before; not in the language of before."""
    from generator.doors.checking import check_layer
    from generator.problems.report import in_each_language

    warnings = check_layer(REPOSITORY / "tests" / "scenarios" / "editions" / "minimal", date(2026, 11, 2))
    told = in_each_language(warnings)
    assert len(told[DANISH]) == len(told[ENGLISH]) == len(warnings) > 0
    assert any("advarsel: guiden har ingen adresse (site_url)" in line for line in told[DANISH])
    assert any("warning: the guide has no address (site_url)" in line for line in told[ENGLISH])


def test_the_table_over_many_layers_is_in_danish() -> None:
    rows = [Row(Path("nord"), Built(Path("build/nord"), 30, 58, 2, 0), 0, 3.25), Row(Path("syd"), None, 2, 0.5)]
    with spoken(DANISH):
        assert [line.split() for line in table(rows)] == [
            ["Mappe", "Sider", "PDF-filer", "Nye", "Sekunder", "Problemer"],
            ["nord", "30", "58", "2", "3.2", "0"],
            ["syd", "–", "–", "–", "0.5", "2"],
        ]
