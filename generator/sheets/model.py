"""Turn a sheet's data file into the sheet as one school uses it: words filled in, questions chosen and numbered."""

import hashlib
import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, model_validator

from generator.data.fields import COMPUTED
from generator.data.strict import MAX_COLUMNS, MAX_OPTIONS, MAX_QUESTIONS, MAX_ROWS, Strict
from generator.data.text import KeyPath
from generator.data.values import Count, Key, Lines, Rows, SomeWords, Words, choice, refuse
from generator.problems.problem import Advice, Finding, Sentence
from generator.sheets.questions import BELONGS, WHOLE, AddedAnswer, Asked, Cell, Pictogram, faults_of, of_name

# Who a question is put to, as the sheets and the script say it.
ASKED = {"laerling": "Lærlingen", "virksomhed": "Virksomheden", "skole": "Skolen", "alle": "Alle"}
_ASKED_PICTOGRAMS = {"laerling": "apprentice", "virksomhed": "company", "skole": "school", "alle": "talk"}
_ID_TWICE = "the id '{name}' stands here a second time"
SheetKind = Literal["conversation", "checklist", "agreement", "plan", "apprentice", "consent", "keepsake", "survey"]


class Column(Strict):
    """One column of a table answer; `width` is its share of the table's width in per cent."""

    id: Key = Field(examples=["dato"])
    title: SomeWords = Field(examples=["Dato"])
    width: Annotated[Count, Field(ge=1, le=WHOLE)] = Field(examples=["25"])
    answer: Cell = "short"


class Question(Strict):
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
    number: Annotated[str, COMPUTED] = ""
    asked: Annotated[str, COMPUTED] = ""

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        refuse([*faults_of(self), *self._pictures_without_options()])
        return self

    def _pictures_without_options(self) -> Iterator[Finding]:
        options, pictures = len(self.options), len(self.pictures)
        if pictures and options != pictures and self.answer in BELONGS["pictures"]:
            sentence = "options and pictures are not equally many ({options} and {pictures})"
            found = Sentence(sentence, options=options, pictures=pictures)
            way_out = "Name one pictogram for each option, in the same order."
            yield ("pictures",), Advice("not-equally-many", found, way_out)

    @property
    def asked_pictogram(self) -> str:
        """The pictogram of whom the question is put to."""
        return _ASKED_PICTOGRAMS[self.ask]


class Section(Strict):
    """A run of questions under one heading. `items` is a list to read, one item a line."""

    id: Key = Field(examples=["sikkerhed"])
    title: Words = Field(examples=["Sikkerhed på pladsen"])
    pictogram: Pictogram | None = None
    lead: Words = ""
    items: Words = ""
    questions: tuple[Question, ...] = ()

    @property
    def points(self) -> list[str]:
        """What there is to read, one item after the other."""
        return [item.strip() for item in self.items.split("\n") if item.strip()]


class Closing(Strict):
    """What a sheet ends with: who gets a copy, when it is deleted, and what the law asks to be told."""

    title: str = ""
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    law: str = ""


class Sheet(Strict):
    """A form that people write in. `version` is counted up by hand when a question's meaning changes.

    `filing` says where the filled-in sheet goes, if not where the school's profile says.
    `words` says who is asked where a sheet's people have other names than usual: before the agreement »Eleven«.
    """

    id: Annotated[str, COMPUTED]
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
    closing: Annotated[Closing | None, COMPUTED] = None

    @model_validator(mode="after")
    def _can_be_filled_in(self) -> Self:
        refuse(self._faults_of_ids())
        return self

    def _faults_of_ids(self) -> Iterator[Finding]:
        closing = {question.id for question in self.closing.questions} if self.closing else set()
        seen: set[str] = set()
        for path, question in self.questions_by_path():
            at, name = (*path, "id"), question.id
            if name in seen:
                yield at, of_name("stands-twice", _ID_TWICE, name, "Give one of the two another id.")
            elif name in closing:
                found = "the closing of these sheets has a question '{name}' already"
                yield at, of_name("id-taken", found, name, "Give yours another id.")
            elif advice := reserved_id(name):
                yield at, advice
            seen.add(name)
        if len(seen) > MAX_QUESTIONS:
            found = Sentence("this sheet asks {count} questions", count=len(seen))
            yield ("sections",), Advice("too-many", found, Sentence("Let it ask {limit} at most.", limit=MAX_QUESTIONS))
        sections = [section.id for section in self.sections]
        for number, name in enumerate(sections):
            if name in sections[:number]:
                way_out = "Give one of the two sections another id."
                yield ("sections", number, "id"), of_name("stands-twice", _ID_TWICE, name, way_out)

    def questions_by_path(self) -> Iterator[tuple[KeyPath, Question]]:
        """Yield each question of the sheet's own file with its path; the closing is another file's."""
        for number, question in enumerate(self.head):
            yield ("head", number), question
        for number, section in enumerate(self.sections):
            for place, question in enumerate(section.questions):
                yield ("sections", number, "questions", place), question

    @property
    def says_who_is_asked(self) -> bool:
        """Whether the sheet says above each question whom it is put to: where several people talk."""
        return self.kind == "conversation" and self.asks != "laerling"

    @property
    def notice_paragraphs(self) -> list[str]:
        """What is read before the first question, paragraph by paragraph."""
        return self.notice.split("\n\n") if self.notice else []

    def questions(self) -> Iterator[Question]:
        """Yield every question in reading order, from the fields of the head to those of the closing."""
        for _, question in self.questions_by_path():
            yield question
        if self.closing:
            yield from self.closing.questions

    @property
    def version_label(self) -> str:
        """The version as the foot prints it: counted by hand, and four hex digits of the resolved questions."""
        parts = {"id", "text", "answer", "options", "lines", "columns", "rows", "row_titles", "fields"}
        asked = [question.model_dump(include=parts) for question in self.questions()]
        digest = hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        return f"{self.version}-{digest[:4]}"


def reserved_id(name: str) -> Advice | None:
    """Return what is wrong with the id of a question that names something of the sheet itself; None for any other."""
    if name != "ark" and not name.startswith("afsnit-"):
        return None
    return of_name("id-taken", "the id '{name}' is the sheet's own", name, "Choose another one.")


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
