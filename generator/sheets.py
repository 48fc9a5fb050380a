"""Turn a sheet's data file into the sheet as one school uses it: words filled in, questions chosen and numbered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from generator.profile.changes import refuse_without_what_it_needs
from generator.profile.kinds import Answer, Ask, Key, Lines, Rows, wrong
from generator.yamltext import KeyPath

# Far more than people answer, and few enough to be drawn.
MAX_QUESTIONS = 200
# Who a question is put to, as the sheets and the script say it.
ASKED = {"laerling": "Lærlingen", "virksomhed": "Virksomheden", "skole": "Skolen", "alle": "Alle"}


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Data):
    """One column of a table answer; `width` is its share of the table's width in per cent."""

    id: Key
    title: str
    width: int = Field(ge=1, le=100)
    answer: Literal["short", "date", "tick"] = "short"


class Question(_Data):
    """One thing a sheet asks. `lines` is the room for handwriting on paper, in lines of 9 mm.

    `see` names documents that the page's tick-list links to; `say` is advice that only the
    script on the page gives; `more` is the label of the room to explain a choice; `pictures` names the pictogram
    of each option. `value` is an answer that the profile gives already, in the shape of the kind of answer; `required`
    one without which the sheet is worth nothing.
    """

    id: Key
    text: str
    answer: Answer
    ask: Ask = "alle"
    say: str = ""
    hint: str = ""
    options: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: Rows | Literal[0] = 0
    row_titles: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    lines: Lines = 1
    private: bool = False
    added: bool = False
    optional: bool = False
    required: bool = False
    value: Any = None
    see: tuple[str, ...] = ()
    more: str = ""
    only_if: str = ""
    number: str = ""
    asked: str = ""

    @model_validator(mode="after")
    def _a_picture_for_each_option(self) -> Question:
        if self.pictures and len(self.pictures) != len(self.options):
            raise ValueError(f"{len(self.pictures)} pictures for {len(self.options)} options")
        return self

    @model_validator(mode="after")
    def _can_be_answered(self) -> Question:
        refuse_without_what_it_needs(self.answer, self.options, self.columns)
        return self


class Section(_Data):
    """A run of questions under one heading. `items` is a list to read, one item a line."""

    id: Key
    title: str
    pictogram: str = ""
    lead: str = ""
    items: str = ""
    questions: tuple[Question, ...] = ()


class Closing(_Data):
    """What a sheet ends with: who gets a copy, when it is deleted, and what the law asks to be told."""

    title: str = ""
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    law: str = ""


class Sheet(_Data):
    """A form that people write in. `version` is counted up by hand when a question's meaning changes.

    `filing` says where the filled-in sheet goes, if not where the school's profile says.
    `words` says who is asked where a sheet's people have other names than usual: before the agreement »Eleven«.
    """

    id: str
    title: str
    version: int
    short: str = ""
    purpose: str
    when: str = ""
    order: int
    kind: Literal["conversation", "checklist", "agreement", "plan", "apprentice", "consent", "keepsake", "survey"]
    asks: Ask = "alle"
    words: dict[Ask, str] = {}
    landscape: bool = False
    opening: str = ""
    notice: str = ""
    privacy: str = ""
    filing: str = ""
    only_if: str = ""
    head: tuple[Question, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: Closing | None = None

    @model_validator(mode="after")
    def _has_each_id_once(self) -> Self:
        seen: set[str] = set()
        for path, name in self._ids():
            if name in seen:
                raise wrong(f"the id '{name}' stands here a second time", "Give one of the two another id.", at=path)
            seen.add(name)
        sections = [section.id for section in self.sections]
        for number, name in enumerate(sections):
            if name in sections[:number]:
                way_out, path = "Give one of the two sections another id.", ("sections", number, "id")
                raise wrong(f"the id '{name}' stands here a second time", way_out, at=path)
        if len(seen) > MAX_QUESTIONS:
            raise wrong(
                f"this sheet asks {len(seen)} questions", f"Let it ask {MAX_QUESTIONS} at most.", at=("sections",)
            )
        return self

    def _ids(self) -> Iterator[tuple[KeyPath, str]]:
        for number, question in enumerate(self.head):
            yield ("head", number, "id"), question.id
        for number, section in enumerate(self.sections):
            for place, question in enumerate(section.questions):
                yield ("sections", number, "questions", place, "id"), question.id

    def questions(self) -> Iterator[Question]:
        """Yield every question in reading order, from the fields of the head to those of the closing."""
        yield from self.head
        for section in self.sections:
            yield from section.questions
        if self.closing:
            yield from self.closing.questions

    @property
    def version_label(self) -> str:
        """The version as the foot prints it: counted by hand, and four hex digits of the resolved questions."""
        parts = {"id", "text", "answer", "options", "lines", "columns", "rows", "row_titles", "fields"}
        asked = [question.model_dump(include=parts) for question in self.questions()]
        digest = hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        return f"{self.version}-{digest[:4]}"


def resolve(
    data: dict[str, Any], fill_in: Callable[[str, KeyPath], str], holds: Callable[[str, KeyPath], bool]
) -> dict[str, Any]:
    """Return a sheet's data with every string filled in and everything left out whose `only_if` does not hold.

    `fill_in` renders one template string to plain text; `holds` decides one condition. Both get to know where in the
    data it stands.
    """

    def walk(value: Any, path: KeyPath) -> Any:
        if isinstance(value, str):
            return fill_in(value, path).strip()
        if isinstance(value, dict):
            kept = {key: item for key, item in value.items() if wanted(item, (*path, key))}
            return {key: item if key == "only_if" else walk(item, (*path, key)) for key, item in kept.items()}
        if isinstance(value, list):
            items = [(item, (*path, number)) for number, item in enumerate(value)]
            return [walk(item, place) for item, place in items if wanted(item, place)]
        return value

    def wanted(item: Any, path: KeyPath) -> bool:
        condition = item.get("only_if") if isinstance(item, dict) else None
        return holds(condition, (*path, "only_if")) if condition else True

    result: dict[str, Any] = walk(data, ())
    return result


def numbered(sheet: Sheet) -> Sheet:
    """Return the sheet with its questions numbered through, so that people can refer to one by its number.

    The fields of the head carry no number; a section left without questions is dropped.
    """
    count = 0
    sections = []
    for section in sheet.sections:
        questions = []
        for question in section.questions:
            count += 1
            asked = sheet.words.get(question.ask, ASKED[question.ask])
            questions.append(question.model_copy(update={"number": str(count), "asked": asked}))
        if questions:
            sections.append(section.model_copy(update={"questions": tuple(questions)}))
    return sheet.model_copy(update={"sections": tuple(sections)})
