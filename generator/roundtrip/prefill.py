"""Turn the apprentices of a class list into the files of their sheets, and the list of who is who."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.danish import sheet_number
from generator.private.workbook import Page, workbook
from generator.roster.apprentice import Apprentice
from generator.sheets.answers.base import Fields

WHO_IS_WHO = "hvem-er-hvem.xlsx"
# Of a school's keys those that have room in the foot of a sheet, too, and that are no running number of somebody else.
_KEY = re.compile(r"(?=.{1,20}$)(?!nr-)[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, repr=False)
class Prefilled:
    """One apprentice's sheet: the `mark` in its file's name, what its fields hold, what could not be filled in."""

    one: Apprentice
    mark: str
    fields: Fields
    unfit: tuple[str, ...] = ()
    last_time: str = ""
    """What was agreed in the last talk."""

    def without(self, names: Sequence[str]) -> "Prefilled":
        """Return the sheet without what some of its fields cannot hold."""
        kept = {name: held for name, held in self.fields.items() if name not in names}
        return replace(self, fields=kept, unfit=(*self.unfit, *names))


class MadeWhenRead(Mapping[str, bytes]):
    """Files by their names, each made when it is asked for: a class of any size takes the memory of one sheet."""

    def __init__(self, makers: Mapping[str, Callable[[], bytes]]) -> None:
        self._makers = makers

    def __getitem__(self, name: str) -> bytes:
        return self._makers[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def marks_of(apprentices: Sequence[Apprentice], *, by_key: bool) -> list[str]:
    """Return what tells the files of apprentices apart: a running number, or the school's own key where it can be.

    A key may say who somebody is; so it is taken only if asked for.
    """
    width = max(2, len(str(len(apprentices))))
    numbers = [f"{number:0{width}}" for number in range(1, len(apprentices) + 1)]
    if not by_key:
        return numbers
    keys = [one.key.lower() if one.has_own_key else "" for one in apprentices]
    count = Counter(keys)
    usable = [key if _KEY.fullmatch(key) and count[key] == 1 else "" for key in keys]
    return [key or f"nr-{number}" for key, number in zip(usable, numbers, strict=True)]


def who_is_who(sheets: Sequence[Prefilled], names: Sequence[str]) -> bytes:
    """Return the workbook that says whose sheet each file is; `names` are those of the files."""
    head = (
        "I sidens fod",
        "Fil",
        "Navn",
        "Nøgle",
        "Hold",
        "Virksomhed",
        "Lærer",
        "Skal skrives i hånden",
        "Aftalt sidst",
    )
    rows = [
        (
            sheet_number(sheet.mark),
            name,
            sheet.one.name,
            sheet.one.key if sheet.one.has_own_key else "",
            sheet.one.class_name,
            sheet.one.company,
            sheet.one.teacher,
            ", ".join(sheet.unfit),
            sheet.last_time,
        )
        for sheet, name in zip(sheets, names, strict=True)
    ]
    return workbook("Hvem er hvem", [Page("Hvem er hvem", [head, *rows], about="Hvis ark hver fil er")])
