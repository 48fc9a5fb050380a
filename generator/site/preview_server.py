"""Turn a folder with a site into a preview on this machine, which follows what is saved and says what is wrong."""

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from generator.layer.layers import can_be_read

HOST = "127.0.0.1"
# How often it is looked, in seconds, whether something was saved: there are few hundred files.
_LOOK = 0.2
# What a browser on this machine calls it. A page elsewhere may lead its own name here, to read what is not its own.
_OWN_NAMES = {HOST, "localhost"}
_WEB_S_OWN = 80
_NO_PAGE = b'<!doctype html><html lang="en"><meta charset="utf-8"><title>samtaleguide</title><body></body></html>'
_WAITING = """<!doctype html><html lang="da"><meta charset="utf-8"><meta http-equiv="refresh" content="3">
<title>PDF-filen er på vej</title>
<body><p>PDF-filen er ved at blive lavet. Siden prøver igen af sig selv.</p></body></html>"""
_HTML = ("Content-Type", "text/html; charset=utf-8")


class _IfGone(FileSystemEventHandler):
    """Calls a function when a folder that is watched is there no more, of which MkDocs says nothing."""

    def __init__(self, path: str, call: Callable[[], None]) -> None:
        self._path, self._call = path, call

    def on_deleted(self, event: FileSystemEvent) -> None:
        if event.src_path == self._path:
            self._call()


class PreviewServer(LiveReloadServer):
    """Serves a site below http://127.0.0.1:`port`/ and calls `rebuild` when something is saved.

    `rebuild` makes a new site and sets `root` to its folder; meanwhile whoever asks for a page gets the last one.
    Raises OSError if the port cannot be had. `notice` is HTML that is shown at the bottom of every page.
    """

    def __init__(self, rebuild: Callable[[], None], port: int) -> None:
        super().__init__(self._rebuild, HOST, port, root="", polling_interval=_LOOK)
        # There is none yet.
        self.root = ""
        self._make = rebuild
        self.notice = ""
        self.error_handler = self._page_for
        self.server_bind()
        self.server_activate()

    def run(self) -> None:
        """Serve until somebody presses Ctrl-C."""
        self.observer.start()
        self.serve_thread.start()
        try:
            self._build_loop()  # type: ignore[no-untyped-call]  # MkDocs is typed in part
        except KeyboardInterrupt:
            pass
        finally:
            self.shutdown()

    def follow(self, folder: Path) -> None:
        """Have the site built again whenever a file below a folder changes, or the folder itself goes or comes back."""
        path = str(folder.absolute())
        self.watch(path)
        self.observer.schedule(_IfGone(path, lambda: self._gone(folder)), path, recursive=True)

    def _gone(self, folder: Path) -> None:
        self.rebuild_soon()
        # Who waits here hears of no other change.
        Thread(target=self._follow_again, args=(folder,), daemon=True).start()

    def _follow_again(self, folder: Path) -> None:
        """Wait until a folder is there again, and follow it: who looked at it has ended."""
        path = str(folder.absolute())
        self.unwatch(path)
        while not self._shutdown:
            sleep(_LOOK)
            if folder.is_dir():
                try:
                    self.follow(folder)
                except OSError:
                    # It is gone again.
                    self._watched_paths.pop(path, None)
                    continue
                self.rebuild_soon()
                return

    def _rebuild(self) -> None:
        # Otherwise who asks for a page would wait until the new one is made, which may take long.
        self._wanted_epoch = self._visible_epoch
        with self._epoch_cond:
            self._epoch_cond.notify_all()
        self._make()
        self._wanted_epoch = self._visible_epoch + 1

    def rebuild_soon(self) -> None:
        """Have the site built again, as if something had been saved."""
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    def show_notice(self, notice: str) -> None:
        """Show another notice on the pages that are open already, too."""
        self.notice = notice
        with self._epoch_cond:
            self._wanted_epoch += 1
            self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request; only this machine's own names are answered to."""
        path = environ["PATH_INFO"]
        names = {f"{name}:{self.server_port}" for name in _OWN_NAMES}
        # Of the port that is the web's own, browsers say nothing.
        if environ.get("HTTP_HOST") not in (names | _OWN_NAMES if self.server_port == _WEB_S_OWN else names):
            start_response("403 Forbidden", [("Content-Type", "text/plain")])
            return [b"This preview is for this machine only.\n"]
        if not _is_a_name(path):
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"There is no such page.\n"]
        if not self.root and not path.startswith("/livereload/"):
            start_response("200 OK", [_HTML])
            return [self._inject_js_into_html(_NO_PAGE, self._visible_epoch)]
        if path.endswith(".pdf") and not can_be_read(Path(self.root, path.lstrip("/"))):
            start_response("404 Not Found", [_HTML])
            return [_WAITING.encode()]
        answer: Iterable[bytes] = super().serve_request(environ, start_response)
        return answer

    def _page_for(self, error: int) -> bytes | None:
        """Return the site's page for what is not there: like the others it follows what is saved."""
        page = Path(self.root, "404.html")
        if error != 404 or not self.root or not page.is_file():
            return None
        return self._inject_js_into_html(page.read_bytes(), self._visible_epoch)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        with_script: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        page, end, rest = with_script.rpartition(b"</body>")
        return page + self.notice.encode() + end + rest


def _is_a_name(path: str) -> bool:
    """Return whether a path, which comes as bytes in the place of letters, is text that a file can be called."""
    try:
        return path.encode("latin-1").decode().isprintable()
    except UnicodeDecodeError:
        return False
