"""Turn what a person wrote for one key into a value: a text, a date, a colour, a phone number.

A profile's values arrive as texts, just as they were written, so each kind says itself what it takes. What does not
fit is refused with what was found and a way out, in words that need no knowledge of programming.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.danish import slugify
from generator.data.part import MAX_LINES, MAX_ROWS, MAX_TEXT
from generator.data.written import day_as_meant, time_as_meant
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Sentence

# Characters that turn the direction of the text around them, and two that no XML file may hold.
_NEVER = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff\ufeff")
_KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def wrong(found: str, way_out: str = "", at: Sequence[str | int] = ()) -> PydanticCustomError:
    """Return the error for a value that does not fit; `at` leads to the part of the value that is meant."""
    return PydanticCustomError("told", "{found}", {"found": found, "way_out": way_out, "at": tuple(at)})


def shortened(value: object) -> str:
    """Return a value as a message quotes it."""
    text = " ".join(str(value).split())
    return f"'{text}'" if len(text) <= 60 else f"'{text[:56]} […]'"


def checked_text(value: Any) -> Any:
    """Return a text with one kind of spaces and accents, and nothing invisible; anything else as it is."""
    if not isinstance(value, str):
        return value
    text = re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", value)).strip(" ")
    if not text:
        raise wrong("this text is empty", "Write something, or take the line out.")
    return visible(text)


def visible(text: str, besides: str = "") -> str:
    """Return the text, which may hold no invisible sign; those in `besides` may stand in it."""
    for sign in text:
        if sign in _NEVER or (unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") and sign not in besides):
            raise wrong(
                Sentence("the text holds an invisible sign (U+{sign})", sign=f"{ord(sign):04X}"),
                "Delete it and type the text again.",
            )
    return text


def _one_under_another(value: Any) -> Any:
    """Return lines as they stand on an envelope as one line: »Hal 2, Kalkvej 4«; others find their own breaks."""
    if not isinstance(value, str) or "\n" not in value.strip():
        return value
    return ", ".join(line for part in value.split("\n") if (line := part.strip().removesuffix(",").rstrip()))


def matching(pattern: str, found: str, way_out: str) -> Callable[[Any], Any]:
    """Return the check that a text matches a pattern; what does not is told as »… is `found`«."""
    expression = re.compile(pattern)

    def check(value: Any) -> Any:
        text = checked_text(value)
        if isinstance(text, str) and not expression.fullmatch(text):
            raise wrong(Sentence("{text} is {found}", text=shortened(text), found=found), way_out)
        return text

    return check


def _key(value: Any) -> Any:
    text = checked_text(value)
    if isinstance(text, str) and not re.fullmatch(_KEBAB, text):
        way_out = Sentence(
            "Use small letters a-z, digits and single hyphens, such as {value}.", value=slugify(text) or "foerste-dag"
        )
        raise wrong(Sentence("{text} has signs that cannot stand here", text=shortened(text)), way_out)
    return text


def _whole_number(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{1,6}", value.strip()):
            raise wrong(
                Sentence("{value} is not a whole number", value=shortened(value)), "Write digits only, such as 45."
            )
        return int(value)
    return value


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    way_out = "Write year, month and day, such as 2027-01-21."
    if meant := day_as_meant(value):
        way_out = Sentence("Write year, month and day: {meant}.", meant=meant)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        raise wrong(Sentence("{value} is not a date", value=shortened(value)), way_out)
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise wrong(
            Sentence("{value} is a day that does not exist", value=shortened(value)), "Look at the calendar."
        ) from None


def _time(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value.strip())
    if not found:
        example = f': "{meant}"' if (meant := time_as_meant(value)) else ', such as "17:00"'
        raise wrong(
            Sentence("{value} is not a time", value=shortened(value)),
            Sentence("Write hours and minutes with a colon{example}.", example=example),
        )
    return f"{int(found[1]):02}:{found[2]}"


def _phone(value: Any) -> Any:
    text = checked_text(value)
    if not isinstance(text, str):
        return text
    # Word processors make long dashes and non-breaking spaces of short and common ones.
    digits = re.sub(r"[\s.\-‐-―/()]", "", text)
    if not re.fullmatch(r"\+?\d{3,15}", digits):
        raise wrong(
            Sentence("{text} is not a phone number", text=shortened(text)),
            "Write one number alone, such as 12 34 56 78.",
        )
    country, number = re.fullmatch(r"(\+45|0045|\+|00)?(\d*)", digits).groups()  # type: ignore[union-attr]
    foreign = country in ("+", "00")
    if len(number) == 8 and not foreign:
        return " ".join(number[start : start + 2] for start in range(0, 8, 2))
    # Of six digits there are the helplines that all of Europe shares, such as 116 111.
    short = country is None and (len(number) in (3, 4) or re.fullmatch(r"116\d{3}", number))
    # With the country's: the shortest are those of small islands, the longest that any country may have.
    if short or (foreign and 8 <= len(number) <= 15):
        return text
    if foreign:
        found, way_out = f"{len(number)} digits, and a foreign number has 8 to 15", "Check the number."
    else:
        after = f" after {country}" if country else ""
        found = Sentence("{number} digits{after}, and a Danish number has 8", number=len(number), after=after)
        way_out = "Check the number; a foreign one begins with + and the country, such as +46."
    raise wrong(Sentence("{text} has {found}", text=shortened(text), found=found), way_out)


def _cvr(value: Any) -> Any:
    text = checked_text(value)
    digits = re.sub(r"\s", "", text) if isinstance(text, str) else text
    if isinstance(digits, str) and not re.fullmatch(r"\d{8}", digits):
        raise wrong(
            Sentence("{text} is not a CVR number", text=shortened(text)), "Write its eight digits, such as 12345678."
        )
    return digits


def _local_file(*endings: str, way_out: str) -> Callable[[Any], Any]:
    allowed = " or ".join(endings)

    def check(value: Any) -> Any:
        text = checked_text(value)
        if not isinstance(text, str):
            return text
        path = PurePosixPath(text.replace("\\", "/"))
        if ":" in text or path.is_absolute() or ".." in path.parts or text.startswith("~"):
            raise wrong(
                Sentence("{text} leads out of the school's folder", text=shortened(text)),
                Sentence(
                    "Put the file beside school.yml and write its name, such as my-file{endings}.", endings=endings[0]
                ),
            )
        if "\\" in text:
            raise wrong(
                Sentence("{text} is a path as Windows writes it", text=shortened(text)),
                Sentence("Write / between its parts: {path}", path=path),
            )
        if path.suffix.lower() not in endings:
            raise wrong(
                Sentence("{text} is not a file that ends in {allowed}", text=shortened(text), allowed=allowed), way_out
            )
        return text

    return check


def choice(what: str, names: Sequence[str]) -> BeforeValidator:
    """Return the check that a value is one of `names`; æ, ø, å and capitals are understood too."""

    def check(value: Any) -> Any:
        if not isinstance(value, str) or slugify(value) in names:
            return slugify(value) if isinstance(value, str) else value
        raise wrong(
            Sentence("there is no {what} {value}", what=what, value=shortened(value)),
            did_you_mean(slugify(value), names, "You can choose from"),
        )

    return BeforeValidator(check)


def _ascending(months: tuple[int, int]) -> tuple[int, int]:
    if months[0] > months[1]:
        raise wrong(
            Sentence("[{months}, {months2}] counts down", months=months[0], months2=months[1]),
            Sentence("Write the earlier month first: {months}.", months=sorted(months)),
        )
    return months


def _pair(value: Any) -> Any:
    if value is None or isinstance(value, str) or (isinstance(value, list) and len(value) != 2):
        raise wrong("two months are expected here, the first and the last", "Write them in brackets, such as [1, 2].")
    return value


Text = Annotated[str, Field(max_length=200), BeforeValidator(checked_text)]
Place = Annotated[Text, BeforeValidator(_one_under_another)]
LongText = Annotated[str, Field(max_length=600), BeforeValidator(checked_text)]
# A text of a sheet's own file, which may be left out or may not.
_Visible = AfterValidator(lambda text: visible(text, besides="\n"))
Words = Annotated[str, Field(max_length=MAX_TEXT), _Visible]
SomeWords = Annotated[str, Field(min_length=1, max_length=MAX_TEXT), _Visible]
SheetText = Annotated[str, Field(max_length=MAX_TEXT), BeforeValidator(checked_text)]
Day = Annotated[date, BeforeValidator(_day)]
Time = Annotated[str, Field(pattern=r"^([01]?\d|2[0-3]):[0-5]\d$"), BeforeValidator(_time)]
Minutes = Annotated[int, Field(ge=5, le=240), BeforeValidator(_whole_number)]
# Room on paper, in lines of handwriting.
Lines = Annotated[int, Field(ge=1, le=MAX_LINES), BeforeValidator(_whole_number)]
Rows = Annotated[int, Field(ge=1, le=MAX_ROWS), BeforeValidator(_whole_number)]
# A number to count or to sort with.
Count = Annotated[int, Field(ge=0, le=9999), BeforeValidator(_whole_number)]
Width = Annotated[int, Field(ge=5, le=90), BeforeValidator(_whole_number)]
Month = Annotated[int, Field(ge=0, le=60), BeforeValidator(_whole_number)]
Months = Annotated[tuple[Month, Month], BeforeValidator(_pair), AfterValidator(_ascending)]
# An editor takes 12345678 for a number; we do not, so the schema lets both pass.
Phone = Annotated[str, BeforeValidator(_phone), WithJsonSchema({"type": ["string", "integer"]})]
Cvr = Annotated[str, BeforeValidator(_cvr), WithJsonSchema({"type": ["string", "integer"]})]
Colour = Annotated[
    str,
    Field(pattern="^#[0-9a-fA-F]{6}$"),
    BeforeValidator(
        matching(
            r"#[0-9a-fA-F]{6}", "not a colour", 'Write # and six signs from 0-9 and a-f in quotes, such as "#0b5d66".'
        )
    ),
    AfterValidator(str.lower),
]
Key = Annotated[str, Field(pattern=_KEBAB, max_length=60), BeforeValidator(_key)]
LogoFile = Annotated[
    str,
    Field(max_length=120, pattern=r"\.([sS][vV][gG]|[pP][nN][gG])$"),
    BeforeValidator(
        _local_file(
            ".svg",
            ".png",
            way_out="Ask whoever made the logo for it as SVG, or open it in a picture program and save it as PNG.",
        )
    ),
]
FontFile = Annotated[
    str,
    Field(max_length=120, pattern=r"\.([tT][tT][fF]|[oO][tT][fF])$"),
    BeforeValidator(_local_file(".ttf", ".otf", way_out="Use the .ttf or .otf file from the font's maker.")),
]
