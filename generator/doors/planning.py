"""Turn a class list into its plan in a folder that only its owner reads: the command `plan`."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from generator.doors.sheet_forms import PdfForm, sheet_named, sheets_of_a_class
from generator.edition.load import load_edition
from generator.layer.layers import PROFILE, Layers
from generator.layer.newest_change import given_seconds
from generator.planning.calendars import calendar_files, teachers_files
from generator.planning.days import SchoolDays
from generator.planning.overview import LeftOut, overview
from generator.planning.plan import Plan, plan_for, talks_held
from generator.private.folder import made_in, refuse_public_place, write_private, written_in
from generator.private.mistakes import nothing_quoted
from generator.problems.limits import working_on
from generator.problems.problem import (
    GeneratorError,
    Place,
    Problem,
    Sentence,
    as_typed,
    how_many,
    listed,
    shown_path,
    when_something_is_done,
)
from generator.problems.report import as_text
from generator.problems.system import system_errors_told
from generator.profile.load import load_profile
from generator.profile.model import Profile
from generator.profile.trade import trade_keys
from generator.roster.apprentice import Roster
from generator.roster.copy import COPY, annotated_copy
from generator.roster.kinds import ABOUT_THE_START
from generator.roster.mapping import keep_mapping, kept_mapping, mapping_of, together
from generator.roster.read import read_roster
from generator.roundtrip.meeting import OVERVIEW, overview_fields
from generator.supervision.supervisor import Tell

PLAN = "plan.xlsx"


def make_plan(
    layer: Path,
    list_file: Path,
    out: Path,
    today: date,
    *,
    entries: tuple[str, ...] = (),
    keep: bool = False,
    protected: bool = False,
    dry_run: bool = False,
    tell: Tell,
) -> list[Problem]:
    """Write the plan for a class list into `out`; return the problems of rows that are left out of it.

    `today` decides who has left and which agreement is running. `entries` say what columns are to be read as, such as
    `Startdato=oplæringsstart`, which is kept beside the list to `keep` it; those with a `protected` name are taken in,
    by their alias, only if asked. Raises GeneratorError where nothing can be planned.
    """
    with system_errors_told(out), working_on(shown_path(list_file)), nothing_quoted(list_file):
        refuse_public_place(out)
        profile = load_profile(layer, trade_keys(Layers(layer.resolve())))
        roster = roster_of(list_file, today, entries, tell=tell)
        wanted = [one for one in roster.apprentices if protected or not one.protected]
        plan = plan_for(wanted, talks_held(profile.conversations), SchoolDays(frozenset(profile.closed_weeks)))
        left_out = LeftOut(len(roster.apprentices) - len(wanted), roster.faulty)
        for line in _remarks(profile, left_out):
            tell(line)
        files = _files(plan, profile, left_out, _changed(layer / PROFILE, list_file)) if wanted else {}
        if copy := annotated_copy(roster):
            files[COPY] = copy
        sheets = _class_overview(layer, plan, today, out, tell) if wanted else {}
        talks = sum(len(one.appointments) for one in plan.planned)
        counts = (
            how_many(len(wanted), "1 apprentice", "{count} apprentices"),
            how_many(talks, "1 talk", "{count} talks"),
            how_many(len(teachers_files(plan)), "1 teacher", "{count} teachers"),
        )
        tell(listed(counts))
        if dry_run:
            template = "Nothing was written. Without --dry-run there would be in {folder}: {names}"
            tell(Sentence(template, folder=shown_path(out), names=", ".join([*files, *sheets])))
        else:
            write_private(out, "plan", files)
            if sheets:
                with when_something_is_done("the plan is written, but not as pages to print"):
                    write_private(out, OVERVIEW, sheets)
            for name in (*files, *sheets):
                tell(Sentence("Written: {path}", path=out / name))
            if keep:
                keep_columns(list_file, entries, tell)
            for line in when_to_delete(profile, out):
                tell(line)
        return [problem for problem in roster.problems if problem.level == "error"]


def roster_of(
    list_file: Path, today: date, entries: tuple[str, ...], *, tell: Tell, starts_matter: bool = True
) -> Roster:
    """Return the roster of a class list; what should be looked at in it is told, but for rows that are left out.

    When the training begins is looked at where that matters.
    """
    roster = read_roster(list_file, today, _columns(list_file, entries))
    for problem in roster.problems:
        if problem.level == "warning" and (starts_matter or problem.advice.code not in ABOUT_THE_START):
            tell(as_text(problem))
    return roster


def keep_columns(list_file: Path, entries: tuple[str, ...], tell: Tell) -> None:
    """Keep what is said of a list's columns beside it; that comes last, since what fails before changes nothing."""
    with (
        when_something_is_done("all else is written, but what the columns hold could not be kept"),
        system_errors_told(list_file),
    ):
        tell(Sentence("Written: {path}", path=keep_mapping(list_file, _columns(list_file, entries))))


def _columns(list_file: Path, entries: tuple[str, ...]) -> dict[str, str]:
    return together(kept_mapping(list_file), mapping_of(entries, Place("--map")))


def _remarks(profile: Profile, left_out: LeftOut) -> Iterator[str]:
    if left_out.protected:
        template = (
            "Not in the plan since their names are protected: {count}. With --protected they are, by their alias."
        )
        yield Sentence(template, count=left_out.protected)
    if not profile.closed_weeks:
        yield "The profile has no closed_weeks, so talks may fall in the school's holidays."
    if profile.conversations.praktik:
        yield "The talk in the placement week is not planned: a class list does not say when that week is."


def _files(plan: Plan, profile: Profile, left_out: LeftOut, changed: datetime) -> dict[str, bytes]:
    book = overview(plan, profile, teachers_files(plan), left_out)
    return {PLAN: book, **calendar_files(plan, profile.slug, changed)}


def _class_overview(layer: Path, plan: Plan, today: date, out: Path, tell: Tell) -> dict[str, bytes]:
    """Return the plan as pages to print and to fill in; none where somebody writes in those of an earlier plan.

    A plan is worth having without them, such as where there is nothing that could make a PDF.
    """
    if any(by == OVERVIEW and written_in(out, name) for name, by in made_in(out).items()):
        template = "What was written in {name}.pdf stays: it is not made anew. Move it elsewhere to get a new one."
        tell(Sentence(template, name=OVERVIEW))
        return {}
    try:
        edition = load_edition(layer, today)
        document, sheet = sheet_named(edition.documents, OVERVIEW)
        form = PdfForm(edition, document, tell)
    except GeneratorError as error:
        template = "{name}.pdf cannot be made; {plan} says the same. {problem}"
        tell(Sentence(template, name=OVERVIEW, plan=PLAN, problem=as_text(error.problems[0])))
        return {}
    return sheets_of_a_class(form, OVERVIEW, overview_fields(plan, sheet, form.holds), tell)


def _changed(*files: Path) -> datetime:
    """Return when one of some files was changed last; `SOURCE_DATE_EPOCH` wins."""
    given = given_seconds()
    return datetime.fromtimestamp(int(max(path.stat().st_mtime for path in files)) if given is None else given, UTC)


def when_to_delete(profile: Profile, out: Path) -> tuple[str, str]:
    """Return the lines that say how the files about people go, and when."""
    how = Sentence("Delete this when it is needed no longer: samtaleguide forget {folder}", folder=as_typed(out))
    if profile.privacy and profile.privacy.retention:
        return how, Sentence("Your school's rule: {rule}", rule=profile.privacy.retention)
    return how, "The profile has no privacy.retention: ask who keeps the rules."
