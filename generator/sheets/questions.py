"""Turn a question, whoever wrote it, into what of it nobody could answer or print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from pydantic_core import PydanticCustomError

from generator.danish import slugify
from generator.problems.problem import Sentence

# A path below what is looked at, what was found there, and the way out.
Finding = tuple[tuple[str | int, ...], str, str]
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
_NEVER_ASKED = re.compile(r"\b(cpr|personnummer|diagnose)|\bperson-?nr\b", re.IGNORECASE)
SEEMS = "'{}' seems to ask for a CPR number or a diagnosis"
WAY_OUT = "No sheet may; ask what help is needed instead."


class HasWidth(Protocol):
    """A column of a table, whoever wrote it."""

    @property
    def id(self) -> str:
        """Its id, which is part of its fields' names."""

    @property
    def width(self) -> int | None:
        """Its share of the table's width in per cent, if it has one of its own."""


class Asking(Protocol):
    """A question, whoever wrote it; it may have more of the keys in `BELONGS`."""

    @property
    def answer(self) -> str:
        """The kind of answer."""

    @property
    def options(self) -> Sequence[str]:
        """What can be ticked."""

    @property
    def columns(self) -> Sequence[HasWidth]:
        """The columns of a table."""


def refuse(findings: Iterable[Finding]) -> None:
    """Raise one error with all of the findings, each to be told at its own path; nothing if there are none."""
    if listed := list(findings):
        (at, found, way_out), *more = listed
        raise PydanticCustomError("told", "{found}", {"found": found, "way_out": way_out, "at": at, "more": more})


def unfit(question: Asking) -> Iterator[Finding]:
    """Yield everything about a question that does not fit its kind of answer."""
    yield from _of_keys(question)
    if question.answer in CHOICES and len(set(question.options)) < 2:
        what = Sentence(
            "a question with the answer {answer} needs two different options or more", answer=question.answer
        )
        yield (), what, "Add them, such as options: [Ja, Nej]."
    elif question.answer in _TICKED:
        yield from unfit_options(question.options)
    if question.answer == "table":
        yield from _of_columns(question.columns)
        yield from _of_rows(getattr(question, "rows", None), getattr(question, "row_titles", ()))


def _of_keys(question: Asking) -> Iterator[Finding]:
    for key, kinds in BELONGS.items():
        if getattr(question, key, None) and question.answer not in kinds and key in _written(question):
            answers = f"{', '.join(kinds[:-1])} or {kinds[-1]}" if len(kinds) > 1 else kinds[0]
            belong = "belong" if key.endswith("s") else "belongs"
            what = Sentence(
                "{key} {belong} to the answer {answers}, and this question's is {answer}",
                key=key,
                belong=belong,
                answers=answers,
                answer=question.answer,
            )
            yield (key,), what, f"Change the answer, or take {key} out."


def _written(question: Any) -> set[str]:
    written: set[str] = question.model_fields_set
    return written


def unfit_options(options: Sequence[str]) -> Iterator[Finding]:
    """Yield what is wrong with the names that fields get of their options: small letters a-z and digits remain."""
    seen: dict[str, str] = {}
    for number, option in enumerate(options):
        name = slugify(option)
        if "{" in option:
            # Not filled in yet: what it will say is not known.
            continue
        if not name:
            what = Sentence(
                "the option '{option}' has no letter and no digit, and its field is named after these", option=option
            )
            yield ("options", number), what, "Write it in words."
        elif name == NOTES:
            what = Sentence(
                "the option '{option}' would have the name of the field where the choice is explained", option=option
            )
            yield ("options", number), what, "Choose another word."
        elif name in seen:
            what = Sentence("the option '{option}' stands here a second time", option=option)
            if option != seen[name]:
                what = Sentence(
                    "the options '{seen}' and '{option}' would be one and the same field, {name}",
                    seen=seen[name],
                    option=option,
                    name=name,
                )
            yield ("options", number), what, "Take one of the two out, or let them differ in a letter or a digit."
        seen.setdefault(name, option)


def _of_columns(columns: Sequence[HasWidth]) -> Iterator[Finding]:
    if not columns:
        yield (), "a table needs columns", "Add them, such as columns: [{id: hvad, title: Hvad}]."
    names = [column.id for column in columns]
    for number, name in enumerate(names):
        if name in names[:number]:
            what = Sentence("the column '{name}' stands here a second time", name=name)
            yield ("columns", number, "id"), what, "Give one of the two another id."
    if (taken := sum(column.width or NARROWEST for column in columns)) > WHOLE:
        what = Sentence("these columns take {taken} per cent of the width", taken=taken)
        yield ("columns",), what, f"Let all of them together be {WHOLE} at most."


def _of_rows(rows: int | None, titles: Sequence[str]) -> Iterator[Finding]:
    if rows and titles:
        yield ("rows",), "rows and row_titles both say how many rows there are", "Take rows out."
    for number, title in enumerate(titles):
        if title in titles[:number]:
            yield ("row_titles", number), f"the row '{title}' stands here a second time", "Give one another title."


class _Titled(Protocol):
    @property
    def title(self) -> str: ...


class Worded(Protocol):
    """A question, whoever wrote it; it may have `row_titles` too."""

    @property
    def text(self) -> str:
        """What is asked."""

    @property
    def options(self) -> Sequence[str]:
        """What can be ticked."""

    @property
    def columns(self) -> Sequence[_Titled]:
        """The columns of a table."""


def words_of(question: Worded) -> list[str]:
    """Return the words of a question that say what is to be written down."""
    titles = [column.title for column in question.columns]
    return [question.text, *question.options, *titles, *getattr(question, "row_titles", ())]


def may_not_be_asked(words: Iterable[str]) -> bool:
    """Return whether words seem to ask for what no sheet may ask for."""
    return any(_NEVER_ASKED.search(text) for text in words)
