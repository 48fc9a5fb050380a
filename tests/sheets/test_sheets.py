"""Each sheet can be filled in, by hand and on screen: every question is there, with its number and its room."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from generator.sheets.answers import ANSWERS
from generator.sheets.model import Question, Sheet
from tests.support.pdfs import FOOT, MM, read
from tests.support.sheets import SHEETS, TALKS, example_edition, path_of, sheet_of

# How many pages somebody who prints a sheet can be asked to carry; what is taken home or hung up is one page.
ONE_PAGE = ["aftaleark", "tjekliste", "foerste-dag", "mikromaaling", "evaluering", "aarshjul"]
MOST_PAGES = {
    **dict.fromkeys(SHEETS, 2),
    **dict.fromkeys(ONE_PAGE, 1),
    "foerste-samtale": 4,
    "anden-samtale": 5,
    "tredje-samtale": 3,
    "praktiksamtale": 3,
    # A line for each of 25 apprentices.
    "opfoelgning": 3,
}
# What is carried to a talk is lighter still.
MOST_ON_PAPER = {"anden-samtale": 4, "praktiksamtale": 2}
PRIVATE = "Kan tages på tomandshånd"
SCALE = 3
# A line to write a sentence on, in pixels, is longer than the border of any mark.
RULE = re.compile(rb"\x00{%d,}" % (90 * MM * SCALE))


@pytest.fixture(params=SHEETS)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    """Return a sheet of the example school as it is before it is printed."""
    return sheet_of(request.param)


@pytest.fixture(params=["", "-papir"], ids=["screen", "paper"])
def ending(request: pytest.FixtureRequest) -> str:
    """Return how the file name of a sheet's print ends."""
    return str(request.param)


def numbered(sheet: Sheet) -> list[Question]:
    """Return the questions that have a number; the fields of head and closing have none."""
    return [question for question in sheet.questions() if question.number]


def as_read(question: Question) -> str:
    return " ".join(f"{question.number} {question.text}".split())


def draw(path: Path, page: int, scale: float = 1) -> Image.Image:
    """Return a page in shades of grey as a viewer shows it, with what is filled in."""
    with pypdfium2.PdfDocument(path) as document:
        document.init_forms()
        return document[page - 1].render(scale=scale).to_pil().convert("L")


def fields_of(path: Path) -> list[tuple[str, str, bool]]:
    """Return name and tooltip of each form field, and whether it is a radio button."""
    with pikepdf.open(path) as pdf:
        return [(f.fully_qualified_name, str(f.obj.get("/TU", "")), f.is_radio_button) for f in pdf.acroform.fields]


def test_the_screen_print_has_exactly_the_promised_fields(edition: Path, sheet: Sheet) -> None:
    """Each once, and none is a radio button: readers on Mac and iPhone lose what is chosen among these."""
    promised = [name for question in sheet.questions() for name in ANSWERS[question.answer].fields(question)]
    fields = fields_of(path_of(edition, sheet))
    assert sorted(name for name, _, _ in fields) == sorted(promised)
    assert [name for name, _, is_radio in fields if is_radio] == []


def test_every_field_has_a_tooltip_that_says_its_question(edition: Path, sheet: Sheet) -> None:
    """Whoever rests on a field, or hears it, is told what it is for."""
    tips = {name: tip for name, tip, _ in fields_of(path_of(edition, sheet))}
    asked = {name: q.text for q in sheet.questions() for name in ANSWERS[q.answer].fields(q)}
    assert {name: tips.get(name) for name, text in asked.items() if text not in tips.get(name, "")} == {}


def test_the_paper_print_has_no_fields(edition: Path, sheet: Sheet) -> None:
    """What is to be written on by hand has nothing to click."""
    with pikepdf.open(path_of(edition, sheet, "-papir")) as pdf:
        assert [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Widget"] == []


def test_every_question_stands_in_order_with_its_number(edition: Path, sheet: Sheet, ending: str) -> None:
    """Nothing is left out, and whoever says »question 7« is understood."""
    text = read(path_of(edition, sheet, ending)).text
    for question in sheet.questions():
        _, found, rest = text.partition(as_read(question))
        assert found, f"»{as_read(question)}« does not follow in »{text[:200]}…«"
        text = rest
    assert [q.number for q in numbered(sheet)] == [str(number) for number in range(1, len(numbered(sheet)) + 1)]


def test_every_page_has_text_and_a_foot_that_tells_where_it_belongs(edition: Path, sheet: Sheet, ending: str) -> None:
    """A page that has come loose shows which sheet it is from, in which version, and which page it was."""
    pages = read(path_of(edition, sheet, ending)).pages
    assert [page.number for page in pages if len(page.lines()) <= len(page.lines(FOOT))] == []
    for number, page in enumerate(pages, 1):
        foot = " ".join(page.lines(FOOT))
        assert re.search(rf"\bSide {number} af {len(pages)}\b", foot), foot
        assert f"{sheet.id} {sheet.version_label}" in foot


def test_a_program_can_tell_which_sheet_in_which_version_it_has(edition: Path, sheet: Sheet, ending: str) -> None:
    with pikepdf.open(path_of(edition, sheet, ending)) as pdf:
        assert str(pdf.docinfo["/Keywords"]) == f"{sheet.id} {sheet.version_label}"


def test_a_sheet_to_fill_in_is_light_enough_for_a_slow_network(edition: Path, sheet: Sheet) -> None:
    # The fields of a whole class are some hundreds.
    assert path_of(edition, sheet).stat().st_size < (130_000 if sheet.landscape else 105_000)


def test_every_sheet_of_the_example_is_tested_here() -> None:
    assert {document.id for document in example_edition().documents if document.sheet} == set(SHEETS)


def test_a_sheet_is_as_short_as_it_was_promised_to_be(edition: Path, sheet: Sheet, ending: str) -> None:
    """The sheets of the talks are a few pages, the others fit on one piece of paper."""
    most = MOST_ON_PAPER.get(sheet.id) if ending else None
    assert 1 <= len(read(path_of(edition, sheet, ending)).pages) <= (most or MOST_PAGES[sheet.id])


@pytest.mark.parametrize("sheet", TALKS, indirect=True)
def test_before_the_first_question_stands_whose_notes_these_are(edition: Path, sheet: Sheet, ending: str) -> None:
    """Nobody answers before having read that the sheet is the school's own."""
    assert "skolens egne noter" in read(path_of(edition, sheet, ending)).text.split(as_read(numbered(sheet)[0]))[0]


def test_no_text_asks_for_a_cpr_number(edition: Path, sheet: Sheet, ending: str) -> None:
    """Where it is named, it is named to say that it must not be written."""
    sentences = re.split(r"(?<=[.!?:])\s", read(path_of(edition, sheet, ending)).text)
    named = [sentence for sentence in sentences if re.search("cpr|personn", sentence, re.I)]
    assert [sentence for sentence in named if not re.search(r"\b[Ss]kriv (ikke|aldrig)\b", sentence)] == []


def test_the_mark_of_a_private_question_stands_at_these_and_no_others(edition: Path, sheet: Sheet, ending: str) -> None:
    """The apprentice sees which questions may wait until the others have left."""
    text, marked = read(path_of(edition, sheet, ending)).text, []
    for question in reversed(numbered(sheet)):
        text, _, told = text.rpartition(as_read(question))
        marked = [question.id, *marked] if PRIVATE in told else marked
    assert marked == [question.id for question in numbered(sheet) if question.private]


@lru_cache
def rules(path: Path, page: int) -> list[float]:
    """Return how high on the page each line to write on lies."""
    picture = draw(path, page, SCALE).point(lambda shade: 0 if shade < 225 else 255)
    ruled = [y for y in range(picture.height) if RULE.search(picture.crop((0, y, picture.width, y + 1)).tobytes())]
    return [(picture.height - y) / SCALE for y in ruled if y - 1 not in ruled]


def room(path: Path, sheet: Sheet) -> Iterator[tuple[Question, int]]:
    """Yield each question that is answered in words, and how many lines there are to write on below it."""
    blocks = read(path).blocks
    pairs = list(pairwise(blocks))
    # The rule above the closing belongs to it, though it stands before its heading.
    closing = [(x.page, x.box.top + 5 * MM) for x in blocks if sheet.closing and x.text == sheet.closing.title]
    starts = [(q, next(a for a, b in pairs if f"{a.text} {b.text}".startswith(as_read(q)))) for q in numbered(sheet)]
    for question, page, top in ((q, a.page, a.box.bottom) for q, a in starts if q.answer in ("text", "short")):
        tops = [*((start.page, start.box.top) for _, start in starts), *closing]
        below = [height for number, height in tops if number == page and height < top]
        yield question, sum(max(below, default=FOOT.top) < height < top for height in rules(path, page))


@pytest.fixture(scope="module")
def lines(edition: Path) -> list[tuple[Question, int]]:
    """Return how many lines to write on the questions of the talks have."""
    return [found for s in map(sheet_of, TALKS) for found in room(path_of(edition, s, "-papir"), s)]


def test_a_question_has_as_many_lines_as_it_asks_for(lines: list[tuple[Question, int]]) -> None:
    """The room on paper is the one that was thought of with the question."""
    asked = [(question, n) for question, n in lines if "lines" in question.model_fields_set]
    assert asked
    assert [(q.text, n, q.lines) for q, n in asked if n != q.lines] == []


def test_the_talks_have_room_for_answers_of_many_lengths(lines: list[tuple[Question, int]]) -> None:
    """Where much is told there is much room, where a word will do there is little."""
    amounts = {n for _, n in lines}
    assert len(amounts) >= 4, f"there are only these amounts of lines: {amounts}"
