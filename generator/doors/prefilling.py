"""Turn a class list into a sheet for each apprentice, with what the school knows filled in: the command `prefill`."""

from collections import Counter
from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from generator.doors.planning import keep_columns, roster_of, when_to_delete
from generator.doors.sheet_forms import Form, PaperForm, PdfForm, WebForm, sheet_named, unfit
from generator.edition.document import Document
from generator.edition.edition import Edition
from generator.edition.load import load_edition
from generator.private.folder import made_in, refuse_public_place, write_private, written_in
from generator.private.mistakes import nothing_quoted
from generator.problems.limits import working_on
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence, how_many, shown_path
from generator.problems.system import system_errors_told
from generator.roster.apprentice import Apprentice
from generator.roster.copy import COPY, annotated_copy
from generator.roundtrip.earlier import agreed, earlier_fields
from generator.roundtrip.known import NAMES, Meeting, known_fields
from generator.roundtrip.people import Person, people_in
from generator.roundtrip.prefill import WHO_IS_WHO, MadeWhenRead, Prefilled, marks_of, who_is_who
from generator.roundtrip.row import read_rows
from generator.sheets.model import Sheet
from generator.supervision.supervisor import Tell

COMMAND, ON_PAPER = "prefill", "prefill --paper"


@dataclass(frozen=True)
class Wish:
    """What is asked for: which sheet, as a web sheet or on paper, the talk's day, files by key, the last sheets."""

    sheet: str
    web: bool = False
    paper: bool = False
    day: date | None = None
    by_key: bool = False
    earlier: Path | None = None
    protected: bool = False


def prefill(
    layer: Path,
    list_file: Path,
    out: Path,
    today: date,
    wish: Wish,
    *,
    entries: tuple[str, ...] = (),
    keep: bool = False,
    dry_run: bool = False,
    tell: Tell,
) -> list[Problem]:
    """Write a sheet for each apprentice of a class list into `out`; return the problems of rows that are left out.

    `today`, `entries`, `keep` and `dry_run` are as for `make_plan`. Raises GeneratorError where nothing can be made.
    """
    with system_errors_told(out), working_on(shown_path(list_file)), nothing_quoted(list_file):
        refuse_public_place(out)
        edition = load_edition(layer, today)
        document, sheet = sheet_named(_about_somebody(edition), wish.sheet)
        roster = roster_of(list_file, today, entries, tell=tell, starts_matter=False)
        wanted = [one for one in roster.apprentices if wish.protected or not one.protected]
        if left := len(roster.apprentices) - len(wanted):
            template = (
                "Without a sheet since their names are protected: {count}. With --protected they have one, by alias."
            )
            tell(Sentence(template, count=left))
        form = _form(edition, document, sheet, wish, tell)
        sheets = _prefilled(wanted, sheet, Meeting(wish.day, _place(edition, sheet)), form, wish)
        if wish.earlier:
            sheets = _with_earlier(sheets, sheet, _people(edition, wish.earlier, wanted, tell), form)
        _tell_unfit(sheets, tell)
        files = _files(sheets, sheet, form)
        made_of_sheets = [*files]
        if sheets:
            names = made_of_sheets * (len(sheets) if wish.paper else 1)
            files[WHO_IS_WHO] = partial(who_is_who, sheets, names)
        if copy := annotated_copy(roster):
            files[COPY] = partial(bytes, copy)
        made = MadeWhenRead(files)
        tell(sheets_counted(sheets))
        made_here = _in_short(made_of_sheets, files)
        if dry_run:
            template = "Nothing was written. Without --dry-run there would be in {folder}: {names}"
            tell(Sentence(template, folder=shown_path(out), names=made_here))
        else:
            if not wish.paper:
                keep_what_was_filled_in(out, COMMAND, made)
            write_private(out, ON_PAPER if wish.paper else COMMAND, made)
            tell(Sentence("Written to {folder}: {names}", folder=out, names=made_here))
            if wish.paper:
                tell("Print it on both sides: each apprentice begins on a leaf of their own.")
            if keep:
                keep_columns(list_file, entries, tell)
            for line in when_to_delete(edition.profile, out):
                tell(line)
        return [problem for problem in roster.problems if problem.level == "error"]


def _form(edition: Edition, document: Document, sheet: Sheet, wish: Wish, tell: Tell) -> Form:
    if wish.web:
        return WebForm(edition, document, sheet)
    return PaperForm(edition, document, sheet, tell) if wish.paper else PdfForm(edition, document, tell)


def _files(sheets: list[Prefilled], sheet: Sheet, form: Form) -> dict[str, Callable[[], bytes]]:
    """Return what makes each file, by its name; on paper a class is one file."""
    if isinstance(form, PaperForm):
        return {f"{sheet.id}-papir.pdf": partial(form.printed, sheets)} if sheets else {}
    return {f"{sheet.id}-{one.mark}.{form.ending}": partial(form.filled, one.fields, one.mark) for one in sheets}


def _about_somebody(edition: Edition) -> list[Document]:
    """Return the sheets that ask for an apprentice's name; without it nobody can be found in what comes back."""
    return [
        document
        for document in edition.documents
        if document.sheet and any(question.id in NAMES for question in document.sheet.head)
    ]


def _prefilled(wanted: list[Apprentice], sheet: Sheet, meeting: Meeting, form: Form, wish: Wish) -> list[Prefilled]:
    sheets = []
    for one, mark in zip(wanted, marks_of(wanted, by_key=wish.by_key), strict=True):
        prefilled = Prefilled(one, mark, known_fields(sheet, one, meeting))
        sheets.append(prefilled.without(unfit(form, prefilled.fields)))
    return sheets


def _people(edition: Edition, folder: Path, wanted: list[Apprentice], tell: Tell) -> list[Person]:
    """Return each apprentice with the sheets of theirs in a folder."""
    sheets = [document.sheet for document in edition.documents if document.sheet]
    rows, unread = read_rows(existing(folder), sheets, (), everything=False)
    template = "of the last talk: {sheets} read, {files} not read; collect says which and why"
    tell(Sentence(template, sheets=sheets_counted(rows), files=files_counted(unread)))
    return people_in(rows, wanted)[: len(wanted)]


def _with_earlier(sheets: list[Prefilled], sheet: Sheet, people: list[Person], form: Form) -> list[Prefilled]:
    """Return the sheets with what was agreed in the last talk; of what does not fit the field the list has all."""
    found = []
    for prefilled, person in zip(sheets, people, strict=True):
        fields = earlier_fields(person, sheet) | prefilled.fields
        last_time = "; ".join(agreed(person, sheet))
        found.append(replace(prefilled, fields=fields, last_time=last_time).without(unfit(form, fields)))
    return found


def sheets_counted(sheets: Sized) -> Sentence:
    """Return how many sheets there are, as a message says it."""
    return how_many(len(sheets), "1 sheet", "{count} sheets")


def files_counted(files: Sized) -> Sentence:
    """Return how many files there are, as a message says it."""
    return how_many(len(files), "1 file", "{count} files")


def existing(folder: Path) -> Path:
    """Return a folder of sheets that came back; raises GeneratorError if there is none."""
    if not folder.is_dir():
        advice = Advice("no-such-folder", "there is no such folder", "Name the one with the sheets that came back.")
        raise GeneratorError([advice.at(Place(shown_path(folder)))])
    return folder


def _place(edition: Edition, sheet: Sheet) -> str:
    """Return where the profile says that a sheet's talk is held."""
    talks = edition.facts.talks
    held = filter(None, (talks.foerste, talks.anden, talks.tredje, talks.praktik))
    return next((talk.place or "" for talk in held if talk.id == sheet.id), "")


def _tell_unfit(sheets: list[Prefilled], tell: Tell) -> None:
    """Say how often a field is left empty because it has no room, or no letter, for what the list says."""
    for name, count in Counter(name for sheet in sheets for name in sheet.unfit).items():
        template = "Too long for the field '{name}', or a letter is missing there: {count}. {file} says on whose sheet."
        tell(Sentence(template, name=name, count=count, file=WHO_IS_WHO))


def keep_what_was_filled_in(out: Path, command: str, files: Mapping[str, bytes]) -> None:
    """Raise GeneratorError if somebody may have written in a sheet that was made earlier, but for what it is again."""
    changed = [
        name
        for name, by in made_in(out).items()
        if by == command and name.endswith((".pdf", ".html")) and written_in(out, name)
        if name not in files or (out / name).read_bytes() != files[name]
    ]
    if changed:
        found = Sentence("sheets lie here that may have been written in since ({count})", count=len(changed))
        way_out = "Name another folder with --out, or delete them first with samtaleguide forget."
        raise GeneratorError([Advice("may-be-filled-in", found, way_out).at(Place(shown_path(out)))])


def _in_short(names: list[str], files: Mapping[str, object]) -> str:
    """Return what there is in few words: there may be thousands of sheets."""
    sheets = f"{names[0]} … {names[-1]}" if len(names) > 1 else "".join(names)
    return ", ".join(filter(None, (sheets, *(name for name in files if name not in names))))
