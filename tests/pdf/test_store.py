"""A PDF is made once for the same input, and a damaged store only costs time."""

import json
import os
import time
from pathlib import Path

import pytest

from generator.documents.job import Job, Product
from generator.pdf.store import KEEP_DAYS, Store, store_for

PRODUCT = Product(pdf=b"%PDF-1.7", picture=b"png", pages=4)
JOB = Job(stem="ark", html="<p>x</p>", title="Ark", date="2026-11-01", assets={"a.svg": b"<svg/>"})


def test_what_was_put_is_got(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.get(JOB.key) is None
    store.put(JOB.key, PRODUCT)
    assert store.get(JOB.key) == PRODUCT


DAMAGES = {
    "a shorter PDF": {"pdf": b"%PDF"},
    "zeros in the place of the PDF": {"pdf": bytes(len(PRODUCT.pdf))},
    "another picture": {"png": b"gnp"},
    "a byte that has changed sides": {"pdf": PRODUCT.pdf + b"p", "png": b"ng"},
    "a list": {"json": b"[]"},
    "no JSON": {"json": b"{"},
    "no text": {"json": b"\xff"},
    "nothing": {"json": b""},
    "brackets without end": {"json": b"[" * 100_000},
    "a number without end": {"json": b"9" * 100_000},
    "nothing of what it should say": {"json": b"{}"},
    "values of other kinds": {"json": b'{"pages": [], "digest": 1}'},
}


@pytest.mark.parametrize("what", DAMAGES)
def test_a_damaged_entry_counts_as_absent_and_is_made_anew(what: str, tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(JOB.key, PRODUCT)
    for ending, content in DAMAGES[what].items():
        (tmp_path / f"{JOB.key}.{ending}").write_bytes(content)
    assert store.get(JOB.key) is None
    store.put(JOB.key, PRODUCT)
    assert store.get(JOB.key) == PRODUCT


def test_another_number_of_pages_is_noticed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(JOB.key, PRODUCT)
    facts = tmp_path / f"{JOB.key}.json"
    facts.write_text(json.dumps(json.loads(facts.read_text()) | {"pages": 5}))
    assert store.get(JOB.key) is None


def test_the_entry_of_another_job_is_none_of_this_one(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("other", PRODUCT)
    for path in tmp_path.iterdir():
        path.rename(path.with_stem(JOB.key))
    assert store.get(JOB.key) is None


def test_what_is_no_plain_file_is_not_waited_for(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(JOB.key, PRODUCT)
    for ending in ("json", "pdf"):
        (tmp_path / f"{JOB.key}.{ending}").unlink()
    os.mkfifo(tmp_path / f"{JOB.key}.json")
    (tmp_path / f"{JOB.key}.pdf").mkdir()
    assert store.get(JOB.key) is None
    store.put(JOB.key, PRODUCT)
    assert store.warning()


def test_a_store_that_cannot_be_written_to_holds_up_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("store").write_text("a file")
    store = Store(Path("store"))
    assert store.warning() is None
    store.put(JOB.key, PRODUCT)
    store.forget_old()
    assert store.get(JOB.key) is None
    warning = store.warning()
    assert warning
    assert str(warning) == (
        "store: warning: finished PDFs cannot be kept here. The next build makes them again. (File exists)"
    )
    assert Path("store").read_text() == "a file"


def test_what_was_kept_can_be_read_where_nothing_may_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    store.put(JOB.key, PRODUCT)

    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError(30, "Read-only file system")

    for name in ("utime", "unlink"):
        monkeypatch.setattr(os, name, refuse)
    store.forget_old()
    assert store.get(JOB.key) == PRODUCT


CACHES = {
    "named": ({"XDG_CACHE_HOME": "{tmp}/caches", "HOME": "{tmp}/home"}, "caches/samtaleguide"),
    "in the home": ({"HOME": "{tmp}/home"}, "home/.cache/samtaleguide"),
    "named as seen from anywhere": ({"XDG_CACHE_HOME": "caches", "HOME": "{tmp}/home"}, "home/.cache/samtaleguide"),
    "named in a layer": ({"XDG_CACHE_HOME": "{tmp}/skole", "HOME": "{tmp}/home"}, None),
    "no place at all": ({"HOME": "home"}, None),
}


@pytest.mark.parametrize("what", CACHES)
@pytest.mark.parametrize("build", ["skole/build", "skole/link", "other/link"])
def test_what_lies_in_a_layer_is_no_store(
    build: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A finished PDF may have come with it; then the user's own store is taken, if there is one."""
    for name in ("skole", "other", "elsewhere"):
        (tmp_path / name).mkdir()
    (tmp_path / "skole" / "school.yml").touch()
    (tmp_path / "skole" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "other" / "link").symlink_to("../skole/link")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    environment, expected = CACHES[what]
    for name, value in environment.items():
        monkeypatch.setenv(name, value.replace("{tmp}", str(tmp_path)))
    assert store_for(Path(build) / ".cache").folder == (tmp_path / expected if expected else None)
    assert store_for(Path("out") / ".cache").folder == Path("out/.cache")


def test_without_a_folder_nothing_is_kept() -> None:
    store = Store(None)
    store.put(JOB.key, PRODUCT)
    store.forget_old()
    assert store.get(JOB.key) is None
    assert store.warning() is None


def test_what_nobody_used_for_long_is_forgotten(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("old", PRODUCT)
    store.put("new", PRODUCT)
    # Left by a build that was killed, and something of a person's own.
    for name in (".half.pdf.4711", "noter.txt"):
        (tmp_path / name).write_text("x")
    long_ago = time.time() - (KEEP_DAYS + 1) * 86400
    for name in ("old.json", "old.pdf", "old.png", "new.json", "new.pdf", "new.png", ".half.pdf.4711", "noter.txt"):
        os.utime(tmp_path / name, (long_ago, long_ago))
    store.get("new")
    store.forget_old()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.json", "new.pdf", "new.png", "noter.txt"]
    assert store.get("old") is None
    assert store.get("new") == PRODUCT
