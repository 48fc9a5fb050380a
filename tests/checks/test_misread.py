"""What nobody can know how it is meant is told with its place, and what can only be meant in one way is not."""

from datetime import date
from pathlib import Path

import pytest

from generator.checks.misread import misread
from generator.rendering import render_edition
from tests.support.command import DAY, EDITIONS
from tests.support.layers import EXAMPLE
from tests.support.pages import told_of_texts

MINIMAL = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
Told = tuple[str, int | None, int | None]


def told_of(folder: Path, pages: dict[str, str]) -> dict[str, list[Told]]:
    """Return what is told of pages of a layer's own, each beginning with a heading, so that its text is line 3."""
    (folder / "docs").mkdir()
    (folder / "school.yml").write_text(f"{MINIMAL}short_name: '==Skolen=='\n", encoding="utf-8")
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
    "Vi mødes i hallen\n---\nMere": [("read-as-heading", 4, 1)],
    "!!! husk sko\n    Tekst": [("unknown-box", 3, 1)],
    '!!! note "Husk"\nTekst': [("empty-box", 3, 1)],
    "|a|b|\n|-|-|\n|1|2|3|\n|1|\n|1|2|": [("other-cells", 5, 1), ("other-cells", 6, 1)],
    "> |a|{{ 'x|y' }}|\n> |-|-|\n> |1|": [("other-cells", 5, 1)],
    "[Husk]: sko": [("unused-address", 3, None)],
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
    "- [ ] sko\n- [x] hjelm",
    '!!! note Husk sko\n  Tekst\n\n??? tip "A"\n    Tekst',
    "|a|b|\n|-|-|\n|`x|y`|{{ 'x|y' }}|",
    "Se [her][a] og [a].\n\n[a]: https://example.dk",
    "Pris: 10 kr.*\n\n\\*gælder kun i maj",
    "Pris: 10 kr.*\n\n*gælder kun i maj",
    "Det koster $5-$6 her og $7 nu, a==b, 1+1=2, ~10 og ~20, 10:30:15, C:\\mappe og a_b.",
    "`==x==` og \\[[x]] og &lt;b og x &lt; y",
]
# What other kinds of Markdown know, by the column of the sign, and the beginning of what to write in its place.
OTHER_MARKDOWN = {
    '!! note "A"': (1, "A box begins"),
    "> [!NOTE]\n> Tekst": (3, "A box begins"),
    "::: note": (1, "A box begins"),
    '=== "Fane"': (1, "There are no tabs"),
    "[ ] sko": (1, "Write a dash before it"),
    "Se [[kontakt]]": (4, "Write [text](page.md)"),
    "Se ![[billede.png]]": (4, "Write [text](page.md)"),
    "Det er ==vigtigt==": (8, "Write <mark>"),
    "H~2~O": (2, "Write <sub>"),
    "m^2^": (2, "Write <sup>"),
    "Det er ~~slettet~~": (8, "Write <del>"),
    "Tryk ++ctrl++": (6, "Write <kbd>"),
    "Det er {++nyt++}": (8, "There are no marks of a reader"),
    "Ord {.bold}": (5, "Write it right behind"),
    "*[CPR]: Centralt personregister": (1, "Write <abbr"),
    "Det er $a+b$": (8, "There are no formulas"),
    "Se[^1] her": (3, "There are no notes"),
    "Se[^1] her\n\n[^1]: https://example.dk": (4, "There are no notes"),
    "Se her^[en note]": (7, "There are no notes"),
    "== Overskrift ==": (1, "A heading begins"),
    "Det er [b]fedt[/b]": (8, "Write **bold**"),
    "Se [her][1]": (8, "Write the address in round"),
    "Det er &foo; nok": (8, "Write the sign itself"),
    "Det er :smile: nok": (8, "Write the sign itself"),
    "%%note%%": (1, "Write {# … #}"),
    "Se <!-- note": (4, "Write {# … #}"),
    "Se --8<-- 'a.md'": (4, "Write {% include"),
    "```\nuden ende": (1, "Code begins"),
    "Se <a href='x'": (4, "Write > where a tag ends"),
    "Det er *fedt nok": (8, "Look at"),
    "Det er fedt* nok": (12, "Look at"),
    "Det er * fedt * nok": (8, "Look at"),
    "Det er _fedt nok": (8, "Look at"),
    "Det er `fedt nok": (8, "Look at"),
}


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


def test_what_another_markdown_knows_is_told_with_what_to_write(tmp_path: Path) -> None:
    told = told_of_texts(tmp_path, [f"# Hallen\n\n{text}\n" for text in OTHER_MARKDOWN])
    for (column, words), (text, problems) in zip(OTHER_MARKDOWN.values(), told.items(), strict=True):
        found = [each for each in problems if each.advice.code == "printed-sign"]
        assert found, text
        assert found[0].place.column == column, text
        assert found[0].advice.way_out.startswith(words), text


def test_what_a_page_takes_in_is_told_where_it_stands(tmp_path: Path) -> None:
    pages = {"hal.md": '{% include "docs/_del.md" %}', "_del.md": "En ** stjerne **\n\n3. tre\n5. fem"}
    found = told_of(tmp_path, pages)
    assert found == {"hal.md": [], "_del.md": [("printed-sign", 1, 4), ("read-as-next-number", 4, 1)]}


def test_the_example_means_what_it_says() -> None:
    edition = render_edition(EXAMPLE.parent / "eksempel-maler", date.fromisoformat(DAY))
    assert misread(edition.maker, edition.pages) == []
