"""A school that made the guide its own gets what it changed, everywhere, and everything else letter by letter.

`schools/eksempel-maler` uses every kind of change. Its edition is compared with the one that the same profile gives
without them.
"""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import lxml.html
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from generator.checks.news import news
from generator.documents.jobs import jobs
from generator.edition.edition import Edition
from generator.edition.load import load_edition
from generator.layer.pictures import published
from generator.pages.heads import Medium
from generator.pages.maker import PageMaker
from generator.pdf.verapdf import VeraPdf
from generator.sheets.answers import ANSWERS
from generator.sheets.model import Sheet
from tests.support.command import DAY, EPOCH, REPOSITORY
from tests.support.editions import Editions, is_handout
from tests.support.pdfs import FOOT, read

pytestmark = pytest.mark.slow

OWN = REPOSITORY / "schools" / "eksempel-maler"
TODAY = date.fromisoformat(DAY)
# The sheets that the school changes or adds, and what holds them.
CHANGED_SHEETS = ("foerste-samtale", "tjekliste", "hos-kunden")
CHANGED_PRINTS = {f"{sheet}{ending}" for sheet in CHANGED_SHEETS for ending in ("", "-papir")} | {
    "guide",
    "alle-ark-papir",
    "foerste-samtale-kort",
}
SCRIPT = re.compile(r'<div class="script">.*?\n</div>\n', re.DOTALL)
TICKLIST = re.compile(r'<ul class="ticklist">.*?</ul>\n', re.DOTALL)
OWN_ROWS = re.compile(r"## Flere ark\n.*?hos&#45;kunden.*?</ul>\n", re.DOTALL)
TIP = (
    '\n!!! tip "Vores erfaring"\n    Ring mellem kl. 9 og 9.30. Så holder de fleste malere pause, og det første lag '
    "tørrer. Svarer mester ikke, så send en sms, og prøv igen dagen efter.\n"
)
FIRST_DAY = re.compile(r"(?<=## Tænk over det her først\n).*?(?=\n## Ring, før det bliver alvorligt\n)", re.DOTALL)


@pytest.fixture(scope="module", autouse=True)
def day_in_the_colophon() -> Iterator[None]:
    """One day for all editions, whenever their files were written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield


@pytest.fixture(scope="module")
def own() -> Edition:
    return load_edition(OWN, TODAY)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition of the same profile and pictures without any change of a text."""
    layer = tmp_path_factory.mktemp("uden") / "maler"
    layer.mkdir()
    profile, _, _ = (OWN / "school.yml").read_text(encoding="utf-8").partition("\nsheets:\n")
    (layer / "school.yml").write_text(profile, encoding="utf-8")
    for logo in OWN.glob("logo*.svg"):
        shutil.copy(logo, layer)
    shutil.copytree(OWN / "trades", layer / "trades")
    return load_edition(layer, TODAY)


@pytest.fixture(scope="module")
def built(editions: Editions) -> Path:
    """The web root of the school's edition, with the PDFs that it changes, and those whose texts must find room."""
    return editions(OWN, lambda stem: stem in {*CHANGED_PRINTS, "social-card"} or is_handout(stem))


def texts(edition: Edition, medium: Medium) -> dict[str, str]:
    return {page.src_uri: page.text for page in PageMaker(edition).pages(medium)}


def sheet_of(edition: Edition, key: str) -> Sheet:
    return edition.document(key).sheet or pytest.fail(f"{key} is no sheet")


def fields(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return [field.fully_qualified_name for field in pdf.acroform.fields]


def promised(sheet: Sheet) -> Iterator[str]:
    for question in sheet.questions():
        yield from ANSWERS[question.answer].fields(question)


def test_the_school_s_own_drawing_of_its_trade_is_on_the_front_page(own: Edition) -> None:
    drawing = (OWN / "trades" / "bygningsmaler.svg").read_text(encoding="utf-8")
    (sun, *_) = re.findall(r"<circle [^>]*/>", drawing)
    assert sun.removesuffix("/>") in texts(own, "site")["index.md"]


@pytest.mark.parametrize("medium", ["site", "book"])
def test_every_text_that_the_school_left_alone_is_the_shared_one(own: Edition, shared: Edition, medium: Medium) -> None:
    """On the pages with a change of the school's own, too."""
    changed, before = texts(own, medium), texts(shared, medium)
    assert changed.pop("hos-kunden/index.md").startswith("# Når lærlingen arbejder hos kunder\n")
    for page, pattern in (
        ("trin-1-forberedelse/index.md", TICKLIST),
        ("trin-3-foerste-samtale/index.md", SCRIPT),
        ("virksomheder/index.md", FIRST_DAY),
    ):
        assert pattern.search(changed[page])[0] != pattern.search(before[page])[0]
        changed[page], before[page] = (pattern.sub("", pages[page]) for pages in (changed, before))
    assert OWN_ROWS.search(changed["samtaleark/index.md"])
    changed["samtaleark/index.md"] = OWN_ROWS.sub("", changed["samtaleark/index.md"])
    assert TIP in changed["trin-2-kontakt/index.md"]
    changed["trin-2-kontakt/index.md"] = changed["trin-2-kontakt/index.md"].replace(TIP, "")
    blank = re.compile(r"\n{2,}")
    for page, text in before.items():
        assert blank.sub("\n\n", changed[page]) == blank.sub("\n\n", text), page
    assert list(changed) == list(before)


def test_every_document_without_a_change_is_the_shared_one(own: Edition, shared: Edition) -> None:
    """What the renderer gets is the same, letter by letter."""
    made, before = ({job.stem: job.html for job in jobs(edition, PageMaker(edition))} for edition in (own, shared))
    assert {stem for stem, html in made.items() if html != before.get(stem)} == CHANGED_PRINTS
    assert set(before) == set(made) - {"hos-kunden", "hos-kunden-papir"}


def test_the_own_page_stands_where_it_wants_to(own: Edition, built: Path) -> None:
    """In the navigation of every page, in the book, and with the sheet that it is about."""
    pages = [head.src_uri for head in PageMaker(own).heads]
    assert pages[pages.index("hos-kunden/index.md") - 1] == "trin-3-foerste-samtale/index.md"
    for page in ("kontakt/index.html", "hos-kunden/index.html"):
        assert "Hos kunder" in (built / page).read_text(encoding="utf-8")
    links = lxml.html.parse(built / "hos-kunden" / "index.html").xpath("//main//a/@href")
    assert {"../pdf/hos-kunden.pdf", "../pdf/hos-kunden-papir.pdf"} <= set(links)
    assert "En malerlærling står tit i en fremmed stue" in read(built / "pdf" / "guide.pdf").text


def test_the_changed_sheet_is_changed_everywhere(own: Edition, shared: Edition, built: Path) -> None:
    """Both prints, the script, the book and the pile of all sheets ask the same, in the same order."""
    sheet = sheet_of(own, "foerste-samtale")
    version = f"foerste-samtale {sheet.version_label}"
    asked = [question for question in sheet.questions() if question.number]
    assert version != f"foerste-samtale {sheet_of(shared, 'foerste-samtale').version_label}"
    script = SCRIPT.search(texts(own, "site")["trin-3-foerste-samtale/index.md"])
    said = re.findall(
        r'script__number">(\d+)</span> <span class="script__wording">(.*?)</span>', script[0] if script else ""
    )
    assert [(number, unescape(text)) for number, text in said] == [
        (question.number, question.text) for question in asked
    ]
    for print_ in ("foerste-samtale", "foerste-samtale-papir", "guide", "alle-ark-papir"):
        text = read(built / "pdf" / f"{print_}.pdf").text
        for question in asked:
            _, found, text = text.partition(" ".join(f"{question.number} {question.text}".split()))
            assert found, f"{print_}: {question.id}"
    for print_ in ("foerste-samtale", "foerste-samtale-papir"):
        assert version in " ".join(read(built / "pdf" / f"{print_}.pdf").pages[-1].lines(FOOT))
    paper = read(built / "pdf" / "foerste-samtale-papir.pdf")
    assert "Kender du fagforeningen" not in paper.text
    assert (
        "Malernes unge besøger holdet"
        in paper.text.partition("Hvad vil du gøre, hvis du får problemer i oplæringen?")[2]
    )
    assert len(paper.pages) <= 4


def test_field_names_stay_what_they_are(own: Edition, shared: Edition, built: Path) -> None:
    """Whoever reads a filled-in sheet finds each shared question under its own name, and the school's under theirs."""
    names = fields(built / "pdf" / "foerste-samtale.pdf")
    before = list(promised(sheet_of(shared, "foerste-samtale")))
    assert sorted(names) == sorted(promised(sheet_of(own, "foerste-samtale")))
    assert {name.partition("_")[0] for name in set(before) - set(names)} == {"fagforening"}
    assert {name.partition("_")[0] for name in set(names) - set(before)} == {
        *("moedested", "koersel", "aandedraetsvaern", "produkter", "epoxy", "utryg"),
    }


def test_the_own_sheet_is_like_any_other(own: Edition, built: Path) -> None:
    sheet = sheet_of(own, "hos-kunden")
    assert sorted(fields(built / "pdf" / "hos-kunden.pdf")) == sorted(promised(sheet))
    for print_ in ("hos-kunden", "hos-kunden-papir"):
        assert len(read(built / "pdf" / f"{print_}.pdf").pages) == 1
    assert sheet.title in read(built / "pdf" / "alle-ark-papir.pdf").text


def test_what_the_school_changed_keeps_the_standards(built: Path, verapdf: VeraPdf) -> None:
    paths = [path for sheet in CHANGED_SHEETS for path in sorted((built / "pdf").glob(f"{sheet}*.pdf"))]
    assert len(paths) == 2 * len(CHANGED_SHEETS) + 1
    assert verapdf.faults(paths) == []


def test_the_school_has_compared_its_texts_with_the_shared_ones(own: Edition) -> None:
    """Whoever changes one of the shared texts that it replaces compares them, and accepts."""
    assert [str(problem) for problem in news(own)] == []


def test_the_logo_for_the_school_s_colour_stands_on_it(built: Path) -> None:
    """In the header, on the guide's cover and on the picture of a shared page."""
    page = lxml.html.parse(built / "trin-2-kontakt" / "index.html").getroot()
    (logo,) = page.xpath("//*[@class='brand']//img")
    name = "logo-negativ.svg"
    assert (built / "trin-2-kontakt" / logo.get("src")).read_bytes() == published((OWN / name).read_bytes(), name)
    ground = (0x8C, 0x3B, 0x1F)
    with pypdfium2.PdfDocument(built / "pdf" / "guide.pdf") as guide:
        cover = guide[0].render().to_pil().convert("RGB")
    card = Image.open(built / "assets" / "social-card.png").convert("RGB")
    for picture, logo_place in ((cover, (70, 60, 130, 120)), (card, (88, 460, 184, 560))):
        corners = [(2, 2), (picture.width - 3, 2), (2, picture.height // 2)]
        assert [picture.getpixel(corner) for corner in corners] == [ground] * 3
        assert picture.crop(logo_place).getextrema() == tuple((low, 255) for low in ground)
