"""Turn one row below the headings of a class list into an apprentice, and into what is wrong with it."""

from collections.abc import Set
from datetime import date

from generator.data.unseen import reads_otherwise
from generator.roster.apprentice import Apprentice, Fault, Kind, Where
from generator.roster.cells import can_be_american, day_of, days_of, is_yes, person_of, phone_of, postcode_of, text_of
from generator.roster.headings import NAMES, Columns
from generator.roster.kinds import MONTH_FIRST, NO_ALIAS, NO_NAME, NOT_A_DAY, TOO_LONG, UNSEEN, WRONG_ORDER
from generator.roster.table import Cell

# As much as a profile's own names and addresses may have.
_MOST_LETTERS = 200
_NOT_USED = {"", "other", "sensitive", "left"}


class Row:
    """One row below the headings, and what is wrong with it; `month_first` are columns with days of Americans."""

    def __init__(self, columns: Columns, cells: tuple[Cell, ...], where: Where, month_first: Set[int]) -> None:
        self._columns, self._cells, self._where = columns, cells, where
        self._month_first = month_first
        self.faults: list[Fault] = []

    def found(self, kind: Kind, column: int | None = None) -> None:
        self.faults.append(Fault(kind, self._where._replace(column=column)))

    def cells_of(self, field: str) -> list[Cell]:
        """Return what the row says in the columns that hold the same, the one that counts first."""
        return [self._cells[column] for column in self._columns.of(field) if text_of(self._cells[column])]

    def cell(self, field: str) -> Cell:
        return next(iter(self.cells_of(field)), "")

    def text(self, field: str) -> str:
        return text_of(self.cell(field))

    def _days(self, field: str) -> tuple[date | None, date | None]:
        """Return the day of a cell, or the two days of a period."""
        if field == "agreement_end" and not any(map(str.isdigit, self.text(field))):
            # »Løbende« is no mistake.
            return None, None
        for column in self._columns.of(field):
            if column in self._month_first and can_be_american(self._cells[column]):
                # 02/01 may be the first of February, too.
                self.found(MONTH_FIRST, column)
                return None, None
        try:
            return days_of(self.cell(field)) if field == "agreement_period" else (day_of(self.cell(field)), None)
        except ValueError:
            self.found(NOT_A_DAY, next(c for c in self._columns.of(field) if text_of(self._cells[c])))
            return None, None

    def apprentice(self) -> Apprentice:
        """Return whom the row is about; whoever has faults that are errors is not one to be used."""
        self._look_at_texts()
        first, last = self._days("agreement_period")
        start, end = self._days("agreement_start")[0] or first, self._days("agreement_end")[0] or last
        if start and end and end < start:
            self.found(WRONG_ORDER)
        is_protected = is_yes(self.cell("protected"))
        # A hyphen says that there is none.
        own_key = self.text("key") if any(map(str.isalnum, self.text("key"))) else ""
        return Apprentice(
            where=self._where,
            name=self._name(is_protected=is_protected),
            protected=is_protected,
            key=own_key or self.text("number"),
            has_own_key=bool(own_key),
            class_name=self.text("class_name"),
            programme=self.text("programme"),
            company=self.text("company"),
            company_number=self.text("company_number"),
            company_address=self._address(),
            company_phone=phone_of(self.cell("company_phone")),
            company_mail=self.text("company_mail"),
            trainer=person_of(self.cell("trainer")),
            teacher=person_of(self.cell("teacher")),
            phone=phone_of(self.cell("phone")),
            mail=self.text("mail"),
            agreement_start=start,
            agreement_end=end,
            training_start=self._days("training_start")[0],
        )

    def _look_at_texts(self) -> None:
        used = (
            column for field, columns in self._columns.fields.items() if field not in _NOT_USED for column in columns
        )
        for column in sorted(used):
            cell = self._cells[column]
            if isinstance(cell, str) and reads_otherwise(cell):
                self.found(UNSEEN, column)
            if len(text_of(cell)) > _MOST_LETTERS:
                self.found(TOO_LONG, column)

    def _name(self, *, is_protected: bool) -> str:
        if is_protected:
            alias = person_of(self.cell("alias"))
            if not alias:
                self.found(NO_ALIAS)
            return alias
        parts = " ".join(filter(None, (self.text(field) for field in ("first", "middle", "last"))))
        name = parts or person_of(self.cell("name"))
        # »Udskrevet 12-03-2027« is a line of the program that made the list.
        is_said = any(isinstance(cell, str) for field in NAMES for cell in self.cells_of(field))
        if not (is_said and any(map(str.isalpha, name))) or sum(map(str.isdigit, name)) > 3:
            self.found(NO_NAME, next((c for field in NAMES for c in self._columns.of(field)), None))
        return name

    def _address(self) -> str:
        place = f"{postcode_of(self.cell('company_postcode'))} {self.text('company_city')}".strip()
        return ", ".join(filter(None, (self.text("company_address"), place)))
