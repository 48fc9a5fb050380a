"""Menu and search by key, where they open: what is closed takes no focus, and the button says what is open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browser import Visit, report, window

PAGE = "trin-2-kontakt/index.html"
FIRST_LINK = "Forside"
# A desk's screen at 400 %, a phone, tablets, a window beside another one; from 1220 px on the menu always stands there.
NARROW = [(320, 256), (320, 640), (900, 700), (960, 700), (1219, 700)]
each_narrow_window = pytest.mark.parametrize("size", NARROW, ids=str)

# Where the focus is: what a reader sees there, or nothing where it cannot be seen.
FOCUS = """() => {
  const element = document.activeElement
  if (element === document.body) return null
  const {left, right, top, bottom} = element.getClientRects()[0] ?? new DOMRect(-1, -1)
  const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  const name = (element.ariaLabel || element.textContent).trim().replace(/\\s+/g, " ")
  return seen && (seen.contains(element) || element.contains(seen)) ? name : `hidden: ${name}`
}"""


@pytest.fixture(scope="module")
def page(started: Browser) -> Iterator[Page]:
    """A window in which one page after the other is opened, without movements, which would have to be waited for."""
    page = window(started, locale="da-DK", reduced_motion="reduce")
    yield page
    page.context.close()


def go(page: Page, address: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address)


def button(page: Page, name: str) -> Locator:
    return page.locator("header").get_by_role("button", name=name, exact=True)


def tab_to(page: Page, wanted: Locator) -> None:
    for _ in range(20):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{wanted} is not reached by key")


@pytest.mark.parametrize("size", [*NARROW, (1220, 700), (1280, 900)], ids=str)
def test_each_stop_on_the_way_through_a_page_is_seen(page: Page, edition: Path, size: tuple[int, int]) -> None:
    go(page, (edition / PAGE).as_uri(), size)
    stops = []
    while (stop := press_tab(page)) is not None:
        stops.append(stop)
    assert [stop for stop in stops if stop.startswith("hidden: ")] == []
    # In the menu that is closed nothing is a stop; in one that stands beside the text everything is.
    assert (FIRST_LINK in stops) == (size[0] >= 1220)


def press_tab(page: Page) -> str | None:
    page.keyboard.press("Tab")
    where: str | None = page.evaluate(FOCUS)
    for _ in range(9):
        if not (where and where.startswith("hidden: ")):
            break
        # The page may move to what has the focus in its next frames.
        page.wait_for_timeout(20)
        where = page.evaluate(FOCUS)
    return where


@each_narrow_window
def test_a_key_opens_and_closes_the_menu(page: Page, root: str, size: tuple[int, int]) -> None:
    go(page, root + PAGE, size)
    menu, first = button(page, "Menu"), page.get_by_role("link", name=FIRST_LINK, exact=True)
    tab_to(page, menu)
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(first).not_to_be_visible()
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(menu).to_have_attribute("aria-expanded", "true")
        # The button is still there for those who think better of it.
        assert page.evaluate(FOCUS) == "Menu"
        page.keyboard.press(key)
        expect(menu).to_have_attribute("aria-expanded", "false")
        expect(first).not_to_be_visible()
    page.keyboard.press("Enter")
    assert press_tab(page) == FIRST_LINK
    page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    expect(first).not_to_be_visible()


@each_narrow_window
def test_who_leaves_the_menu_by_key_sees_where_they_get_to(page: Page, edition: Path, size: tuple[int, int]) -> None:
    go(page, (edition / PAGE).as_uri(), size)
    menu = button(page, "Menu")
    menu.press("Enter")
    links = page.locator(".md-nav--primary > .md-nav__list > li > a:visible").all_inner_texts()
    assert [press_tab(page) for _ in links] == links
    stop = press_tab(page)
    assert stop
    assert not stop.startswith("hidden: ")
    expect(menu).to_have_attribute("aria-expanded", "false")


def test_a_click_beside_the_menu_closes_it(page: Page, edition: Path) -> None:
    go(page, (edition / PAGE).as_uri(), (360, 740))
    menu = button(page, "Menu")
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    page.mouse.click(340, 500)
    expect(menu).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("size", [(320, 256), (900, 700)], ids=str)
def test_the_search_opens_and_closes_by_key(page: Page, root: str, size: tuple[int, int]) -> None:
    go(page, root + PAGE, size)
    search, field = button(page, "Søg"), page.locator("input[name=query]")
    tab_to(page, search)
    expect(search).to_have_attribute("aria-expanded", "false")
    for close in ("Escape", "back"):
        page.keyboard.press("Enter")
        expect(field).to_be_focused()
        expect(search).to_have_attribute("aria-expanded", "true")
        if close == "Escape":
            page.keyboard.type("ark")
            page.keyboard.press("Escape")
        else:
            page.get_by_role("button", name="Luk søgningen").click()
        expect(search).to_have_attribute("aria-expanded", "false")
        expect(search).to_be_focused()
        expect(field).not_to_be_visible()
    # From one button to the next, past the search that is closed.
    assert press_tab(page) == "Menu"


def test_no_single_letter_does_anything(page: Page, edition: Path) -> None:
    """Whoever speaks to the computer, or touches a key by chance, stays where they are."""
    go(page, (edition / PAGE).as_uri(), (1280, 900))
    button_of_search = page.locator("[data-md-toggle=search]")
    # The page is gone where it has forgotten this.
    page.evaluate("window.here = true")
    for key in ("f", "s", "/", "p", ",", "n", "."):
        page.keyboard.press(key)
        page.evaluate("() => new Promise(done => requestIdleCallback(() => setTimeout(done)))")
        assert page.evaluate("window.here"), key
        expect(button_of_search).not_to_be_checked()


@pytest.mark.parametrize("size", [(320, 256), (900, 700)], ids=str)
def test_without_scripts_a_key_opens_the_menu_too(browser: Browser, edition: Path, size: tuple[int, int]) -> None:
    page = window(browser, locale="da-DK", reduced_motion="reduce", java_script_enabled=False)
    go(page, (edition / PAGE).as_uri(), size)
    first = page.get_by_role("link", name=FIRST_LINK, exact=True)
    expect(first).not_to_be_visible()
    tab_to(page, page.locator("#__drawer"))
    page.keyboard.press("Space")
    expect(first).to_be_visible()
    page.locator("label.menu-button").click()
    expect(first).not_to_be_visible()
    expect(page.locator("label.search-button")).not_to_be_visible()


def test_what_is_open_is_accessible_on_the_smallest_screen(browser: Browser, served: str) -> None:
    visit = Visit(browser, served, 320, "light")
    visit.open(PAGE)
    visit.open_drawer()
    found = visit.in_light_and_dark()
    visit.page.keyboard.press("Escape")
    visit.search("samtale")
    found += visit.in_light_and_dark()
    assert not found, report(found)
