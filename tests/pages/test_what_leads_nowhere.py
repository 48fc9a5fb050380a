"""Who takes out what a link leads to is told, and what looks like an address and is none."""

from pathlib import Path

import pytest

from tests.support.pages import told_of_layer, told_of_texts

SHARED = "'../trin-2-kontakt/index.md#sig-hvad-virksomheden-faar-ud-af-det'"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("# Kontakt\n\nHer\n", "Give a heading here that id: ## … {: #sig-hvad-virksomheden-faar-ud-af-det }"),
        ('---\nonly_if: "1 == 2"\n---\n# Kontakt\n', "this page is left out here"),
        (
            '{% extends "shared/docs/trin-2-kontakt/index.md" %}\n{% block argumenter %}Kort{% endblock %}\n',
            "Keep the heading, or write {{ super() }} in the block.",
        ),
    ],
)
def test_what_a_shared_link_leads_to_is_told_where_it_was_taken_out(tmp_path: Path, page: str, words: str) -> None:
    told = told_of_layer(tmp_path, {"docs/trin-2-kontakt/index.md": page})
    about = [problem for problem in told if SHARED in problem.message]
    assert [problem.place.file for problem in about] == ["skole/docs/trin-2-kontakt/index.md"]
    assert words in about[0].message
    assert "shared/docs/telefonmanuskript/index.md" in about[0].message


ADDRESSES = {
    "skole.dk": "Write https://skole.dk",
    "min.skole.dk/a/b": "Write https://min.skole.dk/a/b",
    "example.com?a=1": "Write https://example.com?a=1",
    "skole.dk:8000/a": "Write https://skole.dk:8000/a",
    "https:skole.dk": "no two slashes",
    "http:/skole.dk": "no two slashes",
    "skole.md": "Name a page or a PDF",
}


def test_an_address_that_lacks_its_beginning(tmp_path: Path) -> None:
    texts = {f"# Side\n\n[Skolen]({address})\n": words for address, words in ADDRESSES.items()}
    for text, problems in told_of_texts(tmp_path, texts).items():
        assert [problem.place.line for problem in problems] == [3], text
        assert texts[text] in problems[0].message


DRAWING = '# Side\n\n<svg viewBox="0 0 9 9" role="img" aria-label="Mur">{}</svg>\n'
DRAWINGS = {
    '<path d="M0 0 L1 NaN"/>': "a path with a mistake",
    '<path d="M0 0 L1"/>': "a path with a mistake",
    '<path d="M0 0h1e999"/>': "a path with a mistake",
    '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>': "never end",
    '<g id="a0"/>' + "".join(f'<g id="a{n + 1}">{f"<use href=#a{n} />" * 10}</g>' for n in range(6)): "never end",
}


def test_a_drawing_in_a_page_that_cannot_be_drawn(tmp_path: Path) -> None:
    texts = {DRAWING.format(drawing): words for drawing, words in DRAWINGS.items()}
    for text, problems in told_of_texts(tmp_path, texts).items():
        assert [problem.place.line for problem in problems] == [3], text
        assert texts[text] in problems[0].message


def test_a_drawing_in_a_page_that_can(tmp_path: Path) -> None:
    text = DRAWING.format('<g id="a"><path d="M0 0 h1z m.5.5-1e1 2"/></g><use href="#a"/><use href="#a"/>')
    assert told_of_texts(tmp_path, [text]) == {text: []}
