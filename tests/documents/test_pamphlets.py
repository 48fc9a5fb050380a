"""The folded pamphlets: panels as the folds ask for, all text inside, read in the order of unfolding.

The measures are those of an A4 sheet folded to M65: outside 97 | 100 | 100 mm, inside 100 | 100 | 97, text 10 mm from
every edge and fold.
"""

import shutil
import subprocess
from itertools import combinations
from pathlib import Path

import lxml.html
import pypdfium2
import pytest

from tests.support.command import EDITIONS
from tests.support.editions import Editions
from tests.support.pdfs import MM, Block, read

PAMPHLETS = ("pjece-virksomhed", "pjece-laerling")
PRINTS = [f"{pamphlet}{ending}" for pamphlet in PAMPHLETS for ending in ("", "-tryk")]
# Where text may stand, in mm from the left: on the outside flap, back and front, on the inside the three in turn.
COLUMNS = {1: ((10, 87), (107, 187), (207, 287)), 2: ((10, 90), (110, 190), (210, 287))}
TOP, BOTTOM, HEIGHT = 10, 200, 210
FRONT, FLAP, BACK = (1, 2), (1, 0), (1, 1)
IN_READING_ORDER = [FRONT, FLAP, (2, 0), (2, 1), (2, 2), BACK]
# What a letter may stand out of its line, in mm.
TOLERANCE = 0.6
# What the pamphlet must tell, by its id in the guide's list of facts.
FACTS = {
    "pjece-virksomhed": {
        "K5": ("fælles billede af lærlingens styrker, behov og læringsmål", "hvis der senere opstår spørgsmål"),
        "K6": ("forventet noget forskelligt uden at vide det", "roller, måder at arbejde på og læringsmål"),
        "K7": ("tryg og føler sig forstået, får mere lyst til at lære", "mindre tid til spilde", "mere tilfredse"),
        "K8": ("Den tager kort tid", "godt gennem prøvetiden", "forebygge frafald og ophævelser i prøvetiden"),
        "K9": (
            "En enkel vej til den trivsel og kvalitet i oplæringen, som faget og politikerne lægger vægt på",
            "følge op, når nogen er ved at falde fra",
            *("bedre forberedt", "Mere støtte fra skolen", "vælge murerfaget"),
        ),
        "F1": ("Før oplæringen begynder", "afstemmer forventninger, så starten bliver tryg"),
        "F2": ("Mester eller den oplæringsansvarlige er med", "Ønsker lærlingen støtte (SPS)"),
        "F3": ("45 minutter. Sted: skolen.",),
        "F4": ("den første uge, opgaver, feedback, og hvem lærlingen går til",),
        "F5": ("ringer vi til jer og lærlingen hver for sig", "i praktik hos jer på GF2", "kan et kort opkald"),
        "A1": ("En til to måneder inde i oplæringen", "45 minutter. Sted: lærepladsen.", "ringer skolen til lærlingen"),
    },
    "pjece-laerling": {
        "I4": ("Vi taler sammen, så du kan være tryg",),
        "F4": ("Hvad forventer I af hinanden?", "din første uge", "Hvilke opgaver får jeg?", "Gør jeg det godt nok?"),
        "F5": ("Jeg møder klokken", "Jeg skal møde her", "Jeg spørger efter", "Jeg skal have med"),
        "F8": ("en svend, du er tryg ved, eller din oplæringsansvarlige", "Hvad kan 3F hjælpe med?"),
        "A1": ("Efter en til to måneder", "Bagefter ringer din lærer til dig"),
        "A2": ("når noget er svært", "Mette Holm", "12 34 56 78"),
        "A6": ("Tonen er hård.", "Må jeg lave fejl?", "Jeg overvejer at stoppe."),
        "who reads it": (
            "De bliver på skolen. Mester får dem ikke",
            "Der står kun det, I har aftalt",
            "må din lærer sige det videre",
        ),
        "what is voluntary": ("Det vil jeg helst ikke svare på", "hvis du siger ja"),
        "whom to call": ("Skolens vejledning 12 34 56 83", "Arbejdstilsynets hotline 70 12 12 88"),
    },
}


@pytest.fixture(params=["example", "longest values"], scope="module")
def pdfs(request: pytest.FixtureRequest, edition: Path, editions: Editions) -> Path:
    """The folder with the PDFs of the example school, and of one with the longest values that are likely."""
    root = edition if request.param == "example" else editions(EDITIONS / "lange-navne")
    return root / "pdf"


def panel(block: Block) -> tuple[int, int] | None:
    """Return page and number of the panel whose room holds all of a block; None if it is in none."""
    box = block.box
    if box.top / MM > HEIGHT - TOP + TOLERANCE or box.bottom / MM < HEIGHT - BOTTOM - TOLERANCE:
        return None
    for number, (left, right) in enumerate(COLUMNS[block.page]):
        if left - TOLERANCE <= box.left / MM and box.right / MM <= right + TOLERANCE:
            return block.page, number
    return None


@pytest.mark.parametrize("stem", PRINTS)
def test_every_text_stands_in_a_panel(pdfs: Path, stem: str) -> None:
    """Two sides of A4, and nothing in the margins, across a fold or beyond the paper."""
    pdf = read(pdfs / f"{stem}.pdf")
    assert len(pdf.pages) == 2
    assert [block.text for block in pdf.blocks if panel(block) is None] == []


@pytest.mark.parametrize("stem", PAMPHLETS)
def test_the_texts_are_read_as_the_pamphlet_is_unfolded(pdfs: Path, stem: str) -> None:
    """Front, flap, the three inside, back: by whoever listens too, though the back is on the first page."""
    panels = [panel(block) for block in read(pdfs / f"{stem}.pdf").blocks]
    assert [
        place for place, before in zip(panels, [None, *panels], strict=False) if place != before
    ] == IN_READING_ORDER


@pytest.mark.parametrize("stem", PRINTS)
def test_no_text_lies_over_another(pdfs: Path, stem: str) -> None:
    blocks = [block for block in read(pdfs / f"{stem}.pdf").blocks if len(block.text) > 2]
    pairs = [(one.text, two.text) for one, two in combinations(blocks, 2) if one.page == two.page and overlap(one, two)]
    assert pairs == []


def overlap(one: Block, two: Block) -> bool:
    """Return whether two blocks share more than the air between two lines."""
    across = min(one.box.right, two.box.right) - max(one.box.left, two.box.left)
    down = min(one.box.top, two.box.top) - max(one.box.bottom, two.box.bottom)
    return across > MM and down > MM


@pytest.mark.parametrize("stem", PAMPHLETS)
def test_the_text_begins_30_mm_from_the_top_where_it_can(edition: Path, stem: str) -> None:
    """As in FOA's design guide for this fold; only the school's mark on the front stands higher."""
    glyphs = {page.number: page.glyphs for page in read(edition / "pdf" / f"{stem}.pdf").pages}
    for page, column in IN_READING_ORDER[1:]:
        left, right = COLUMNS[page][column]
        tops = [
            glyph.box.top / MM for glyph in glyphs[page] if glyph.char.strip() and left <= glyph.box.left / MM < right
        ]
        # The line above a capital is a little higher than the capital.
        assert HEIGHT - max(tops) >= 28


@pytest.mark.parametrize("stem", PAMPHLETS)
def test_an_office_printer_can_print_all_of_it(pdfs: Path, stem: str) -> None:
    """Nothing is in the outer 5 mm, no coloured surface either."""
    for page in pypdfium2.PdfDocument(pdfs / f"{stem}.pdf"):
        picture = page.render(scale=100 / 72).to_pil().convert("L")
        edge = round(5 / 25.4 * 100) - 1
        inside = (edge, edge, picture.width - edge, picture.height - edge)
        picture.paste(255, inside)
        assert picture.getextrema() == (255, 255)


@pytest.mark.parametrize("stem", PAMPHLETS)
def test_the_pamphlet_tells_what_it_must(edition: Path, stem: str) -> None:
    text = read(edition / "pdf" / f"{stem}.pdf").text
    missing = {fact: phrase for fact, phrases in FACTS[stem].items() for phrase in phrases if phrase not in text}
    assert missing == {}


def test_whom_to_call_first_never_gives_way(pdfs: Path) -> None:
    """A panel that is too full may lose its second contact; not the coordinator, and no place that helps."""
    numbers = {
        "nordkysten": ("12 34 56 78", "12 34 56 83", "70 12 12 88", "12 34 56 84"),
        "lange-navne": ("+299 12 34 56 78", "12 34 56 80", "70 12 12 88", "12 34 56 81"),
    }[pdfs.parent.name]
    text = read(pdfs / "pjece-laerling.pdf").text
    assert [number for number in numbers if number not in text] == []
    assert numbers[0] in read(pdfs / "pjece-virksomhed.pdf").text


def test_an_apprentice_gets_nothing_smaller_than_12_pt(pdfs: Path) -> None:
    # IBM Plex Sans is 1.3 times as high as its size.
    glyphs = [glyph for page in read(pdfs / "pjece-laerling.pdf").pages for glyph in page.glyphs if glyph.char.strip()]
    assert min(glyph.box.top - glyph.box.bottom for glyph in glyphs) >= 12 * 1.3 - 0.1


@pytest.mark.parametrize("stem", PRINTS)
def test_a_phone_reads_the_code(pdfs: Path, stem: str, tmp_path: Path) -> None:
    """It leads to the site's page for these readers; a link on the page says the same address of the site."""
    if shutil.which("zbarimg") is None:
        raise RuntimeError("zbarimg is missing. Install it: apt-get install zbar-tools")
    picture = tmp_path / "pamphlet.png"
    pypdfium2.PdfDocument(pdfs / f"{stem}.pdf")[0].render(scale=3).to_pil().save(picture)
    result = subprocess.run(["zbarimg", "--quiet", "--raw", picture], capture_output=True, text=True, check=True)
    page = "virksomheder" if "virksomhed" in stem else "laerlinge"
    site = {
        "nordkysten": "https://laeringssamtaler.example.dk/",
        "lange-navne": "https://laeringssamtaler.sydogsoenderjyllands-erhvervsskole.example.dk/murer/",
    }
    assert result.stdout.strip() == f"{site[pdfs.parent.name]}{page}/index.html"


@pytest.mark.parametrize("stem", PAMPHLETS)
def test_it_still_looks_meant_in_grey(edition: Path, stem: str) -> None:
    """The front's surface is clearly darker than the paper, and its text can be told from it."""
    page = pypdfium2.PdfDocument(edition / "pdf" / f"{stem}.pdf")[0].render(scale=1, grayscale=True).to_pil()
    surface = page.crop(tuple(round(edge * MM) for edge in (204, 130, 290, 200)))  # type: ignore[arg-type]
    assert surface.getextrema()[0] < 128 < surface.getextrema()[1]


def test_the_site_says_how_to_print_and_offers_the_print_shop_second(edition: Path) -> None:
    page = lxml.html.parse(edition / "samtaleark" / "index.html").getroot()
    for stem in PAMPHLETS:
        (card,) = page.xpath(f"//*[@id='{stem}']")
        links = [(link.get("href"), " ".join(link.text_content().split())) for link in card.xpath(".//a")]
        assert [address for address, _ in links] == [f"../pdf/{stem}.pdf", f"../pdf/{stem}-tryk.pdf"]
        assert links[0][1].startswith("Print, og fold")
        assert links[1][1].startswith("Send til trykkeri")
        assert "vend på den korte kant" in card.text_content()
        said = " ".join(card.text_content().split())
        assert "2 sider, print på begge sider, vend på den korte kant, og fold" in said


@pytest.mark.parametrize(("name", "stem"), [("virksomheder", PAMPHLETS[0]), ("laerlinge", PAMPHLETS[1])])
def test_the_page_for_its_readers_has_the_pamphlet(edition: Path, name: str, stem: str) -> None:
    page = lxml.html.parse(edition / name / "index.html").getroot()
    assert page.xpath(f"//*[@id='{stem}']//a[@href='../pdf/{stem}.pdf']")
