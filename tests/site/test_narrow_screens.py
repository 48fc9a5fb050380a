"""Every page in a window that is 320 px wide, as a desk's screen is at 400 %: nothing is cut off or covers the focus.

WCAG 2.2: 1.4.10 Reflow, 2.4.11 Focus Not Obscured. All pages are visited in one window, because a window costs more
than a page; those of the example are opened from disk, where a page fetches no more than on a server.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser import Finding, Visit, Width, report, serving
from tests.support.command import REPOSITORY
from tests.support.editions import Editions

WIDTH: Width = 320
# A telephone, and what is left of 1280 by 1024 px at 400 %.
HEIGHTS = (640, 256)
NARROW = REPOSITORY / "tests" / "scenarios" / "narrow"
OWN, SHEET = "alt-der-er-bredt/index.html", "samtaleark/foerste-samtale/index.html"

# Words that stand outside the window, or outside of what cuts off whatever is too wide. What scrolls may be wide.
CUT_OFF = """() => {
  const width = document.scrollingElement.clientWidth, found = []
  const onlyHeard = style => style.clipPath.startsWith("inset(50%")
  const room = element => {
    let left = 0, right = width
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box)
      if (onlyHeard(style) || ["auto", "scroll"].includes(style.overflowX) || style.display === "contents") return null
      if (!["hidden", "clip"].includes(style.overflowX)) continue
      const rect = box.getBoundingClientRect()
      left = Math.max(left, rect.left)
      right = Math.min(right, rect.right)
    }
    return [left - 1, right + 1]
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  while (texts.nextNode()) {
    const text = texts.currentNode, element = text.parentElement
    if (!text.data.trim() || !element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue
    range.selectNodeContents(text)
    const limits = room(element)
    const outside = ({left, right, width}) => width > 0 && limits && (left < limits[0] || right > limits[1])
    if ([...range.getClientRects()].some(outside)) found.push(`cuts off "${text.data.trim().slice(0, 40)}"`)
  }
  return found
}"""

HEAD_AND_HEADING = """() => {
  const described = document.querySelector("meta[name=description]")?.content.trim()
  const for_everybody = !document.querySelector("meta[name=robots][content~=noindex]")
  const headings = document.querySelectorAll("h1").length
  return [
    headings === 1 ? "" : `has ${headings} h1`,
    document.title.trim() ? "" : "has no title",
    document.documentElement.lang === "da" ? "" : `has the language "${document.documentElement.lang}"`,
    described || !for_everybody ? "" : "has no description",
  ].filter(what => what)
}"""

# The style sheet knows how high the bar is, which grows when its face has come.
HEIGHT_TOLD = """() => {
  const bar = document.querySelector(".md-header")
  return !bar || document.documentElement.style.getPropertyValue("--header-height") === `${bar.offsetHeight}px`
}"""

# What takes the focus, going down the page and up again, and is not all in sight: its corners and its middle. The rows
# of a table are alike from the second one on.
OBSCURED = """async () => {
  const found = new Set(), frame = () => new Promise(done => setTimeout(done, 20))
  document.activeElement.blur()
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter(element => element.tabIndex >= 0 && !element.closest("tr:nth-child(n+3)"))
    .filter(element => element.checkVisibility({visibilityProperty: true}))
  for (const element of [...all, ...all.toReversed()]) {
    element.focus()
    if (document.activeElement !== element) continue
    // Of a field for much text a browser shows the line where the typing goes on.
    const enough = element.matches("textarea") ? 2 : 0
    let covering
    // The page may move itself in its next frames: for the focus, or because a part above it has got its size.
    for (let frames = 0; frames < 9; frames++) {
      const {left, right, top, bottom} = element.getClientRects()[0]
      const points = [[left + 3, top + 3], [right - 3, bottom - 3], [(left + right) / 2, (top + bottom) / 2]]
      covering = points.map(point => document.elementFromPoint(...point))
        .filter(seen => !seen || !(seen.contains(element) || element.contains(seen)))
      if (covering.length <= enough) break
      await frame()
    }
    if (covering.length <= enough) continue
    const name = element.id || element.textContent.trim().slice(0, 40)
    found.add(`${element.tagName.toLowerCase()} ${name} lies under ${covering[0]?.className || "the edge"}`)
  }
  return [...found]
}"""

# Whether all of what has the focus can be seen, from top to bottom.
IN_SIGHT = """() => {
  const element = document.activeElement, {left, right, top, bottom} = element.getBoundingClientRect()
  const heights = Array.from({length: 9}, (_, part) => top + 3 + (bottom - top - 6) * part / 8)
  const seen = heights.map(y => document.elementFromPoint((left + right) / 2, y))
  return seen.every(other => other && (other.contains(element) || element.contains(other)))
}"""


def visited(visit: Visit, name: str) -> list[Finding]:
    """What is wrong on one page, in windows that are narrow, and narrow and low."""
    page = visit.page
    page.set_viewport_size({"width": WIDTH, "height": HEIGHTS[0]})
    visit.open(name)
    page.wait_for_function(HEIGHT_TOLD)
    seen = [*page.evaluate(HEAD_AND_HEADING), *page.evaluate(CUT_OFF)]
    found = [*visit.findings(), *(Finding(name, what) for what in seen)]
    for height in HEIGHTS:
        page.set_viewport_size({"width": WIDTH, "height": height})
        found += [Finding(name, f"at {height} px {what}") for what in page.evaluate(OBSCURED)]
    return found


def narrow_visit(browser: Browser, root: str) -> Visit:
    visit = Visit(browser, root, WIDTH, "light")
    visit.page.emulate_media(reduced_motion="reduce")
    return visit


def test_every_page_opens_from_disk_whole_on_a_narrow_screen(browser: Browser, edition: Path) -> None:
    visit = narrow_visit(browser, edition.resolve().as_uri() + "/")
    found = [finding for name in page_names(edition) for finding in visited(visit, name)]
    assert not found, report(found)


def test_wide_logos_names_and_pages_of_a_school_s_own_are_not_cut_off_either(
    browser: Browser, editions: Editions
) -> None:
    """In another school the sheets are the same; where its names stand in them, one sheet shows."""
    site = editions(NARROW, lambda stem: False)
    names = [name for name in page_names(site) if not name.startswith("samtaleark/") or name == SHEET]
    assert OWN in names
    with serving(site) as root:
        visit = narrow_visit(browser, root)
        found = [finding for name in names for finding in visited(visit, name)]
        visit.page.set_viewport_size({"width": WIDTH, "height": HEIGHTS[0]})
        visit.open(OWN)
        found += [*visit.findings(), *visit.axe()]
    assert not found, report(found)


def page_names(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


@pytest.mark.parametrize("height", HEIGHTS)
def test_who_goes_by_key_sees_the_whole_field(browser: Browser, edition: Path, height: int) -> None:
    page = narrow_visit(browser, "").page
    page.set_viewport_size({"width": WIDTH, "height": height})
    with serving(edition) as root:
        page.goto(root + SHEET)
        page.locator(".web-sheet textarea").first.focus()
        for key in ["Tab"] * 30 + ["Shift+Tab"] * 30:
            page.keyboard.press(key)
            # The sheet's own script moves it in the browser's next frame; a picture of the window makes one.
            for _ in range(50):
                if page.evaluate(IN_SIGHT):
                    break
                page.screenshot(clip={"x": 0, "y": 0, "width": 1, "height": 1})
            assert page.evaluate(IN_SIGHT), page.evaluate("document.activeElement.outerHTML")
