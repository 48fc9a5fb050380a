"""Markdown is read as people type it, and not only as the converter asks for it."""

from datetime import date

import lxml.html
import pytest

from generator.edition.load import load_edition
from generator.pages.maker import PageMaker
from generator.pages.markdown import to_html
from generator.pages.typed import as_meant
from tests.support.command import DAY
from tests.support.layers import EXAMPLE

LIST = "<p>Husk altid:</p> <ul> <li>sko</li> <li>hjelm</li> </ul>"
NESTED = "<ul> <li>sko<ul> <li>sorte</li> <li>brune</li> </ul> </li> <li>hjelm</li> </ul>"
NUMBERED = "<ol> <li>ring</li> <li>skriv</li> </ol>"
TABLE = (
    "<p>Tider:</p> <table> <thead> <tr> <th>Dag</th> <th>Kl.</th> </tr> </thead> "
    "<tbody> <tr> <td>Mandag</td> <td>8</td> </tr> </tbody> </table>"
)


def read(typed: str) -> str:
    """What a page becomes, each line break and the blanks around it being one blank."""
    return " ".join(to_html(as_meant(typed)).split())


LISTS = {
    "Husk altid:\n- sko\n- hjelm": LIST,
    "Husk altid:\n* sko\n* hjelm": LIST,
    "Husk altid:\n• sko\n• hjelm": LIST,
    "Husk altid:\n•\tsko\n•\thjelm": LIST,
    "Husk altid:\n\uf0b7 sko\n\uf0b7 hjelm": LIST,
    "Husk altid:\n– sko\n– hjelm": LIST,
    "Husk altid:\n-sko\n-hjelm": LIST,
    "Husk altid:\n*sko\n*hjelm": LIST,
    "Husk altid:\no\tsko\no\thjelm": LIST,
    "Husk altid:\n\n    - sko\n    - hjelm": LIST,
    "Husk altid:\n  - sko\n  - hjelm": LIST,
    "**Husk altid:**\n- sko": "<p><strong>Husk altid:</strong></p> <ul> <li>sko</li> </ul>",
    "- sko\n  - sorte\n  - brune\n- hjelm": NESTED,
    "- sko\n   - sorte\n   - brune\n- hjelm": NESTED,
    "- sko\n    - sorte\n    - brune\n- hjelm": NESTED,
    "- sko\n\t- sorte\n\t- brune\n- hjelm": NESTED,
    "• sko\n  o\tsorte\n  o\tbrune\n• hjelm": NESTED,
    "1) ring\n2) skriv": NUMBERED,
    "1.ring\n2.skriv": NUMBERED,
    "1. ring\n   - først\n2. skriv": "<ol> <li>ring<ul> <li>først</li> </ul> </li> <li>skriv</li> </ol>",
    "- a\n1. b": "<ul> <li>a</li> </ul> <ol> <li>b</li> </ol>",
    "- a\n\n  hører til a\n- b": "<ul> <li> <p>a</p> <p>hører til a</p> </li> <li> <p>b</p> </li> </ul>",
    "> Husk altid:\n> - sko\n> - hjelm": f"<blockquote> {LIST} </blockquote>",
    '<div markdown="1">\nHusk altid:\n- sko\n- hjelm\n</div>': f"<div> {LIST} </div>",
}


@pytest.mark.parametrize("typed", LISTS)
def test_lists(typed: str) -> None:
    assert read(typed) == LISTS[typed]


def test_a_list_in_a_box() -> None:
    box = read('!!! note "Før"\n    Husk altid:\n    - sko\n    - hjelm\n\n    21. maj begynder det.\n\nBagefter')
    head = '<div class="admonition note"> <p class="admonition-title">Før</p>'
    assert box == f"{head} {LIST} <p>21. maj begynder det.</p> </div> <p>Bagefter</p>"


@pytest.mark.parametrize(
    ("typed", "kind", "title", "inner"),
    [
        ("!!! note Husk sko\n    Tekst", "note", "Husk sko", "<p>Tekst</p>"),
        ("!!! note »Husk sko«\n    Tekst", "note", "Husk sko", "<p>Tekst</p>"),
        ('!!!tip "Husk" sko\n\n    Tekst', "tip", '"Husk" sko', "<p>Tekst</p>"),
        ("!!! note\n    Tekst", "note", "Bemærk", "<p>Tekst</p>"),
        ("  !!! note: Husk sko\n      Tekst", "note", "Husk sko", "<p>Tekst</p>"),
        ("!!! caution\n\tTekst", "caution", "Pas på", "<p>Tekst</p>"),
        ("!!! husk sko\n    Tekst", "note", "Husk sko", "<p>Tekst</p>"),
        ('!!! husk "Sko"\n    Tekst', "note", "Sko", "<p>Tekst</p>"),
        ("!!! warning inline end Sko\n    Tekst", "warning inline end", "Sko", "<p>Tekst</p>"),
        (
            '!!! note "A"\n  Husk:\n  - sko\n    - nye\n\n  Tekst',
            "note",
            "A",
            "<p>Husk:</p> <ul> <li>sko<ul> <li>nye</li> </ul> </li> </ul> <p>Tekst</p>",
        ),
        ('- a\n\n!!! note "A"\n    Tekst', "note", "A", "<p>Tekst</p>"),
    ],
)
def test_a_box_has_all_that_was_typed(typed: str, kind: str, title: str, inner: str) -> None:
    box = f'<div class="admonition {kind}"> <p class="admonition-title">{title}</p> {inner} </div>'
    assert read(f"{typed}\n\nEfter").removeprefix("<ul> <li>a</li> </ul> ") == f"{box} <p>Efter</p>"


def test_a_box_in_a_point() -> None:
    box = '<div class="admonition note"> <p class="admonition-title">Husk sko</p> <p>Tekst</p> </div>'
    points = f"<ul> <li> <p>a</p> {box} <p>mere</p> </li> <li> <p>b</p> </li> </ul>"
    assert read("- a\n\n  !!! note Husk sko\n      Tekst\n\n  mere\n- b") == points
    assert read("- a\n  ??? note Husk sko\n    Tekst\n\n  mere\n- b") == points


@pytest.mark.parametrize(("sign", "attribute"), [("???", ""), ("???+", ' open="open"')])
def test_a_box_that_opens(sign: str, attribute: str) -> None:
    html = '<details class="tip"{}> <summary>Læs <em>mere</em></summary> <ul> <li>a</li> </ul> </details> <p>Efter</p>'
    assert read(f'{sign} tip "Læs *mere*"\n    - a\n\nEfter') == html.format(attribute)
    assert '<p class="admonition-title">Tip</p>' in read(f"!!! note\n    {sign} tip\n        Tekst")


def test_boxes_to_tick() -> None:
    item = '<li><label><input type="checkbox"{}> {}</label></li>'
    ticks = f"{item.format('', 'sko')} {item.format(' checked', 'hjelm')}"
    assert read("- [ ] sko\n- [x] hjelm") == f"<ul> {ticks} </ul>"


@pytest.mark.parametrize(
    ("typed", "head", "rows"),
    [
        ("|a|b|\n|-|-|\n|1|2|3|\n|1|", "a b \xa0", ["1 2 3", "1  "]),
        ("a|b\n-|-\n1|2|3", "a b \xa0", ["1 2 3"]),
        ("|a|b|c|\n|-|-|\n|1|2|3|", "a b c", ["1 2 3"]),
        ("|a|b|\n|-|-|-|\n|1|2|", "a b \xa0", ["1 2 "]),
        ("|a|b|\n|-|-|\n|`x|y`|z\\|w|", "a b", ["x|y z|w"]),
    ],
)
def test_a_table_shows_every_cell(typed: str, head: str, rows: list[str]) -> None:
    found = lxml.html.fragment_fromstring(to_html(as_meant(typed)), create_parent="div").findall(".//tr")
    assert [" ".join(cell.text_content() for cell in row) for row in found] == [head, *rows]


@pytest.mark.parametrize(
    "sentence",
    [
        "21. januar 2027 holder vi åbent hus.",
        "1. maj er der fri.",
        "3. Dec. lukker vi.",
        "24. dec er der lukket.",
        "21. og 22. januar er der åbent hus.",
        "21. – 22. januar er der åbent hus.",
        "24. 12. 2027 er der lukket.",
        "112. Det ringer du.",
        "– Nej, sagde han.",
        "Vi mødes kl. 8 - som altid.",
        "-5 grader og regn.",
        "#1 på listen er sko.",
        "#metoo er et emne.",
        "Der skal være 5*3 m og 4*2 m.",
        "Arealet er længde*bredde og højden*dybden.",
        "Rummet er 2*3*4 m.",
        "Det er a*b*c.",
        "Vi ses -- som altid.",
        "!!! HUSK NU !!!",
        "Filen hedder min_egen_fil og __init__.",
    ],
)
def test_a_sentence_stays_as_it_is(sentence: str) -> None:
    assert lxml.html.fromstring(read(sentence)).text_content() == sentence.replace("__init__", "init")
    assert read(sentence).startswith("<p>")
    assert "<em>" not in read(sentence)


@pytest.mark.parametrize("date", ["21. januar", "4. feb.", "2. juni"])
def test_a_date_in_a_list_is_no_number_of_another(date: str) -> None:
    assert read(f"- {date}: aften\n- 4. marts: workshop") == (
        f"<ul> <li>{date}: aften</li> <li>4. marts: workshop</li> </ul>"
    )


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Temperaturen er\n> 5 grader.", "<p>Temperaturen er &gt; 5 grader.</p>"),
        ("Gaden 7\\\n5000 Odense", "<p>Gaden 7<br /> 5000 Odense</p>"),
        ("Gaden 7  \n5000 Odense", "<p>Gaden 7<br /> 5000 Odense</p>"),
        ("Tider:\n|Dag|Kl.|\n|---|---|\n|Mandag|8|", TABLE),
        ("Tider:\nDag | Kl.\n--- | ---\nMandag | 8", TABLE),
        ("#Sko\nTekst", '<h1 id="sko">Sko</h1> <p>Tekst</p>'),
        ("Tekst\n##sko", '<p>Tekst</p> <h2 id="sko">sko</h2>'),
        ("- a\n## Sko", '<ul> <li>a</li> </ul> <h2 id="sko">Sko</h2>'),
        ("Vi ses\n--\nAnne", "<p>Vi ses -- Anne</p>"),
        ("Overskrift\n---\nTekst", '<h2 id="overskrift">Overskrift</h2> <p>Tekst</p>'),
        ("Slut på det.\n---\nNyt", "<p>Slut på det.</p> <hr /> <p>Nyt</p>"),
        ("- a\n---\nNyt", "<ul> <li>a</li> </ul> <hr /> <p>Nyt</p>"),
        ("**fed**ord og be*ton*et", "<p><strong>fed</strong>ord og be<em>ton</em>et</p>"),
        ("```\nHusk:\n- a\n21. maj\n```", "<pre><code>Husk: - a 21. maj </code></pre>"),
        ("<pre>\nHusk:\n- a\n21. maj\n</pre>", "<pre> Husk: - a 21. maj </pre>"),
        ("`5*3` og `21. maj`", "<p><code>5*3</code> og <code>21. maj</code></p>"),
    ],
)
def test_what_stands_in_a_line(typed: str, html: str) -> None:
    assert read(typed) == html


@pytest.mark.parametrize(
    ("typed", "links"),
    [
        ("Se https://ug.dk/a_b_c.", {"https://ug.dk/a_b_c": "https://ug.dk/a_b_c"}),
        ("Se (www.ug.dk/a_(b)), tak", {"www.ug.dk/a_(b)": "https://www.ug.dk/a_(b)"}),
        ("Skriv til mette_kjær@skole.dk!", {"mette_kjær@skole.dk": "mailto:mette_kjær@skole.dk"}),
        ("Se »https://ug.dk/?a=1&b=2«", {"https://ug.dk/?a=1&b=2": "https://ug.dk/?a=1&b=2"}),
        ("[her](https://ug.dk)", {"her": "https://ug.dk"}),
        ("[https://ug.dk](https://ug.dk)", {"https://ug.dk": "https://ug.dk"}),
        ('<a href="https://ug.dk">https://ug.dk</a>', {"https://ug.dk": "https://ug.dk"}),
        ("<https://ug.dk>", {"https://ug.dk": "https://ug.dk"}),
        ('<b title="https://ug.dk">x</b> `https://ug.dk` a@b og www. og ug.dk', {}),
    ],
)
def test_an_address_in_a_sentence_is_a_link(typed: str, links: dict[str, str]) -> None:
    found = lxml.html.fragment_fromstring(read(typed), create_parent="div").findall(".//a")
    assert {link.text_content(): link.get("href") for link in found} == links


@pytest.mark.parametrize(
    "piece", ["- a", "–a", "> ", "<pre", "a+", "www.", "a*b ", "1.a ", "    - a", "http://x", "!!! a"]
)
def test_what_is_repeated_without_end_is_read_soon(piece: str) -> None:
    """Each of these would take minutes if every one of them were looked at again for every other."""
    typed = piece * 3000 + "\n" + f"{piece}\n" * 3000
    if piece == "> ":
        typed = f"{piece}\n" * 3000
    assert as_meant(typed)
    assert to_html(piece * 3000)


def test_the_shared_pages_are_written_as_the_converter_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in them is read otherwise than it was before."""
    monkeypatch.setattr("generator.pages.maker.as_meant", lambda text: text)
    maker = PageMaker(load_edition(EXAMPLE, date.fromisoformat(DAY)))
    pages = [*maker.pages("site"), *maker.pages("book")]
    assert len(pages) > 20
    assert [page.src_uri for page in pages if as_meant(page.text) != page.text] == []
