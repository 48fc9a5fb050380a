"""A logo of any shape is shown whole on each handout, and nothing lies over it."""

from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from generator.pdf.render import render
from tests.support.command import DAY
from tests.support.layers import changed_example, jobs_of
from tests.support.pdfs import MM, Box, overlaps, read

pytestmark = pytest.mark.slow

WITH_LOGO = {
    *("pjece-virksomhed", "pjece-virksomhed-tryk", "pjece-laerling", "pjece-laerling-tryk", "plakat"),
    *("invitation-mesteraften", "invitation-trepartsworkshop", "telefonmanuskript", "orientering-luu"),
}
HANDOUTS = {*WITH_LOGO, "kontaktkort"}
# For the press the same pamphlet is set once more, with colour up to the cut: with one logo it is looked at, too.
NOT_FOR_THE_PRESS = {stem for stem in HANDOUTS if not stem.endswith("-tryk")}
# What an office printer leaves white, in mm.
UNPRINTED = 5.0


def made(folder: Path, stems: set[str], **changes: object) -> dict[str, Path]:
    """Return the files of some handouts of the example school with other values for some keys, by their names."""
    edition = changed_example(folder / "layer", DAY, **changes)
    files = {}
    for stem, job in jobs_of(edition, stems).items():
        files[stem] = folder / f"{stem}.pdf"
        files[stem].write_bytes(render(job).pdf)
    return files


def pictures(path: Path) -> list[Box]:
    """Return where the pictures made of dots are on the first page; all that we draw ourselves is made of lines."""
    with pypdfium2.PdfDocument(path) as document:
        return [Box(*item.get_bounds()) for item in document[0].get_objects([pdfium.FPDF_PAGEOBJ_IMAGE])]


def printable(path: Path) -> Box:
    """Return what of the first page an office printer prints."""
    with pypdfium2.PdfDocument(path) as document:
        edge, (width, height) = UNPRINTED * MM, document[0].get_size()
    return Box(edge, edge, width - edge, height - edge)


@pytest.mark.parametrize(
    ("width", "height", "stems"), [(1600, 200, HANDOUTS), (400, 1600, NOT_FOR_THE_PRESS)], ids=["8:1", "1:4"]
)
def test_a_logo_is_whole_and_alone(tmp_path: Path, width: int, height: int, stems: set[str]) -> None:
    (tmp_path / "layer").mkdir()
    Image.new("RGB", (width, height), "#c0392b").save(tmp_path / "layer" / "logo.png")
    files = made(tmp_path, stems, logo="logo.png")
    assert files.keys() == stems
    assert pictures(files.pop("kontaktkort")) == []
    for stem, path in files.items():
        page = read(path).pages[0]
        (logo,) = pictures(path)
        assert (logo.right - logo.left) / (logo.top - logo.bottom) == pytest.approx(width / height, rel=0.02), stem
        assert max(logo.right - logo.left, logo.top - logo.bottom) >= 8 * MM, stem
        edges = printable(path)
        assert edges.left <= logo.left, stem
        assert logo.right <= edges.right, stem
        assert edges.bottom <= logo.bottom, stem
        assert logo.top <= edges.top, stem
        over = [glyph.char for glyph in page.glyphs if glyph.char.strip() and meets(glyph.box, logo)]
        assert over == [], stem


def test_a_file_s_name_may_hold_any_signs_that_disks_hold(tmp_path: Path) -> None:
    """Renderers write spaces, signs and letters beyond ASCII otherwise than disks do."""
    (tmp_path / "layer").mkdir()
    Image.new("RGB", (800, 200), "#c0392b").save(tmp_path / "layer" / "Vores løgo #1, 50%20.PNG", "PNG")
    edition = changed_example(tmp_path / "layer", DAY, logo="Vores løgo #1, 50%20.PNG")
    poster = tmp_path / "plakat.pdf"
    poster.write_bytes(render(jobs_of(edition, ["plakat"])["plakat"]).pdf)
    assert len(pictures(poster)) == 1


def meets(one: Box, two: Box) -> bool:
    return one.left < two.right and two.left < one.right and one.bottom < two.top and two.bottom < one.top


def test_without_a_logo_the_school_is_named_in_its_place(tmp_path: Path) -> None:
    """And nothing of the page lies over anything else, with nobody who has a phone, and no event."""
    contacts = [{"role": "tovholder", "name": "Mette Holm", "email": "mette.holm@example.dk"}]
    files = made(tmp_path, NOT_FOR_THE_PRESS, logo=None, events=None, support=None, contacts=contacts)
    for stem, path in files.items():
        pdf = read(path)
        assert pictures(path) == [], stem
        assert ("Nordkysten" if stem == "kontaktkort" else "Nordkystens Erhvervsskole") in pdf.text, stem
        assert [overlaps(page) for page in pdf.pages] == [[]] * len(pdf.pages), stem
