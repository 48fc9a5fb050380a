"""Every published PDF can be read and filled in with a screen reader, and kept for years."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from generator.pdf.verapdf import STANDARDS, VeraPdf

# What goes to a print shop is read by a press; the same pamphlet is there to be read.
FOR_THE_PRESS = "-tryk"


@pytest.fixture(scope="module")
def every_pdf(edition: Path) -> list[Path]:
    """Return the paths of the edition's PDFs, of which there is at least one."""
    paths = sorted((edition / "pdf").glob("*.pdf"))
    assert paths, "the edition has no PDFs"
    return paths


@pytest.fixture(scope="module")
def pdfs(every_pdf: list[Path]) -> list[Path]:
    """Return the paths of all PDFs that people read."""
    for_people = [path for path in every_pdf if not path.stem.endswith(FOR_THE_PRESS)]
    others = {path.stem.removesuffix(FOR_THE_PRESS) for path in set(every_pdf) - set(for_people)}
    assert others <= {path.stem for path in for_people}, "something is made for the press only"
    return for_people


def test_every_pdf_keeps_the_standards(pdfs: list[Path], verapdf: VeraPdf) -> None:
    """VeraPDF finds nothing wrong with any PDF, neither for screen readers nor for archives."""
    _assert_none(iter(verapdf.faults(pdfs)))


def test_every_pdf_says_which_standards_it_keeps(pdfs: list[Path]) -> None:
    """A reader's program believes the file's own claim."""
    for path in pdfs:
        with pikepdf.open(path) as pdf:
            claims = pdf.open_metadata()
            assert (claims["pdfuaid:part"], claims["pdfaid:part"], claims["pdfaid:conformance"]) == ("1", "2", "A")


def test_every_pdf_is_whole(every_pdf: list[Path]) -> None:
    """Qpdf, which follows every object of a file, has nothing to complain of."""
    if shutil.which("qpdf") is None:
        raise RuntimeError("qpdf is missing. Install it: apt-get install qpdf")
    for path in every_pdf:
        result = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        assert (result.returncode, result.stderr) == (0, ""), path.name


def test_an_untagged_pdf_fails(tmp_path: Path, verapdf: VeraPdf) -> None:
    """VeraPDF finds fault with a PDF that has no tags, and with a file that is no PDF."""
    untagged, broken = tmp_path / "utagget æ.pdf", tmp_path / "broken.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(untagged)
    broken.write_text("no PDF", encoding="utf-8")
    found = verapdf.failures([untagged, broken])
    for standard in STANDARDS:
        assert any("MarkInfo" in line for line in found[untagged][standard]), found
        assert any("StructTreeRoot" in line for line in found[untagged][standard]), found
        assert any("cannot be checked" in line for line in found[broken][standard]), found


def test_every_pdf_says_its_language_title_and_tags(pdfs: list[Path]) -> None:
    """The catalogue says Danish, shows a title that is there, and says that the content is tagged."""
    _assert_none(f"{path.name}: {fault}" for path in pdfs for fault in _catalogue_faults(path))


def test_every_form_field_has_an_accessible_name(pdfs: list[Path]) -> None:
    """Every field on a page has a /TU, and there are fields in the edition at all."""
    fields = [(path.name, *field) for path in pdfs for field in _fields(path)]
    assert fields, "no PDF has form fields"
    _assert_none(f"{file}, page {page}: {name} has no /TU" for file, page, name, label in fields if not label.strip())


def test_tab_follows_the_structure(pdfs: list[Path]) -> None:
    """Every page with annotations says that the tab key follows the structure."""
    _assert_none(
        f"{path.name}, page {page}: tab order is {tabs}" for path in pdfs for page, tabs in _other_orders(path)
    )


def _assert_none(faults: Iterator[str]) -> None:
    """Fail with one line per fault, if there are any."""
    if found := list(faults):
        pytest.fail("\n".join(found), pytrace=False)


def _catalogue_faults(path: Path) -> Iterator[str]:
    """Yield what the catalogue of the PDF at `path` does not say."""
    with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
        language = str(pdf.Root.get("/Lang", ""))
        if language not in ("da", "da-DK"):
            yield f"the language is {language!r}"
        if not str(metadata.get("dc:title", "")).strip():
            yield "the metadata has no title"
        if pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
            yield "the title is not shown"
        if pdf.Root.get("/MarkInfo", {}).get("/Marked") is not True:
            yield "the content is not marked as tagged"


def _fields(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield page number, name and accessible name of the field behind each widget in the PDF at `path`."""
    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for widget in page.get("/Annots", []):
                if widget.get("/Subtype") == "/Widget":
                    # A button of a group has no name of its own; the field is its parent.
                    field = widget if "/T" in widget else widget.get("/Parent", widget)
                    yield number, str(field.get("/T", "a field without a name")), str(field.get("/TU", ""))


def _other_orders(path: Path) -> Iterator[tuple[int, str]]:
    """Yield number and tab order of the pages in the PDF at `path` that have annotations and another order than /S."""
    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            if len(page.get("/Annots", [])) and page.get("/Tabs") != "/S":
                yield number, str(page.get("/Tabs", "missing"))
