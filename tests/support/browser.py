"""Turn a built site into pages opened in a real browser, with everything noted that must not happen."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote

from axe_playwright_python.base import AXE_SCRIPT
from PIL import Image, ImageStat
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect, sync_playwright

from tests.support.patience import PATIENCE

Width = Literal[320, 360, 1280]
Scheme = Literal["light", "dark"]

# A school may have its guide below other things on its server; an address that forgets so is found out here.
SUB_PATH = "/skoler/nordkysten/"

_FLAGS = [
    *("--no-sandbox", "--headless", "--disable-gpu", "--no-first-run", "--disable-quic"),
    # On a busy machine what draws may wait for seconds; ended for that, it leaves windows that are never drawn again.
    *("--disable-gpu-watchdog", "--disable-hang-monitor"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # What a page asks of another host is noted, and never leaves this computer.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

expect.set_options(timeout=PATIENCE * 1000)

# What a script begins to load, it begins before it has nothing left to do. A window that is not drawn is never idle by
# itself, and a script that waits is waited for without end.
_IDLE = """async () => {
  for (let times = 0; times < 2; times++) await new Promise(done => requestIdleCallback(done, {timeout: 2000}))
}"""

_STILL = """async () => {
  const moving = () => document.getAnimations().filter(animation =>
    animation.playState === "running" && animation.timeline === document.timeline &&
    animation.effect.getComputedTiming().endTime !== Infinity)
  const soon = () => new Promise(done => setTimeout(done, 2000))
  // What answers to a size has done so when the frame is drawn; a window that is not drawn has no frames.
  const frame = () => new Promise(done => {
    requestAnimationFrame(() => setTimeout(done))
    setTimeout(done, 50)
  })
  // A face is asked for when the first line with its letters is laid out, which reading a size brings about.
  do {
    document.documentElement.getBoundingClientRect()
    await document.fonts.ready
    await frame()
    document.documentElement.getBoundingClientRect()
  } while (document.fonts.status !== "loaded")
  for (let times = 0; moving().length && times < 30; times++) {
    await Promise.race([soon(), Promise.allSettled(moving().map(animation => animation.finished))])
  }
}"""

# One change of colours may begin when the one around it has come to its end.
_AT_ONCE = """() => {
  for (let times = 0; times < 30; times++) {
    const moving = document.getAnimations().filter(each => each.effect.getComputedTiming().endTime !== Infinity)
    if (!moving.length) return
    moving.forEach(each => each.finish())
  }
}"""

_EMPTY_STORAGE = """() => {
  const found = []
  for (const [name, storage] of [["local storage", localStorage], ["session storage", sessionStorage]]) {
    for (const [key, value] of Object.entries(storage)) found.push(`${name} holds ${key} = ${value.slice(0, 80)}`)
    storage.clear()
  }
  return found
}"""

_TOO_WIDE = """() => {
  const root = document.scrollingElement, width = root.clientWidth
  if (root.scrollWidth <= width) return []
  const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > width + 0.5)
  const names = wide.slice(0, 3).map(e => e.tagName.toLowerCase() + [...e.classList].map(name => "." + name).join(""))
  return [`is ${root.scrollWidth} px wide in a window of ${width} px (${names.join(", ")})`]
}"""

# What a site has that is no page, for those who leave one.
_NO_PAGE = "assets/edition.css"

# To find out the contrast of every text takes most of axe's time. What has the colours and letters of another part, and
# stands in what has those of the other's place, has its contrast: of a table's rows that are alike, one is looked at.
# What is moved from its place in the text may lie on anything, and is looked at wherever it is.
_AXE = """async rules => {
  const looks = ["color", "opacity", "backgroundColor", "backgroundImage", "backgroundClip", "filter", "mixBlendMode",
    "fontSize", "fontWeight", "textShadow", "webkitTextStrokeWidth", "webkitTextFillColor", "textIndent", "display",
    "visibility", "overflow", "clipPath"]
  const ofSign = ["content", "position", "width", "height"]
  const keys = new Map(), met = new Set()
  const keyOf = (element, around) => {
    const style = getComputedStyle(element), {width, height} = element.getBoundingClientRect()
    const seen = width > 1 && height > 1 && !style.clipPath.startsWith("inset(50%")
    const moved = seen && (!["static", "relative"].includes(style.position) || style.transform !== "none" ||
      style.float !== "none" || /-\\d/.test(style.margin) || /[1-9]/.test(style.inset))
    const words = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join("").trim()
    const signs = ["::before", "::after"].map(sign => getComputedStyle(element, sign))
      .map(style => style.content === "none" ? "" : [...looks, ...ofSign].map(name => style[name]))
    const key = [around, moved && keys.size, element.tagName, element.type, seen,
      // A single letter may be a picture, and what cannot be used need not be read.
      Math.min(words.length, 2), /\\p{L}|\\p{N}/u.test(words), !element.value, !element.placeholder,
      element.matches(":disabled, [aria-disabled=true]"), element.control?.disabled,
      ...looks.map(name => style[name]), ...signs].join(";")
    if (!keys.has(key)) keys.set(key, keys.size)
    return keys.get(key)
  }
  // The parts of an element in which nothing is new; or nothing, where nothing in the whole element is.
  const known = (element, around) => {
    const key = keyOf(element, around), before = met.size
    met.add(key)
    const parts = [...element.children].map(child => [child, known(child, key)])
    return met.size === before ? null : parts.flatMap(([child, inside]) => inside ?? [child])
  }
  const all = {resultTypes: ["violations"], rules: {"color-contrast": {enabled: false}}}
  const some = {resultTypes: ["violations"], runOnly: rules.filter(rule => rule !== "color-contrast")}
  const others = await axe.run(document, rules.length ? some : all)
  const parts = {include: [document.documentElement], exclude: known(document.body, -1) ?? []}
  const contrast = await axe.run(parts, {resultTypes: ["violations"], runOnly: ["color-contrast"]})
  return [...others.violations, ...contrast.violations]
}"""
# The rules that ask for colours: all others find the same in the light and in the dark, if nothing but colours changes.
OF_COLOURS = ("color-contrast", "link-in-text-block")

# What a reader sees and a screen reader reads, without colours.
_FORM = """() => {
  const looks = ["display", "visibility", "opacity", "position", "overflow", "clipPath", "zIndex", "content",
    "fontFamily", "fontSize", "fontWeight", "fontStyle", "textDecorationLine", "textTransform", "textIndent",
    "borderWidth", "borderStyle", "outlineStyle", "transform", "pointerEvents"]
  const lines = [document.body.outerHTML], known = new Map()
  // What many elements look like is written out at the first of them.
  const short = look => {
    if (known.has(look)) return `look ${known.get(look)}`
    known.set(look, known.size)
    return look
  }
  for (const element of document.querySelectorAll("body, body *")) {
    const {x, y, width, height} = element.getBoundingClientRect()
    const parts = [null, "::before", "::after"].map(part => {
      const style = getComputedStyle(element, part)
      // What is not there looks like nothing.
      return part && style.content === "none" ? "" : looks.map(name => style[name]).join(", ")
    })
    lines.push(`${element.tagName} ${element.className}: ${x} ${y} ${width} ${height}: ${short(parts.join("; "))}`)
  }
  // One text: a list of thousands takes many times as long to come out of the browser.
  return lines.join("\\n")
}"""


class Finding(NamedTuple):
    """Something on a page that must not happen."""

    page: str
    what: str


def report(findings: Iterable[Finding]) -> str:
    """Return the findings as lines, those that many pages share in one."""
    pages: dict[str, list[str]] = {}
    for finding in findings:
        pages.setdefault(finding.what, []).append(finding.page)
    return "\n".join(
        ["", *(f"{' '.join(what.split())}\n    on {', '.join(dict.fromkeys(names))}" for what, names in pages.items())]
    )


class _Site(SimpleHTTPRequestHandler):
    """A school's server: the site below `SUB_PATH`, its own page for what is not there, and not a word in the log."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        inside = path.startswith(SUB_PATH)
        return super().translate_path("/" + path.removeprefix(SUB_PATH)) if inside else f"{self.directory}/../nothing/"

    def list_directory(self, path: object) -> None:
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        own = Path(self.directory, "404.html")
        # A page without an icon of its own gets that of the server, which is no part of the site.
        if self.path == "/favicon.ico":
            self._answer(200, b"")
        elif code == 404 and own.exists() and self.path.startswith(SUB_PATH):
            self._answer(code, own.read_bytes())
        else:
            super().send_error(code, message, explain)

    def _answer(self, code: int, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """A server at which all that a browser asks for at once may wait until a busy machine has time for it.

    Of more than five the system drops the rest, and the browser tries again after one second, three, seven and more.
    """

    request_queue_size = 128


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve the web root `site` over http, below a sub-path; yield its address, which ends with a slash."""
    with Server(("127.0.0.1", 0), partial(_Site, directory=str(site))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Yield the system's Chromium; its windows are closed with it.

    It is the one without windows on a screen: the other opens its own bars with each page, a second of work each time.
    """
    path = shutil.which("chromium-headless-shell")
    if path is None:
        raise RuntimeError("Chromium is missing. Install it: apt-get install chromium-headless-shell")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS, timeout=PATIENCE * 1000)
        try:
            yield browser
        finally:
            browser.close()


def window(browser: Browser, **options: Any) -> Page:
    """Return a page in a window of its own, which waits for what it is asked for as long as every test does."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE * 1000)
    return context.new_page()


class Visit:
    """Somebody who reads the site at `root` page by page, in one window, and notes what must not happen.

    To open a window takes as long as to read: `root` may become that of another site.
    """

    def __init__(self, browser: Browser, root: str, width: Width, scheme: Scheme) -> None:
        self.root = root
        self._name = ""
        self._notes: list[Finding] = []
        self._loading: set[Request] = set()
        height = 740 if width < 600 else 900
        self.page = window(browser, viewport={"width": width, "height": height}, color_scheme=scheme, locale="da-DK")
        self._context = self.page.context
        self._context.on("request", self._on_request)
        self._context.on("requestfinished", lambda request: self._loading.discard(request))
        self._context.on("requestfailed", self._on_failure)
        self._context.on("response", self._on_response)
        self._context.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self._note(f"script failed: {error}"))
        self.page.on("websocket", lambda socket: self._note(f"asks for {socket.url}"))

    def open(self, name: str, status: int = 200) -> None:
        """Open the page at `name` below the root; a server is to answer with `status`."""
        self._name = name
        # What the page before it has not got by now comes no more.
        self._loading.clear()
        answer = self.page.goto(self.root + name)
        if answer and answer.status != status:
            self._note(f"the server answers {answer.status}")
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is loading or moving any more."""
        end = monotonic() + PATIENCE
        self.page.evaluate(_IDLE)
        while self._loading:
            if monotonic() > end:
                self._note(f"still loads {', '.join(sorted(request.url for request in self._loading))}")
                self._loading.clear()
            self.page.wait_for_timeout(20)
            self.page.evaluate(_IDLE)
        self.page.evaluate(_STILL)

    def open_drawer(self) -> None:
        """Open the menu the way a finger does."""
        self.page.get_by_role("button", name="Menu").click()
        expect(self.page.locator("#__drawer")).to_be_checked()
        self.settle()

    def search(self, words: str) -> None:
        """Open the search, type `words` and wait for the first result."""
        button = self.page.get_by_role("button", name="Søg", exact=True)
        field = self.page.locator("input.md-search__input")
        (button if button.is_visible() else field).click()
        expect(self.page.locator("#__search")).to_be_checked()
        field.press_sequentially(words)
        expect(self.page.locator("a.md-search-result__link").first).to_be_visible()
        self.settle()

    def findings(self) -> list[Finding]:
        """Return what was noted since the last call, and what there is to be seen now. Axe is asked separately."""
        for what in [*self.page.evaluate(_TOO_WIDE), *self.page.evaluate(_EMPTY_STORAGE)]:
            self._note(what)
        for cookie in self._context.cookies():
            self._note(f"sets the cookie {cookie.get('name')}")
        self._context.clear_cookies()
        found = self._notes[:]
        self._notes.clear()
        return found

    def turn(self, scheme: Scheme) -> None:
        """Have it light or dark from now on, on the page that is open, too."""
        self.page.emulate_media(color_scheme=scheme)
        self.page.evaluate(_AT_ONCE)

    def leave(self) -> list[Finding]:
        """Leave for what is no page, as whatever keeps something does so at the latest then; return the findings."""
        self.page.goto(self.root + _NO_PAGE)
        return self.findings()

    def in_light_and_dark(self) -> list[Finding]:
        """Return what is found on the page as it is now, in the light, and when it gets dark."""
        self.turn("light")
        found = [*self.findings(), *self.axe()]
        self.turn("dark")
        return [*found, *self.findings(), *self.axe()]

    def form(self) -> list[str]:
        """Return everything of the page as it is now but its colours: what stands there, where, and how it looks."""
        return str(self.page.evaluate(_FORM)).splitlines()

    def axe(self, rules: Sequence[str] = ()) -> list[Finding]:
        """Return what axe-core says of the page as it is now, by all of its default rules or by some.

        Over http only: from disk, axe-core may not read the style sheets.
        """
        for frame in self.page.frames:
            # Not a script element, which the Content-Security-Policy forbids. A page that stays has it already.
            if not frame.evaluate("typeof window.axe?.run === 'function'"):
                frame.evaluate(AXE_SCRIPT)
        return [
            Finding(self._name, f"axe: {rule['id']} ({rule['impact']}) {node['target']} {node['failureSummary']}"[:400])
            for rule in self.page.evaluate(_AXE, list(rules))
            for node in rule["nodes"]
        ]

    def brightness(self) -> float:
        """Return how bright most of the window looks, from 0 (black) to 255 (white)."""
        picture = Image.open(io.BytesIO(self.page.screenshot()))
        return float(ImageStat.Stat(picture.convert("L")).median[0])

    def _note(self, what: str) -> None:
        self._notes.append(Finding(self._name, what))

    def _on_request(self, request: Request) -> None:
        self._loading.add(request)
        if not unquote(request.url).startswith((unquote(self.root), "data:", "blob:", "about:")):
            self._note(f"asks for {request.url}")

    def _on_failure(self, request: Request) -> None:
        self._loading.discard(request)
        self._note(f"does not get {request.url}: {request.failure}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self._note(f"does not get {response.url}: {response.status}")

    def _on_console(self, message: ConsoleMessage) -> None:
        source, text = message.location["url"], message.text
        missing = text.startswith("Failed to load resource")
        # That the page itself is missing is a matter of its status, see open().
        if message.type in ("error", "warning", "assert") and not (missing and source == self.page.url):
            self._note(f"console: {text}{f' {source}' if missing else ''}")
