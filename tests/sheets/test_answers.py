"""Every kind of answer keeps the promises that sheets, PDFs and spreadsheets rely on."""

from __future__ import annotations

import re
from typing import get_args

import lxml.html
import pytest

from generator.sheets.answers import ANSWERS
from generator.sheets.model import Column, Question
from generator.sheets.questions import Answer

COLUMNS = (
    Column(id="hvem", title="Hvem", width=40),
    Column(id="dag", title="Dag", width=30, answer="date"),
    Column(id="gjort", title="Gjort", width=30, answer="tick"),
)
# A question of each kind, and questions that use what a kind can do besides.
QUESTIONS = {
    "short": Question(id="navn", text="Hvad hedder du?", answer="short"),
    "text": Question(id="dagen", text="Hvordan går dagen?", answer="text", lines=4),
    "date": Question(id="naeste", text="Hvornår mødes I igen?", answer="date"),
    "one-of": Question(id="pjece", text="Fik I pjecen?", answer="one-of", options=("Ja", "Nej", "Den får I senere")),
    "any-of": Question(id="laerer", text="Hvordan lærer du?", answer="any-of", options=("Ser", "Prøver"), lines=2),
    "yes-no-unsure": Question(id="videre", text="Vil du fortsætte?", answer="yes-no-unsure"),
    "person": Question(id="modtager", text="Hvem tager imod dig?", answer="person"),
    "table": Question(id="plan", text="Hvem gør hvad?", answer="table", columns=COLUMNS, rows=3),
    "agreement": Question(id="mester", text="Det gør mester", answer="agreement"),
    "signature": Question(id="enige", text="Vi er enige", answer="signature"),
    "tick": Question(id="luu", text="Vi har orienteret udvalget.", answer="tick"),
}
VARIANTS = {
    **QUESTIONS,
    "one-of, to be explained": Question(id="a", text="A?", answer="one-of", options=("Ja", "Nej"), lines=1),
    "person with mail": Question(id="skole", text="Hvem?", answer="person", fields=("navn", "telefon", "mail")),
    "table with titles of rows": Question(
        id="plan",
        text="Hvordan går det?",
        answer="table",
        columns=COLUMNS,
        row_titles=("På pladsen", "På skolen"),
    ),
    "signature of a guardian": Question(
        id="enige", text="Vi er enige", answer="signature", fields=("laerling", "vaerge")
    ),
    "markup in the question": Question(id="a", text='A_B *C* <i>D</i> & {{ E }} "F"', answer="short"),
}

# An answer to each variant, and the answer as text by column.
ANSWERED: dict[str, tuple[object, dict[str, str]]] = {
    "short": ("Łukasz Żółć", {"navn": "Łukasz Żółć"}),
    "text": ("Godt.\nMeget at lære.", {"dagen": "Godt.\nMeget at lære."}),
    "date": ("24-12-2026", {"naeste": "24-12-2026"}),
    "one-of": ({"valgt": ["Den får I senere"]}, {"pjece": "Den får I senere"}),
    "any-of": (
        {"valgt": ["Ser", "Prøver"], "uddyb": "mest det sidste"},
        {"laerer": "Ser; Prøver", "laerer_uddyb": "mest det sidste"},
    ),
    "yes-no-unsure": ({"uddyb": "først til sommer"}, {"videre_uddyb": "først til sommer"}),
    "person": ({"telefon": "12 34 56 78"}, {"modtager_telefon": "12 34 56 78"}),
    "table": (
        [{"hvem": "Ida", "gjort": True}, {}, {"dag": "01-02-2027"}],
        {"plan_hvem": "Ida\n\n", "plan_dag": "\n\n01-02-2027", "plan_gjort": "x\n\n"},
    ),
    "agreement": ({"hvad": "ringer", "hvornaar": "i dag"}, {"mester_hvad": "ringer", "mester_hvornaar": "i dag"}),
    "signature": (
        {"skole": "Bo", "skole-dato": "02-03-2027"},
        {"enige_skole": "Bo", "enige_skole-dato": "02-03-2027"},
    ),
    "tick": (True, {"luu": "x"}),
    "one-of, to be explained": ({"valgt": ["Nej"], "uddyb": "<i>"}, {"a": "Nej", "a_uddyb": "<i>"}),
    "person with mail": ({"mail": "x@example.dk"}, {"skole_mail": "x@example.dk"}),
    "table with titles of rows": ([{}, {"gjort": True}], {"plan_gjort": "\nx"}),
    "signature of a guardian": ({"vaerge": "Ea"}, {"enige_vaerge": "Ea"}),
    "markup in the question": ("{{ E }}", {"a": "{{ E }}"}),
}


@pytest.fixture(params=VARIANTS.values(), ids=VARIANTS)
def question(request: pytest.FixtureRequest) -> Question:
    found: Question = request.param
    return found


def fields_of(html: str) -> list[lxml.html.HtmlElement]:
    return list(lxml.html.fragment_fromstring(html, create_parent="form").iter("input", "textarea", "select"))


def test_every_answer_of_the_sheets_data_has_a_kind_and_a_question_here() -> None:
    assert set(ANSWERS) == set(get_args(Answer)) == set(QUESTIONS)


def test_the_fields_on_screen_are_the_promised_ones_in_reading_order(question: Question) -> None:
    kind = ANSWERS[question.answer]
    names = [field.get("name") for field in fields_of(kind.screen(question))]
    assert names == kind.fields(question)
    assert len(set(names)) == len(names)


def test_the_fields_in_a_browser_are_the_same_in_the_same_order(question: Question) -> None:
    kind = ANSWERS[question.answer]
    fields = fields_of(kind.web(question))
    assert [f"{f.get('name')}_{f.get('value')}" if f.get("type") == "radio" else f.get("name") for f in fields] == (
        kind.fields(question)
    )
    # A browser must not offer what somebody else has written.
    assert {field.get("autocomplete") for field in fields} == {"off"}


def test_each_field_in_a_browser_has_one_label(question: Question) -> None:
    """The question itself labels a single field; where there are several, each has its own."""
    kind = ANSWERS[question.answer]
    root = lxml.html.fragment_fromstring(kind.web(question), create_parent="form")
    labels = [label.get("for") for label in root.iter("label") if label.get("for")]
    around = [field.get("id") for label in root.iter("label") for field in label.iter("input")]
    if kind.is_one_field(question):
        assert labels == around == []
    else:
        ids = [field.get("id") for field in root.iter("input", "textarea")]
        assert sorted(map(str, labels + around)) == sorted(map(str, ids))


def test_a_choice_in_a_browser_can_be_undone_where_only_one_can_be_chosen(question: Question) -> None:
    web = ANSWERS[question.answer].web(question)
    assert ("Fjern svaret" in web) == ('type="radio"' in web) == (question.answer in ("one-of", "yes-no-unsure"))


def test_an_option_has_its_pictogram_everywhere() -> None:
    question = Question(id="a", text="A?", answer="any-of", options=("Ser", "Hører"), pictures=("eye", "ear"))
    kind = ANSWERS["any-of"]
    for printed in (kind.paper(question), kind.screen(question)):
        assert re.findall(r'picture-(\w+)">(\w+)<', printed) == [("eye", "Ser"), ("ear", "Hører")]
    assert re.findall(r'#billede-(\w+)"/></svg><span class="option">(\w+)<', kind.web(question)) == [
        ("eye", "Ser"),
        ("ear", "Hører"),
    ]


def test_a_pictogram_too_few_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"not equally many \(2 and 1\)"):
        Question(id="a", text="A?", answer="any-of", options=("Ser", "Hører"), pictures=("eye",))


def test_a_field_is_named_after_its_question(question: Question) -> None:
    for name in [*ANSWERS[question.answer].fields(question), *ANSWERS[question.answer].columns(question)]:
        assert re.fullmatch(rf"{question.id}(_[a-z0-9-]+)*", name)


def test_each_field_is_read_aloud_with_the_whole_question(question: Question) -> None:
    names = [field.get("title") for field in fields_of(ANSWERS[question.answer].screen(question))]
    assert all(name.startswith(question.text) for name in names)
    assert len(set(names)) == len(names)


def test_what_can_be_seen_beside_a_field_is_in_its_name(question: Question) -> None:
    root = lxml.html.fragment_fromstring(ANSWERS[question.answer].screen(question), create_parent="form")
    spoken = " ".join(field.get("title") for field in root.iter("input", "textarea"))
    for option in root.find_class("option"):
        assert option.text_content() in spoken


def test_no_answer_uses_radio_buttons(question: Question) -> None:
    assert not [field for field in fields_of(ANSWERS[question.answer].screen(question)) if field.get("type") == "radio"]


def test_paper_has_room_and_no_fields(question: Question) -> None:
    paper = ANSWERS[question.answer].paper(question)
    assert not fields_of(paper)
    assert 'class="line"' in paper or 'class="box"' in paper or "<td" in paper


def test_an_answer_has_at_least_one_column_of_data(question: Question) -> None:
    columns = ANSWERS[question.answer].columns(question)
    assert columns
    assert len(set(columns)) == len(columns)


@pytest.mark.parametrize("name", VARIANTS)
def test_an_answer_comes_back_from_the_fields_as_it_was_given(name: str) -> None:
    question, (value, cells) = VARIANTS[name], ANSWERED[name]
    kind = ANSWERS[question.answer]
    fields = kind.filled_fields(question, value)
    assert fields
    assert set(fields) <= set(kind.fields(question))
    assert kind.read(question, fields) == value
    assert kind.cells(question, value) == cells
    assert set(cells) <= set(kind.columns(question))


def test_a_question_left_open_has_no_answer(question: Question) -> None:
    kind = ANSWERS[question.answer]
    empty = dict.fromkeys(kind.fields(question), "  ")
    assert kind.read(question, {}) is kind.read(question, empty) is None
    assert kind.cells(question, None) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("one-of", {"valgt": ["Måske"]}),
        ("one-of", {"uddyb": "uden plads"}),
        ("person", {"cpr": "1"}),
        ("table", [{}, {}, {}, {"hvem": "en for meget"}]),
        ("table", [{"hvad": "ukendt"}]),
    ],
)
def test_an_answer_that_the_question_has_no_room_for_is_an_error(name: str, value: object) -> None:
    question = VARIANTS[name]
    with pytest.raises(ValueError, match=question.id):
        ANSWERS[question.answer].filled_fields(question, value)


def test_two_ticks_where_one_was_asked_for_are_both_told() -> None:
    question = QUESTIONS["one-of"]
    value = ANSWERS["one-of"].read(question, {"pjece_ja": True, "pjece_nej": True})
    assert value == {"valgt": ["Ja", "Nej"]}


@pytest.mark.parametrize("lines", [1, 2, 5])
def test_a_question_gets_as_many_lines_as_it_asks_for(lines: int) -> None:
    question = Question(id="a", text="A?", answer="text", lines=lines)
    assert ANSWERS["text"].paper(question).count('class="line"') == lines


def test_a_choice_has_lines_to_explain_it_only_where_its_question_says_so() -> None:
    asked = {"id": "a", "text": "A?", "answer": "one-of", "options": ("Ja", "Nej")}
    assert ANSWERS["one-of"].fields(Question.model_validate(asked)) == ["a_ja", "a_nej"]
    assert ANSWERS["one-of"].fields(Question.model_validate({**asked, "lines": 2})) == [
        "a_ja",
        "a_nej",
        "a_uddyb",
    ]


def test_how_many_ticks_to_set_and_how_to_write_a_day_is_said_in_plain_words() -> None:
    assert "Sæt ét kryds" in ANSWERS["one-of"].screen(QUESTIONS["one-of"])
    assert "Sæt gerne flere krydser" in ANSWERS["any-of"].paper(QUESTIONS["any-of"])
    assert "dag-måned-år, fx 24-12-2026" in ANSWERS["date"].screen(QUESTIONS["date"])


def test_the_cells_of_a_table_have_headings_with_a_scope() -> None:
    root = lxml.html.fragment_fromstring(ANSWERS["table"].paper(VARIANTS["table with titles of rows"]))
    assert {head.get("scope") for head in root.iter("th")} == {"col", "row"}
    assert [head.text_content() for head in root.iter("th") if head.get("scope") == "row"] == [
        "På pladsen",
        "På skolen",
    ]
