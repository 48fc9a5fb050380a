"""Every sheet has examples that go into its fields and come out as they were given."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from generator.pdf.fill import fill
from generator.sheets.answers import ANSWERS
from generator.sheets.model import Question, Sheet
from tests.support.command import REPOSITORY
from tests.support.examples import NAMES, Example, examples_of
from tests.support.pdfs import FOOT, read
from tests.support.sheets import SHEETS as KEYS
from tests.support.sheets import example_edition, path_of, sheet_of

SCHOOL = example_edition()
SHEETS = [sheet_of(key) for key in KEYS]
FONT = (REPOSITORY / "forms" / "_layout" / "fonts" / "IBMPlexSans-Regular.ttf").read_bytes()
EMPTY, FILLED, LONGEST, OTHER = NAMES
# Letters in a word that does not fit on a line of a narrow field.
LONG_WORD = 25
# The last sign of the alphabet that every form can draw (ISO 8859-1).
LATIN_1 = 0xFF
CPR = re.compile(r"\b\d{6}[- ]?\d{4}\b")
ROWS = 8
# What is told here is what there is to do: a warning that stands on every sheet is read on none.
OF_TASKS = {"tjekliste", "foerste-dag"}


@pytest.fixture(params=SHEETS, ids=lambda sheet: str(sheet.id))
def sheet(request: pytest.FixtureRequest) -> Sheet:
    found: Sheet = request.param
    return found


@pytest.fixture(params=NAMES)
def example(request: pytest.FixtureRequest, sheet: Sheet) -> Example:
    return named(sheet, request.param)


@cache
def by_name(key: str) -> dict[str, Example]:
    return {example.name: example for example in examples_of(key)}


def named(sheet: Sheet, name: str) -> Example:
    return by_name(sheet.id)[name]


def shared(sheet: Sheet) -> list[Question]:
    """Return the questions that the shared sheet asks; what a school adds has no examples."""
    changes = SCHOOL.profile.sheets.get(sheet.id)
    added = {question.id for question in changes.add} if changes else set()
    return [question for question in sheet.questions() if question.id not in added]


def texts_of(fields: dict[str, str | bool]) -> list[str]:
    return [held for held in fields.values() if isinstance(held, str)]


def test_every_sheet_is_filled_in_four_ways(sheet: Sheet) -> None:
    assert set(NAMES) <= set(by_name(sheet.id))
    assert named(sheet, EMPTY).answers == {}


def test_an_example_is_read_back_from_the_fields_as_it_was_given(sheet: Sheet, example: Example) -> None:
    fields = example.fields(sheet)
    read = {question.id: ANSWERS[question.answer].read(question, fields) for question in sheet.questions()}
    assert {key: value for key, value in read.items() if value is not None} == example.answers


def test_an_example_fits_the_sheet(edition: Path, sheet: Sheet, example: Example) -> None:
    """No text is too long for its field, and the font has all of its letters."""
    pdf = path_of(edition, sheet).read_bytes()
    assert fill(pdf, example.fields(sheet), FONT).startswith(b"%PDF")


def test_every_question_is_answered_in_the_sheet_as_people_fill_it_in(sheet: Sheet) -> None:
    assert [question.id for question in shared(sheet) if question.id not in named(sheet, FILLED).answers] == []


def test_the_longest_texts_have_several_lines_and_a_word_too_long_for_most(sheet: Sheet) -> None:
    texts = texts_of(named(sheet, LONGEST).fields(sheet))
    assert max(len(word) for text in texts for word in text.split()) >= LONG_WORD
    if any(question.answer == "text" for question in shared(sheet)):
        assert any("\n" in text for text in texts)


def test_letters_from_other_alphabets_and_markup_are_tried_on_every_sheet(sheet: Sheet) -> None:
    written = "".join(texts_of(named(sheet, OTHER).fields(sheet)))
    assert [sign for sign in written if sign.isalpha() and ord(sign) > LATIN_1]
    assert [signs for signs in ("æøåÆØÅéü", "<b>", "{{ x }}") if signs not in written] == []


@pytest.mark.parametrize(
    "name", ["Łukasz Żółć", "Çağla Şahin", "Nguyễn Thị Ánh", "Đorđe Ștefănescu", "Ísafold Þórsdóttir"]
)
def test_names_that_apprentices_have_are_tried(name: str) -> None:
    assert [sheet.id for sheet in SHEETS if name in texts_of(named(sheet, OTHER).fields(sheet))]


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer_stands_on_a_sheet(kind: str) -> None:
    assert [sheet.id for sheet in SHEETS if any(question.answer == kind for question in shared(sheet))]


def test_no_example_holds_what_a_sheet_must_not(sheet: Sheet, example: Example) -> None:
    """Not even an invented CPR number: a day in six digits, and four more."""
    assert [text for text in texts_of(example.fields(sheet)) if CPR.search(text)] == []


@pytest.mark.parametrize("ending", ["", "-papir"])
@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.id not in OF_TASKS], indirect=True)
def test_a_sheet_about_people_says_that_neither_cpr_number_nor_diagnosis_belongs_on_it(
    edition: Path, sheet: Sheet, ending: str
) -> None:
    text = read(path_of(edition, sheet, ending)).text
    assert re.search(r"[Ss]kriv (ikke|aldrig) CPR-nummer\s+eller\s+diagnoser", text)


def test_every_sheet_says_where_it_is_kept(sheet: Sheet, edition: Path) -> None:
    """The last line of a page's foot; beside it only the number of the page."""
    foot = read(path_of(edition, sheet, "-papir")).pages[0].lines(FOOT)
    told = sheet.filing or (SCHOOL.profile.privacy.filing if SCHOOL.profile.privacy else "")
    assert told
    assert told in " ".join(foot)


@pytest.mark.parametrize("key", ["kontaktplan", "opfoelgning", "handleplan", "dagsorden-opfoelgning", "tjekliste"])
def test_a_plan_has_at_least_eight_rows(key: str) -> None:
    assert max(question.rows or 0 for question in sheet_of(key).questions()) >= ROWS


@pytest.mark.parametrize("key", ["foer-samtalen", "mikromaaling"])
def test_an_apprentice_reads_first_who_reads_the_answers_and_how_to_say_no(key: str) -> None:
    notice = sheet_of(key).notice
    assert re.search(r"læser|får ikke arket at se", notice)
    assert "»Det vil jeg helst ikke svare på" in notice
