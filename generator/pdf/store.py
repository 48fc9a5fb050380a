"""Turn a job's key into the product made for it earlier, kept on disk.

Safe when two builds run at once: an entry is written beside its place and renamed, and what has been written is
never changed. The `.json` file comes last and says that the entry is whole.
"""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from generator.documents.job import Product

KEEP_DAYS = 60


@dataclass(frozen=True)
class Store:
    """A folder of products, one set of files for each key."""

    folder: Path

    def get(self, key: str) -> Product | None:
        """Return the product of an earlier run, or None; a damaged entry counts as absent."""
        try:
            facts = json.loads((self.folder / f"{key}.json").read_text(encoding="utf-8"))
            pdf = (self.folder / f"{key}.pdf").read_bytes()
            picture = (self.folder / f"{key}.png").read_bytes()
            os.utime(self.folder / f"{key}.json")
        except (OSError, ValueError):
            return None
        whole = [len(pdf), len(picture)] == facts.get("sizes")
        return Product(pdf=pdf, picture=picture, pages=facts["pages"]) if whole else None

    def put(self, key: str, product: Product) -> None:
        """Keep a product under its key."""
        self.folder.mkdir(parents=True, exist_ok=True)
        facts = {"pages": product.pages, "sizes": [len(product.pdf), len(product.picture)]}
        contents = {"pdf": product.pdf, "png": product.picture, "json": json.dumps(facts).encode()}
        for ending, content in contents.items():
            waiting = self.folder / f".{key}.{ending}.{os.getpid()}"
            waiting.write_bytes(content)
            waiting.replace(self.folder / f"{key}.{ending}")

    def forget_old(self) -> None:
        """Delete what no build has used for `KEEP_DAYS` days."""
        oldest = time.time() - KEEP_DAYS * 86400
        for facts in self.folder.glob("*.json"):
            if facts.stat().st_mtime < oldest:
                for ending in ("json", "pdf", "png"):
                    facts.with_suffix(f".{ending}").unlink(missing_ok=True)


def store_for(layer: Path, folder: Path) -> Store:
    """Return the store in `folder`, or this user's own: what lies in a layer may have come with it."""
    if not folder.resolve().is_relative_to(layer.resolve()):
        return Store(folder)
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Store(Path(caches) / "samtaleguide")
