"""Another converter reads a page as ours does, once all is written out that only ours knows."""

import markdown
import pytest

from generator.pages.markdown import EXTENSION_CONFIGS, USUAL_EXTENSIONS, to_html
from generator.pages.written_out import with_ids, written_out

PAGES = {
    "headings": "# Første møde\n\n## Før\n\n### Før\n\n## Egen {: #egen }\n\n## Med {: .stor }\n\n```\n# kode\n```\n",
    "addresses": "Skriv til x_y@skolen.dk, eller se www.skolen.dk/a_b_c (og https://skolen.dk/(a)). `www.nej.dk`\n\n"
    "[her](https://skolen.dk/) og <a href='https://skolen.dk/'>www.skolen.dk</a>\n",
    "stars": "Mål 5*3 m og 4*2 m, eller længde*bredde og højde*dybde. Det er be*ton*et og *vigtigt*.\n",
    "in a part": '<div class="kort" markdown="1">\n\n## Kære lærling\n\nSe www.skolen.dk\n\n</div>\n',
    "values": "Murer&#45;&#44; og <b>1&#46; maj</b>&#58; &#60;i&#62;\n\n1&#46; maj\n\n&#42;A&#42; &#64;\n",
}


def as_others_read(text: str) -> str:
    usual = {"tables": EXTENSION_CONFIGS["tables"]}
    return markdown.Markdown(extensions=[*USUAL_EXTENSIONS], extension_configs=usual).convert(text)


@pytest.mark.parametrize("name", PAGES)
def test_others_read_it_as_we_do(name: str) -> None:
    assert lines(as_others_read(written_out(PAGES[name]))) == lines(to_html(PAGES[name]))


def lines(html: str) -> list[str]:
    """Return the lines of HTML, in which a sign is the same as its number."""
    for sign in ",-.:@":
        html = html.replace(f"&#{ord(sign)};", sign)
    return html.splitlines()


def test_it_is_written_as_a_person_would() -> None:
    assert written_out(PAGES["headings"]).startswith("# Første møde {: #foerste-moede }\n\n## Før {: #foer }\n")
    assert "## Egen {: #egen }\n" in written_out(PAGES["headings"])
    assert "## Med {: #med .stor }\n\n```\n# kode\n```" in written_out(PAGES["headings"])
    assert written_out("A.\n\n\n\nSe www.skolen.dk.") == "A.\n\nSe [www.skolen.dk](<https://www.skolen.dk>)."
    assert written_out(PAGES["values"]).startswith("Murer-, og <b>1. maj</b>: &#60;i&#62;\n\n1&#46; maj\n")


def test_a_sheet_s_page_gets_its_ids_only() -> None:
    assert with_ids("# Ark\n\n<script>a*b; 'www.x.dk'</script>\n") == (
        "# Ark {: #ark }\n\n<script>a*b; 'www.x.dk'</script>\n"
    )
