"""Turn a layer into a preview in the browser: pages first, PDFs behind them, mistakes over the last good page."""

import os
import shutil
import sys
import webbrowser
from datetime import date
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from generator.documents.job import Job
from generator.doors.checking import all_warnings
from generator.layer.layers import watched_folders
from generator.pdf.signs import signs_placed
from generator.pdf.store import store_for
from generator.pdf.workers import Production
from generator.problems.limits import WHOLE_LAYER
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence, said
from generator.problems.report import as_text
from generator.problems.system import reason, system_errors_told
from generator.rendering import render_edition
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
    with TemporaryDirectory(prefix="samtaleguide-") as folder:
        _Preview(layer, port, store, Path(folder), tell).run(in_browser=in_browser)


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
        self._count = 0
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
            self._pdfs.close()

    def _show_pages(self) -> None:
        """Make the pages anew and show them; what is wrong is shown over the last good ones."""
        self._count += 1
        if self._making and self._making.is_alive():
            # PDFs of what was saved before would take a processor from the pages; those that are finished are kept.
            self._pdfs.end()
        new = self._folder / str(self._count)
        arguments = (self._layer, new, self._store, self._site, date.today())
        try:
            if not self._real.is_dir():
                advice = Advice("no-layer", "this folder is gone", "Put it back, and the preview goes on.")
                raise GeneratorError([advice.at(Place(str(self._layer)))])
            with system_errors_told(self._where):
                os.chdir(self._where)
                missing, warnings = supervised("generator.doors.preview.make_pages", *arguments)
        except GeneratorError as error:
            shutil.rmtree(new, ignore_errors=True)
            self._say(error.problems)
            self._server.notice = _notice(_WITH_MISTAKES, error.problems)
            return
        self._say(warnings)
        shutil.rmtree(self._old, ignore_errors=True)
        self._old, self._site, self._server.root = self._site, new, str(new)
        self._server.notice = _notice(_PDFS_FOLLOW) if missing else ""
        if missing:
            self._making = Thread(target=self._make_pdfs, args=(self._count,), daemon=True)
            self._making.start()

    def _make_pdfs(self, count: int) -> None:
        """Make the PDFs of the pages that are shown; whoever saves meanwhile has them made once more."""
        try:
            with system_errors_told(self._where):
                self._pdfs.do("generator.doors.preview.make_pdfs", self._layer, self._store, date.today())
        except GeneratorError as error:
            if count == self._count:
                self._say(error.problems)
                self._server.show_notice(_notice(_PDFS_FAIL, error.problems))
            return
        if count == self._count:
            self._server.rebuild_soon()

    def _say(self, problems: tuple[Problem, ...] | list[Problem]) -> None:
        """Tell in the terminal what was not told at the build before."""
        lines = [as_text(problem) for problem in problems]
        for line in lines:
            if line not in self._said:
                self._tell(line)
        self._said = lines


@system_errors_told(Path(WHOLE_LAYER))
def make_pages(layer: Path, folder: Path, store: Path, before: Path, today: date) -> tuple[bool, list[Problem]]:
    """Build the pages of a layer into `folder`, with the PDFs that are finished and those of the folder `before`.

    Return whether there are PDFs to be made, and the warnings. Raises GeneratorError with every problem.
    """
    rendered = render_edition(layer, today)
    build_site(rendered, folder)
    finished = store_for(store)
    products = {job.stem: product for job in rendered.jobs if (product := finished.get(job.key))}
    finish_site(folder, rendered.edition, products, secured=False)
    missing = [job for job in rendered.jobs if job.stem not in products]
    _take_over(missing, before, folder)
    return bool(missing), all_warnings(rendered, layer, today)


def _take_over(missing: list[Job], before: Path, folder: Path) -> None:
    """Put the PDFs of the pages before in the place of those that are still to be made; without any, there is none."""
    for job in missing:
        new = folder / "pdf" / f"{job.stem}.pdf"
        old = before / "pdf" / new.name
        if old.is_file():
            shutil.copy2(old, new)
        else:
            new.unlink(missing_ok=True)


@system_errors_told(Path(WHOLE_LAYER))
def make_pdfs(layer: Path, store: Path, today: date) -> None:
    """Make all PDFs of a layer that are not in the store; raises GeneratorError with what cannot be made."""
    rendered = render_edition(layer, today)
    production = Production(rendered.jobs, store_for(store), lambda _: None)
    try:
        with signs_placed(rendered.edition.layers):
            production.products()
    finally:
        production.stop()


def _notice(heading: str, problems: tuple[Problem, ...] = ()) -> str:
    listed = _LISTED.format(text=escape("\n".join(map(as_text, problems)))) if problems else ""
    return _NOTICE.format(heading=escape(said(heading)), body=listed, colour="#b3261e" if problems else "#5f6368")
