"""Who goes on with another site engine has the same guide: the same pages, headings, links, texts and files."""

import json
import re
import shutil
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import lxml.html
import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import Visit, report, window
from tests.support.command import DAY, EDITIONS, REPOSITORY, contents, differing, run_here
from tests.support.editions import Editions
from tests.support.engines import BUILD, run_with, site_of
from tests.support.reading import text_of

EXAMPLE = REPOSITORY / "schools" / "eksempel"
# What only our own build gives a site.
OURS_ALONE = {"samtaleguide.json"}
Exported = Callable[[str], Path]


@pytest.fixture(scope="module")
def exported(editions: Editions, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example school's edition as a project; its PDFs are those of the edition."""
    folder = tmp_path_factory.mktemp("export")
    editions.store(EXAMPLE, folder / "build" / ".cache")
    result = run_here("export", EXAMPLE, "--out", "guide", "--date", DAY, folder=folder)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Done: guide/README.md says how to build it." in result.stdout
    return folder / "guide"


@pytest.fixture(scope="module")
def site(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The web root that an engine makes of the project, by the engine's name; made once."""
    made: dict[str, Path] = {}

    def build(engine: str) -> Path:
        if engine not in made:
            copy = tmp_path_factory.mktemp(engine) / "guide"
            made[engine] = site_of(engine, Path(shutil.copytree(exported, copy)))
        return made[engine]

    return build


def pages(root: Path) -> dict[str, lxml.html.HtmlElement]:
    names = {path.relative_to(root).as_posix(): path for path in root.rglob("*.html")}
    return {name: lxml.html.document_fromstring(path.read_bytes()) for name, path in sorted(names.items())}


def read(name: str, page: lxml.html.HtmlElement) -> dict[str, object]:
    """Return what a reader has of a page: its title, its description, its headings, where its links lead, its text."""
    (article,) = page.xpath("//article") or [page]
    for tail in article.xpath(".//a[@id='__skip']"):
        tail.drop_tree()
    parts = article.xpath(".//h1 | .//h2 | .//h3 | .//h4")
    links = [*article.xpath(".//a/@href | .//img/@src"), *page.xpath("//nav//a[@class='md-nav__link']/@href")]
    seen = [urljoin(f"https://skolen/{name}", link) for link in links]
    return {
        "title": page.findtext(".//title"),
        "description": page.xpath("//meta[@name='description']/@content"),
        "headings": [(part.tag, part.get("id"), " ".join(part.text_content().split())) for part in parts],
        # An engine may name the front page of a folder, and the page itself, in two ways.
        "links": sorted({unquote(link.removesuffix("#")) for link in seen}),
        "text": text_of(lxml.html.tostring(article, encoding="unicode")),
    }


@cache
def all_read(root: Path) -> dict[str, dict[str, object]]:
    """Return what a reader has of each page of a site."""
    return {name: read(name, page) for name, page in pages(root).items()}


@pytest.mark.parametrize("engine", BUILD)
def test_an_engine_makes_the_same_pages(engine: str, site: Exported, edition: Path) -> None:
    ours, theirs = all_read(edition), all_read(site(engine))
    assert theirs.keys() == ours.keys()
    for name, page in ours.items():
        if name != "404.html":
            assert theirs[name] == page, name


@pytest.mark.parametrize("engine", BUILD)
def test_an_engine_hands_on_every_file(engine: str, site: Exported, edition: Path) -> None:
    own = {
        name: content
        for name, content in contents(edition).items()
        if name.startswith(("pdf/", "kalender/", "invitationer/", "assets/"))
        # What belongs to the theme, which each engine has one of its own of.
        if not name.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/images/"))
    }
    root = site(engine)
    assert len([name for name in own if name.endswith(".pdf")]) > 40
    assert [name for name, content in own.items() if not is_file(root / name, content)] == []


def is_file(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


@pytest.mark.parametrize("engine", BUILD)
def test_every_link_leads_somewhere(engine: str, site: Exported) -> None:
    root = site(engine)
    ids = {name: {*page.xpath("//@id")} for name, page in pages(root).items()}
    lost = []
    for name, page in pages(root).items():
        for link in page.xpath("//a/@href | //img/@src | //link[@rel != 'canonical']/@href | //script/@src"):
            target, anchor = urldefrag(urljoin(f"file:///{name}", link))
            path = unquote(target).removeprefix("file:///")
            if target.startswith("file:") and name != "404.html":
                is_there = (root / path).is_file() and (not anchor or path not in ids or unquote(anchor) in ids[path])
                lost += [] if is_there or anchor.startswith("__") else [f"{name}: {link}"]
    assert lost == []


def test_properdocs_and_mkdocs_make_the_same_bytes(site: Exported) -> None:
    assert differing(contents(site("mkdocs")), contents(site("properdocs"))) == []


def test_the_search_from_disk_is_ours(site: Exported, edition: Path, browser: Browser) -> None:
    assert searched(site("mkdocs")) == searched(edition)
    assert {boost for _, boost in searched(edition).values()} == {0.5, 1}
    visit = Visit(browser, site("mkdocs").resolve().as_uri() + "/", 1280, "light")
    visit.open("index.html")
    visit.search("lærepladser")
    first = visit.page.locator("a.md-search-result__link").first
    expect(first).to_have_attribute("href", re.compile(r"/virksomheder/index\.html(\?|$)"))
    assert visit.findings() == [], report(visit.findings())


def searched(root: Path) -> dict[str, tuple[str, float]]:
    """Return the title of what the search looks through, and how much it counts, by its address.

    Of a sheet's page, ours leaves out what nobody looks for, such as its buttons.
    """
    index = json.loads((root / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"]: (unescape(entry["title"]), entry.get("boost", 1)) for entry in index["docs"]}
    return {address: entry for address, entry in found.items() if not re.match(r"samtaleark/.+#", address)}


def test_zensical_searches_from_disk_with_the_limits_that_the_readme_tells(
    site: Exported, exported: Path, browser: Browser
) -> None:
    page = window(browser, viewport={"width": 1280, "height": 900}, locale="da-DK")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(f"script failed: {error}"))
    page.goto((site("zensical") / "index.html").resolve().as_uri())
    page.get_by_role("button", name="Søg").click()
    field = page.get_by_role("combobox", name="Search")
    results = page.get_by_role("option")
    field.fill("aftaleark")
    expect(results.first).to_contain_text("Aftaleark")
    for unknown in ("praktikplads", "samtaleskema"):
        field.fill(unknown)
        expect(page.get_by_text("No results")).to_be_visible()
    assert [url for url in asked if not url.startswith("file:")] == []
    told = (exported / "README.md").read_text(encoding="utf-8")
    assert "no other names, such as »praktikplads« and\n  »samtaleskema«" in told
    assert "search window speaks English" in told


@pytest.mark.parametrize("engine", BUILD)
def test_each_page_says_what_it_may_load_or_it_is_told(engine: str, site: Exported, exported: Path) -> None:
    policies = [
        page.xpath("/html/head/meta[@http-equiv='Content-Security-Policy']") for page in pages(site(engine)).values()
    ]
    assert {len(each) for each in policies} == {0 if engine == "zensical" else 1}
    told = (exported / "README.md").read_text(encoding="utf-8").partition("## What Zensical does not do")[2]
    assert "have no Content-Security-Policy" in told


def test_the_markdown_is_there_to_be_read(exported: Path) -> None:
    text = (exported / "docs" / "kontakt" / "index.md").read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: Kontakt\ndescription: ")
    assert "\n# Kontakt {: #kontakt }\n" in text
    assert "&#46;" not in text
    assert "\n\n\n" not in text


@pytest.mark.usefixtures("rendered_already")
def test_it_takes_nobody_s_place(editions: Editions, tmp_path: Path) -> None:
    layer = EDITIONS / "minimal"
    published = Path(shutil.copytree(editions(layer), tmp_path / "udgave"))
    before = contents(published)
    editions.store(layer, tmp_path / "build" / ".cache")
    refused = run_here("export", layer, "--out", published, folder=tmp_path)
    assert (refused.returncode, contents(published)) == (1, before)
    assert "here stands the edition of Vesterhavets Erhvervsskole, murer" in refused.stderr
    notes = tmp_path / "noter"
    notes.mkdir()
    (notes / "README.md").write_text("Om holdet")
    (notes / ".git").mkdir()
    refused = run_here("export", layer, "--out", notes, folder=tmp_path)
    assert "noter/README.md: this is not the edition's" in refused.stderr
    assert contents(notes) == {"README.md": b"Om holdet"}
    shutil.copy2(notes / "README.md", tmp_path)
    (notes / "README.md").unlink()
    (notes / "LICENSE").write_text("Vores")
    assert run_here("export", layer, "--out", notes, "--date", DAY, folder=tmp_path).returncode == 0
    assert (notes / "LICENSE").read_text() == "Vores"
    assert (notes / "docs" / "index.md").is_file()


def test_a_layer_with_a_mistake_is_refused_and_the_last_export_stays(exported: Path, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "skole")
    (tmp_path / "skole" / "docs").mkdir(exist_ok=True)
    (tmp_path / "skole" / "docs" / "ny.md").write_text("# Ny\n\n[hen](../ingen/index.md)\n")
    before = contents(exported)
    refused = run_here("export", "skole", "--out", exported, folder=tmp_path)
    assert refused.returncode == 1
    assert "skole/docs/ny.md:3" in refused.stderr
    assert contents(exported) == before
    among = run_here("export", EDITIONS / "minimal", "--out", EDITIONS / "minimal" / "docs", folder=tmp_path)
    assert "lies among the texts that it is made from" in among.stderr


@pytest.mark.parametrize("out", [".", "..", "/", "../her"])
def test_it_takes_no_folder_that_somebody_is_in(out: str, tmp_path: Path) -> None:
    (tmp_path / "her").mkdir()
    refused = run_here("export", EDITIONS / "minimal", "--out", out, folder=tmp_path / "her")
    assert refused.returncode == 1
    assert "an export takes the place of a whole folder, and you are in this one" in refused.stderr
    assert contents(tmp_path) == {}


def test_the_tool_itself_runs_with_properdocs_in_the_place_of_mkdocs(editions: Editions, tmp_path: Path) -> None:
    layer = EDITIONS / "minimal"
    root = editions(layer)
    editions.store(layer, tmp_path / "out" / ".cache")
    # Not as a person has it installed, for that is another checkout's where several share one environment.
    ours = {"PYTHONPATH": str(REPOSITORY)}
    run_with("properdocs", "-c", "import importlib.util as it; assert it.find_spec('mkdocs') is None", folder=tmp_path)
    run_with(*("properdocs", "-m", "generator", "build", layer, "--out", "out", "--date", DAY), folder=tmp_path, **ours)
    assert differing(contents(root), contents(tmp_path / "out" / root.name)) == []
