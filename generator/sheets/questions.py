"""Turn a question, whoever wrote it, into what of it nobody could answer or print; first the words for its parts."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, Protocol, get_args

from generator.danish import slugify
from generator.data.values import choice
from generator.problems.problem import Advice, Finding, Sentence, either

Ask = Literal["laerling", "virksomhed", "skole", "alle"]
Answer = Literal[
    "short", "text", "date", "one-of", "any-of", "yes-no-unsure", "person", "table", "agreement", "signature", "tick"
]
_Pictogram = Literal["talk", "school", "company", "apprentice", "calendar", "phone", "warning", "handshake"]
_Cell = Literal["short", "date", "tick"]
# The same as a profile or a sheet's file may write them: æ, ø, å and capitals are understood too.
Asked = Annotated[Ask, choice("choice", get_args(Ask))]
AddedAnswer = Annotated[Answer, choice("kind of answer", get_args(Answer))]
Pictogram = Annotated[_Pictogram, choice("pictogram", get_args(_Pictogram))]
Cell = Annotated[_Cell, choice("kind of cell", get_args(_Cell))]
# The kinds of answer for which somebody has to say what can be ticked.
CHOICES = ("one-of", "any-of")
_TICKED = (*CHOICES, "yes-no-unsure")
# The part of a choice that explains it.
NOTES = "uddyb"
# Which kinds of answer a key of a question belongs to; the keys that are not here belong to all.
BELONGS: Mapping[str, tuple[str, ...]] = {
    "options": _TICKED,
    "pictures": _TICKED,
    "more": _TICKED,
    "columns": ("table",),
    "rows": ("table",),
    "row_titles": ("table",),
    "fields": ("person", "agreement", "signature"),
    "value": ("short", "person"),
    "lines": ("short", "text", *_TICKED, "table", "agreement"),
}
# The width of a table, and what a column without a width of its own needs of it, in per cent.
WHOLE, NARROWEST = 100, 5
# A CPR number, or its last digits, however it is spelled; then what says of somebody's health what no sheet needs.
_NEVER_ASKED = re.compile(
    r"\bc\W{0,2}p\W{0,2}r(\b|n)|\bperson\W{0,2}(nr\b|num+er)|\b((fire|4) sidste|sidste (fire|4)) (cifre|tal)\b"
    r"|diagnos|\badhd\b|\bautis(me|t)|\bkronisk|medicin|\blægemid|\bpiller\b|\brecept(er|en|pligtig\w*)?\b"
)


class Asking(Protocol):
    """A question, whoever wrote it; it may have more of the keys in `BELONGS`. A column's width may be None."""

    @property
    def text(self) -> str: ...

    @property
    def answer(self) -> str: ...

    @property
    def options(self) -> Sequence[str]: ...

    @property
    def columns(self) -> Sequence[Any]: ...

    @property
    def model_fields_set(self) -> set[str]: ...


def of_name(code: str, found: str, name: str, way_out: str = "") -> Advice:
    """Return what is wrong with a name that stands in a file and that the sentence `found` quotes as `{name}`."""
    return Advice(code, Sentence(found, name=name), way_out, about=name)


def faults_of(question: Asking) -> Iterator[Finding]:
    """Yield everything about a question that does not fit its kind of answer."""
    yield from _faults_of_keys(question)
    if question.answer in CHOICES and len(set(question.options)) < 2:
        found = "a question with the answer {answer} needs two different options or more"
        yield (), Advice("too-few", Sentence(found, answer=question.answer), "Add them, such as options: [Ja, Nej].")
    elif question.answer in _TICKED:
        yield from faults_of_options(question.options)
    if question.answer == "table":
        yield from _faults_of_columns(question.columns)
        yield from _faults_of_rows(getattr(question, "rows", None), getattr(question, "row_titles", ()))


def _faults_of_keys(question: Asking) -> Iterator[Finding]:
    for key, kinds in BELONGS.items():
        if key in question.model_fields_set and getattr(question, key) and question.answer not in kinds:
            template = "{key} belongs to the answer {answers}, and this question's is {answer}"
            if key.endswith("s"):
                template = "{key} belong to the answer {answers}, and this question's is {answer}"
            answers = either(kinds)
            found = Sentence(template, key=key, answers=answers, answer=question.answer)
            way_out = Sentence("Change the answer, or take {key} out.", key=key)
            yield (key,), Advice("key-of-other-answer", found, way_out)


def faults_of_options(options: Sequence[str], key: str = "options") -> Iterator[Finding]:
    """Yield what is wrong with the names that fields get of their options: small letters a-z and digits remain."""
    seen: dict[str, str] = {}
    for number, option in enumerate(options):
        if "{" in option:
            # Not filled in yet: what it will say is not known.
            continue
        name = slugify(option)
        if advice := _fault_of_option(option, name, seen.get(name)):
            yield (key, number), advice
        seen.setdefault(name, option)


def _fault_of_option(option: str, name: str, other: str | None) -> Advice | None:
    """Return what is wrong with an option whose field is called `name`, as that of the `other` option is already."""
    if not name:
        found = "the option '{name}' has no letter and no digit, and its field is named after these"
        return of_name("no-field-name", found, option, "Write it in words.")
    if name == NOTES:
        found = "the option '{name}' would have the name of the field where the choice is explained"
        return of_name("name-taken", found, option, "Choose another word.")
    if other is None:
        return None
    found = "the option '{option}' stands here a second time"
    if option != other:
        found = "the options '{other}' and '{option}' would be one and the same field, {name}"
    way_out = "Take one of the two out, or let them differ in a letter or a digit."
    return Advice("stands-twice", Sentence(found, option=option, other=other, name=name), way_out, about=option)


def _faults_of_columns(columns: Sequence[Any]) -> Iterator[Finding]:
    if not columns:
        yield (), Advice("too-few", "a table needs columns", "Add them, such as columns: [{id: hvad, title: Hvad}].")
    names = [column.id for column in columns]
    for number, name in enumerate(names):
        if name in names[:number]:
            found = "the column '{name}' stands here a second time"
            yield ("columns", number, "id"), of_name("stands-twice", found, name, "Give one of the two another id.")
    width = sum(column.width or NARROWEST for column in columns)
    if width > WHOLE:
        found = Sentence("these columns take {width} per cent of the width", width=width)
        way_out = Sentence("Let all of them together be {limit} at most.", limit=WHOLE)
        yield ("columns",), Advice("too-wide", found, way_out)


def _faults_of_rows(rows: int | None, titles: Sequence[str]) -> Iterator[Finding]:
    if rows and titles:
        yield ("rows",), Advice("said-twice", "rows and row_titles both say how many rows there are", "Take rows out.")
    for number, title in enumerate(titles):
        if title in titles[:number]:
            found = "the row '{name}' stands here a second time"
            yield ("row_titles", number), of_name("stands-twice", found, title, "Give one another title.")


def words_of(question: Asking) -> list[str]:
    """Return the words of a question that say what is to be written down."""
    titles = [column.title for column in question.columns]
    return [question.text, *question.options, *titles, *getattr(question, "row_titles", ())]


def asks_too_much(name: str, words: Iterable[str]) -> Advice | None:
    """Return what is wrong with the question `name` if its words seem to ask for what no sheet may ask for."""
    # In one spelling: without the places where a long word may be broken, and in the letters of a keyboard.
    spelled = (unicodedata.normalize("NFKC", text).replace("\u00ad", "").lower() for text in words)
    if not any(map(_NEVER_ASKED.search, spelled)):
        return None
    found = "'{name}' seems to ask for a CPR number, a diagnosis or medicine"
    return of_name("asks-too-much", found, name, "No sheet may; ask what help is needed instead.")
