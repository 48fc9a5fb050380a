"""A PDF is made once for the same input, and a damaged store only costs time."""

import os
import time
from pathlib import Path

from generator.documents.job import Job, Product
from generator.pdf.store import KEEP_DAYS, Store

PRODUCT = Product(pdf=b"%PDF-1.7", picture=b"png", pages=4)
JOB = Job(stem="ark", html="<p>x</p>", title="Ark", date="2026-11-01", assets={"a.svg": b"<svg/>"})


def test_what_was_put_is_got(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.get(JOB.key) is None
    store.put(JOB.key, PRODUCT)
    assert store.get(JOB.key) == PRODUCT


def test_a_damaged_entry_counts_as_absent(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(JOB.key, PRODUCT)
    (tmp_path / f"{JOB.key}.pdf").write_bytes(b"%PDF")
    assert store.get(JOB.key) is None


def test_what_nobody_used_for_long_is_forgotten(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("old", PRODUCT)
    store.put("new", PRODUCT)
    long_ago = time.time() - (KEEP_DAYS + 1) * 86400
    os.utime(tmp_path / "old.json", (long_ago, long_ago))
    store.forget_old()
    assert store.get("old") is None
    assert store.get("new") == PRODUCT
