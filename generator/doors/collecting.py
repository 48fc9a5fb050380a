"""Turn a folder of sheets that came back into an overview: the command `collect`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator.doors.planning import roster_of, when_to_delete
from generator.doors.prefilling import ON_PAPER, existing, files_counted, keep_what_was_filled_in, sheets_counted
from generator.doors.sheet_forms import PdfForm, sheet_named, sheets_of_a_class
from generator.edition.edition import Edition
from generator.edition.load import load_edition
from generator.private.folder import made_in, refuse_public_place, write_private
from generator.private.mistakes import nothing_quoted
from generator.problems.limits import working_on
from generator.problems.problem import (
    Advice,
    GeneratorError,
    Place,
    Problem,
    Sentence,
    shown_path,
    when_something_is_done,
)
from generator.problems.system import system_errors_told
from generator.roster.apprentice import Apprentice
from generator.roundtrip.files import Unread
from generator.roundtrip.meeting import AGENDA, FOLLOW_UP, agenda_fields, follow_up_fields
from generator.roundtrip.overview import Collected, overview
from generator.roundtrip.people import people_in
from generator.roundtrip.row import read_rows
from generator.sheets.model import Sheet
from generator.supervision.supervisor import Tell


def collect(
    folder: Path,
    out: Path,
    layer: Path,
    list_file: Path | None,
    today: date,
    *,
    everything: bool = False,
    protected: bool = False,
    follow_up: bool = False,
    agenda: bool = False,
    entries: tuple[str, ...] = (),
    tell: Tell,
) -> list[Problem]:
    """Write the overview of the sheets in `folder` into the workbook `out`; return a problem for the files not read.

    `layer` is the school's, whose sheets they are. With a class list the overview says who is missing. For the meeting,
    the sheets to `follow_up` and the `agenda` are filled in. What is voluntary or a confidence is taken in only with
    `everything`. No message names a file: it may be called after somebody. Raises GeneratorError where nothing can be
    collected.
    """
    with system_errors_told(out), working_on(shown_path(folder)), nothing_quoted(folder):
        if out.suffix.lower() != ".xlsx":
            advice = Advice(
                "wrong-ending", "this is to be a workbook", "Name a file that ends in .xlsx: overblik.xlsx."
            )
            raise GeneratorError([advice.at(Place(shown_path(out)))])
        refuse_public_place(out.parent)
        edition = load_edition(layer, today)
        sheets = [document.sheet for document in edition.documents if document.sheet]
        listed: Sequence[Apprentice] = ()
        if list_file:
            listed = roster_of(list_file, today, entries, tell=tell, starts_matter=False).apprentices
        # A pile to print is nothing that came back.
        printed = (name for name, by in made_in(existing(folder)).items() if by == ON_PAPER)
        rows, unread = read_rows(folder, sheets, (out.name, *printed), everything=everything)
        people = people_in(rows, listed)
        if not protected and (left := [one for one in people if one.listed and one.listed.protected]):
            people = [one for one in people if not (one.listed and one.listed.protected)]
            rows = [row for row in rows if not any(row in one.rows for one in left)]
            template = "Not taken in since their names are protected: {count}. With --protected they are, by alias."
            tell(Sentence(template, count=len(left)))
        collected = Collected(rows, unread, people, with_list=list_file is not None, everything=everything)
        wanted = [key for key, is_wanted in ((FOLLOW_UP, follow_up), (AGENDA, agenda)) if is_wanted]
        meeting = _meeting(edition, collected, sheets, wanted, tell)
        retention = (edition.profile.privacy and edition.profile.privacy.retention) or ""
        if meeting:
            keep_what_was_filled_in(out.parent, "follow-up", meeting)
            write_private(out.parent, "follow-up", meeting)
        with when_something_is_done("the sheets for the meeting are written, the overview is not" if meeting else ""):
            write_private(out.parent, "collect", {out.name: overview(collected, sheets, retention)})
        tell(Sentence("{sheets} read, {files} not read", sheets=sheets_counted(rows), files=files_counted(unread)))
        for name in (out.name, *meeting):
            tell(Sentence("Written: {path}", path=out.parent / name))
        for line in when_to_delete(edition.profile, out.parent):
            tell(line)
        return [*_told(unread, folder, out)]


def _meeting(
    edition: Edition, collected: Collected, sheets: Sequence[Sheet], wanted: Sequence[str], tell: Tell
) -> dict[str, bytes]:
    """Return the sheets that are filled in for the meeting, by the names of their files."""
    files: dict[str, bytes] = {}
    for key in wanted:
        document, sheet = sheet_named(edition.documents, key)
        form = PdfForm(edition, document, tell)
        if key == AGENDA:
            filled = [agenda_fields(collected.people, collected.rows, sheets)]
        else:
            filled = follow_up_fields(collected.people, sheet, form.holds)
        files |= sheets_of_a_class(form, key, filled, tell)
    return files


def _told(unread: Sequence[Unread], folder: Path, out: Path) -> list[Problem]:
    count = sum(not file.why.harmless for file in unread)
    if not count:
        return []
    found = Sentence("{count} files could not be read" if count > 1 else "a file could not be read", count=count)
    way_out = Sentence("The sheet 'Ikke læst' of {out} says which, why, and what to do.", out=shown_path(out))
    return [Advice("files-not-read", found, way_out).at(Place(shown_path(folder)))]
