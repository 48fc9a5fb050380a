"""Turn a sheet of an edition into a form that takes answers: its PDF, its page, or its print on paper for a class."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.documents.assets import Assets
from generator.documents.job import FORM_FONT
from generator.documents.jobs import job_of
from generator.edition.document import Document, PrintKind
from generator.edition.edition import Edition
from generator.pages.maker import PageMaker
from generator.pages.sheets import parts_of
from generator.pdf.store import store_for
from generator.pdf.workers import Production
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, GeneratorError, Place, Sentence
from generator.roundtrip.known import names_known
from generator.roundtrip.prefill import Prefilled
from generator.roundtrip.saved_page import SavedPage
from generator.sheets.answers import given_fields
from generator.sheets.answers.base import Fields, Held
from generator.sheets.model import Sheet
from generator.supervision.supervisor import Tell

STORE = Path("build/.cache")


class PdfForm:
    """The sheet's finished PDF, out of the store or made once."""

    ending = "pdf"

    def __init__(self, edition: Edition, document: Document, tell: Tell) -> None:
        # Where nothing is to be filled in, nobody should pay for the library.
        from generator.pdf.blank_sheet import BlankSheet

        self._blank = BlankSheet(*_finished(edition, document, "screen", tell))

    def holds(self, name: str, held: Held) -> bool:
        """Return whether a field can hold what it should."""
        return self._blank.why_not(name, held) is None

    def filled(self, fields: Fields, mark: str = "") -> bytes:
        """Return the sheet with its fields filled in; `mark` tells it from others in its foot."""
        return self._blank.filled(fields, mark)


class PaperForm:
    """The sheet's finished print on paper, out of the store or made once; what is known is written on its lines."""

    ending = "pdf"

    def __init__(self, edition: Edition, document: Document, sheet: Sheet, tell: Tell) -> None:
        from generator.pdf.class_print import ClassPrint

        self._print = ClassPrint(*_finished(edition, document, "paper", tell), names_known(sheet))

    def holds(self, name: str, held: Held) -> bool:
        """Return whether a line can hold what should be written on it."""
        return self._print.why_not(name, str(held)) is None

    def printed(self, sheets: Sequence[Prefilled]) -> bytes:
        """Return the sheets of a class as one file in its order."""
        from generator.pdf.class_print import Written

        texts = [{name: str(held) for name, held in one.fields.items()} for one in sheets]
        return self._print.printed(
            [Written(text, one.mark, one.one.name) for text, one in zip(texts, sheets, strict=True)]
        )


class WebForm:
    """The sheet's page, as it is saved; its fields hold whatever is written."""

    ending = "html"

    def __init__(self, edition: Edition, document: Document, sheet: Sheet) -> None:
        self._page, self._given = SavedPage(sheet, parts_of(edition, document, sheet)), given_fields(sheet)

    def holds(self, name: str, held: Held) -> bool:  # noqa: ARG002  as a PDF has
        """Return whether a field can hold what it should."""
        return True

    def filled(self, fields: Fields, mark: str = "") -> bytes:
        """Return the sheet with its fields filled in; `mark` tells it from others when it is saved."""
        return self._page.filled({**self._given, **fields}, mark)


Form = PdfForm | PaperForm | WebForm


def unfit(form: Form, fields: Fields) -> list[str]:
    """Return the names of the fields of a sheet that cannot hold what they should."""
    return [name for name, held in fields.items() if not form.holds(name, held)]


def sheets_of_a_class(form: PdfForm, key: str, filled: Sequence[Fields], tell: Tell) -> dict[str, bytes]:
    """Return the files of as many sheets of one kind as there are fields for, by name.

    What a field cannot hold stays empty and is counted.
    """
    files = {}
    for number, fields in enumerate(filled, 1):
        name = f"{key}-{number}.pdf" if len(filled) > 1 else f"{key}.pdf"
        if left := unfit(form, fields):
            template = "{name}: too long for its field, or a letter is missing there: {count}"
            tell(Sentence(template, name=name, count=len(left)))
        files[name] = form.filled({field: held for field, held in fields.items() if field not in left})
    return files


def sheet_named(documents: Iterable[Document], key: str) -> tuple[Document, Sheet]:
    """Return the one of some sheets that is called `key`; raises GeneratorError if none is."""
    sheets = {document.id: document for document in documents if document.sheet}
    document = sheets.get(key)
    if document and document.sheet:
        return document, document.sheet
    found = Sentence("there is no sheet '{name}' to be filled in here", name=key)
    raise GeneratorError([Advice("unknown-sheet", found, did_you_mean(key, sheets, "There are")).at(Place("--sheet"))])


def _finished(edition: Edition, document: Document, kind: PrintKind, tell: Tell) -> tuple[bytes, bytes]:
    """Return a finished print of a document, and the form font."""
    item = next(item for item in document.prints if item.kind == kind)
    job, assets = job_of(edition, PageMaker(edition), document, item), Assets(edition.layers)
    assets.url(FORM_FONT)
    production = Production([job], store_for(STORE), tell)
    try:
        return production.products()[job.stem].pdf, assets.contents[FORM_FONT]
    finally:
        production.stop()
