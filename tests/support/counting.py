"""Turn each edition that is built from nothing into a line of one list, which may not become long.

Nothing in a run of the tests takes as long as making all PDFs of an edition. Whoever needs an edition takes one that is
there (`tests.support.editions`); this is how somebody who builds one more finds out.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# So many may be built from nothing in a run.
MOST = 6
# The smallest edition has twice as many PDFs; a test that needs a few of them, or one that changes some, makes fewer.
WHOLE = 20


class List:
    """The list of all workers of a run; there is none where nobody runs tests."""

    path: Path | None = None


@contextmanager
def counted(what: str, store: Path) -> Iterator[None]:
    """Note what is done inside if it makes the PDFs of an edition; fails the test that makes one too many."""
    before = _made(store)
    yield
    if List.path and _made(store) - before >= WHOLE:
        _note(what, List.path)


def _made(store: Path) -> int:
    try:
        # What is empty only says how close a chapter is set.
        return sum(path.stat().st_size > 0 for path in store.glob("*.pdf"))
    except OSError:
        # Nothing can be of such a name.
        return 0


def _note(what: str, path: Path) -> None:
    with path.open("a+", encoding="utf-8") as noted:
        fcntl.flock(noted, fcntl.LOCK_EX)
        noted.write(f"{what}\n")
        noted.seek(0)
        lines = noted.read().splitlines()
    if len(lines) > MOST:
        pytest.fail(
            f"This is edition number {len(lines)} that is built from nothing in this run of the tests, and at most "
            f"{MOST} may be. Take one that is built already, or make only the PDFs that are looked at (`only`). "
            "Built were:\n  " + "\n  ".join(lines),
            pytrace=False,
        )
