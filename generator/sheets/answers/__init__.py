"""The kinds of answer that a sheet can ask for, each by its key in the sheets' data."""

from generator.sheets.answers.base import AnswerKind
from generator.sheets.answers.chosen import AnyOf, OneOf, YesNoUnsure
from generator.sheets.answers.composed import Agreement, Person, Signature
from generator.sheets.answers.table import Table
from generator.sheets.answers.written import Date, Short, Text, Tick

__all__ = ["ANSWERS", "AnswerKind"]

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
