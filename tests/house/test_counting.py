"""Whoever builds one edition more from nothing than a run of the tests may is told so, and what to do instead."""

from pathlib import Path

import pytest

from tests.support.counting import MOST, WHOLE, List, counted


@pytest.fixture(autouse=True)
def own_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(List, "path", tmp_path / "list")


def build(store: Path, pdfs: int, name: str = "build x") -> None:
    with counted(name, store):
        store.mkdir(exist_ok=True)
        for number in range(pdfs):
            (store / f"{number}.pdf").write_text("%PDF")


def test_the_one_too_many_fails_with_the_names_of_all(tmp_path: Path) -> None:
    for number in range(MOST):
        build(tmp_path / f"store {number}", WHOLE, f"build {number}")
    with pytest.raises(pytest.fail.Exception) as failed:
        build(tmp_path / "one more", WHOLE, "build one more")
    assert f"edition number {MOST + 1} that is built from nothing" in str(failed.value)
    assert str(failed.value).splitlines()[1:] == [*(f"  build {number}" for number in range(MOST)), "  build one more"]


def test_pdfs_that_are_there_already_and_a_few_new_ones_do_not_count(tmp_path: Path) -> None:
    build(tmp_path / "store", WHOLE)
    for _ in range(2 * MOST):
        build(tmp_path / "store", WHOLE + WHOLE // 2)
    assert List.path is not None
    assert List.path.read_text(encoding="utf-8").splitlines() == ["build x"]
