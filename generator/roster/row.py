"""Turn one row below the headings of a class list into an apprentice, and into what is wrong with it."""

from datetime import date

from generator.roster.apprentice import Apprentice, Fault, Kind, Where
from generator.roster.cells import day_of, days_of, is_yes, person_of, phone_of, postcode_of, text_of
from generator.roster.headings import NAMES, Columns
from generator.roster.kinds import NO_ALIAS, NO_NAME, NOT_A_DAY, WRONG_ORDER
from generator.roster.table import Cell


class Row:
    """One row below the headings, and what is wrong with it."""

    def __init__(self, columns: Columns, cells: tuple[Cell, ...], where: Where) -> None:
        self._columns, self._cells, self._where = columns, cells, where
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
        try:
            return days_of(self.cell(field)) if field == "agreement_period" else (day_of(self.cell(field)), None)
        except ValueError:
            self.found(NOT_A_DAY, next(c for c in self._columns.of(field) if text_of(self._cells[c])))
            return None, None

    def apprentice(self) -> Apprentice:
        """Return whom the row is about; whoever has faults that are errors is not one to be used."""
        first, last = self._days("agreement_period")
        start, end = self._days("agreement_start")[0] or first, self._days("agreement_end")[0] or last
        if start and end and end < start:
            self.found(WRONG_ORDER)
        is_protected = is_yes(self.cell("protected"))
        return Apprentice(
            where=self._where,
            name=self._name(is_protected=is_protected),
            protected=is_protected,
            key=self.text("key") or self.text("number"),
            has_own_key=bool(self.text("key")),
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

    def _name(self, *, is_protected: bool) -> str:
        if is_protected:
            alias = person_of(self.cell("alias"))
            if not alias:
                self.found(NO_ALIAS)
            return alias
        parts = " ".join(filter(None, (self.text(field) for field in ("first", "middle", "last"))))
        name = parts or person_of(self.cell("name"))
        # »Udskrevet 12-03-2027« is a line of the program that made the list.
        if not any(map(str.isalpha, name)) or sum(map(str.isdigit, name)) > 3:
            self.found(NO_NAME, next((c for field in NAMES for c in self._columns.of(field)), None))
        return name

    def _address(self) -> str:
        place = f"{postcode_of(self.cell('company_postcode'))} {self.text('company_city')}".strip()
        return ", ".join(filter(None, (self.text("company_address"), place)))
