"""The search as a reader uses it: Danish words in any form, typed on any keyboard, under whatever name."""

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Locator, expect

from tests.support.browser import Visit, report, serving
from tests.support.command import REPOSITORY
from tests.support.editions import Editions

FRONT = "index.html"
NARROW = REPOSITORY / "tests" / "scenarios" / "narrow"

# What somebody types, the page that comes first, and a word that it is found by.
FIRST = [
    # Other forms of a word, and of a name with »å« or »aa«.
    ("lærepladser", "virksomheder", "lærepladsen"),
    ("LÆREPLADS", "virksomheder", "lærepladsen"),
    ("mestrene", "(trin-2-kontakt|virksomheder)", "(mest|virksomhed).*"),
    ("lærlingenes", "laerlinge", "lærling"),
    ("handleplanerne", "samtaleark/handleplan", "Handleplan"),
    # A keyboard without æ, ø and å.
    ("laeringssamtale", "trin-3-foerste-samtale", "læringssamtale"),
    ("opfoelgning", "trin-5-opfoelgning", "Opfølgning"),
    ("tilgaengelighedserklaering", "was", "Tilgængeligheds\u00aderklæring"),
    # What others call it.
    ("elevens", "laerlinge", "lærling"),
    ("praktikplads", "virksomheder", "lærepladsen"),
    ("skema", "samtaleark", "arkene"),
    ("kontaktperson", "kontakt", "tovholder"),
    ("gdpr", "samtaleark/samtykke", "Tilladelse"),
    # One word as two, two as one that stands nowhere, a slip.
    ("samtale ark", "samtaleark", "Samtaleark"),
    ("samtaleskema", "samtaleark", "Samtaleark"),
    ("lerling", "laerlinge", "lærling"),
    # Little words say nothing.
    ("hvad er en læringssamtale", "trin-3-foerste-samtale", "læringssamtale"),
    ("ring til mester", "telefonmanuskript", "Ring"),
    # As before: the beginning of a word, words that belong together.
    ("aftalea", "samtaleark/aftaleark", "Aftaleark"),
    ('"første samtale"', "trin-3-foerste-samtale", "Første"),
]
# A school's own names and its own page are found in the same way, in another trade.
FIRST_OF_ANOTHER = [
    ("oestergårdshoejgård", "kontakt", "Østergaardshøjgaard"),
    ("virksomhedskontaktkonferencer", "alt-der-er-bredt", "Virksomhedskontaktkonference"),
    ("Fjernvarmeforsyningsselskaber", "alt-der-er-bredt", "Fjernvarmeforsyningsselskab"),
    ("elevens", "laerlinge", "lærling"),
    ("mestrene", "(trin-2-kontakt|virksomheder)", "(mest|virksomhed).*"),
]


class Search:
    """Somebody who searches on the front page, one thing after the other."""

    def __init__(self, browser: Browser, root: str) -> None:
        self.visit = Visit(browser, root, 1280, "light")
        self.visit.open(FRONT)
        self.field = self.visit.page.locator("input[name=query]")
        self.results = self.visit.page.locator(".md-search-result__item")
        self.field.click()

    def type(self, words: str) -> None:
        self.field.fill("")
        self.field.press("End")
        expect(self.results).to_have_count(0)
        self.field.press_sequentially(words)

    def first(self, page: str) -> Locator:
        """The first result, once it is `page`; what was found while somebody was typing may have been another one."""
        link = self.results.first.locator("a").first
        expect(link).to_have_attribute("href", re.compile(rf"/{page}/index\.html(\?|$)"))
        return self.results.first


def found_first(browser: Browser, root: str, wanted: Sequence[tuple[str, str, str]]) -> str:
    search = Search(browser, root)
    for words, page, word in wanted:
        search.type(words)
        marked = search.first(page).locator("mark")
        expect(marked.filter(has_text=re.compile(f"^{word}$")).first, words).to_be_attached()
    return report(search.visit.findings()).strip()


def test_the_right_page_comes_first(browser: Browser, edition: Path) -> None:
    assert found_first(browser, edition.resolve().as_uri() + "/", FIRST) == ""


def test_a_server_s_search_finds_the_same(browser: Browser, edition: Path) -> None:
    with serving(edition) as root:
        assert found_first(browser, root, FIRST[::4]) == ""


def test_another_school_s_names_and_pages_are_found_too(browser: Browser, editions: Editions) -> None:
    site = editions(NARROW, lambda stem: False)
    assert found_first(browser, site.resolve().as_uri() + "/", FIRST_OF_ANOTHER) == ""


def test_what_is_missing_is_said_as_it_was_typed_and_nothing_else(browser: Browser, edition: Path) -> None:
    search = Search(browser, edition.resolve().as_uri() + "/")
    missing = search.results.first.locator("del")
    search.type("lærepladser")
    search.first("virksomheder")
    assert missing.all_text_contents() == []
    search.type("handleplaner xyzzy")
    search.first("samtaleark/handleplan")
    expect(missing.filter(has_text=re.compile("^xyzzy$")).first).to_be_attached()
    assert set(missing.all_text_contents()) == {"xyzzy"}
    search.type("xyzzy")
    expect(search.visit.page.locator(".md-search-result__meta")).to_have_text("Ingen resultater fundet")
    assert report(search.visit.findings()).strip() == ""


def test_only_danish_is_published(edition: Path) -> None:
    languages = edition / "assets" / "javascripts" / "lunr"
    files = {path.name for path in languages.rglob("*") if path.is_file()}
    assert files == {"lunr.da.min.js", "lunr.stemmer.support.min.js"}


def test_the_index_is_asked_for_when_somebody_goes_to_the_search(browser: Browser, edition: Path) -> None:
    """It is heavier than most pages. An address with what was looked for goes to the search at once."""
    with serving(edition) as root:
        visit = Visit(browser, root, 1280, "light")
        asked: list[str] = []
        visit.page.on("request", lambda request: asked.append(request.url))
        visit.open(FRONT)
        assert not [url for url in asked if "search_index" in url]
        visit.search("lærling")
        assert [url for url in asked if "search_index" in url] == [f"{root}search/search_index.json"]
        visit.open(f"{FRONT}?q=mester")
        expect(visit.page.locator("a.md-search-result__link").first).to_be_visible()
        assert visit.findings() == [], report(visit.findings())
