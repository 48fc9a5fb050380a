"""Turn what a person wrote for one key into a value: a text, a colour, a number, a choice.

A profile's values arrive as texts, just as they were written, so each kind says itself what it takes. What does not
fit is refused with what was found and a way out, in words that need no knowledge of programming.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from generator.danish import slugify
from generator.data.strict import MAX_LINES, MAX_ROWS, MAX_TEXT
from generator.data.typed import Typed, typed_otherwise
from generator.data.unseen import unseen_sign, what_is_wrong_with
from generator.layer.fonts import FROM_THE_MAKER
from generator.layer.names import fault_of_name
from generator.problems.likeness import did_you_mean
from generator.problems.problem import Advice, Finding, Sentence, either

A_LIST, A_GROUP = Sentence("a list"), Sentence("a group of keys")
KINDS: dict[type, Sentence] = {type(None): Sentence("nothing"), list: A_LIST, tuple: A_LIST, dict: A_GROUP}
_KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def refusal(findings: Iterable[Finding]) -> PydanticCustomError:
    """Return the error for a value in which these things are wrong, each at its path below the value."""
    listed = tuple(findings)
    found = "; ".join(advice.found for _, advice in listed)
    return PydanticCustomError("findings", "{found}", {"found": found, "findings": listed})


def refuse(findings: Iterable[Finding]) -> None:
    """Raise one error with all of the findings; nothing if there are none."""
    if listed := list(findings):
        raise refusal(listed)


def findings_in(entry: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Return what is wrong by an entry of `ValidationError.errors`; nothing if the error is one of pydantic's own."""
    return tuple(entry.get("ctx", {}).get("findings", ()))


def wrong(code: str, found: str, way_out: str = "", at: Sequence[str | int] = ()) -> PydanticCustomError:
    """Return the error for a value that does not fit; `at` leads to the part of the value that is meant."""
    return refusal([(tuple(at), Advice(code, found, way_out))])


def wrong_value(code: str, found: str, value: object, way_out: str = "", **values: object) -> PydanticCustomError:
    """Return the error for a value that does not fit and that the sentence `found` quotes, as `{value}`."""
    quoted = shortened(value)
    return refusal([((), Advice(code, Sentence(found, value=quoted, **values), way_out, about=unquoted(quoted)))])


def stands_twice(name: str, way_out: str) -> Advice:
    """Return what is wrong with a name in a list that has it already."""
    return Advice("stands-twice", Sentence("'{name}' stands here a second time", name=name), way_out, about=name)


def shortened(value: object) -> Sentence:
    """Return a value as a message quotes it; what is no text was not written as Python would, and goes by its kind."""
    if kind := KINDS.get(type(value)):
        return kind
    text = " ".join(str(value).split())
    return Sentence("'{text}'", text=text if len(text) <= 60 else f"{text[:56]} […]")


def unquoted(quoted: str) -> str:
    """Return what stands between the quotes of a `shortened` value; where a text was cut, that stands in no file."""
    return quoted[1:-1] if quoted.startswith("'") else ""


def checked_text(text: str) -> str:
    """Return a text with one kind of spaces and accents, and nothing invisible."""
    text = re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip(" ")
    if not re.sub(r"[\s\u00ad]", "", text):
        raise wrong("empty-text", "this text is empty", "Write something, or take the line out.")
    return visible(text)


def on_text(check: Callable[[str], Any]) -> BeforeValidator:
    """Return the check of a text, just as it was written; anything else is left to the checks of pydantic."""

    def checked(value: Any) -> Any:
        try:
            return check(value) if isinstance(value, str) else value
        except PydanticCustomError:
            if typed := typed_otherwise(value):
                raise _wrong_typing(value, typed, check) from None
            raise

    return BeforeValidator(checked)


def _wrong_typing(text: str, typed: Typed, check: Callable[[str], Any]) -> PydanticCustomError:
    """Return the error for a value that a program changed; it says how to write it, if that is a right one."""
    way_out = "Type the value again, with the signs of your keyboard."
    with suppress(PydanticCustomError):
        check(typed.plain)
        way_out = Sentence('Write "{plain}".', plain=typed.plain)
    return wrong_value(typed.code, typed.found, text, way_out)


def on_clean_text(check: Callable[[str], Any]) -> BeforeValidator:
    """Return the check of a text after `checked_text`; anything else is left to the checks of pydantic."""
    return on_text(lambda text: check(checked_text(text)))


def visible(text: str, besides: str = "") -> str:
    """Return the text, which may hold no invisible sign; those in `besides` may stand in it."""
    if sign := unseen_sign(text, besides):
        raise wrong("invisible-sign", what_is_wrong_with(sign), "Delete it and type the text again.")
    return text


def _one_under_another(text: str) -> str:
    """Return lines as they stand on an envelope as one line: »Hal 2, Kalkvej 4«; others find their own breaks."""
    if "\n" not in text.strip():
        return text
    lines = [line.strip().removesuffix(",").rstrip() for line in text.split("\n")]
    return ", ".join(line for line in lines if line)


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        way_out = 'Write # and six signs from 0-9 and a-f in quotes, such as "#0b5d66".'
        if re.fullmatch(r"[0-9a-fA-F]{6}", text):
            way_out = Sentence('Write "#{text}".', text=text)
        raise wrong_value("not-a-colour", "{value} is not a colour", text, way_out)
    return text.lower()


def _key(text: str) -> str:
    if not re.fullmatch(_KEBAB, text):
        example = slugify(text) or "foerste-dag"
        way_out = Sentence("Use small letters a-z, digits and single hyphens, such as {example}.", example=example)
        raise wrong_value("not-an-id", "{value} has signs that cannot stand here", text, way_out)
    return text


def _key_of_a_file(text: str) -> str:
    """Return a key that a folder or a file will be called by."""
    if fault := fault_of_name(_key(text)):
        way_out = Sentence("Write another one, such as {key}-1.", key=text)
        raise refusal([((), Advice(fault.code, fault.found, way_out, about=text))])
    return text


def _whole_number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text.strip()):
        meant = re.fullmatch(r"(?:ca\.?\s*)?([0-9]{1,6})\s*(?!t)[a-zæøå.]+", text.strip())
        way_out = Sentence("Write digits only, such as {number}.", number=meant[1] if meant else 45)
        raise wrong_value("not-a-number", "{value} is not a whole number", text, way_out)
    return int(text)


def _local_file(*endings: str, way_out: str) -> BeforeValidator:
    def check(text: str) -> str:
        path = PurePosixPath(text.replace("\\", "/"))
        if ":" in text or path.is_absolute() or ".." in path.parts or text.startswith("~"):
            beside = "Put the file beside school.yml and write its name, such as my-file{ending}."
            found = "{value} leads out of the school's folder"
            raise wrong_value("leads-out-of-layer", found, text, Sentence(beside, ending=endings[0]))
        if "\\" in text:
            slashes = Sentence("Write / between its parts: {path}", path=path)
            raise wrong_value("path-of-windows", "{value} is a path as Windows writes it", text, slashes)
        if path.suffix.lower() not in endings:
            found = "{value} is not a file that ends in {endings}"
            raise wrong_value("wrong-ending", found, text, way_out, endings=either(endings))
        return text

    return on_clean_text(check)


def choice(what: str, names: Sequence[str]) -> BeforeValidator:
    """Return the check that a value is one of `names`; æ, ø, å and capitals are understood too."""

    def check(text: str) -> str:
        name = slugify(text)
        if name not in names:
            way_out = did_you_mean(name, names, "You can choose from")
            raise wrong_value("unknown-choice", "there is no {what} {value}", text, way_out, what=Sentence(what))
        return name

    return on_text(check)


def _ascending(months: tuple[int, int]) -> tuple[int, int]:
    if months[0] > months[1]:
        found = Sentence("the months {first} and {last} stand in the wrong order", first=months[0], last=months[1])
        raise wrong("counts-down", found, Sentence("Write the earlier one first: {months}.", months=sorted(months)))
    return months


def _pair(value: Any) -> Any:
    if value is None or isinstance(value, str) or (isinstance(value, list) and len(value) != 2):
        numbers = re.findall("[0-9]+", str(value))
        way_out = Sentence(
            "Write them in brackets, such as [{months}].", months=", ".join(numbers) if len(numbers) == 2 else "1, 2"
        )
        raise wrong("wrong-kind", "two months are expected here, the first and the last", way_out)
    return value


Text = Annotated[str, Field(max_length=200), on_text(checked_text)]
Place = Annotated[Text, on_text(_one_under_another)]
LongText = Annotated[str, Field(max_length=600), on_text(checked_text)]
# A text of a sheet's own file, which may be left out or may not.
_Visible = AfterValidator(lambda text: visible(text, besides="\n"))
Words = Annotated[str, Field(max_length=MAX_TEXT), _Visible]
SomeWords = Annotated[str, Field(min_length=1, max_length=MAX_TEXT), _Visible]
SheetText = Annotated[str, Field(max_length=MAX_TEXT), on_text(checked_text)]
Minutes = Annotated[int, Field(ge=5, le=240), on_text(_whole_number)]
# Room on paper, in lines of handwriting.
Lines = Annotated[int, Field(ge=1, le=MAX_LINES), on_text(_whole_number)]
Rows = Annotated[int, Field(ge=1, le=MAX_ROWS), on_text(_whole_number)]
# A number to count or to sort with.
Count = Annotated[int, Field(ge=0, le=9999), on_text(_whole_number)]
Width = Annotated[int, Field(ge=5, le=90), on_text(_whole_number)]
# As calendars number them (ISO 8601).
Week = Annotated[int, Field(ge=1, le=53), on_text(_whole_number)]
Month = Annotated[int, Field(ge=0, le=60), on_text(_whole_number)]
Months = Annotated[tuple[Month, Month], BeforeValidator(_pair), AfterValidator(_ascending)]
Colour = Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$"), on_clean_text(_colour)]
Key = Annotated[str, Field(pattern=_KEBAB, max_length=60), on_clean_text(_key)]
FileKey = Annotated[str, Field(pattern=_KEBAB, max_length=60), on_clean_text(_key_of_a_file)]
LOGO_ENDINGS, FONT_ENDINGS = (".svg", ".png"), (".ttf", ".otf")
_AS_PICTURE = "Ask whoever made the logo for it as SVG, or open it in a picture program and save it as PNG."
_LOGO_ENDING, _FONT_ENDING = r"\.([sS][vV][gG]|[pP][nN][gG])$", r"\.([tT][tT][fF]|[oO][tT][fF])$"
LogoFile = Annotated[str, Field(max_length=120, pattern=_LOGO_ENDING), _local_file(*LOGO_ENDINGS, way_out=_AS_PICTURE)]
FontFile = Annotated[
    str, Field(max_length=120, pattern=_FONT_ENDING), _local_file(*FONT_ENDINGS, way_out=FROM_THE_MAKER)
]
