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
# So many lines an answer has room for on the short print of a talk.
SHORT = 2
_ID_TWICE = "the id '{name}' stands here a second time"
SheetKind = Literal["conversation", "checklist", "agreement", "plan", "apprentice", "consent", "keepsake", "survey"]


class Column(Strict):
    """En kolonne i et skema."""

    id: Key = Field(description="Kolonnens eget id. Ret det aldrig senere.", examples=["dato"])
    title: SomeWords = Field(description="Kolonnens overskrift.", examples=["Dato"])
    width: Annotated[Count, Field(ge=1, le=WHOLE)] = Field(
        description="Kolonnens del af bredden i procent.", examples=["25"]
    )
    answer: Cell = Field("short", description="Hvad man skriver i kolonnen.", examples=["date"])


class Question(Strict):
    """Et spørgsmål på et ark."""

    id: Key = Field(description="Spørgsmålets eget id. Ret det aldrig senere.", examples=["koerekort"])
    text: SomeWords = Field(description="Spørgsmålet.", examples=["Har du kørekort?"])
    answer: AddedAnswer = Field(description="Hvordan der svares.", examples=["short"])
    ask: Asked = Field("alle", description="Hvem der bliver spurgt.", examples=["laerling"])
    say: Words = Field(
        "", description="Et råd til den, der spørger. Det står kun i drejebogen.", examples=["Vent på svaret."]
    )
    hint: Words = Field("", description="En kort hjælp under spørgsmålet.", examples=["Skriv kun emnet."])
    options: tuple[SomeWords, ...] = Field(
        (), max_length=MAX_OPTIONS, description="Det, man kan krydse af.", examples=[["Ja", "Nej"]]
    )
    pictures: tuple[str, ...] = Field(
        (), description="Et piktogram til hver mulighed i options, i samme rækkefølge.", examples=[["glove", "helmet"]]
    )
    columns: tuple[Column, ...] = Field((), max_length=MAX_COLUMNS, description="Kolonnerne i et skema (table).")
    rows: Rows | None = Field(None, description="Hvor mange tomme rækker et skema har.", examples=[8])
    row_titles: tuple[SomeWords, ...] = Field(
        (), max_length=MAX_ROWS, description="Rækkernes navne i stedet for rows.", examples=[["Mandag", "Tirsdag"]]
    )
    fields: tuple[str, ...] = Field(
        (),
        description="Hvilke dele svaret har. person: navn, titel, telefon, mail. agreement: hvad, hvem, hvornaar. "
        "signature: laerling, virksomhed, skole, vaerge.",
        examples=[["navn", "telefon"]],
    )
    lines: Lines = Field(1, description="Plads til svaret på papir, i linjer på 9 mm.", examples=[3])
    private: bool = Field(
        default=False,
        description="Skriv true, hvis spørgsmålet kan tages på tomandshånd. Så er det også frivilligt.",
        examples=["true"],
    )
    core: bool = Field(
        default=False,
        description="Skriv true, hvis spørgsmålet er et af dem, I ikke kan undvære. Så står det også på det korte ark.",
        examples=["true"],
    )
    added: bool = Field(
        default=False,
        description="Et mærke til jer selv ved det, der er kommet til. Det ændrer intet.",
        examples=["true"],
    )
    optional: bool = Field(default=False, description="Skriv true, hvis spørgsmålet er frivilligt.", examples=["true"])
    required: bool = Field(
        default=False, description="Skriv true, hvis arket ikke er noget værd uden svaret.", examples=["true"]
    )
    value: Any = Field(
        None, description="Et svar, der er skrevet på forhånd.", examples=[{"navn": '"{{ coordinator.name }}"'}]
    )
    see: tuple[str, ...] = Field(
        (), description="Id på dokumenter, som en tjekliste henviser til.", examples=[["foerste-samtale"]]
    )
    more: Words = Field("", description="Ordet foran linjen, hvor et kryds kan forklares.", examples=["Andet"])
    only_if: str = Field("", description="Spørgsmålet er der kun, når dette er sandt.", examples=['offers("logbog")'])
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
    """Et afsnit: en overskrift med spørgsmål under."""

    id: Key = Field(description="Afsnittets eget id. Ret det aldrig senere.", examples=["sikkerhed"])
    title: Words = Field(description="Afsnittets overskrift.", examples=["Sikkerhed på pladsen"])
    pictogram: Pictogram | None = Field(None, description="Et piktogram ved overskriften.", examples=["warning"])
    lead: Words = Field("", description="En linje under overskriften.", examples=["Tag jer tid til det her."])
    items: Words = Field("", description="En liste til at læse, ét punkt på hver linje.")
    questions: tuple[Question, ...] = Field((), description="Afsnittets spørgsmål, mindst ét.")

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
    """Et ark, som folk skriver på."""

    id: Annotated[str, COMPUTED]
    title: SomeWords = Field(description="Arkets overskrift.", examples=["Hos kunden"])
    version: Count = Field(
        description="Tæl op, når et spørgsmål får en anden mening, så gamle ark kan kendes.", examples=["1"]
    )
    short: Words = Field("", description="Arkets navn midt i en sætning.", examples=["Arket om kunder"])
    purpose: SomeWords = Field(
        description="Hvad arket er til. Det står i oversigten over ark.", examples=["Det, du skal huske hos kunden."]
    )
    when: Words = Field("", description="Hvornår arket bruges.", examples=["Før den første dag hos en kunde"])
    order: Count = Field(
        description="Hvor i rækken af ark det står: første samtale har 30, anden 50, evalueringen 90.", examples=["42"]
    )
    kind: Annotated[SheetKind, choice("kind of sheet", get_args(SheetKind))] = Field(
        description="Hvilken slags ark det er: samtale, tjekliste, aftale, plan, lærlingens eget, samtykke, til at "
        "beholde eller spørgeskema. Det afgør, hvad der står til sidst.",
        examples=["checklist"],
    )
    asks: Asked = Field("alle", description="Hvem der udfylder arket.", examples=["laerling"])
    words: dict[Asked, SomeWords] = Field(
        {}, description="Hvad de, der bliver spurgt, hedder på arket.", examples=[{"laerling": "Eleven"}]
    )
    landscape: bool = Field(default=False, description="Skriv true, hvis papiret skal ligge ned.", examples=["true"])
    opening: Words = Field("", description="Det, der siges, før det første spørgsmål.", examples=["Tak, fordi I kom."])
    notice: Words = Field(
        "", description="Det, man skal vide, før man skriver.", examples=["Skriv ikke CPR-nummer eller diagnoser."]
    )
    privacy: Words = Field("", description="Mere til slutningen om, hvem der må se arket.")
    filing: Words = Field(
        "", description="Hvor arket lægges, hvis det ikke er dér, hvor profilen siger.", examples=["Du gemmer arket."]
    )
    only_if: str = Field("", description="Arket er der kun, når dette er sandt.", examples=['offers("logbog")'])
    head: tuple[Question, ...] = Field((), description="Felterne øverst, fx navn og dato.")
    sections: tuple[Section, ...] = Field((), description="Arkets afsnit, mindst ét.")
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

    def of_core_questions(self) -> "Sheet":
        """Return the sheet with those questions alone that a talk cannot do without, numbered as they are here.

        Each has room for `SHORT` lines at most: it is to fit one leaf of paper.
        """
        sections = []
        for section in self.sections:
            core = [question for question in section.questions if question.core]
            short = tuple(each.model_copy(update={"lines": min(each.lines, SHORT)}) for each in core)
            if short:
                sections.append(section.model_copy(update={"questions": short}))
        return self.model_copy(update={"sections": tuple(sections)})

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
