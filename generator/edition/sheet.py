"""Turn a `sheet.yml` into the document of one school: words rendered, changes made, questions numbered."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.data.model import model_of
from generator.edition.data_files import is_wanted, read_data_file, read_profile, rendered_data
from generator.edition.document import Document, PrintKind, print_of
from generator.edition.facts import Facts
from generator.problems.problem import GeneratorError, Problems
from generator.profile.model import Profile
from generator.sheets.apply_changes import apply_changes
from generator.sheets.change_problems import change_problems
from generator.sheets.model import ASKED, Sheet, SheetKind, numbered
from generator.sheets.problems import NOTHING_LEFT, sheet_problems, written_problems
from generator.templates.engine import Templates

# The shared one always: it tells people what becomes of their words.
CLOSING = "shared/forms/_layout/closing.yml"
SHEET_TEMPLATE = "forms/_layout/sheet.html"
# What a school keeps of an apprentice, and so files.
FILED: tuple[SheetKind, ...] = ("conversation", "plan", "consent")


def sheet_document(templates: Templates, name: str, facts: Facts, profile: Profile) -> Document | None:
    """Return the document whose data file is `name`; None where the school does without it.

    Raises GeneratorError with what is wrong with the file, or with the school's changes of it.
    """
    key = Path(name).parent.name
    source = read_data_file(templates, name)
    if not is_wanted(templates, source, facts):
        return None
    # First as it is written: where questions are left out, the places of the others would not be found any more.
    written = model_of(source, Sheet, source.data | {"id": key})
    Problems(written_problems(source, written)).raise_if_any()
    rendered = rendered_data(templates, source, facts)
    sheet = model_of(rendered, Sheet, rendered.data | {"id": key})
    closing = _closing(templates, sheet, facts)
    sheet = model_of(rendered, Sheet, rendered.data | {"id": key, "closing": closing})
    Problems(sheet_problems(rendered, sheet, templates.layers)).raise_if_any()
    if changes := profile.sheets.get(key):
        left_out = {question.id for question in written.questions()} - {question.id for question in sheet.questions()}
        Problems(change_problems(read_profile(templates), sheet, changes, left_out)).raise_if_any()
        sheet = apply_changes(sheet, changes)
    if not any(section.questions for section in sheet.sections):
        hidden = changes and changes.hide
        raise GeneratorError(
            [
                read_profile(templates).problem(("sheets", key, "hide"), NOTHING_LEFT)
                if hidden
                else source.problem(("sections",), NOTHING_LEFT)
            ]
        )
    if not sheet.filing and profile.privacy and sheet.kind in FILED:
        sheet = sheet.model_copy(update={"filing": profile.privacy.filing or ""})
    sheet = numbered(sheet)
    return Document(
        id=key,
        title=sheet.title,
        short=sheet.short or sheet.title,
        purpose=sheet.purpose,
        when=sheet.when,
        order=sheet.order,
        audience=sheet.asks if sheet.asks != "alle" else "skole",
        landscape=sheet.landscape,
        in_book=True,
        prints=tuple(print_of(key, kind, SHEET_TEMPLATE) for kind in _kinds_of_print(sheet)),
        sheet=sheet,
    )


def _kinds_of_print(sheet: Sheet) -> Iterator[PrintKind]:
    yield from ("screen", "paper")
    if sheet.kind == "conversation" and any(question.core for question in sheet.questions()):
        yield "short"


def _closing(templates: Templates, sheet: Sheet, facts: Facts) -> dict[str, Any] | None:
    """Return the end that all sheets of a kind share, as a part of a sheet's data; None for one without."""
    apprentice = sheet.words.get("laerling", ASKED["laerling"])
    closings = rendered_data(templates, read_data_file(templates, CLOSING), {**facts, "apprentice": apprentice}).data
    if sheet.kind not in closings:
        return None
    closing = closings[sheet.kind]
    law = f"{closing.get('law', closings['law'])} {closings['law_end']}".strip()
    # Where the school says nothing of its duties, some sheets have nothing to end with.
    return {**closing, "law": law} if law or closing.get("notes") or closing.get("questions") else None


def shared_sheet(templates: Templates, key: str) -> Sheet | None:
    """Return the shared sheet `key` as its file is written, nothing rendered or left out; None if there is none."""
    name = f"shared/forms/{key}/sheet.yml"
    if not templates.layers.find(name):
        return None
    source = read_data_file(templates, name)
    return model_of(source, Sheet, source.data | {"id": key})
