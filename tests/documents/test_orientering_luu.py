"""What LUU and the leadership are asked for stands on one page, whatever a school is called and has chosen."""

from pathlib import Path

import pytest

from generator.pdf.render import render
from tests.support.command import DAY
from tests.support.layers import changed_example, jobs_of
from tests.support.pdfs import MM, Pdf, read

pytestmark = pytest.mark.slow

LONG = {
    "name": "Vesthimmerlands og Limfjordsegnens Tekniske Erhvervsskole og Uddannelsescenter",
    "contacts": [
        {
            "role": "tovholder",
            "name": "Anne-Margrethe Skovgaard-Christoffersen",
            "phone": "12345678",
            "email": "anne-margrethe.skovgaard-christoffersen@vesthimmerlandserhvervsskole.example.dk",
        }
    ],
}
LITTLE = {"initiatives": None, "events": None, "logo": None, "conversations": {"praktik": False, "tredje": False}}


def page_for_luu(folder: Path, **changes: object) -> Pdf:
    edition = changed_example(folder, DAY, **changes)
    path = folder / "made.pdf"
    path.write_bytes(render(jobs_of(edition, ["orientering-luu"])["orientering-luu"]).pdf)
    return read(path)


@pytest.mark.parametrize("changes", [LONG, LITTLE], ids=["long", "little"])
def test_it_is_one_page(tmp_path: Path, changes: dict[str, object]) -> None:
    """All of it stands where an office printer prints, 5 mm from the edge; a long name takes two lines of the foot."""
    (page,) = page_for_luu(tmp_path, **changes).pages
    assert min(glyph.baseline for glyph in page.glyphs if glyph.char.strip()) >= 5 * MM


def test_it_says_how_long_the_talks_take_if_the_school_does(tmp_path: Path) -> None:
    two = {"praktik": False, "foerste": {"minutes": 30}, "anden": {"minutes": 50}, "tredje": False}
    text = page_for_luu(tmp_path, conversations=two).text
    assert "to samtaler på 30 og 50 minutter" in text
    assert "Sæt fx seks timer af for hver lærling" in text, "proposed, since only the school knows"
    assert "Tredje" not in text


def test_talks_of_one_length_are_told_once(tmp_path: Path) -> None:
    alike = {"praktik": False, "foerste": {"minutes": 45}, "anden": {"minutes": 45}, "tredje": False}
    assert "to samtaler på 45 minutter" in page_for_luu(tmp_path, conversations=alike).text
