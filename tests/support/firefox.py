"""Turn a folder for downloads into a Firefox that saves there, driven by Mozilla's own client."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, TypeVar

from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from marionette_driver.marionette import HTMLElement, Marionette

T = TypeVar("T")
# As WebDriver writes these keys.
ENTER, ESCAPE = "\ue007", "\ue00c"


class Firefox:
    """Somebody who fills in a sheet and saves it. What is looked for is found by a CSS selector."""

    def __init__(self, driver: Marionette, downloads: Path) -> None:
        self.driver, self.downloads = driver, downloads

    def open(self, path: Path, *, scripts: bool = True) -> None:
        """Open a file from disk; without `scripts` as in a browser that runs none."""
        self.driver.set_pref("javascript.enabled", scripts)
        self.driver.navigate(path.resolve().as_uri())

    def find(self, selector: str) -> HTMLElement:
        """Return the element there, whether it is to be seen or not."""
        return self.driver.find_element("css selector", selector)

    def press(self, keys: str) -> None:
        """Press keys where the focus is."""
        self.driver.get_active_element().send_keys(keys)

    def said(self, selector: str) -> str:
        """Wait until something is said there, and return it."""
        return str(self._wait_for(lambda: self.find(selector).text))

    def downloaded(self, number: int) -> Path:
        """Wait for the file that is the `number`-th to come down."""

        def finished() -> Path | None:
            files = sorted(self.downloads.iterdir(), key=lambda path: path.stat().st_mtime_ns)
            whole = all(path.suffix != ".part" and path.stat().st_size for path in files)
            return files[-1] if whole and len(files) == number else None

        return self._wait_for(finished)

    def _wait_for(self, look: Callable[[], T | None]) -> T:
        end = monotonic() + PATIENCE
        while monotonic() < end:
            if found := look():
                return found
            sleep(0.05)
        raise TimeoutError("what was waited for does not come")


@contextmanager
def firefox(downloads: Path) -> Iterator[Firefox]:
    """Yield the system's Firefox with an empty profile; it is closed with its windows."""
    # Only whoever drives Firefox loads what drives it.
    from marionette_driver.marionette import Marionette

    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        raise RuntimeError("Firefox is missing. Install it: apt-get install firefox-esr")
    downloads.mkdir()
    prefs = {
        "browser.download.folderList": 2,
        "browser.download.dir": str(downloads),
        "browser.download.useDownloadDir": True,
        "browser.download.alwaysOpenPanel": False,
        "network.dns.disabled": True,
    }
    log = str(downloads.with_name("firefox.log"))
    driver = Marionette(port=0, bin=path, headless=True, prefs=prefs, startup_timeout=PATIENCE, gecko_log=log)
    driver.start_session()
    try:
        yield Firefox(driver, downloads)
    finally:
        # Its profile is thrown away: nothing is to be written there in peace.
        driver.quit(in_app=False)
        driver.cleanup()
