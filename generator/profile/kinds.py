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
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.danish import slugify
from generator.problems import did_you_mean

# Characters that turn the direction of the text around them, and two that no XML file may hold.
_NEVER = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff\ufeff")
_KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"


Ask = Literal["laerling", "virksomhed", "skole", "alle"]
Answer = Literal[
    "short", "text", "date", "one-of", "any-of", "yes-no-unsure", "person", "table", "agreement", "signature", "tick"
]


def wrong(found: str, way_out: str = "", at: Sequence[str | int] = ()) -> PydanticCustomError:
    """Return the error for a value that does not fit; `at` leads to the part of the value that is meant."""
    return PydanticCustomError("told", "{found}", {"found": found, "way_out": way_out, "at": tuple(at)})


def shortened(value: object) -> str:
    """Return a value as a message quotes it."""
    text = " ".join(str(value).split())
    return f"'{text}'" if len(text) <= 60 else f"'{text[:56]} […]'"


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", value)).strip(" ")
    if not text:
        raise wrong("this text is empty", "Write something, or take the line out.")
    for sign in text:
        if sign in _NEVER or unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp"):
            raise wrong(f"the text holds an invisible sign (U+{ord(sign):04X})", "Delete it and type the text again.")
    return text


def _one_under_another(value: Any) -> Any:
    """Return lines as they stand on an envelope as one line: »Hal 2, Kalkvej 4«; others find their own breaks."""
    return re.sub(r",?\s*\n\s*", ", ", value.strip()) if isinstance(value, str) else value


def _matching(pattern: str, found: str, way_out: str) -> Callable[[Any], Any]:
    expression = re.compile(pattern)

    def check(value: Any) -> Any:
        text = _text(value)
        if isinstance(text, str) and not expression.fullmatch(text):
            raise wrong(f"{shortened(text)} is {found}", way_out)
        return text

    return check


def _key(value: Any) -> Any:
    text = _text(value)
    if isinstance(text, str) and not re.fullmatch(_KEBAB, text):
        way_out = f"Use small letters a-z, digits and single hyphens, such as {slugify(text) or 'foerste-dag'}."
        raise wrong(f"{shortened(text)} has signs that cannot stand here", way_out)
    return text


def _whole_number(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{1,6}", value.strip()):
            raise wrong(f"{shortened(value)} is not a whole number", "Write digits only, such as 45.")
        return int(value)
    return value


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    way_out = "Write year, month and day, such as 2027-01-21."
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        raise wrong(f"{shortened(value)} is not a date", way_out)
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise wrong(f"{shortened(value)} is a day that does not exist", way_out) from None


def _time(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value.strip())
    if not found:
        raise wrong(f"{shortened(value)} is not a time", 'Write hours and minutes with a colon, such as "17:00".')
    return f"{int(found[1]):02}:{found[2]}"


def _phone(value: Any) -> Any:
    text = _text(value)
    if not isinstance(text, str):
        return text
    digits = re.sub(r"[ .\-/()]", "", text)
    if not re.fullmatch(r"\+?\d{3,15}", digits):
        raise wrong(f"{shortened(text)} is not a phone number", "Write the number alone, such as 12 34 56 78.")
    danish = re.sub(r"^(\+45|0045)(?=\d{8}$)", "", digits)
    if len(danish) == 8 and danish.isdigit():
        return " ".join(danish[start : start + 2] for start in range(0, 8, 2))
    # Of six digits there are the helplines that all of Europe shares, such as 116 111.
    if (
        len(digits) in (5, 7)
        or (len(digits) == 6 and not digits.startswith("116"))
        or (len(digits) > 8 and not digits.startswith(("+", "00")))
    ):
        raise wrong(
            f"{shortened(text)} has {len(digits)} digits, and a Danish number has 8",
            "Check the number; a foreign one begins with + and the country, such as +46.",
        )
    return text


def _cvr(value: Any) -> Any:
    text = _text(value)
    digits = re.sub(r"\s", "", text) if isinstance(text, str) else text
    if isinstance(digits, str) and not re.fullmatch(r"\d{8}", digits):
        raise wrong(f"{shortened(text)} is not a CVR number", "Write its eight digits, such as 12345678.")
    return digits


def _web_address(value: Any) -> Any:
    text = _text(value)
    if not isinstance(text, str):
        return text
    try:
        parts = urlsplit(text)
        _ = parts.port
        is_address = bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        is_address = False
    if not text.lower().startswith(("http://", "https://")):
        raise wrong(f"{shortened(text)} does not begin with https://", "Write the whole address from https:// on.")
    if not is_address or re.search(r"[\s<>\"'\\^`{|}]", text):
        raise wrong(f"{shortened(text)} is not a web address", "Copy the address from the browser's address bar.")
    return text


def _site_address(value: Any) -> Any:
    text = _web_address(value)
    if not isinstance(text, str):
        return text
    if "?" in text or "#" in text:
        raise wrong(f"{shortened(text)} has a '?' or '#' in it", "Write the address of the folder the guide is put in.")
    if text.lower().endswith((".html", ".htm", ".php", ".pdf")):
        raise wrong(f"{shortened(text)} is a page", "Write the address of the folder the guide is put in.")
    if re.match(r"(?i)https?://(localhost|127\.|\[::1\])", text):
        found = f"{shortened(text)} leads to the reader's own machine, and goes into every QR code"
        raise wrong(found, "Take it out until the guide has an address of its own.")
    return text if text.endswith("/") else f"{text}/"


def _signup(value: Any) -> Any:
    text = _text(value)
    if isinstance(text, str) and re.match(r"(?i)\s*(javascript|data|vbscript|file)\s*:", text):
        raise wrong(f"{shortened(text)} is not a way to sign up", "Write an e-mail address, a link or a few words.")
    return text


def _local_file(*endings: str) -> Callable[[Any], Any]:
    allowed = " or ".join(endings)

    def check(value: Any) -> Any:
        text = _text(value)
        if not isinstance(text, str):
            return text
        path = PurePosixPath(text)
        if "\\" in text or ":" in text or path.is_absolute() or ".." in path.parts or text.startswith("~"):
            raise wrong(
                f"{shortened(text)} leads out of the school's folder",
                f"Put the file beside school.yml and write its name, such as my-file{endings[0]}.",
            )
        if path.suffix.lower() not in endings:
            raise wrong(
                f"{shortened(text)} is not a file that ends in {allowed}", f"Use a file in the format {allowed}."
            )
        return text

    return check


def choice(what: str, names: Sequence[str]) -> BeforeValidator:
    """Return the check that a value is one of `names`; æ, ø, å and capitals are understood too."""

    def check(value: Any) -> Any:
        if not isinstance(value, str) or slugify(value) in names:
            return slugify(value) if isinstance(value, str) else value
        raise wrong(
            f"there is no {what} {shortened(value)}", did_you_mean(slugify(value), names, "You can choose from")
        )

    return BeforeValidator(check)


def _ascending(months: tuple[int, int]) -> tuple[int, int]:
    if months[0] > months[1]:
        raise wrong(f"[{months[0]}, {months[1]}] counts down", f"Write the earlier month first: {sorted(months)}.")
    return months


def _pair(value: Any) -> Any:
    if value is None or isinstance(value, str) or (isinstance(value, list) and len(value) != 2):
        raise wrong("two months are expected here, the first and the last", "Write them in brackets, such as [1, 2].")
    return value


Text = Annotated[str, Field(max_length=200), BeforeValidator(_text)]
Place = Annotated[Text, BeforeValidator(_one_under_another)]
LongText = Annotated[str, Field(max_length=600), BeforeValidator(_text)]
Day = Annotated[date, BeforeValidator(_day)]
Time = Annotated[str, Field(pattern=r"^([01]?\d|2[0-3]):[0-5]\d$"), BeforeValidator(_time)]
Minutes = Annotated[int, Field(ge=5, le=240), BeforeValidator(_whole_number)]
# Room on paper, in lines of handwriting; more than twenty would not fit on a page with their question.
Lines = Annotated[int, Field(ge=1, le=20), BeforeValidator(_whole_number)]
Rows = Annotated[int, Field(ge=1, le=30), BeforeValidator(_whole_number)]
Width = Annotated[int, Field(ge=5, le=90), BeforeValidator(_whole_number)]
Month = Annotated[int, Field(ge=0, le=60), BeforeValidator(_whole_number)]
Months = Annotated[tuple[Month, Month], BeforeValidator(_pair), AfterValidator(_ascending)]
# An editor takes 12345678 for a number; we do not, so the schema lets both pass.
Phone = Annotated[str, BeforeValidator(_phone), WithJsonSchema({"type": ["string", "integer"]})]
Cvr = Annotated[str, BeforeValidator(_cvr), WithJsonSchema({"type": ["string", "integer"]})]
_ADDRESS_SCHEMA = WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"})
WebAddress = Annotated[str, Field(max_length=500), BeforeValidator(_web_address), _ADDRESS_SCHEMA]
SiteAddress = Annotated[str, Field(max_length=500), BeforeValidator(_site_address), _ADDRESS_SCHEMA]
Signup = Annotated[str, Field(max_length=200), BeforeValidator(_signup)]
Email = Annotated[
    str,
    Field(max_length=200),
    BeforeValidator(
        _matching(
            # In a mailto: link a '?' begins a subject or further receivers, '%' and '&' write any sign.
            r"[^\s@<>\"'(),:;\\?%&#/]+@[^\s@<>\"'(),:;\\?%&#/.]+(\.[^\s@<>\"'(),:;\\?%&#/.]+)+",
            "not an e-mail address",
            "Write it as name@school.dk.",
        )
    ),
    WithJsonSchema({"type": "string", "format": "email"}),
]
Colour = Annotated[
    str,
    Field(pattern="^#[0-9a-fA-F]{6}$"),
    BeforeValidator(
        _matching(
            r"#[0-9a-fA-F]{6}", "not a colour", 'Write # and six signs from 0-9 and a-f in quotes, such as "#0b5d66".'
        )
    ),
    AfterValidator(str.lower),
]
Key = Annotated[str, Field(pattern=_KEBAB, max_length=60), BeforeValidator(_key)]
LogoFile = Annotated[
    str, Field(max_length=120, pattern=r"\.([sS][vV][gG]|[pP][nN][gG])$"), BeforeValidator(_local_file(".svg", ".png"))
]
FontFile = Annotated[
    str, Field(max_length=120, pattern=r"\.([tT][tT][fF]|[oO][tT][fF])$"), BeforeValidator(_local_file(".ttf", ".otf"))
]
