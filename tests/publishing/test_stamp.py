"""Where nothing has changed nothing is made, and whatever decides about an edition, or damages it, has it made anew."""

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.publishing.manifest import write_manifest
from generator.publishing.stamp import Stamp, inputs_of, still_published, write_stamp
from tests.support.command import DAY, REPOSITORY, run_here
from tests.support.editions import Editions

TODAY = date(2026, 11, 2)
UNTIL = date(2026, 12, 1)
UNCHANGED = "Nothing has changed since it was built."


class School:
    """A layer with a small edition that was built from it."""

    def __init__(self, folder: Path) -> None:
        self.layer, self.out, self.stamps = folder / "skolen", folder / "build", folder / "stamps"
        self.target = self.out / "skolen"
        for path, text in (
            (self.layer / "school.yml", "name: Skolen"),
            (self.layer / "docs" / "index.md", "# Hej"),
            (self.target / "index.html", "<h1>Hej</h1>"),
            (self.target / "pdf" / "guide.pdf", "%PDF"),
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        write_manifest(self.target, "Skolen, murer")
        self.keep()

    def keep(self) -> None:
        stamp = Stamp(self.inputs(), TODAY, UNTIL, pages=1, pdfs=1, told={"da": [], "en": ["Look at this."]})
        write_stamp(self.stamps, self.layer, self.target, stamp)

    def inputs(self) -> str:
        inputs = inputs_of(self.layer, self.out)
        assert inputs
        return inputs

    def is_published(self, today: date = TODAY) -> bool:
        found = still_published(self.stamps, self.layer, self.out, self.inputs(), today)
        assert found is None or (found[0], found[1].told) == (self.target, {"da": [], "en": ["Look at this."]})
        return found is not None


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


def touch(path: Path) -> None:
    os.utime(path, (2_000_000_000, 2_000_000_000))


HARMLESS: dict[str, Callable[[School], object]] = {
    "nothing": lambda school: None,
    "a file touched": lambda school: touch(school.layer / "docs" / "index.md"),
    "a file written as it was": lambda school: (school.layer / "school.yml").write_text("name: Skolen"),
    "the edition touched": lambda school: touch(school.target / "index.html"),
    "a file of somebody else beside ours": lambda school: (school.target / "CNAME").write_text("skolen.dk"),
    "the program's own leavings": lambda school: (school.layer / "__pycache__").mkdir(),
}
CHANGES: dict[str, Callable[[School], object]] = {
    "a byte of the profile": lambda school: (school.layer / "school.yml").write_text("name: Skoler"),
    "a byte of a page": lambda school: (school.layer / "docs" / "index.md").write_text("# Nej"),
    "a new file": lambda school: (school.layer / "logo.svg").write_text("<svg/>"),
    "a file gone": lambda school: (school.layer / "docs" / "index.md").unlink(),
    "a file renamed": lambda school: (school.layer / "docs" / "index.md").rename(school.layer / "docs" / "a.md"),
    "a file made a link to its like": lambda school: link(school.layer / "school.yml"),
    "a page of the edition damaged": lambda school: (school.target / "index.html").write_text("<h1>Hej"),
    "a PDF of the edition gone": lambda school: (school.target / "pdf" / "guide.pdf").unlink(),
    "half an edition": lambda school: shutil.rmtree(school.target / "pdf"),
    "no edition": lambda school: shutil.rmtree(school.target),
    "another school's edition": lambda school: write_manifest(school.target, "En anden, murer"),
    "a damaged stamp": lambda school: next(school.stamps.iterdir()).write_bytes(b'{"inputs": "'),
    "a stamp of another kind": lambda school: next(school.stamps.iterdir()).write_bytes(b"[1]"),
}


def link(path: Path) -> None:
    other = path.with_name("other.yml")
    path.rename(other)
    path.symlink_to(other.name)


@pytest.mark.parametrize("what", HARMLESS)
def test_what_nobody_reads_has_nothing_made(school: School, what: str) -> None:
    HARMLESS[what](school)
    assert school.is_published()


@pytest.mark.parametrize("what", CHANGES)
def test_what_decides_about_an_edition_has_it_made_anew(school: School, what: str) -> None:
    CHANGES[what](school)
    assert not school.is_published()


def test_it_holds_for_the_days_on_which_a_build_would_make_the_same(school: School) -> None:
    days = (TODAY - timedelta(1), TODAY, UNTIL, UNTIL + timedelta(1))
    assert [school.is_published(day) for day in days] == [False, True, True, False]


def test_a_new_version_of_a_library_has_it_made_anew(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "more" / "weasyprint-99.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "more")
    assert not school.is_published()


def test_a_commit_has_it_made_anew(school: School) -> None:
    """It gives the colophon another day."""
    git = ["git", "-C", str(school.layer), "-c", "user.name=x", "-c", "user.email=x@example.dk"]
    subprocess.run([*git, "init", "-q"], check=True)
    assert school.is_published()
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "x"], check=True)
    assert not school.is_published()


def test_what_is_built_into_a_layer_is_no_part_of_it(school: School) -> None:
    out = school.layer / "build"
    before = inputs_of(school.layer, out)
    (out / "skolen").mkdir(parents=True)
    (out / "skolen" / "index.html").write_text("x")
    assert inputs_of(school.layer, out) == before


def test_a_layer_with_too_much_to_look_at_is_built_each_time(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.publishing.stamp._MOST_FILES", 1)
    assert inputs_of(school.layer, school.out) is None


def test_the_command_says_that_there_is_nothing_to_do(editions: Editions, tmp_path: Path) -> None:
    """It tells again what somebody should look at."""
    layer = REPOSITORY / "tests" / "scenarios" / "editions" / "minimal"
    out = editions(layer).parent
    done = [run_here("build", layer, "--out", out, "--date", DAY, folder=tmp_path) for _ in range(2)]
    assert [UNCHANGED in each.stdout for each in done] == [True, True]
    assert "warning: " in done[0].stdout
    assert done[0].stdout == done[1].stdout
