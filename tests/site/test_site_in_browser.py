"""The site as a reader meets it in a real browser: on a phone and a wide screen, light and dark, online and on disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.pages.maker import PageMaker
from tests.support.browser import OF_COLOURS, Finding, Visit, Width, report, serving
from tests.support.sheets import SHEETS, example_edition

FRONT, MISSING = "index.html", "404.html"
# Known before anything is built, so that each page is a test of its own and the workers of a run share them.
PAGES = [
    *(head.src_uri.replace(".md", ".html") for head in PageMaker(example_edition()).heads),
    *(f"samtaleark/{key}/index.html" for key in SHEETS),
    MISSING,
]

each_width = pytest.mark.parametrize("width", [360, 1280])
each_page = pytest.mark.parametrize("name", PAGES)


def as_file(site: Path) -> str:
    return site.resolve().as_uri() + "/"


def page_names(site: Path) -> list[str]:
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert {FRONT, MISSING} < set(names)
    return names


def test_these_are_all_pages(edition: Path) -> None:
    assert sorted(PAGES) == page_names(edition)


@pytest.fixture(scope="module")
def readers(started: Browser, served: str) -> Iterator[dict[Width, Visit]]:
    """A reader with a phone and one with a wide screen, who keep their window: to open one takes as long as to read."""
    found: dict[Width, Visit] = {width: Visit(started, served, width, "light") for width in (360, 1280)}
    yield found
    for visit in found.values():
        visit.page.context.close()


@each_width
@each_page
def test_a_page_keeps_the_rules(readers: dict[Width, Visit], name: str, width: Width) -> None:
    """It fits the window, fetches and stores nothing, is accessible, and dark or light as the reader prefers.

    In the dark nothing but colours changes, so nothing but colours is looked at once more. On the wide screen it gets
    dark while somebody reads; with the phone the page is opened in the dark, too.
    """
    visit, phone = readers[width], width == 360
    visit.turn("light")
    visit.open(name)
    form = visit.form()
    found = [*visit.findings(), *visit.axe()]
    # A picture takes its time, and no other width has other colours.
    if phone and visit.brightness() < 192:
        found.append(Finding(name, "is not light"))
    visit.turn("dark")
    found += visit.axe(OF_COLOURS)
    if phone:
        if visit.brightness() > 64:
            found.append(Finding(name, "is not dark"))
        visit.open(name)
    # What stands on a page is one line, so one more element or one less shows.
    others = [now for before, now in zip(form, visit.form(), strict=False) if before != now]
    found += [Finding(name, f"is another one in the dark: {line[:200]}") for line in others[:3]]
    found += visit.findings()
    # Leaving it, too, must leave nothing behind. With the phone it was left for itself.
    found += [] if phone else visit.leave()
    assert not found, report(found)


def test_the_open_drawer_is_accessible(readers: dict[Width, Visit]) -> None:
    visit = readers[360]
    visit.open(FRONT)
    visit.open_drawer()
    found = visit.in_light_and_dark()
    assert not found, report(found)


@each_width
def test_the_open_search_is_accessible(readers: dict[Width, Visit], width: Width) -> None:
    visit = readers[width]
    visit.open(FRONT)
    visit.search("SPS")
    found = visit.in_light_and_dark()
    assert not found, report(found)


@each_width
def test_the_search_leads_to_a_page_with_the_word(browser: Browser, root: str, width: Width) -> None:
    visit = Visit(browser, root, width, "light")
    visit.open(FRONT)
    visit.search("SPS")
    visit.page.locator("a.md-search-result__link").first.click()
    visit.page.wait_for_url(lambda url: url != root + FRONT)
    visit.settle()
    assert visit.page.url.startswith(root)
    assert "SPS" in visit.page.evaluate(
        "(document.querySelector('article') ?? document.querySelector('main')).innerText"
    )
    found = visit.findings()
    assert not found, report(found)


@each_width
def test_a_wrong_address_gives_a_whole_page(readers: dict[Width, Visit], width: Width) -> None:
    visit = readers[width]
    visit.open("findes/slet/ikke.html", status=404)
    assert visit.page.locator("h1").inner_text() == "Siden findes ikke"
    found = visit.in_light_and_dark()
    assert not found, report(found)


# What the tests above rely on: that the browser notices what must not happen.
NOTICED = {
    "another host": ("<img src='https://anden.invalid/x.png' alt=''>", "asks for https://anden.invalid/x.png"),
    "outside the site": ("<img src='../x.png' alt=''>", "asks for "),
    "a missing file": ("<script src='mangler.js'></script>", "does not get "),
    "an error in the console": ("<script>console.error('av')</script>", "console: av"),
    "a warning in the console": ("<script>console.warn('pas på')</script>", "console: pas på"),
    "a script that fails": ("<script>throw Error('av')</script>", "script failed: av"),
    "local storage": ("<script>localStorage.navn = 'Ida'</script>", "local storage holds navn"),
    "session storage": ("<script>sessionStorage.navn = 'Ida'</script>", "session storage holds navn"),
    "too wide": ("<div style='width: 400px'>bred</div>", "is 40"),
    "against the policy": (
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\"><script>1</script>",
        "Content Security Policy",
    ),
}


@pytest.fixture(scope="module")
def visit(started: Browser) -> Iterator[Visit]:
    """A reader who goes from site to site."""
    visit = Visit(started, "", 360, "light")
    yield visit
    visit.page.context.close()


@pytest.mark.parametrize("origin", ["http", "file"])
@pytest.mark.parametrize("what", NOTICED)
def test_what_must_not_happen_is_noticed(visit: Visit, tmp_path: Path, origin: str, what: str) -> None:
    html, expected = NOTICED[what]
    assert expected in report(seen(visit, tmp_path / "site", origin, html))


def test_nothing_is_noticed_on_a_good_page(visit: Visit, tmp_path: Path) -> None:
    for origin in ("http", "file"):
        assert not seen(visit, tmp_path / origin, origin, "")
    assert not shut_out(visit, tmp_path, "")


def test_a_cookie_is_noticed(visit: Visit, tmp_path: Path) -> None:
    assert "cookie navn" in report(seen(visit, tmp_path, "http", "<script>document.cookie = 'navn=Ida'</script>"))


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<img src='data:,x'>", "image-alt"),
        ("<p style='color: #ccc'>Svag</p>", "color-contrast"),
        # What is alike is looked at once, and these are not alike: fainter, smaller, or on another ground.
        ("<p>Godt</p><p style='color: #ccc'>Svag</p>", "color-contrast"),
        ("<p style='color: #888; font-size: 40px'>Stor</p><p style='color: #888'>Lille</p>", "color-contrast"),
        ("<div><p>Godt</p></div><div style='background: #333'><p>Svag</p></div>", "color-contrast"),
        ("<p></p><p style='color: #ccc'></p><p style='color: #ccc'>Svag</p>", "color-contrast"),
        (
            "<p><input disabled value=x></p><label>n<input value=x style='color: #ccc; background: #fff'></label>",
            "color-contrast",
        ),
        (
            "<p><b>x</b></p><p style='background: #333; height: 9em'></p><p style='margin-top: -6em'><b>Svag</b></p>",
            "color-contrast",
        ),
        ("<h4>x</h4>", "heading-order"),
    ],
)
def test_a_page_that_shuts_somebody_out_is_noticed(visit: Visit, tmp_path: Path, html: str, rule: str) -> None:
    assert rule in report(shut_out(visit, tmp_path, html))


def seen(visit: Visit, site: Path, origin: str, html: str) -> list[Finding]:
    """What is noticed on a good page with `html` added to it."""
    with placed(site, html) as address:
        visit.root = address if origin == "http" else as_file(site)
        visit.open(FRONT)
        return visit.findings()


def shut_out(visit: Visit, site: Path, html: str) -> list[Finding]:
    """What is noticed there, and what axe-core says."""
    with placed(site, html) as visit.root:
        visit.open(FRONT)
        return [*visit.findings(), *visit.axe()]


@contextmanager
def placed(site: Path, html: str) -> Iterator[str]:
    site.mkdir(exist_ok=True)
    page = f"<!doctype html><html lang=da><meta charset=utf-8><title>x</title><main><h1>x</h1>{html}</main></html>"
    (site / FRONT).write_text(page, encoding="utf-8")
    with serving(site) as address:
        yield address
