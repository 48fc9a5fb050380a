"""Turn a job's key into the product made for it earlier, kept on disk.

Safe when two builds run at once: an entry is written beside its place and renamed, and what has been written is
never changed. The `.json` file comes last and says that the entry is whole, by its digest. A store only saves time: one
that is damaged, or that nobody may write to, holds up nothing.
"""

import hashlib
import json
import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.documents.job import Product
from generator.layer.layers import can_be_read
from generator.layer.writing import is_in_a_layer, link_on_the_way, write_whole
from generator.problems.problem import Advice, Place, Problem, Sentence, shown_path
from generator.problems.system import reason

KEEP_DAYS = 60
# Far more than the largest book.
_MOST_BYTES = 256 * 1024 * 1024
_ENDINGS = ("pdf", "png", "json")
_OURS = re.compile(r"\.(pdf|png|json)(\.\d+)?$")


@dataclass
class Store:
    """A folder of products, one set of files for each key; without a folder nothing is kept."""

    folder: Path | None
    refused: OSError | None = field(default=None, init=False)
    """Why nothing could be kept."""

    def get(self, key: str) -> Product | None:
        """Return the product of an earlier run, or None; a damaged entry counts as absent."""
        paths = self._paths(key)
        try:
            # What is no plain file might never end.
            if not paths or not all(can_be_read(path) and path.stat().st_size < _MOST_BYTES for path in paths):
                return None
            pdf, picture, written = (path.read_bytes() for path in paths)
            facts = json.loads(written)
            product = Product(pdf=pdf, picture=picture, pages=facts["pages"], close=facts["close"])
            is_whole = facts["digest"] == _digest(key, product)
        except (OSError, ValueError, RecursionError, LookupError, TypeError):
            return None
        for path in paths:
            with suppress(OSError):
                os.utime(path)
        return product if is_whole else None

    def put(self, key: str, product: Product) -> None:
        """Keep a product under its key, if that is possible."""
        facts = {"pages": product.pages, "close": product.close, "digest": _digest(key, product)}
        contents = product.pdf, product.picture, json.dumps(facts).encode()
        try:
            for path, content in zip(self._paths(key), contents, strict=False):
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(path, content)
        except OSError as error:
            self.refused = error

    def forget_old(self) -> None:
        """Delete what no build has used for `KEEP_DAYS` days, and what was left half written."""
        oldest = time.time() - KEEP_DAYS * 86400
        files = self.folder.glob("*") if self.folder and self.folder.is_dir() else ()
        for path in files:
            # Another build may have deleted it by now.
            with suppress(OSError):
                if _OURS.search(path.name) and path.lstat().st_mtime < oldest:
                    path.unlink()

    def warning(self) -> Problem | None:
        """Return what is to be told if a product could not be kept."""
        if not (self.refused and self.folder):
            return None
        template = "The next build makes them again. ({reason})"
        way_out = Sentence(template, reason=reason(self.refused))
        advice = Advice("pdf-not-kept", "finished PDFs cannot be kept here", way_out)
        return advice.at(Place(shown_path(self.folder)), "warning")

    def _paths(self, key: str) -> list[Path]:
        return [self.folder / f"{key}.{ending}" for ending in _ENDINGS] if self.folder else []


def store_for(folder: Path) -> Store:
    """Return the store in `folder`, or this user's own: what lies in a layer may have come with it."""
    for place in (folder, *_own_caches()):
        if not (is_in_a_layer(place) or link_on_the_way(place)):
            return Store(place)
    return Store(None)


def _own_caches() -> list[Path]:
    """Return where this user's programs keep what they can make again; see the XDG Base Directory Specification."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    # Without a home the tilde stays.
    caches = Path(named if Path(named).is_absolute() else os.path.expanduser("~/.cache"))  # noqa: PTH111
    return [caches / "samtaleguide"] if caches.is_absolute() else []


def _digest(key: str, product: Product) -> str:
    facts = f"{key} {product.pages!r} {product.close!r} {len(product.pdf)}\n".encode()
    return hashlib.sha256(facts + product.pdf + product.picture).hexdigest()
