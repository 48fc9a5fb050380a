"""The kinds of answer that a sheet can ask for, each by its key in the sheets' data, and what a sheet holds by them."""

from generator.sheets.answers.base import AnswerKind, Fields
from generator.sheets.answers.chosen import AnyOf, OneOf, YesNoUnsure
from generator.sheets.answers.composed import Agreement, Person, Signature
from generator.sheets.answers.table import Table
from generator.sheets.answers.written import Date, Short, Text, Tick
from generator.sheets.model import Sheet

__all__ = ["ANSWERS", "AnswerKind", "given_fields"]

ANSWERS: dict[str, AnswerKind] = {
    "short": Short(),
    "text": Text(),
    "date": Date(),
    "one-of": OneOf(),
    "any-of": AnyOf(),
    "yes-no-unsure": YesNoUnsure(),
    "person": Person(),
    "table": Table(),
    "agreement": Agreement(),
    "signature": Signature(),
    "tick": Tick(),
}


def given_fields(sheet: Sheet) -> Fields:
    """Return what the fields of a sheet hold before anybody fills it in: what the profile says already."""
    fields: Fields = {}
    for question in sheet.questions():
        if question.value:
            fields |= ANSWERS[question.answer].filled_fields(question, question.value)
    return fields
