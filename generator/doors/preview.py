"""Turn a layer into a preview in the browser: pages first, PDFs behind them, mistakes over the last good page.

The pages come twice: at once, with the PDFs from before and what these say of themselves, and once more with their own.
"""

import os
import shutil
import signal
import sys
import webbrowser
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread

from generator.documents.job import Product
from generator.doors.checking import all_warnings
from generator.edition.edition import Edition
from generator.layer.layers import watched_folders
from generator.pdf.signs import signs_placed
from generator.pdf.store import store_for
from generator.pdf.workers import Production
from generator.problems.limits import WHOLE_LAYER
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence, said
from generator.problems.report import as_text
from generator.problems.system import reason, system_errors_told
from generator.rendering import render_edition, render_pages
from generator.site.engine import build_site
from generator.site.finishing import finish_site
from generator.site.preview_server import HOST, PreviewServer
from generator.supervision.supervisor import Supervisor, Tell, supervised

_NOTICE = """<div role="alert" style="position:fixed;inset:auto 0 0 0;z-index:9999;max-height:50vh;overflow:auto;
padding:12px 16px;background:#fff;color:#111;border-top:4px solid {colour};font:14px/1.45 system-ui,sans-serif">
<strong>{heading}</strong>{body}</div>"""
_LISTED = '<pre style="margin:8px 0 0;white-space:pre-wrap;font:13px/1.45 ui-monospace,monospace">{text}</pre>'
_WITH_MISTAKES = "This cannot be shown yet. What you see is from before your last change."
_PAGES_FOLLOW = "The pages are being made."
_PDFS_FOLLOW = "The PDFs are being made. Until then they are from before your last change."
_PDFS_FAIL = "The pages are new, but not all PDFs can be made."


def preview(layer: Path, port: int, store: Path, tell: Tell, *, in_browser: bool) -> None:
    """Show the edition of `layer` at `port` until somebody ends it; finished PDFs are kept in the folder `store`.

    With `in_browser` it is opened in the user's own. Raises GeneratorError if the port cannot be had, or if there is no
    layer.
    """
    if not layer.is_dir():
        advice = Advice("no-layer", "there is no such folder", "Name the folder that holds school.yml.")
        raise GeneratorError([advice.at(Place(str(layer)))])
    _end_as_by_ctrl_c()
    with TemporaryDirectory(prefix="samtaleguide-") as folder:
        _Preview(layer, port, store, Path(folder), tell).run(in_browser=in_browser)


def _end_as_by_ctrl_c() -> None:
    """Let who closes the terminal, or ends this from elsewhere, leave no copy of the site behind."""
    # Not every system has both, and who asked for one of them to be ignored has it so.
    for one in (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")):
        if one and signal.getsignal(one) == signal.SIG_DFL:
            signal.signal(one, signal.default_int_handler)


def _has_windows() -> bool:
    """Return whether a browser can have a window here; one that took over the terminal would hide what is told."""
    names = ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in ("win32", "darwin") or any(map(os.environ.get, names))


class _Preview:
    """The preview of one layer. Every change that is saved makes the pages anew; the PDFs are made after them."""

    def __init__(self, layer: Path, port: int, store: Path, folder: Path, tell: Tell) -> None:
        self._layer, self._store, self._tell = layer, store, tell
        self._folder = folder
        # As it is called from wherever the user stands, who may have the layer's own folder put back below their feet.
        self._where, self._real = Path.cwd(), layer.absolute()
        # The pages that are shown, and those before them, of which somebody may still be reading a file.
        self._site, self._old = folder / "0", folder / "none"
        # How many pages each of its PDFs has.
        self._pages: dict[str, int] = {}
        # How often something was saved; what belongs to an earlier time is shown no more.
        self._count, self._showing = 0, Lock()
        self._said: list[str] = []
        self._pdfs = Supervisor()
        self._making: Thread | None = None
        try:
            self._server = PreviewServer(self._show_pages, port)
        except OSError as error:
            found = Sentence("port {port} cannot be had ({reason})", port=port, reason=reason(error))
            advice = Advice("port-in-use", found, "Perhaps another preview is running: end it, or name another --port.")
            raise GeneratorError([advice.at(Place(f"{HOST}:{port}"))]) from error

    def run(self, *, in_browser: bool) -> None:
        self._tell(Sentence("Making the preview of {layer} …", layer=self._layer))
        self._server.notice = _notice(_PAGES_FOLLOW)
        for folder in watched_folders(self._layer):
            self._server.follow(folder)
        self._server.rebuild_soon()
        template = "The preview is at {url} and follows what you save. Ctrl+C ends it."
        self._tell(Sentence(template, url=self._server.url))
        if in_browser and _has_windows():
            # Some browsers are waited for until somebody closes them.
            Thread(target=webbrowser.open, args=(self._server.url,), daemon=True).start()
        try:
            self._server.run()
        finally:
            with self._showing:
                # That PDFs are ended half-way is no mistake of anybody's.
                self._count += 1
            self._pdfs.close()

    def _show_pages(self) -> None:
        """Make the pages anew and show them; what is wrong is shown over the last good ones."""
        with self._showing:
            self._count += 1
        if self._making and self._making.is_alive():
            # PDFs of what was saved before would take a processor from the pages; those that are finished are kept.
            self._pdfs.end()
        new = self._folder / str(self._count)
        try:
            if not self._real.is_dir():
                advice = Advice("no-layer", "this folder is gone", "Put it back, and the preview goes on.")
                raise GeneratorError([advice.at(Place(str(self._layer)))])
            with system_errors_told(self._where):
                os.chdir(self._where)
                pages = "generator.doors.preview.make_pages"
                supervised(pages, self._layer, new, self._site, self._pages, date.today())
        except GeneratorError as error:
            shutil.rmtree(new, ignore_errors=True)
            self._say(error.problems)
            self._server.notice = _notice(_WITH_MISTAKES, error.problems)
            return
        self._server.notice = _notice(_PDFS_FOLLOW)
        self._show(new)
        self._making = Thread(target=self._show_pdfs, args=(self._count,), daemon=True)
        self._making.start()

    def _show_pdfs(self, count: int) -> None:
        """Make the PDFs of the pages that are shown, and show both; whoever saves meanwhile has them made once more."""
        new, warnings = self._folder / f"{count}-with-pdfs", list[str]()

        def hear(warning: str) -> None:
            warnings.append(warning)
            if warning not in self._said and count == self._count:
                self._tell(warning)
                # Whoever saves before the PDFs are made has heard it.
                self._said = [*self._said, warning]

        problems: tuple[Problem, ...] = ()
        pages: dict[str, int] = {}
        try:
            with system_errors_told(self._where):
                arguments = (self._layer, self._site, new, self._store, date.today())
                pages = self._pdfs.do("generator.doors.preview.make_pdfs", *arguments, tell=hear)
        except GeneratorError as error:
            problems = error.problems
        with self._showing:
            if count != self._count:
                shutil.rmtree(new, ignore_errors=True)
                return
            self._say(problems, warnings)
            if not problems:
                self._show(new)
                self._pages = pages
            self._server.show_notice(_notice(_PDFS_FAIL, problems) if problems else "")

    def _show(self, site: Path) -> None:
        shutil.rmtree(self._old, ignore_errors=True)
        self._old, self._site, self._server.root = self._site, site, str(site)

    def _say(self, problems: Sequence[Problem], said: Sequence[str] = ()) -> None:
        """Tell in the terminal what was not told at the build before; of this one some lines are `said` already."""
        lines = [as_text(problem) for problem in problems]
        for line in lines:
            if line not in self._said:
                self._tell(line)
        self._said = [*said, *lines]


@system_errors_told(Path(WHOLE_LAYER))
def make_pages(layer: Path, folder: Path, before: Path, pages_before: Mapping[str, int], today: date) -> None:
    """Build the pages of a layer into `folder`, with the PDFs of the folder `before`, which have so many pages.

    Raises GeneratorError with every problem of the pages.
    """
    rendered = render_pages(layer, today)
    build_site(rendered, folder)
    finish_site(folder, rendered.edition, _products(before, rendered.edition, pages_before), secured=False)
    for pdf in (folder / "pdf").glob("*.pdf"):
        # Its name is known, and there was none before.
        if pdf.stat().st_size == 0:
            pdf.unlink()


def _products(site: Path, edition: Edition, pages: Mapping[str, int]) -> dict[str, Product]:
    """Return the PDFs of an edition that are in a site made before."""
    found = {}
    for document in edition.documents:
        picture = site / document.picture
        for item in document.prints:
            pdf = site / item.href
            if item.stem in pages and pdf.is_file():
                shown = picture.read_bytes() if picture.is_file() else b""
                found[item.stem] = Product(pdf.read_bytes(), shown, pages[item.stem])
    return found


@system_errors_told(Path(WHOLE_LAYER))
def make_pdfs(layer: Path, site: Path, folder: Path, store: Path, today: date, tell: Tell) -> dict[str, int]:
    """Make all PDFs of a layer that are not in the store, and put them with its pages, from `site`, into `folder`.

    Return how many pages each has; `tell` gets what somebody should look at, before PDFs are made. Raises
    GeneratorError with every problem of the documents.
    """
    rendered = render_edition(layer, today)
    for warning in all_warnings(rendered, layer, today):
        tell(as_text(warning))
    production = Production(rendered.jobs, store_for(store), lambda _: None)
    try:
        with signs_placed(rendered.edition.layers):
            products = production.products()
    finally:
        production.stop()
    shutil.copytree(site, folder)
    finish_site(folder, rendered.edition, products, secured=False)
    return {stem: product.pages for stem, product in products.items()}


def _notice(heading: str, problems: Sequence[Problem] = ()) -> str:
    listed = _LISTED.format(text=escape("\n".join(map(as_text, problems)))) if problems else ""
    return _NOTICE.format(heading=escape(said(heading)), body=listed, colour="#b3261e" if problems else "#5f6368")
