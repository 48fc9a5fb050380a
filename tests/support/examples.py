"""Turn the examples in a sheet's folder into what its fields hold: empty, filled in, longest text, other alphabets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from generator.sheets.answers import ANSWERS
from generator.sheets.answers.base import Fields
from generator.sheets.model import Sheet
from tests.support.command import REPOSITORY

# Every sheet has at least these.
NAMES = ("tomt", "udfyldt", "lang tekst", "andre alfabeter")


@dataclass(frozen=True)
class Example:
    """Answers to a sheet's questions by question id, each in the shape of its kind."""

    name: str
    answers: dict[str, Any]

    def fields(self, sheet: Sheet) -> Fields:
        """Return what the sheet's fields hold; raises ValueError for an answer that the sheet does not ask for."""
        questions = {question.id: question for question in sheet.questions()}
        if strange := sorted(self.answers.keys() - questions.keys()):
            raise ValueError(f"{sheet.id}, {self.name}: there is no question '{strange[0]}'")
        return {
            name: held
            for key, value in self.answers.items()
            for name, held in ANSWERS[questions[key].answer].filled_fields(questions[key], value).items()
        }


@cache
def examples_of(key: str) -> tuple[Example, ...]:
    """Return the examples of the shared sheet `key`, as its folder has them."""
    listed = yaml.safe_load((REPOSITORY / "forms" / key / "examples.yml").read_text(encoding="utf-8"))
    return tuple(Example(item["name"], item["answers"]) for item in listed)
