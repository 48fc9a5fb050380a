"""A school changes the shared sheets by the ids of their questions; every other question stays where and what it is."""

from datetime import date
from pathlib import Path

import pytest

from generator.edition.load import load_edition
from generator.sheets.answers import ANSWERS
from generator.sheets.model import Sheet
from tests.support.command import EDITIONS

MINIMAL = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
# The questions of the shared sheet, section by section, as a school without changes gets them.
SHARED = {
    "forventninger": (
        "laerlingens-forventninger virksomhedens-forventninger glaeder-mig bliver-svaert foerste-dag modtages-af "
        "udstyr opgaver variation feedback logbog"
    ),
    "opmaerksomhed": "laerer-bedst feedback-form vaere-opmaerksom stoette",
    "hvis-der-opstaar-problemer": "i-virksomheden paa-skolen hvad-goer-du fagforening",
    "afslutning": "pjece naeste-samtale naeste-tid-og-sted",
}


def first_talk(folder: Path, changes: str) -> Sheet:
    lines = "".join(f"    {line}\n" for line in changes.splitlines())
    (folder / "school.yml").write_text(f"{MINIMAL}sheets:\n  foerste-samtale:\n{lines}" if changes else MINIMAL)
    return load_edition(folder, date(2026, 11, 2)).document("foerste-samtale").sheet or pytest.fail("it is no sheet")


def order(sheet: Sheet) -> dict[str, str]:
    return {section.id: " ".join(question.id for question in section.questions) for section in sheet.sections}


CHANGES = {
    "nothing is changed": ("", {}),
    "a question is hidden": (
        "hide: [fagforening]",
        {"hvis-der-opstaar-problemer": "i-virksomheden paa-skolen hvad-goer-du"},
    ),
    "a section without questions is gone": ("hide: [pjece, naeste-samtale, naeste-tid-og-sted]", {"afslutning": None}),
    "questions are added after and before others": (
        "add:\n  - {after: pjece, id: a, text: A?}\n  - {before: pjece, id: b, text: B?}",
        {"afslutning": "b pjece a naeste-samtale naeste-tid-og-sted"},
    ),
    "two after the same one stand as they were written": (
        "add:\n  - {after: pjece, id: a, text: A?}\n  - {after: pjece, id: b, text: B?}",
        {"afslutning": "pjece a b naeste-samtale naeste-tid-og-sted"},
    ),
    "a question is added after one that is added further down": (
        "add:\n  - {after: b, id: a, text: A?}\n  - {after: pjece, id: b, text: B?}",
        {"afslutning": "pjece b a naeste-samtale naeste-tid-og-sted"},
    ),
    "one's own question stands where a shared one was": (
        "hide: [pjece]\nadd: [{after: pjece, id: a, text: A?}]",
        {"afslutning": "a naeste-samtale naeste-tid-og-sted"},
    ),
    "questions are moved, into another section too": (
        "move: [{id: fagforening, before: i-virksomheden}, {id: stoette, after: pjece}, "
        "{id: pjece, into: opmaerksomhed}]",
        {
            "opmaerksomhed": "laerer-bedst feedback-form vaere-opmaerksom pjece stoette",
            "hvis-der-opstaar-problemer": "fagforening i-virksomheden paa-skolen hvad-goer-du",
            "afslutning": "naeste-samtale naeste-tid-og-sted",
        },
    ),
    "an added question goes with the one that is moved": (
        "move: [{id: stoette, into: afslutning}]\nadd: [{after: stoette, id: a, text: A?}]",
        {
            "opmaerksomhed": "laerer-bedst feedback-form vaere-opmaerksom",
            "afslutning": "pjece naeste-samtale naeste-tid-og-sted stoette a",
        },
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_questions_stand_where_the_school_wants_them(what: str, tmp_path: Path) -> None:
    changes, changed = CHANGES[what]
    expected = {key: ids for key, ids in {**SHARED, **changed}.items() if ids}
    assert order(first_talk(tmp_path, changes)) == expected


def test_new_sections_stand_between_the_shared_ones(tmp_path: Path) -> None:
    """Each after or before the section that it names, with its own questions and those that are put into it."""
    sheet = first_talk(
        tmp_path,
        """\
sections:
  - {id: ferie, title: Ferie og fravær, after: sikkerhed, questions: [{id: syg, text: Hvem ringer du til?}]}
  - id: sikkerhed
    title: Sikkerhed
    after: forventninger
    pictogram: warning
    lead: Her må intet være uklart.
    questions: [{id: hjelm, text: Hvornår bruger du hjelm?, ask: laerling, lines: 4}]
  - {id: foerst, title: Til at begynde med, before: forventninger}
move: [{id: udstyr, into: sikkerhed}]
add: [{into: foerst, id: velkommen, text: Hvordan kom du herhen?, answer: short}]""",
    )
    assert list(order(sheet)) == ["foerst", "forventninger", "sikkerhed", "ferie", *list(SHARED)[1:]]
    assert order(sheet)["sikkerhed"] == "hjelm udstyr"
    (safety,) = (section for section in sheet.sections if section.id == "sikkerhed")
    assert (safety.title, safety.pictogram, safety.lead) == ("Sikkerhed", "warning", "Her må intet være uklart.")
    assert [(q.text, q.asked, q.lines) for q in safety.questions[:1]] == [("Hvornår bruger du hjelm?", "Lærlingen", 4)]
    assert [q.number for section in sheet.sections for q in section.questions] == [str(n) for n in range(1, 26)]


def test_words_and_room_change_and_nothing_else_of_the_question(tmp_path: Path) -> None:
    before = {question.id: question for question in first_talk(tmp_path, "").questions()}
    changes = "reword: {foerste-dag: Hvad sker der den første dag?, dato: Dag}\nroom: {foerste-dag: 7, laerer-bedst: 3}"
    after = {question.id: question for question in first_talk(tmp_path, changes).questions()}
    assert list(after) == list(before)
    assert after["foerste-dag"].model_dump() == {
        **before["foerste-dag"].model_dump(),
        "text": "Hvad sker der den første dag?",
        "lines": 7,
    }
    assert after["dato"].text == "Dag"
    assert {key for key in before if after[key] != before[key]} == {"foerste-dag", "dato", "laerer-bedst"}


def test_the_closing_stays_whatever_is_hidden(tmp_path: Path) -> None:
    """Who hides all questions but one, as many as can be hidden, still tells what becomes of the sheet."""
    whole = first_talk(tmp_path, "")
    *ids, kept = [question.id for question in whole.head] + " ".join(SHARED.values()).split()
    bare = first_talk(tmp_path, f"hide: [{', '.join(ids)}]")
    assert bare.closing == whole.closing
    assert [question.id for question in bare.questions()] == [kept, *(asked.id for asked in bare.closing.questions)]


def test_every_kind_of_answer_can_be_added(tmp_path: Path) -> None:
    needs = {
        "one-of": ", options: [Ja, Nej]",
        "any-of": ", options: [Ja, Nej]",
        "table": ", rows: 2, columns: [{id: a, title: A, width: 70}, {id: b, title: B, answer: tick}]",
    }
    added = "".join(
        f"\n  - {{into: afslutning, id: ny-{kind}, text: Ny?, answer: {kind}{needs.get(kind, '')}}}" for kind in ANSWERS
    )
    sheet = first_talk(tmp_path, f"add:{added}")
    own = {question.answer: question for question in sheet.questions() if question.id.startswith("ny-")}
    assert list(own) == list(ANSWERS)
    assert ANSWERS["table"].fields(own["table"]) == ["ny-table_1_a", "ny-table_1_b", "ny-table_2_a", "ny-table_2_b"]
    assert [column.width for column in own["table"].columns] == [70, 30]
    assert own["text"].lines == 2
    assert all(ANSWERS[kind].screen(question) and ANSWERS[kind].paper(question) for kind, question in own.items())


def test_what_may_be_taken_alone_is_voluntary_too(tmp_path: Path) -> None:
    sheet = first_talk(tmp_path, "add: [{after: stoette, id: soevn, text: Sover du godt?, private: true}]")
    (own,) = (question for question in sheet.questions() if question.id == "soevn")
    assert own.private
    assert own.optional


@pytest.mark.parametrize(
    "changes",
    [
        "hide: [stoette]",
        "reword: {stoette: Har du fået hjælp før?}",
        "room: {opgaver: 9}",
        "move: [{id: stoette, into: afslutning}]",
        "add: [{after: stoette, id: a, text: A?}]",
    ],
)
def test_a_changed_sheet_is_another_version(changes: str, tmp_path: Path) -> None:
    """Whoever reads a filled-in sheet can tell that it is not the shared one; the number counted by hand stays."""
    shared, own = (first_talk(tmp_path, text).version_label for text in ("", changes))
    assert own != shared
    assert own.split("-")[0] == shared.split("-")[0]


def test_the_same_changes_give_the_same_version(tmp_path: Path) -> None:
    changes = "reword: {stoette: Har du fået hjælp før?}"
    assert first_talk(tmp_path, changes).version_label == first_talk(tmp_path, changes).version_label


def test_rows_and_what_stands_on_the_short_sheet_are_the_school_s_to_say(tmp_path: Path) -> None:
    """By id, as everything else; what it does not name stays as it is."""
    lines = (
        "sheets:\n  kontaktplan: {rows: {kontakt: 12}}\n  foerste-samtale: {core: {logbog: true, feedback: false}}\n"
    )
    (tmp_path / "school.yml").write_text(f"{MINIMAL}initiatives: [logbog]\n{lines}")
    edition = load_edition(tmp_path, date(2026, 11, 2))
    plan, talk = (edition.document(key).sheet for key in ("kontaktplan", "foerste-samtale"))
    assert plan
    assert talk
    assert [len(ANSWERS["table"].fields(q)) // len(q.columns) for q in plan.questions() if q.columns] == [12]
    core = {question.id for question in talk.questions() if question.core}
    assert {"logbog", "opgaver"} <= core
    assert "feedback" not in core
