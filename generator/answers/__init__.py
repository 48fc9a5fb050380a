"""The kinds of answer that a sheet can ask for, each by its key in the sheets' data."""

from __future__ import annotations

from generator.answers.base import AnswerKind
from generator.answers.chosen import AnyOf, OneOf, YesNoUnsure
from generator.answers.composed import Agreement, Person, Signature
from generator.answers.table import Table
from generator.answers.written import Date, Short, Text, Tick

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
