"""A file is found by its name however the disk writes its letters, and what systems leave behind is no text."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from generator.layer.layers import Layers
from generator.layer.names import fault_of_name, is_left_behind, same_everywhere
from generator.problems.problem import GeneratorError
from generator.problems.report import as_text
from generator.rendering import Rendered, render_edition
from generator.site.data import site_files
from tests.support.command import DAY, EDITIONS, REPOSITORY, run_here
from tests.support.pictures import png

MINIMAL = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
MURER = (REPOSITORY / "generator" / "trades" / "murer.yml").read_text(encoding="utf-8")


def composed(text: str) -> str:
    """As keyboards type it."""
    return unicodedata.normalize("NFC", text)


def decomposed(text: str) -> str:
    """As Macs write it on a USB stick."""
    return unicodedata.normalize("NFD", text)


def rendered(layer: Path) -> Rendered:
    return render_edition(layer, date.fromisoformat(DAY))


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.mark.parametrize(("on_disk", "typed"), [(decomposed, composed), (composed, decomposed)])
def test_every_name_is_found_in_whatever_form_it_is_written(tmp_path: Path, on_disk: type, typed: type) -> None:
    write(
        tmp_path,
        {
            "school.yml": typed(MINIMAL.replace("murer", "blåsmed") + "logo: logo-blå.png\n"),
            on_disk("logo-blå.png"): png(40, 20),
            on_disk("trades/blåsmed.yml"): typed(MURER.replace("key: murer", "key: blåsmed")),
            on_disk("docs/mødelokalet.md"): typed(
                "---\nafter: blå-stue\n---\n# Mødelokalet\n\n![Huset](hus-på-øen.png)\n\n[Stuen](blå-stue.md#på-øen)\n"
            ),
            on_disk("docs/blå-stue.md"): typed(
                '# Blå\n\n## På øen {: #på-øen }\n\n{% include "docs/_mål.md" %}\n\n[Lokalet](m%C3%B8delokalet.md)\n'
            ),
            on_disk("docs/_mål.md"): "Målet er nået.\n",
            on_disk("docs/hus-på-øen.png"): png(),
        },
    )
    edition = rendered(tmp_path)
    keys = [head.src_uri for head in edition.maker.heads]
    place = keys.index(composed("blå-stue.md"))
    assert keys[place + 1] == composed("mødelokalet.md")
    assert {"assets/logo.png", composed("hus-på-øen.png")} <= site_files(edition.edition, edition.pages).keys()
    (book,) = (job for job in edition.jobs if job.stem == "guide")
    assert composed("layer/logo-blå.png") in {composed(name) for name in book.assets}
    assert composed("layer/docs/hus-på-øen.png") in book.assets
    assert "Målet er nået" in book.html


def test_an_edition_is_called_and_written_in_one_form(tmp_path: Path) -> None:
    """What is typed in the other form is printed and published as everybody else types it."""
    write(tmp_path, {"school.yml": decomposed(f"{MINIMAL}short_name: Skolen på Øen\n")})
    write(tmp_path, {decomposed("docs/på-øen.md"): decomposed("# På øen\n")})
    edition = rendered(tmp_path)
    assert edition.edition.profile.short_name == composed("Skolen på Øen")
    (page,) = (page for page in edition.pages if page.src_uri == composed("på-øen.md"))
    assert page.title == composed("På øen")
    assert page.html == composed('<h1 id="paa-oeen">På øen</h1>')


@pytest.mark.parametrize("typed", ["logo.svg", "LOGO.SVG"])
def test_capitals_are_other_letters_on_every_system(tmp_path: Path, typed: str) -> None:
    write(tmp_path, {"school.yml": f"{MINIMAL}logo: {typed}\n", "Logo.SVG": '<svg viewBox="0 0 1 1"/>'})
    with pytest.raises(GeneratorError) as error:
        rendered(tmp_path)
    (problem,) = error.value.problems
    assert "Did you mean 'Logo.SVG'?" in as_text(problem)


LEFT_BEHIND = """._index.md .DS_Store Thumbs.db thumbs.db desktop.ini ~$guide.docx ~WRL0001.tmp index.md~ .#index.md
#index.md# .index.md.swp .~lock.index.md# .gitkeep .gitignore""".split()


def test_what_systems_and_programs_leave_behind_is_nobody_s_text(tmp_path: Path) -> None:
    """It is neither a page nor worth a word."""
    write(tmp_path, {"school.yml": MINIMAL, **{f"docs/{name}": "\0\xff" for name in LEFT_BEHIND}})
    write(tmp_path, {"docs/__MACOSX/x.md": "\0", "docs/.git/x.md": "\0", "docs/.obsidian/x.md": "\0"})
    write(tmp_path, {"docs/Icon\r": "", "forms/._plakat/handout.yml": "\0", "trades/._murer.yml": "\0"})
    edition = rendered(tmp_path)
    assert [page.src_uri for page in edition.pages if edition.edition.layers.has_own(f"docs/{page.src_uri}")] == []
    assert edition.warnings == []
    assert edition.edition.layers.own_files() == []


def test_what_somebody_has_hidden_is_told_and_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"school.yml": MINIMAL, "docs/.skjult.md": "# Skjult\n", "docs/.gemt/x.md": "# X\n"})
    write(tmp_path, {"docs/.hus.png": png()})
    edition = rendered(tmp_path)
    assert not [page for page in edition.pages if "skjult" in page.src_uri or "gemt" in page.src_uri]
    assert "hus" not in str(site_files(edition.edition, edition.pages).keys())
    hides = "its name begins with a dot, which hides it, and nothing uses it"
    assert [as_text(warning) for warning in edition.warnings] == [
        f"docs/{name}: warning: {hides}. Take the dot away if it is meant to be used."
        for name in (".gemt", ".hus.png", ".skjult.md")
    ]


@pytest.mark.parametrize(
    ("one", "other"), [("A.md", "a.md"), ("Ø.md", "ø.md"), ("a", "a."), ("a", "a ."), ("a/B", "A/b"), ("å", "a\u030a")]
)
def test_names_that_are_one_elsewhere(one: str, other: str) -> None:
    assert same_everywhere(one) == same_everywhere(other)


@pytest.mark.parametrize(
    "name", ["con", "CON.md", "nul.tar.gz", "com1.md", "LPT9", "aux .md", 'a"b', "a|b", "a*b", "a<b"]
)
def test_names_that_windows_has_not(name: str) -> None:
    fault = fault_of_name(name)
    assert fault
    assert fault.code == "not-on-windows"


@pytest.mark.parametrize(
    "name", ["index.md", "konto.md", "com.md", "com10.md", "kon.md", "C#.md", "50%.md", "a&b.md", "det er'et.md", ".md"]
)
def test_names_that_every_system_has(name: str) -> None:
    assert fault_of_name(name) is None


@pytest.mark.parametrize("name", ["docs/index.md", "docs/#1.md", "docs/udkast~1.md", "docs/.skjult.md", "docs/_x.md"])
def test_names_that_a_person_has_given(name: str) -> None:
    assert not is_left_behind(name)


def test_a_name_is_looked_up_by_what_the_folder_lists(tmp_path: Path) -> None:
    """So that a layer which works on a Mac works on a server."""
    write(tmp_path, {"docs/Hallen.md": "# Hallen"})
    layers = Layers(tmp_path)
    assert layers.find("docs/Hallen.md") == tmp_path / "docs" / "Hallen.md"
    assert layers.find("docs/hallen.md") is None
    assert not layers.has_own("docs/hallen.md")


def test_a_layer_is_found_as_it_is_typed(tmp_path: Path) -> None:
    write(tmp_path, {f"{decomposed('skoler på øen')}/blå/school.yml": MINIMAL})
    result = run_here("check", composed("skoler på øen/blå"), folder=tmp_path)
    assert result.stdout.endswith("No errors.\n")
