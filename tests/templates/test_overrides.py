"""A layer replaces or wraps single blocks of the shared texts, and is told what of its files is in vain."""

import re
from datetime import date
from pathlib import Path
from unittest.mock import patch

import lxml.html
import pytest
from jinja2 import Environment

from generator.edition.load import load_edition
from generator.pages.maker import PageMaker
from generator.templates.blocks import read_template
from tests.support.command import EDITIONS, REPOSITORY, run_here

MINIMAL = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
PAGES = sorted((REPOSITORY / "docs").glob("**/[!_]*.md"))
DOCUMENTS = sorted((REPOSITORY / "forms").glob("**/[!_]*.html"))
TAG = re.compile(r"\{[%#{].*?[%#}]\}", re.DOTALL)
# What a macro writes stands where it is used.
MACRO = re.compile(r"\{% macro .*?\{% endmacro %\}", re.DOTALL)


def name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def outside(text: str) -> str:
    """Return what stands in no block."""
    for block in read_template(text).blocks:
        text = text.replace(block.text, "")
    return text


def write(layer: Path, files: dict[str, str]) -> Path:
    for file, text in {"school.yml": MINIMAL, **files}.items():
        (layer / file).parent.mkdir(parents=True, exist_ok=True)
        (layer / file).write_text(text, encoding="utf-8")
    return layer


def pages(layer: Path) -> dict[str, str]:
    """Return the text of every page of the site by its name, in the order of the navigation."""
    maker = PageMaker(load_edition(layer, date(2026, 11, 2)))
    return {page.src_uri: page.text for page in maker.pages("site")}


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_each_part_of_a_page_has_a_block_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search("^#", outside(text), re.MULTILINE)
    parts = {block.name: len(re.findall("^## ", block.text, re.MULTILINE)) for block in read_template(text).blocks}
    assert parts
    assert {block: count for block, count in parts.items() if count > 1} == {}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_everything_in_a_document_stands_in_a_block(path: Path) -> None:
    html = TAG.sub("", MACRO.sub("", outside(path.read_text(encoding="utf-8"))))
    body = lxml.html.document_fromstring(f"{html}<p></p>").body
    assert body.text_content().split() == []


@pytest.mark.parametrize("path", [*PAGES, *DOCUMENTS], ids=name)
def test_each_block_says_what_it_is_about(path: Path) -> None:
    """A coordinator who reads the list knows which one is meant."""
    assert [block.name for block in read_template(path.read_text(encoding="utf-8")).blocks if not block.title] == []


def test_a_block_is_replaced_and_the_rest_of_the_page_stays(tmp_path: Path) -> None:
    own = (
        '{% extends "shared/docs/kontakt/index.md" %}\n{% block haster %}\n## Ring først\n\nRing 112.\n{% endblock %}\n'
    )
    shared = pages(write(tmp_path / "a", {}))["kontakt/index.md"]
    changed = pages(write(tmp_path / "b", {"docs/kontakt/index.md": own}))["kontakt/index.md"]
    assert "## Når det haster\n\nEr nogen i fare, så ring 112.\n" in shared
    assert changed == shared.replace(
        "## Når det haster\n\nEr nogen i fare, så ring 112.\n", "## Ring først\n\nRing 112.\n"
    )


def test_layers_in_one_process_keep_their_own_pages_and_compile_the_shared_ones_once(tmp_path: Path) -> None:
    """Both layers have a page of their own in one and the same file, one after the other."""
    texts, compiled = [], []
    for school in ("nord", "syd"):
        page = f"{{% extends 'shared/docs/kontakt/index.md' %}}{{% block overskrift %}}# Hos {school}{{% endblock %}}"
        layer = write(tmp_path, {"docs/kontakt/index.md": page})
        with patch.object(Environment, "_compile", autospec=True, side_effect=Environment._compile) as compiling:
            pages = PageMaker(load_edition(layer, date(2026, 11, 2))).pages("site")
        texts += [page.text for page in pages if page.src_uri == "kontakt/index.md"]
        compiled.append(compiling.call_count)
    assert [("Hos nord" in text, "Hos syd" in text) for text in texts] == [(True, False), (False, True)]
    assert compiled[1] == 1


def test_a_page_from_windows_has_its_head_and_its_blocks(tmp_path: Path) -> None:
    block = "{% extends 'shared/docs/kontakt/index.md' %}\n{% block haster %}\nRing 112.\n{% endblock %}\n"
    own = f"---\ntitle: Ring\n---\n{block}".replace("\n", "\r\n")
    (tmp_path / "docs" / "kontakt").mkdir(parents=True)
    (tmp_path / "docs" / "kontakt" / "index.md").write_bytes(own.encode())
    edition = load_edition(write(tmp_path, {}), date(2026, 11, 2))
    (page,) = (page for page in PageMaker(edition).pages("site") if page.src_uri == "kontakt/index.md")
    assert page.title == "Ring"
    assert "Ring 112.\n" in page.text
    assert "---" not in page.text


def test_own_pages_stand_where_they_say(tmp_path: Path) -> None:
    """Those that say nothing stand last; a page without a title has that of its heading."""
    files = {
        "docs/ferie.md": "# Ferie og fravær\n",
        "docs/b.md": "---\nafter: trin-2-kontakt\n---\n# B\n",
        "docs/a/index.md": "---\nafter: trin-2-kontakt/index.md\n---\n# A\n",
        "docs/c.md": "---\nafter: b\n---\n# C\n",
        "docs/velkommen.md": "---\nafter: index\n---\n# Velkommen\n",
        # There is no such page in this edition, but it has a place.
        "docs/tilgaengelighed.md": "---\nafter: was\n---\n# Tilgængelighed\n",
    }
    layer = write(tmp_path, files)
    assert list(pages(layer)) == [
        *("index.md", "velkommen.md", "trin-1-forberedelse/index.md", "trin-2-kontakt/index.md"),
        *("a/index.md", "b.md", "c.md"),
        *(f"trin-{step}/index.md" for step in ("3-foerste-samtale", "4-anden-samtale", "5-opfoelgning")),
        *("telefonmanuskript/index.md", "samtaleark/index.md", "virksomheder/index.md", "laerlinge/index.md"),
        *("kontakt/index.md", "om-guiden/index.md", "kan-vi-faa-den-i-word/index.md"),
        *("databeskyttelse/index.md", "tilgaengelighed.md", "ferie.md"),
    ]
    heads = {head.src_uri: head.title for head in PageMaker(load_edition(layer, date(2026, 11, 2))).heads}
    assert heads["ferie.md"] == "Ferie og fravær"


def test_files_that_nothing_uses_are_told(tmp_path: Path) -> None:
    """Not what editors leave behind, and not what another file takes in."""
    write(
        tmp_path / "skole",
        {
            "docs/kontakt/index.md": '# Kontakt\n\n{% include "docs/_aabent.md" %}\n',
            "docs/_aabent.md": "Vi har åbent hver dag.\n",
            "docs/_gammelt.md": "Vi har lukket.\n",
            "docs/kontakt/index.md~": "",
            "docs/.DS_Store": "",
            "docs/~$side.docx": "",
            "docs/Vores side.MD": "# Side\n",
            "forms/aftalearket/sheet.html": '{% extends "shared/forms/aftaleark/sheet.html" %}\n',
            "forms/pjece-virksomhed/fold.css": ".flap { color: red }\n",
            # It tells people what becomes of their words, so it is the shared one always.
            "forms/_layout/closing.yml": "law: Det ved vi ikke.\n",
            "forms/vores-ark/sheet.yaml": "title: Vores ark\n",
            "overrides/main.html": "",
        },
    )
    assert unused(tmp_path) == [
        "skole/docs/Vores side.MD: Write the end of its name in small letters: Vores side.md.",
        f"skole/docs/_gammelt.md: {OTHERWISE}",
        f"skole/forms/_layout/closing.yml: {OF_FORMS}",
        f"skole/forms/aftalearket/sheet.html: {OTHERWISE}",
        "skole/forms/vores-ark/sheet.yaml: Call it sheet.yml.",
        "skole/overrides/main.html: A layer has no overrides of the theme; take it away.",
    ]


def test_a_file_that_looks_right_is_told_what_it_should_be_called(tmp_path: Path) -> None:
    files = {
        "docs/side.docx": "A page is plain text in a file that ends in .md, such as side.md.",
        "docs/side.markdown": "Call it side.md.",
        "docs/side.md.txt": "A page is plain text in a file that ends in .md, such as side.md.",
        "docs/side.txt": "A page is plain text in a file that ends in .md, such as side.md.",
        "forms/a/b/sheet.yaml": "Put it into a folder of its own: forms/vores-ark/sheet.yml.",
        "forms/et/sheets.yml": "Call it sheet.yml.",
        "forms/handout.yaml": "Put it into a folder of its own: forms/vores-ark/handout.yml.",
        "forms/sheet.yml": "Put it into a folder of its own: forms/vores-ark/sheet.yml.",
        "forms/tre/ark.yaml": OF_FORMS,
        "forms/tre/ark.yml": OF_FORMS,
        "trades/kok.yaml": "Call it kok.yml.",
        "trades/tjener.yml": "To use it, write trade: tjener in school.yml.",
    }
    write(tmp_path / "skole", dict.fromkeys(files, "title: Vores\n"))
    assert unused(tmp_path) == [f"skole/{file}: {way_out}" for file, way_out in files.items()]


OTHERWISE = "Check its name and folder, or take it away; 'samtaleguide blocks' shows the shared files' names."
OF_FORMS = "A sheet is a file called sheet.yml in a folder of its own below forms/, a handout one called handout.yml."


def unused(folder: Path) -> list[str]:
    """Return what `check` says of each file of the layer that nothing uses: its name, and what to do about it."""
    result = run_here("check", "skole", folder=folder)
    assert result.returncode == 0, result.stderr
    found = ": warning: nothing uses this file. "
    return [line.replace(found, ": ") for line in result.stdout.splitlines() if found in line]


def test_the_list_names_every_block_and_every_question(tmp_path: Path) -> None:
    """With the lines to write, and with what the layer has replaced already."""
    own = (
        '{% extends "shared/docs/trin-2-kontakt/index.md" %}\n'
        "{% block argumenter %}Ring.{% endblock %}\n{% block ring %}{{ super() }}Eller skriv.{% endblock %}\n"
    )
    # A school with everything, so that no page or document is left out.
    everything = (REPOSITORY / "schools" / "eksempel" / "school.yml").read_text(encoding="utf-8")
    files = {"school.yml": everything.replace("logo: logo.svg\n", ""), "docs/trin-2-kontakt/index.md": own}
    layer = write(tmp_path / "skole", files)
    result = run_here("blocks", "skole", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    listed = result.stdout
    assert '{% extends "shared/docs/trin-2-kontakt/index.md" %}' in listed
    for path in [*PAGES, *DOCUMENTS]:
        for block in read_template(path.read_text(encoding="utf-8")).blocks:
            assert re.search(rf"^  {block.name} ", listed, re.MULTILINE), f"{name(path)}: {block.name}"
    for document in load_edition(layer, date(2026, 11, 2)).documents:
        for question in document.sheet.questions() if document.sheet else ():
            if question.number:
                assert re.search(rf"^      {question.id} +{re.escape(question.text)}$", listed, re.MULTILINE)
    assert re.search(r"^  afsnit_hvis_der_opstaar_problemer +Hvis der opstår problemer$", listed, re.MULTILINE)
    assert re.search(r"^  argumenter .*\(yours\)$", listed, re.MULTILINE)
    assert re.search(r"^  ring .*\(yours, around the shared text\)$", listed, re.MULTILINE)


def test_the_list_can_be_shortened(tmp_path: Path) -> None:
    result = run_here("blocks", REPOSITORY / "schools" / "eksempel", "--only", "Aftaleark", folder=tmp_path)
    assert re.findall(r"^\S+\.(?:md|html)", result.stdout, re.MULTILINE) == ["forms/aftaleark/sheet.html"]
