"""Turn what a school prints into documents: their names, their prints and where a person meets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generator.sheets.model import Sheet

PrintKind = Literal["screen", "paper", "fold", "press", "page", "book", "bundle"]
Audience = Literal["skole", "virksomhed", "laerling"]
# What a link to each print says, and how the print's file is named after the document's id.
LABELS: dict[PrintKind, str] = {
    "screen": "Udfyld på skærmen",
    "paper": "Print, og skriv i hånden",
    "fold": "Print, og fold",
    "press": "Send til trykkeri",
    "page": "Print",
    "book": "Hent som bog",
    "bundle": "Print alle ark",
}
ENDINGS: dict[PrintKind, str] = {"paper": "-papir", "press": "-tryk"}


@dataclass(frozen=True)
class Print:
    """One PDF of a document; `stem` is its file name without `.pdf`."""

    kind: PrintKind
    stem: str
    template: str

    @property
    def label(self) -> str:
        """What a link to this print says."""
        return LABELS[self.kind]


@dataclass(frozen=True)
class Document:
    """One printable thing of an edition, with its prints; a sheet's questions are in `sheet`."""

    id: str
    title: str
    short: str
    purpose: str
    when: str
    order: int
    audience: str
    landscape: bool
    prints: tuple[Print, ...]
    sheet: Sheet | None = None
    texts: Mapping[str, Any] | None = None
    pages: int | None = None

    @property
    def picture(self) -> Print:
        """The print whose first page stands for the document on the site."""
        return self.prints[0]

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are its own: its id, and the files of its prints."""
        return (self.id, *(item.stem for item in self.prints))

    @property
    def web(self) -> str:
        """The address below the web root of the page on which a sheet is filled in; empty for other documents."""
        return f"samtaleark/{self.id}/index.html" if self.sheet else ""
