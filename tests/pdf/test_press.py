"""What goes to a print shop is PDF/X-4 (ISO 15930-7). No free program checks that: its points are, one by one."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from generator.doors.checking import check_layer
from generator.pdf.render import render
from tests.support.command import DAY, EDITIONS, REPOSITORY
from tests.support.finished import job_of_print
from tests.support.layers import changed_example
from tests.support.pdfs import MM

pytestmark = pytest.mark.slow

STEMS = ("pjece-virksomhed-tryk", "pjece-laerling-tryk")
TRIM, BLEED = (297.0, 210.0), 3.0


@pytest.fixture(params=STEMS)
def pdf(request: pytest.FixtureRequest, edition: Path) -> Iterator[pikepdf.Pdf]:
    """Each of the example school's press prints."""
    with pikepdf.open(edition / "pdf" / f"{request.param}.pdf") as opened:
        yield opened


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [float(edge) / MM for edge in page.obj[name]]


def test_the_trim_is_the_paper_and_the_bleed_3_mm_around_it(pdf: pikepdf.Pdf) -> None:
    """Nothing is beyond the bleed, so there is no room for marks."""
    assert len(pdf.pages) == 2
    for page in pdf.pages:
        left, bottom, right, top = box(page, "/TrimBox")
        assert (right - left, top - bottom) == pytest.approx(TRIM, abs=0.001)
        around = [left - BLEED, bottom - BLEED, right + BLEED, top + BLEED]
        assert box(page, "/BleedBox") == pytest.approx(around, abs=0.001)
        assert box(page, "/MediaBox") == pytest.approx(around, abs=0.001)
        assert "/CropBox" not in page.obj
        assert "/ArtBox" not in page.obj


def test_it_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    metadata = pdf.open_metadata()
    assert metadata["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
    assert pdf.pdf_version == "1.6"
    assert str(pdf.docinfo["/Trapped"]) == "/False"
    assert metadata["pdf:Trapped"] == "False"
    assert str(metadata["dc:title"]) == str(pdf.docinfo["/Title"])
    assert "/Filter" not in pdf.Root.Metadata, "a print shop's program reads the metadata as it stands in the file"


def test_its_days_and_its_id_come_from_what_it_is_made_of(pdf: pikepdf.Pdf) -> None:
    """No time of the build; that nothing is random is seen where two builds are compared."""
    metadata = pdf.open_metadata()
    days = {str(metadata[f"xmp:{name}"]) for name in ("CreateDate", "ModifyDate", "MetadataDate")}
    assert len(days) == 1
    (day,) = days
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", day)
    digits = day[:10].replace("-", "")
    assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{digits}000000")
    assert str(pdf.docinfo["/ModDate"]).startswith(f"D:{digits}000000")
    assert re.fullmatch(r"xmp\.did:[0-9a-f]{32}", str(metadata["xmpMM:DocumentID"]))
    assert metadata["xmpMM:VersionID"] == "1"
    assert "/ID" in pdf.trailer


def test_it_names_its_printing_condition(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert (intent.S, str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
    assert str(intent.RegistryName) == "http://www.color.org"
    profile = intent.DestOutputProfile.read_bytes()
    assert intent.DestOutputProfile.N == 4
    assert (profile[12:16], profile[16:20]) == (b"prtr", b"CMYK")
    assert profile == (REPOSITORY / "forms" / "_layout" / "colour" / "FOGRA39L_coated.icc").read_bytes()


def test_each_print_has_an_id_of_its_own(edition: Path) -> None:
    ids = set()
    for stem in STEMS:
        with pikepdf.open(edition / "pdf" / f"{stem}.pdf") as opened:
            ids.add(str(opened.open_metadata()["xmpMM:DocumentID"]))
    assert len(ids) == len(STEMS)


def test_a_press_finds_nothing_to_click_or_to_run(pdf: pikepdf.Pdf) -> None:
    assert not pdf.is_encrypted
    assert not {"/AcroForm", "/OpenAction", "/AA", "/Names"} & set(pdf.Root.keys())
    for page in pdf.pages:
        assert "/Annots" not in page.obj
        assert "/AA" not in page.obj


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every dictionary of the file, those of streams and inner ones too."""

    def inside(thing: Any) -> Iterator[Any]:
        if isinstance(thing, pikepdf.Array):
            for item in thing:
                yield from inside(item)
        elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            yield thing
            for key in thing.keys():  # noqa: SIM118
                if not getattr(thing[key], "is_indirect", True):
                    yield from inside(thing[key])

    for thing in pdf.objects:
        yield from inside(thing)


def test_every_screen_colour_is_defined(pdf: pikepdf.Pdf) -> None:
    """Wherever RGB is drawn, sRGB is what it means; pictures and blending do not fall back on anything else."""
    drawn = 0
    for thing in dictionaries(pdf):
        assert thing.get("/ColorSpace") != "/DeviceRGB"
        assert thing.get("/CS") != "/DeviceRGB"
        if "/Resources" in thing and any(op in ("rg", "RG") for op, _ in instructions(pdf, thing)):
            drawn += 1
            name, profile = thing.Resources.ColorSpace.DefaultRGB
            assert (name, profile.N) == ("/ICCBased", 3)
            assert profile.read_bytes() == (REPOSITORY / "forms" / "_layout" / "colour" / "sRGB.icc").read_bytes()
    assert drawn >= 2, "a page or drawing without colour"


def instructions(pdf: pikepdf.Pdf, thing: Any) -> list[tuple[str, list[Any]]]:
    content = pikepdf.Page(thing) if thing.get("/Type") == "/Page" else thing
    return [(str(step.operator), list(step.operands)) for step in pikepdf.parse_content_stream(content)]


def test_nothing_asks_for_what_the_standard_forbids(pdf: pikepdf.Pdf) -> None:
    """ISO 15930-7, 6.3 to 6.10: no curves, screens or PostScript of our own, no LZW, no files inside, no layers."""
    assert not {"/OCProperties", "/AF"} & set(pdf.Root.keys())
    for thing in dictionaries(pdf):
        assert not {"/TR", "/TR2", "/HTP", "/HT", "/BG", "/UCR", "/OPI", "/EF", "/Ref"} & set(thing.keys())
        assert thing.get("/Subtype") != "/PS"
        assert "/Alternates" not in thing
        assert "LZW" not in str(thing.get("/Filter", ""))


def test_black_text_is_black_ink_alone(pdf: pikepdf.Pdf) -> None:
    """Where four inks do not meet exactly, small letters are hard to read; only the school's colour is mixed."""
    inks: list[tuple[float, ...]] = []
    for page in pdf.pages:
        stack: list[tuple[float, ...]] = []
        ink: tuple[float, ...] = (0.0,)
        for operator, operands in instructions(pdf, page.obj):
            if operator == "q":
                stack.append(ink)
            elif operator == "Q":
                ink = stack.pop()
            elif operator in ("rg", "g", "k", "scn", "sc"):
                ink = tuple(float(value) for value in operands if not isinstance(value, pikepdf.Name))
            elif operator in ("Tj", "TJ"):
                inks.append(ink)
    assert (0, 0, 0, 1) in inks
    for ink in inks:
        if len(ink) == 4:
            assert ink[:3] == (0, 0, 0)
        else:
            assert len(ink) == 3
            assert max(ink) - min(ink) > 0.1, "grey is mixed of screen colours"


def test_every_font_is_in_the_file(pdf: pikepdf.Pdf) -> None:
    descriptors = [thing for thing in dictionaries(pdf) if thing.get("/Type") == "/FontDescriptor"]
    assert descriptors
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()) for descriptor in descriptors)


def test_no_picture_is_coarser_than_300_dpi(pdf: pikepdf.Pdf) -> None:
    """What we draw ourselves is made of lines."""
    assert [thing for thing in dictionaries(pdf) if thing.get("/Subtype") == "/Image"] == []


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_a_logo_made_of_dots_keeps_its_dots_and_its_colours(tmp_path: Path, mode: str) -> None:
    """Printed at most 16 mm high and 70 mm wide it has 300 dots to the inch, and its colours are defined."""
    (tmp_path / "layer").mkdir()
    Image.new(mode, (830, 190)).save(tmp_path / "layer" / "logo.png")
    edition = changed_example(tmp_path / "layer", DAY, logo="logo.png")
    with pikepdf.open(BytesIO(render(job_of_print(edition, STEMS[0])).pdf)) as pdf:
        images = [thing for thing in dictionaries(pdf) if thing.get("/Subtype") == "/Image"]
        assert {(int(image.Width), int(image.Height)) for image in images} == {(830, 190)}
        assert all(image.get("/ColorSpace") != "/DeviceRGB" for image in images)
        assert all(thing.get("/CS") != "/DeviceRGB" for thing in dictionaries(pdf))


def test_check_tells_a_logo_that_is_too_coarse_for_a_press(tmp_path: Path) -> None:
    """It is printed 16 mm high: 63 dots there are 100 to the inch."""
    layer = Path(shutil.copytree(EDITIONS / "minimal", tmp_path / "layer"))
    with (layer / "school.yml").open("a", encoding="utf-8") as profile:
        profile.write("logo: logo.png\n")
    Image.new("RGB", (63, 63), "#123456").save(layer / "logo.png")
    (warning,) = [str(problem) for problem in check_layer(layer, date(2026, 11, 2)) if "dots" in problem.advice.found]
    assert warning.startswith(f"{layer / 'logo.png'}: warning: the logo has 100 dots to the inch on a pamphlet")


@pytest.mark.parametrize("stem", STEMS)
def test_colour_runs_beyond_the_paper_and_no_mark_is_there(edition: Path, stem: str) -> None:
    """The front's surface reaches the end of the bleed, and nothing else there is darker than it."""
    page = pypdfium2.PdfDocument(edition / "pdf" / f"{stem}.pdf")[0].render(scale=100 / 72).to_pil().convert("L")
    surface = page.getpixel((page.width - 3, round(0.62 * page.height)))
    assert surface < 150
    assert max(page.getpixel((x, page.height - 3)) for x in range(round(0.7 * page.width), page.width - 3)) < 200
    strip = round((BLEED - 0.5) / 25.4 * 100)
    edges = [(0, 0, page.width, strip), (0, 0, strip, page.height), (0, page.height - strip, page.width, page.height)]
    assert min(page.crop(edge).getextrema()[0] for edge in edges) >= surface - 8
