"""Turn a folder of sheets that came back into an overview: the command `collect`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator.doors.planning import roster_of, when_to_delete
from generator.edition.load import load_edition
from generator.private.folder import MANIFEST, refuse_public_place, write_private
from generator.private.mistakes import nothing_quoted
from generator.problems.limits import working_on
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence, shown_path
from generator.problems.system import system_errors_told
from generator.roster.apprentice import Apprentice
from generator.roster.copy import COPY
from generator.roundtrip.files import Return, Unread, read_folder
from generator.roundtrip.overview import Collected, overview
from generator.roundtrip.people import people_in
from generator.roundtrip.prefill import WHO_IS_WHO
from generator.roundtrip.row import Row, newest_first, row_of
from generator.sheets.answers import ANSWERS
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
    entries: tuple[str, ...] = (),
    tell: Tell,
) -> list[Problem]:
    """Write the overview of the sheets in `folder` into the workbook `out`; return a problem for the files not read.

    `layer` is the school's, whose sheets they are. With a class list the overview says who is missing. What is
    voluntary or a confidence is taken in only with `everything`. No message names a file: it may be called after
    somebody. Raises GeneratorError where nothing can be collected.
    """
    with system_errors_told(out), working_on(shown_path(folder)), nothing_quoted(folder):
        refuse_public_place(out.parent)
        if not folder.is_dir():
            advice = Advice("no-such-folder", "there is no such folder", "Name the one with the sheets that came back.")
            raise GeneratorError([advice.at(Place(shown_path(folder)))])
        edition = load_edition(layer, today)
        sheets = [document.sheet for document in edition.documents if document.sheet]
        listed: Sequence[Apprentice] = ()
        if list_file:
            listed = roster_of(list_file, today, entries, keep=False, tell=tell).apprentices
        rows, unread = read_rows(folder, sheets, (out.name,), everything=everything)
        people = people_in(rows, listed)
        if not protected and (left := [one for one in people if one.listed and one.listed.protected]):
            people = [one for one in people if one not in left]
            rows = [row for row in rows if not any(row in one.rows for one in left)]
            tell(f"Not taken in since their names are protected: {len(left)}. With --protected they are, by alias.")
        collected = Collected(rows, unread, people, with_list=list_file is not None, everything=everything)
        retention = (edition.profile.privacy and edition.profile.privacy.retention) or ""
        write_private(out.parent, "collect", {out.name: overview(collected, sheets, retention)})
        tell(f"{len(rows)} sheets read, {len(unread)} files not read")
        tell(f"Written: {out}")
        tell(when_to_delete(edition.profile, out.parent))
        return [*_told(unread, folder, out)]


def read_rows(
    folder: Path, sheets: Sequence[Sheet], skipped: tuple[str, ...], *, everything: bool
) -> tuple[list[Row], list[Unread]]:
    """Return the sheets in a folder, newest first for each apprentice, and the files in it that are not read."""
    fields = {sheet.id: [n for q in sheet.questions() for n in ANSWERS[q.answer].fields(q)] for sheet in sheets}
    by_id = {sheet.id: sheet for sheet in sheets}
    rows, unread = [], []
    for found in read_folder(folder, fields, {MANIFEST, WHO_IS_WHO, COPY, *skipped}):
        if isinstance(found, Return):
            rows.append(row_of(found, by_id.get(found.sheet), everything=everything))
        else:
            unread.append(found)
    return newest_first(rows), unread


def _told(unread: Sequence[Unread], folder: Path, out: Path) -> list[Problem]:
    count = sum(not file.why.harmless for file in unread)
    if not count:
        return []
    found = Sentence("{count} files could not be read" if count > 1 else "a file could not be read", count=count)
    way_out = Sentence("The sheet 'Ikke læst' of {out} says which, why, and what to do.", out=shown_path(out))
    return [Advice("files-not-read", found, way_out).at(Place(shown_path(folder)))]
