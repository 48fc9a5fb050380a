"""Turn an edition and one of its prints into the names that the print's template may use."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from markupsafe import Markup

from generator.documents.book import Chapter
from generator.edition.document import Document, PrintKind
from generator.edition.facts import Facts
from generator.sheets.model import Question, Sheet


@dataclass(frozen=True)
class Appendix:
    """A finished print at the end of the book, or in the pile of all sheets."""

    id: str
    number: int
    document: Document
    stem: str
    """The name of the print whose pages come into the room that a template leaves for them."""


@dataclass(frozen=True, kw_only=True, eq=False)
class DrawnContext(Facts):
    """The names that the templates and style sheets of all that is printed or drawn may use."""

    title: Annotated[str, "the title of the document, with the school's name"]
    css: Annotated[Callable[[str], Markup], "css('forms/_layout/base.css'): a style sheet, itself a template"]
    colours: Annotated[Mapping[str, str], "the school's colours for print: colours.brand, colours.accent, …"]
    asset: Annotated[Callable[[str], str], "asset('forms/_layout/fonts/…'): the address of a file, which is taken in"]
    beside_profile: Annotated[
        Callable[[str], str], "beside_profile(name): the same for a file that stands by school.yml"
    ]
    logo_negative: Annotated[Callable[[], str | None], "logo_negative(): the logo for the school's colour, if any"]
    motif_url: Annotated[Callable[[str], str], "motif_url('#1b1b1b'): the drawing of the trade in that colour"]


@dataclass(frozen=True, kw_only=True, eq=False)
class SocialCardContext(DrawnContext):
    """The names that the template of the picture may use which other sites show beside a link."""

    logo_is_a_sign: Annotated[bool, "whether the logo needs the school's name beside it"]


@dataclass(frozen=True, kw_only=True, eq=False)
class DocumentContext(DrawnContext):
    """The names that the template of a sheet, a handout or the book may use."""

    document: Annotated[Document, "this document: document.id, document.title, …"]
    sheet: Annotated[Sheet | None, "the questions of a sheet; none for other documents"]
    sheet_template: Annotated[str, "the name of this sheet's own template, with a block for each section"]
    texts: Annotated[Mapping[str, Any] | None, "what text.yml of this handout says"]
    print_kind: Annotated[PrintKind, "which print this is: screen, paper, short, fold, press, page, book or bundle"]
    pictogram: Annotated[Callable[[str], Any], "pictogram('phone'): a pictogram as inline SVG"]
    pictograms: Annotated[list[str], "the names of the pictograms that stand at options"]
    pictogram_url: Annotated[Callable[[str, str], str], "pictogram_url('phone', '#1b1b1b'): one in a colour"]
    drawing_url: Annotated[Callable[[str, str], str], "drawing_url(name, '#1b1b1b'): another drawing in a colour"]
    motif: Annotated[Callable[[], Any], "motif(): the drawing of the trade as inline SVG"]
    logo: Annotated[Callable[[], str | None], "logo(): the address of the school's logo, if it has one"]
    qr: Annotated[Callable[[str], str], "qr('https://…'): the address of a QR code"]
    answer: Annotated[Callable[[Question], Markup], "answer(question): the room or the fields for an answer"]
    chapters: Annotated[Sequence[Chapter], "the pages of the guide; in the book alone"] = ()
    appendices: Annotated[
        Sequence[Appendix], "the finished prints that are part of it; in the book and the bundle alone"
    ] = ()
