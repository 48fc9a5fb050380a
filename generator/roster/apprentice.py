"""Turn what a class list says into values: an apprentice for each good row, and what was found in which cell."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.problems.problem import Problem, Sentence, listed
from generator.roster.table import Sheet


class Where(NamedTuple):
    """A row of a list as its reader counts, from one, and the column from zero; `sheet` is empty for a plain text."""

    sheet: str
    row: int
    column: int | None = None

    @property
    def text(self) -> Sentence:
        """The place as a message says it: »sheet 'Hold 1', row 4, column F«."""
        parts = [Sentence("sheet '{name}'", name=self.sheet)] if self.sheet else []
        parts.append(Sentence("row {row}", row=self.row))
        if self.column is not None:
            parts.append(Sentence("column {letters}", letters=letters(self.column)))
        return listed(parts)


@dataclass(frozen=True, repr=False)
class Apprentice:
    """One apprentice as the list has them; an empty text or None is what it does not say.

    With a protected name, `name` is the alias. `training_start` is the first day in the company, `agreement_start` that
    of the contract, which may lie before the end of the basic course. `key` is what the school calls the
    person, or else (`has_own_key` is false) a number in the list. What is left out of a list is in no field.
    """

    where: Where
    name: str
    protected: bool = False
    key: str = ""
    has_own_key: bool = False
    class_name: str = ""
    programme: str = ""
    company: str = ""
    company_number: str = ""
    company_address: str = ""
    company_phone: str = ""
    company_mail: str = ""
    trainer: str = ""
    teacher: str = ""
    phone: str = ""
    mail: str = ""
    agreement_start: date | None = None
    agreement_end: date | None = None
    training_start: date | None = None

    @property
    def start(self) -> date | None:
        """The day that talks are counted from; that of the agreement only where the list knows no better."""
        return self.training_start or self.agreement_start

    def __repr__(self) -> str:
        """Say where the person stands and not who it is: this may end in a report of a mistake."""
        return f"Apprentice({self.where.text})"


@dataclass(frozen=True)
class Kind:
    """A kind of thing found in rows. `found` has the rows as `{rows}`; `danish` is what the annotated copy says."""

    code: str
    found: str
    way_out: str = ""
    danish: str = ""
    is_error: bool = True
    """Whether the row is left out because of it."""


@dataclass(frozen=True)
class Fault:
    """One thing found in one row."""

    kind: Kind
    where: Where


@dataclass(frozen=True, repr=False)
class Roster:
    """A class list: the good rows in their order, and what was found in the others and in the list as a whole."""

    apprentices: tuple[Apprentice, ...]
    faults: tuple[Fault, ...]
    problems: tuple[Problem, ...]
    """All that is to be told: the faults counted by kind, and what was left out. Errors are about rows left out."""
    sheets: tuple[Sheet, ...]
    """The list as it stands, without what may not be copied."""

    @property
    def faulty(self) -> int:
        """How many rows are left out because of what was found in them."""
        return len({fault.where[:2] for fault in self.faults if fault.kind.is_error})


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column that is counted from zero: A … Z, AA …"""
    head, rest = divmod(column, 26)
    return (letters(head - 1) if head else "") + chr(ord("A") + rest)
