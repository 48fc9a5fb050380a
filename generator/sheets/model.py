"""Turn a sheet's data file into the sheet as one school uses it: words filled in, questions chosen and numbered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, Field, model_validator

from generator.data.explain import MADE
from generator.data.kinds import Count, Key, Lines, Rows, choice, visible
from generator.data.part import Part
from generator.data.sizes import MAX_COLUMNS, MAX_OPTIONS, MAX_QUESTIONS, MAX_ROWS, MAX_TEXT
from generator.data.text import KeyPath, YamlText
from generator.problems.problem import Sentence
from generator.sheets.changes import AddedAnswer, Asked, Cell, Pictogram
from generator.sheets.questions import BELONGS, WHOLE, Finding, refuse, unfit

# Who a question is put to, as the sheets and the script say it.
ASKED = {"laerling": "Lærlingen", "virksomhed": "Virksomheden", "skole": "Skolen", "alle": "Alle"}
SheetKind = Literal["conversation", "checklist", "agreement", "plan", "apprentice", "consent", "keepsake", "survey"]
# A text of a sheet, which may be left out or may not.
_Visible = AfterValidator(lambda text: visible(text, besides="\n"))
Words = Annotated[str, Field(max_length=MAX_TEXT), _Visible]
SomeWords = Annotated[str, Field(min_length=1, max_length=MAX_TEXT), _Visible]


class Column(Part):
    """One column of a table answer; `width` is its share of the table's width in per cent."""

    id: Key = Field(examples=["dato"])
    title: SomeWords = Field(examples=["Dato"])
    width: Annotated[Count, Field(ge=1, le=WHOLE)] = Field(examples=["25"])
    answer: Cell = "short"


class Question(Part):
    """One thing a sheet asks. `lines` is the room for handwriting on paper, in lines of 9 mm.

    `see` names documents that the page's tick-list links to; `say` is advice that only the
    script on the page gives; `more` is the label of the room to explain a choice; `pictures` names the pictogram
    of each option. `value` is an answer that the profile gives already, in the shape of the kind of answer; `required`
    one without which the sheet is worth nothing.
    """

    id: Key = Field(examples=["koerekort"])
    text: SomeWords = Field(examples=["Har du kørekort?"])
    answer: AddedAnswer = Field(examples=["short"])
    ask: Asked = "alle"
    say: Words = ""
    hint: Words = ""
    options: tuple[SomeWords, ...] = Field((), max_length=MAX_OPTIONS)
    pictures: tuple[str, ...] = ()
    columns: tuple[Column, ...] = Field((), max_length=MAX_COLUMNS)
    rows: Rows | None = None
    row_titles: tuple[SomeWords, ...] = Field((), max_length=MAX_ROWS)
    fields: tuple[str, ...] = ()
    lines: Lines = 1
    private: bool = False
    added: bool = False
    optional: bool = False
    required: bool = False
    value: Any = None
    see: tuple[str, ...] = ()
    more: Words = ""
    only_if: str = ""
    number: Annotated[str, MADE] = ""
    asked: Annotated[str, MADE] = ""

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        refuse([*unfit(self), *self._pictures_without_options()])
        return self

    def _pictures_without_options(self) -> Iterator[Finding]:
        counts = len(self.options), len(self.pictures)
        if self.pictures and counts[0] != counts[1] and self.answer in BELONGS["pictures"]:
            found = Sentence(
                "options and pictures are not equally many ({counts} and {counts2})",
                counts=counts[0],
                counts2=counts[1],
            )
            yield ("pictures",), found, "Name one pictogram for each option, in the same order."


class Section(Part):
    """A run of questions under one heading. `items` is a list to read, one item a line."""

    id: Key = Field(examples=["sikkerhed"])
    title: Words = Field(examples=["Sikkerhed på pladsen"])
    pictogram: Pictogram | None = None
    lead: Words = ""
    items: Words = ""
    questions: tuple[Question, ...] = ()


class Closing(Part):
    """What a sheet ends with: who gets a copy, when it is deleted, and what the law asks to be told."""

    title: str = ""
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    law: str = ""


class Sheet(Part):
    """A form that people write in. `version` is counted up by hand when a question's meaning changes.

    `filing` says where the filled-in sheet goes, if not where the school's profile says.
    `words` says who is asked where a sheet's people have other names than usual: before the agreement »Eleven«.
    """

    id: Annotated[str, MADE]
    title: SomeWords = Field(examples=["Hos kunden"])
    version: Count = Field(examples=["1"])
    short: Words = ""
    purpose: SomeWords = Field(examples=["Det, du skal huske hos kunden."])
    when: Words = ""
    order: Count = Field(examples=["80"])
    kind: Annotated[SheetKind, choice("kind of sheet", get_args(SheetKind))] = Field(examples=["checklist"])
    asks: Asked = "alle"
    words: dict[Asked, SomeWords] = Field({})
    landscape: bool = False
    opening: Words = ""
    notice: Words = ""
    privacy: Words = ""
    filing: Words = ""
    only_if: str = ""
    head: tuple[Question, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: Annotated[Closing | None, MADE] = None

    @model_validator(mode="after")
    def _can_be_filled_in(self) -> Self:
        refuse([*self._of_ids(), *self._of_sections()])
        return self

    def _of_ids(self) -> Iterator[Finding]:
        closing = {question.id for question in self.closing.questions} if self.closing else set()
        seen: set[str] = set()
        for path, name in self._ids():
            if name in seen:
                yield path, f"the id '{name}' stands here a second time", "Give one of the two another id."
            elif name in closing:
                yield path, f"the closing of these sheets has a question '{name}' already", "Give yours another id."
            elif name == "ark" or name.startswith("afsnit-"):
                yield path, f"the id '{name}' is the sheet's own", "Choose another one."
            seen.add(name)
        if len(seen) > MAX_QUESTIONS:
            yield ("sections",), f"this sheet asks {len(seen)} questions", f"Let it ask {MAX_QUESTIONS} at most."

    def _of_sections(self) -> Iterator[Finding]:
        sections = [section.id for section in self.sections]
        for number, name in enumerate(sections):
            if name in sections[:number]:
                path, way_out = ("sections", number, "id"), "Give one of the two sections another id."
                yield path, f"the id '{name}' stands here a second time", way_out

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
    source: YamlText, fill_in: Callable[[str, KeyPath], str], holds: Callable[[str, KeyPath], bool]
) -> YamlText:
    """Return a data file with every string filled in and everything left out whose `only_if` does not hold.

    `fill_in` renders one template string to plain text; `holds` decides one condition. Both get to know where in the
    file it stands; so does the result, in whose lists an item may have moved up.
    """
    stood: dict[KeyPath, KeyPath] = {}

    def walk(value: Any, now: KeyPath, before: KeyPath) -> Any:
        stood[now] = before
        if isinstance(value, str):
            return fill_in(value, before).strip()
        if isinstance(value, dict):
            kept = {key: item for key, item in value.items() if wanted(item, (*before, key))}
            return {
                key: item if key == "only_if" else walk(item, (*now, key), (*before, key)) for key, item in kept.items()
            }
        if isinstance(value, list):
            items = [(item, (*before, number)) for number, item in enumerate(value)]
            left = [(item, place) for item, place in items if wanted(item, place)]
            return [walk(item, (*now, number), place) for number, (item, place) in enumerate(left)]
        return value

    def wanted(item: Any, path: KeyPath) -> bool:
        condition = item.get("only_if") if isinstance(item, dict) else None
        return holds(condition, (*path, "only_if")) if condition else True

    data = walk(source.data, (), ())
    return replace(
        source,
        data=data,
        value_places={now: source.position(before) for now, before in stood.items()},
        key_places={now: source.key_places[before] for now, before in stood.items() if before in source.key_places},
    )


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
