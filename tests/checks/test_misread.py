"""What nobody can know how it is meant is told with its place, and what can only be meant in one way is not."""

from datetime import date
from pathlib import Path

import pytest

from generator.checks.misread import misread
from generator.rendering import render_edition
from tests.support.command import DAY, EDITIONS
from tests.support.layers import EXAMPLE

MINIMAL = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
Told = tuple[str, int | None, int | None]


def told_of(folder: Path, pages: dict[str, str]) -> dict[str, list[Told]]:
    """Return what is told of pages of a layer's own, each beginning with a heading, so that its text is line 3."""
    (folder / "docs").mkdir()
    (folder / "school.yml").write_text(f"{MINIMAL}short_name: '**Skolen**'\n", encoding="utf-8")
    for name, text in pages.items():
        (folder / "docs" / name).write_text(
            f"{text}\n" if name[0] == "_" else f"# Hallen\n\n{text}\n", encoding="utf-8"
        )
    edition = render_edition(folder, date.fromisoformat(DAY))
    found: dict[str, list[Told]] = {name: [] for name in pages}
    for warning in edition.warnings:
        assert warning.level == "warning"
        name = Path(warning.place.file).name
        found[name].append((warning.advice.code, warning.place.line, warning.place.column))
    return found


TOLD = {
    "Tømrergården\nHåndværkervej 7\n5000 Odense": [("line-break-lost", 3, None)],
    "- sko\nEn ny sætning": [("line-break-lost", 3, None)],
    "✓ sko\n✓ hjelm": [("line-break-lost", 3, None)],
    "a) sko\nb) hjelm": [("line-break-lost", 3, None)],
    "Vi mødes\n- som altid - kl. 8": [("read-as-sentence", 4, 1)],
    "3. tre\n5. fem": [("read-as-next-number", 4, 1)],
    "1. en\n2. to\n2. tre": [("read-as-next-number", 5, 1)],
    "Tekst\n\n    Indrykket": [("read-as-code", 5, 1)],
    "Tekst\n\n\tIndrykket": [("read-as-code", 5, 1)],
    "Det er ** fedt ** nok": [("printed-sign", 3, 8)],
    "Det er **fedt nok": [("printed-sign", 3, 8)],
    "Det er ~~forkert~~": [("printed-sign", 3, 8)],
    "Se [siden] (kontakt/index.md)": [("printed-sign", 3, 10)],
    "Se [siden] (https://example.dk)": [("printed-sign", 3, 10)],
    "Se noten[^1].": [("printed-sign", 3, 9)],
    "| Dag | Kl. |\n| Mandag | 8 |": [("no-table", 3, 1)],
    '!!! note "Før"\n    3. tre\n    5. fem': [("read-as-next-number", 5, 1)],
}
MEANT = [
    "Vi mødes tirsdag i hallen, og vi tager sko og tøj med, som vi plejer,\n"
    "når Mette er der. Siden går vi ad vejen, som går til\nOdense-Bogense-banen, som ligger ved siden af.",
    "Vi mødes tirsdag.\nHusk sko.",
    "Tømrergården\\\nHåndværkervej 7\\\n5000 Odense",
    "Tømrergården  \nHåndværkervej 7",
    "- sko\n- Hjelm\n  og handsker",
    "1. en\n1. to\n1. tre",
    "1. en\n2. to\n\nTekst\n\n3. tre",
    "`**kode**` og \\*\\* og 5*3*2",
    "{% if true %}\nBetinget\n{% endif %}\n\nTekst",
    "{# En note\ni to linjer #}\n\nTekst",
    "<div>\nA\nB\n</div>",
    "| Dag | Kl. |\n|---|---|\n| Mandag | 8 |",
    "Se {{ school.name }}\nTekst",
    "Se {{ school.short_name }}.",
    "```\nA\nB\n\n    C **\n```",
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Told]]:
    """What is told of each text, looked at together in one layer."""
    pages = {f"side-{number}.md": text for number, text in enumerate([*TOLD, *MEANT])}
    found = told_of(tmp_path_factory.mktemp("skole"), pages)
    return {text: found[name] for name, text in pages.items()}


@pytest.mark.parametrize("text", TOLD)
def test_what_may_be_meant_otherwise(told: dict[str, list[Told]], text: str) -> None:
    assert told[text] == TOLD[text]


@pytest.mark.parametrize("text", MEANT)
def test_what_can_be_meant_in_one_way_only(told: dict[str, list[Told]], text: str) -> None:
    assert told[text] == []


def test_what_a_page_takes_in_is_told_where_it_stands(tmp_path: Path) -> None:
    pages = {"hal.md": '{% include "docs/_del.md" %}', "_del.md": "En ** stjerne **\n\n3. tre\n5. fem"}
    found = told_of(tmp_path, pages)
    assert found == {"hal.md": [], "_del.md": [("printed-sign", 1, 4), ("read-as-next-number", 4, 1)]}


def test_the_example_means_what_it_says() -> None:
    edition = render_edition(EXAMPLE.parent / "eksempel-maler", date.fromisoformat(DAY))
    assert misread(edition.maker, edition.pages) == []
