"""Turn what a school prints into documents: their names, their prints, and where they are below the web root."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generator.edition.web_root import page_address, pdf_name, picture_name, sheet_page
from generator.sheets.model import Sheet

PrintKind = Literal["screen", "paper", "short", "fold", "press", "page", "book", "bundle"]
Audience = Literal["skole", "virksomhed", "laerling"]
# What a link to each print says, and how the print's file is named after the document's id.
LABELS: dict[PrintKind, str] = {
    "screen": "Udfyld på skærmen",
    "paper": "Print, og skriv i hånden",
    "short": "Print det korte ark",
    "fold": "Print, og fold",
    "press": "Send til trykkeri",
    "page": "Print",
    "book": "Hent som bog",
    "bundle": "Print alle ark",
}
ENDINGS: dict[PrintKind, str] = {"paper": "-papir", "short": "-kort", "press": "-tryk"}


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

    @property
    def href(self) -> str:
        """Where the PDF is, seen from the web root."""
        return pdf_name(self.stem)


def print_of(document: str, kind: PrintKind, template: str) -> Print:
    """Return a print of the document with that id."""
    return Print(kind, document + ENDINGS.get(kind, ""), template)


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
    # Whether its pages are an appendix of the book.
    in_book: bool = False

    @property
    def shown_print(self) -> Print:
        """The print whose first page stands for the document on the site."""
        return self.prints[0]

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are its own: its id, and the files of its prints."""
        return (self.id, *(item.stem for item in self.prints))

    @property
    def invitation(self) -> Mapping[str, Any] | None:
        """What its texts say if they invite to something."""
        return (self.texts or {}).get("invitation")

    @property
    def web(self) -> str:
        """Where the page is on which a sheet is filled in, seen from the web root; empty for other documents."""
        return page_address(sheet_page(self.id)) if self.sheet else ""

    @property
    def picture(self) -> str:
        """Where the picture of its first page is, seen from the web root."""
        return picture_name(self.id)

    @property
    def picture_width(self) -> int:
        """How wide the site shows that picture at most, in px."""
        return 280 if self.landscape else 180

    @property
    def picture_height(self) -> int:
        """How high the site shows that picture, in px; the page has the sides of an A4."""
        return round(self.picture_width * (210 / 297 if self.landscape else 297 / 210))
