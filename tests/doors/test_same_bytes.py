"""The same input gives the same bytes, wherever and whenever it is built; what has not changed is not made again."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.edition.web_root import MANIFEST
from tests.support.command import EDITIONS, REPOSITORY, build, contents, differing
from tests.support.editions import Editions
from tests.support.pdfs import read
from tests.support.sheets import few_with_every_answer

EXAMPLE = REPOSITORY / "schools" / "eksempel"
# Stands in the way of the renderer: whoever imports it, in whichever process, fails.
IN_THE_WAY = 'raise RuntimeError("weasyprint was imported")\n'
# The days before and after the example's first event, a mesteraften.
BEFORE, AFTER = "2027-01-21", "2027-01-22"
ELSEWHERE = {"TZ": "Asia/Tokyo"}
# What is made anew under other circumstances: of all documents that share a template one, but each kind of print, and
# of the sheets, which share one, so many that every kind of answer is among them.
ANEW = {
    *("guide", "alle-ark-papir", "pakke-foerste-samtale", "foerste-samtale-kort", "eksempler-planer"),
    *("pjece-virksomhed", "pjece-virksomhed-tryk", "pjece-laerling", "invitation-mesteraften"),
    *("plakat", "kontaktkort", "telefonmanuskript", "orientering-luu"),
    *(f"{sheet}{ending}" for sheet in few_with_every_answer() for ending in ("", "-papir")),
}


class Copy:
    """The example school copied elsewhere and built under circumstances of its own."""

    def __init__(self, folder: Path, edition: Path, editions: Editions) -> None:
        self.layer, self.out = folder / "en anden skole", folder / "æ ø"
        shutil.copytree(EXAMPLE, self.layer)
        self.store = editions.store(EXAMPLE, self.out / ".cache")
        self.names = self.names_in_store()
        # The card for other sites is published as a picture alone.
        made = {(edition / "pdf" / f"{stem}.pdf").read_bytes() for stem in ANEW}
        made |= {(edition / "assets" / "social-card.png").read_bytes()}
        entries = [path for path in self.store.glob("*.p[dn][fg]") if path.read_bytes() in made]
        assert {path.read_bytes() for path in entries} == made
        for path in entries:
            path.with_suffix(".json").unlink()
        self.first = contents(build(self.layer, self.out, **ELSEWHERE, PYTHONHASHSEED="1"))

    def names_in_store(self) -> set[str]:
        return {path.name for path in self.store.glob("*.json")}

    def put(self, out: Path) -> Path:
        """Put all that was built into another folder, in which nobody knows that nothing has changed since."""
        return Path(shutil.copytree(self.out, out))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, edition: Path, editions: Editions) -> Copy:
    return Copy(tmp_path_factory.mktemp("copy"), edition, editions)


def test_two_builds_from_nothing_are_alike(edition: Path, copy: Copy) -> None:
    """Folders, order of sets, time zone and --out leave no trace.

    What was not made anew came out of the store of the example: all that it is made from is the same, too.
    """
    assert differing(contents(edition), copy.first) == []
    assert copy.names_in_store() == copy.names


def test_an_unchanged_rebuild_changes_nothing_and_does_without_the_renderer(copy: Copy, tmp_path: Path) -> None:
    """Every PDF comes out of the store; the heavy library is imported in no process."""
    (tmp_path / "weasyprint.py").write_text(IN_THE_WAY)
    path = f"{tmp_path}:{REPOSITORY}"
    trial = [sys.executable, "-c", "import generator.pdf.typeset"]
    result = subprocess.run(trial, env={"PYTHONPATH": path}, capture_output=True, text=True, check=False)
    assert "weasyprint was imported" in result.stderr
    out = copy.put(tmp_path / "ud")
    again = build(copy.layer, out, **ELSEWHERE, PYTHONPATH=path, PYTHONHASHSEED="2")
    assert differing(copy.first, contents(again)) == []


def test_a_day_on_which_an_event_becomes_past_changes_what_tells_of_it_only(copy: Copy, tmp_path: Path) -> None:
    """The front page no longer invites to it, its calendar file is gone, its invitation can be filled in."""
    out = copy.put(tmp_path / "ud")
    before, after = (contents(build(copy.layer, out, day)) for day in (BEFORE, AFTER))
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
