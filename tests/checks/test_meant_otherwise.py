"""What is taken otherwise than it was meant is told, and what was meant so is not."""

from datetime import date
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from generator.checks.meant_otherwise import meant_otherwise
from generator.doors.build import build, build_into
from generator.doors.mkdocs_plugin import SamtaleguidePlugin
from generator.layer.layers import Layers
from generator.pdf.signs import missing_sign
from generator.problems.problem import GeneratorError, Place
from generator.problems.report import as_text
from generator.rendering import render_edition
from generator.templates.engine import Templates
from tests.support.command import DAY, EDITIONS, REPOSITORY

MINIMAL = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
LINE = MINIMAL.count("\n") + 1
COMMENT = "from the '#' on this is a comment, which nobody will see. Does it belong to the text?"


@pytest.fixture
def layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty layer, which is also the working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def warnings(layer: Path, adds: str = "", **pages: str) -> list[str]:
    """Return what a person reads about a layer of the least possible profile with more lines, and of some pages."""
    (layer / "school.yml").write_text(f"{MINIMAL}{adds}\n", encoding="utf-8")
    (layer / "docs").mkdir(exist_ok=True)
    for name, text in pages.items():
        (layer / "docs" / f"{name}.md").write_text(text, encoding="utf-8")
    return [as_text(warning) for warning in meant_otherwise(Templates(Layers(layer)))]


@pytest.mark.parametrize("written", ["“Skolen”", "„Skolen“", "”Skolen”", "‘Skolen’", "»Skolen«", "«Skolen»"])
def test_quotation_marks_that_yaml_does_not_know(layer: Path, written: str) -> None:
    assert warnings(layer, f"short_name: {written}") == [
        f"school.yml:{LINE}:13: warning: the quotation marks {written[0]} and {written[-1]} will be printed, because "
        'YAML knows straight ones only. Write "Skolen" if they are not part of the text.\n'
        f"    short_name: {written}\n                ^"
    ]


@pytest.mark.parametrize(
    "written", ["'“Skolen”'", '"»Skolen«"', "“Ja” og “nej”", "»Ja« eller »nej«", "Kunsten at sige »ja«"]
)
def test_quotation_marks_that_are_meant(layer: Path, written: str) -> None:
    assert warnings(layer, f"short_name: {written}") == []


def test_a_text_that_a_comment_cuts_off(layer: Path) -> None:
    assert warnings(layer, "short_name: Skolen #1") == [
        f'school.yml:{LINE}:20: warning: {COMMENT} Write short_name: "Skolen #1"\n'
        "    short_name: Skolen #1\n                       ^"
    ]


@pytest.mark.parametrize(
    ("written", "place", "way_out"),
    [
        ("website: #kommer", f"{LINE}:10", 'Write website: "#kommer"'),
        ('short_name: A "Co"-Skole, A\'et #1', f"{LINE}:32", "Write short_name: 'A \"Co\"-Skole, A''et #1'"),
        ("support:\n  - name: Hal\n      #3", f"{LINE + 2}:7", ""),
        ("support:\n  - name: Vejledningen\n    for: når du\n      taler med #4", f"{LINE + 3}:17", "Put the whole"),
        ("initiatives: [pjece, logbog #2\n  ]", f"{LINE}:29", "Put the whole text in quotes."),
    ],
    ids=[
        "nothing before it",
        "after quotation marks",
        "a line of its own",
        "the last line of a text",
        "between brackets",
    ],
)
def test_wherever_a_comment_begins(layer: Path, written: str, place: str, way_out: str) -> None:
    found = warnings(layer, written)
    assert len(found) == (1 if way_out else 0)
    assert all(f"school.yml:{place}: warning: {COMMENT} {way_out}" in line for line in found)


@pytest.mark.parametrize("written", ["short_name: X # vores navn", 'short_name: "X #1"', "short_name: C#", "#slug: x"])
def test_a_comment_that_is_meant(layer: Path, written: str) -> None:
    assert warnings(layer, written) == []


def test_the_head_of_a_page_is_looked_at_too(layer: Path) -> None:
    (warning,) = warnings(layer, hal="---\ntitle: Hal #3\n---\n# Hal\n\nHer er #1.\n")
    assert warning.startswith(f'docs/hal.md:2:12: warning: {COMMENT} Write title: "Hal #3"\n')


def test_a_pictograph_that_our_font_has_not(layer: Path) -> None:
    """What it has is printed, such as ® and arrows; the letters of another alphabet are told once."""
    adds = "short_name: Skolen 🧱\nwebsite: https://example.dk/ # 🎉"
    found = "warning: our font has no sign '🧱' (U+1F9F1), so it may not be printed. Take it out, or write a word."
    assert warnings(layer, adds, hal="---\ntitle: Hal\n---\n# Hal\n\nVi mures 🧱 ® ← 中文\n") == [
        f"docs/hal.md:6:10: {found}\n    Vi mures 🧱 ® ← 中文\n             ^^",
        "docs/hal.md:6:16: warning: our font has no letters such as '中' (U+4E2D), so they may not be printed. "
        "Take them out, or build the guide where a font has them: 'build' says if none does.\n"
        "    Vi mures 🧱 ® ← 中文\n                    ^^",
        f"school.yml:{LINE}:20: {found}\n    short_name: Skolen 🧱\n                       ^^",
    ]


@pytest.mark.parametrize(
    ("written", "column", "sign", "why"),
    [
        ("**Skolen**", 14, "**Skolen**", "this text is no page"),
        ("Skolen [her](https://a.dk)", 21, "[her](https://a.dk)", "this text is no page"),
        ("Skolen, `kode`", 22, "`kode`", "this text is no page"),
        ("Skolen *i byen*", 21, "*i byen*", "this text is no page"),
        ("Skolen <br> i byen", 21, "<br>", "this text is no page"),
        ("Skolen &amp; byen", 21, "&amp;", "this text is no page"),
        ("Skolen {{ trade.name }}", 21, "{{ trade.name }}", "nothing is filled in here"),
        ("Skolen {% if a %}", 21, "{% if a %}", "nothing is filled in here"),
    ],
)
def test_what_only_pages_know(layer: Path, written: str, column: int, sign: str, why: str) -> None:
    (warning,) = warnings(layer, f"short_name: '{written}'")
    assert warning.startswith(
        f"school.yml:{LINE}:{column}: warning: '{sign}' will be printed as it stands, because {why}"
    )
    changes = f"sheets: {{foerste-samtale: {{reword: {{feedback: '{written}'}}}}}}"
    (warning,) = warnings(layer, changes)
    assert f"'{sign}' will be printed as it stands" in warning


def test_what_is_filled_in_knows_what_templates_know(layer: Path) -> None:
    head = "---\ntitle: Hos {{ school.name }}\ndescription: En **god** side\n---\n# Hal\n"
    (warning,) = warnings(layer, "short_name: 5 * 3 [a] (b) a_b_c {x} 2*3*4 <3 & mere", hal=head)
    assert warning.startswith("docs/hal.md:3:17: warning: '**god**' will be printed as it stands")


@pytest.mark.parametrize(("name", "meant"), [("Docs", "docs"), ("doc", "docs"), ("form", "forms"), ("trade", "trades")])
def test_a_folder_with_almost_the_right_name(layer: Path, name: str, meant: str) -> None:
    (layer / name).mkdir()
    found = f"{name}: warning: nothing in this folder is used. Did you mean '{meant}'? Then give it that name."
    assert warnings(layer) == [found]


@pytest.mark.parametrize("name", ["school.yaml", "school.yml.txt", "School.txt"])
def test_a_second_file_that_looks_like_the_profile(layer: Path, name: str) -> None:
    (layer / name).write_text("name: En anden skole\n", encoding="utf-8")
    found = f"{name}: warning: nothing uses this file. The profile is school.yml: what is to count stands there."
    assert warnings(layer) == [found]


@pytest.mark.parametrize("name", ["fonts", "billeder", "build", ".git", "noter"])
def test_a_folder_of_the_school_s_own(layer: Path, name: str) -> None:
    (layer / name).mkdir()
    assert warnings(layer) == []


@pytest.mark.parametrize("layer", sorted((REPOSITORY / "schools").iterdir()), ids=lambda layer: layer.name)
def test_the_examples_mean_what_they_say(layer: Path) -> None:
    assert meant_otherwise(Templates(Layers(layer))) == []


def test_the_starter_means_what_it_says(layer: Path) -> None:
    starter = (REPOSITORY / "generator" / "starter" / "school.yml").read_text(encoding="utf-8")
    (layer / "school.yml").write_text(starter, encoding="utf-8")
    assert meant_otherwise(Templates(Layers(layer))) == []


def test_pages_without_one_heading_of_the_first_level(layer: Path) -> None:
    warnings(
        layer,
        godt="# Godt\n\nTekst\n\n## Mere\n",
        html="<h1>Godt</h1>\n\nTekst\n",
        ingen="Tekst\n\n## Mere\n",
        niveau="# Niveau\n\n#### Et\n\nTekst\n",
        ord="# Ord\n\n##\n\nTekst\n",
        to="---\n# Vores egen\ntitle: To\n---\n# Et\n\nTekst\n\n# To\n\nTekst\n",
        tom="",
    )
    assert [as_text(warning) for warning in render_edition(layer, date.fromisoformat(DAY)).warnings] == [
        "docs/ingen.md: warning: this page has no heading of the first level, and in the book none at all. "
        "Begin it with a line such as: # Ingen",
        "docs/niveau.md:3:1: warning: a heading of level 4 stands below one that is higher by more than one. "
        "Give it fewer #: who has the page read aloud finds the way by the levels."
        "\n    #### Et\n    ^",
        "docs/ord.md:3:1: warning: a heading on this page has no words. "
        "Write them behind the #, or take the # away.\n    ##\n    ^",
        "docs/to.md:9:1: warning: this page has a second heading of the first level. "
        "Begin the headings below the page's first one with ##.\n    # To\n    ^",
        "docs/tom.md: warning: this page is empty. Write a heading and a text, or take the file away.",
    ]


@pytest.mark.slow
def test_a_build_tells_it_too(layer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("generator.doors.build.produce", lambda *_, **__: None)
    warnings(layer, "short_name: »Skolen«")
    build(layer, layer / "out", date.fromisoformat(DAY), {}, said.append)
    assert [line for line in said if "will be printed" in line]


def test_a_sign_that_no_font_has_is_told_at_its_place(layer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (layer / "school.yml").write_text(f"{MINIMAL}short_name: Skolen 🧱\n", encoding="utf-8")
    monkeypatch.setattr("generator.doors.build.Production", Stumbling)
    monkeypatch.setattr("generator.doors.build.build_site", lambda *_: None)
    with pytest.raises(GeneratorError, match=rf"school\.yml:{LINE}:20: no font has the sign '🧱' \(U\+1F9F1\)"):
        build_into(layer, layer / "out", layer / "store", date.fromisoformat(DAY), secured=True, tell=print)


def test_mkdocs_too_says_what_is_wrong(layer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise GeneratorError([missing_sign("🧱").at(Place("school.yml", 4, 20))])

    monkeypatch.setattr("generator.doors.mkdocs_plugin.supervised", fail)
    plugin = SamtaleguidePlugin()
    plugin.load_config({"layer": str(layer)})
    with pytest.raises(PluginError, match=r"school\.yml:4:20: no font has the sign '🧱' \(U\+1F9F1\)"):
        plugin.on_post_build(config=load_config(str(REPOSITORY / "mkdocs.yml")))


class Stumbling:
    """The making of PDFs where one holds a sign that no font of the machine has."""

    def __init__(self, *_: object) -> None:
        pass

    def products(self) -> None:
        raise GeneratorError([missing_sign("🧱").at(Place("guide.pdf"))])

    def stop(self) -> None:
        pass
