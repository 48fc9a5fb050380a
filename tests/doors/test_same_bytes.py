"""The same input gives the same bytes, wherever and whenever it is built; what has not changed is not made again."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.edition.web_root import MANIFEST
from tests.support.command import DAY, EDITIONS, REPOSITORY, build, contents, differing
from tests.support.editions import Editions
from tests.support.pdfs import read

EXAMPLE = REPOSITORY / "schools" / "eksempel"
# Stands in the way of the renderer: whoever imports it, in whichever process, fails.
IN_THE_WAY = 'raise RuntimeError("weasyprint was imported")\n'
# The days before and after the example's first event, a mesteraften.
BEFORE, AFTER = "2027-01-21", "2027-01-22"


class Copy:
    """The example school copied elsewhere and built from nothing, under circumstances of its own."""

    def __init__(self, folder: Path, editions: Editions) -> None:
        self.layer, self.out = folder / "en anden skole", folder / "æ ø"
        shutil.copytree(EXAMPLE, self.layer)
        self.environment = {"TZ": "Asia/Tokyo"}
        first = editions(self.layer, PYTHONHASHSEED="1", **self.environment)
        self.first = contents(first)
        shutil.copytree(first.parent, self.out)

    def build_again(self, day: str = DAY, **environment: str) -> dict[str, bytes]:
        return contents(build(self.layer, self.out, day, **self.environment, **environment))


@pytest.fixture
def copy(tmp_path: Path, editions: Editions) -> Copy:
    return Copy(tmp_path, editions)


def test_two_builds_from_nothing_are_alike(edition: Path, copy: Copy) -> None:
    """Folders, order of sets, time zone and --out leave no trace."""
    assert differing(contents(edition), copy.first) == []


def test_an_unchanged_rebuild_changes_nothing_and_does_without_the_renderer(copy: Copy, tmp_path: Path) -> None:
    """Every PDF comes out of the store; the heavy library is imported in no process."""
    (tmp_path / "weasyprint.py").write_text(IN_THE_WAY)
    path = f"{tmp_path}:{REPOSITORY}"
    trial = [sys.executable, "-c", "import generator.pdf.typeset"]
    result = subprocess.run(trial, env={"PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert "weasyprint was imported" in result.stderr
    assert differing(copy.first, copy.build_again(PYTHONPATH=path, PYTHONHASHSEED="2")) == []


def test_a_day_on_which_an_event_becomes_past_changes_what_tells_of_it_only(copy: Copy) -> None:
    """The front page no longer invites to it, its calendar file is gone, its invitation can be filled in."""
    before, after = (copy.build_again(day) for day in (BEFORE, AFTER))
    changed = differing(before, after)
    assert "index.html" in changed
    assert [name for name in changed if not name.endswith((".html", "search_index.js", "search_index.json"))] == [
        "invitationer/invitation-mesteraften.txt",
        "kalender/mesteraften-2027-01-21.ics",
        "pdf/invitation-mesteraften.pdf",
        "pdf/invitation-mesteraften.png",
        # The list of them all.
        MANIFEST,
    ]
    assert "kalender/mesteraften-2027-01-21.ics" not in after
    assert b"Mesteraften p" in before["index.html"]
    assert b"Mesteraften p" not in after["index.html"]


def test_the_day_in_the_colophon_can_be_given(editions: Editions) -> None:
    """SOURCE_DATE_EPOCH decides it, on the site and in print."""
    root = editions(EDITIONS / "minimal")
    assert "3. marts 2026" in (root / "om-guiden" / "index.html").read_text(encoding="utf-8")
    assert "3. marts 2026" in read(root / "pdf" / "guide.pdf").text
