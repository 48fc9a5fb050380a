"""Turn a phone number or an address that a person wrote, on the web or for mail, into one that leads somewhere."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, WithJsonSchema

from generator.data.hosts import is_host
from generator.data.quotes import ANY_QUOTES
from generator.data.values import on_clean_text, wrong_value
from generator.problems.problem import Sentence, how_many

# What takes no room on the screen, may stand in a text, and makes an address one of nobody.
_UNSEEN = "\u00ad"
# In a mailto: link a '?' begins a subject or further receivers, '%' and '&' write any sign.
_IN_MAIL = rf"[^\s@<>\"'(),:;\\.?%&#/{ANY_QUOTES}{_UNSEEN}]+"
# Before the @ also the apostrophe of O'Brien.
_BEFORE_AT = _IN_MAIL.replace("'", "")
EMAIL = rf"{_BEFORE_AT}(\.{_BEFORE_AT})*@{_IN_MAIL}(\.{_IN_MAIL})+"


# How an address on the web begins, almost: https:/, htps://, https//; or one that is none: ftp://.
_ALMOST = re.compile(r"(?i)(?!https?://)(?:[htps]{3,7}(?:[:;]/*|[.,]?/+[:;]?/*)|[a-z]{2,10}://)(?=[\w.-]*\.[a-z]{2})")
# What people put in the place of an @, so that no program finds the address; and, where nothing stands around it, more.
_HIDDEN_AT = re.compile(r"(?i)(?<=\w) ?[(\[{] ?(?:a|at|snabel-?a) ?[)\]}] ?(?=(?:[\w-]+\.)+[a-z]{2})")
_WORD_AT = re.compile(r"(?i)([\w.+-]+)(?: at | snabel-?a | ?@ ?)([\w-]+(?:\.[\w-]+)+)")
_MAX_ADDRESS, _MAX_MAIL = 500, 200


def _web_address(text: str) -> str:
    if not text.lower().startswith(("http://", "https://")):
        way_out: str = "Write the whole address from https:// on."
        begun = _ALMOST.match(text)
        if _is_web_address(whole := f"https://{text[begun.end() if begun else 0 :]}"):
            way_out = Sentence("Write the whole address, such as {whole}", whole=whole)
        raise wrong_value("not-a-web-address", "{value} does not begin with https://", text, way_out)
    if not _is_web_address(text):
        way_out = "Copy the address from the browser's address bar."
        raise wrong_value("not-a-web-address", "{value} is not a web address", text, way_out)
    return text


def _is_web_address(text: str) -> bool:
    return _leads_somewhere(text) and not re.search(rf"[\s<>\"'\\^`{{|}}{_UNSEEN}]|[{ANY_QUOTES}]$", text)


def _leads_somewhere(address: str) -> bool:
    """Return whether an address names a host that everybody can reach, and nobody's name or password."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    # A colon without a port behind it is most often the one of a second https://.
    is_whole = "@" not in parts.netloc and not parts.netloc.endswith(":") and port != 0
    return is_whole and is_host(parts.hostname or "")


def _site_address(text: str) -> str:
    if re.match(r"(?i)(https?://)?(localhost(?![\w.-])|127\.\d|\[::1\])", text):
        found = "{value} leads to the reader's own machine, and goes into every QR code"
        way_out = "Take it out until the guide has an address of its own."
        raise wrong_value("address-of-own-machine", found, text, way_out)
    text = _web_address(text)
    way_out = "Write the address of the folder the guide is put in."
    if "?" in text or "#" in text:
        raise wrong_value("not-a-folder-address", "{value} has a '?' or '#' in it", text, way_out)
    if text.lower().endswith((".html", ".htm", ".php", ".pdf")):
        raise wrong_value("not-a-folder-address", "{value} is a page", text, way_out)
    return text if text.endswith("/") else f"{text}/"


def _signup(text: str) -> str:
    if re.match(r"(?i)\s*(javascript|data|vbscript|file)\s*:", text):
        way_out = "Write an e-mail address, a link or a few words."
        raise wrong_value("not-a-signup", "{value} is not a way to sign up", text, way_out)
    if mail := re.fullmatch(r"(?i)mailto:\s*([^?]*)(\?.*)?", text):
        alone = Sentence("Write the address alone: {address}", address=mail[1])
        raise wrong_value("not-a-signup", "{value} is how a link is written", text, alone)
    if len(text) > _MAX_MAIL:
        return text
    _refuse_hidden_at(text)
    for word in text.split():
        if _ALMOST.match(word):
            _web_address(word)
    # An address alone is meant to lead somewhere.
    if re.fullmatch(r"(?i)https?:\S*|([\w-]+\.)+[a-z]{2,}(/\S*)?", text):
        return _web_address(text)
    return _email(text) if re.fullmatch(r"[^\s@]+@[^\s@]+", text) else text


def _refuse_hidden_at(text: str) -> None:
    """Raise an error for a text with a mail address in it that has something else in the place of its @."""
    plain = _WORD_AT.sub(r"\1@\2", text) if _WORD_AT.fullmatch(text) else _HIDDEN_AT.sub("@", text)
    if plain != text:
        meant = Sentence("Write {plain}", plain=plain)
        raise wrong_value("not-an-email-address", "{value} has no address that a mail program knows", text, meant)


def _email(text: str) -> str:
    if len(text) <= _MAX_MAIL:
        _refuse_hidden_at(text)
    if re.fullmatch(EMAIL, text) and is_host(text.rpartition("@")[2]):
        return text
    way_out: str = "Write it as name@school.dk."
    if text.count("@") > 1:
        way_out = "Write one address alone, such as name@school.dk."
    elif inside := re.fullmatch(rf"(?:mailto:\s*|[^<>]*<)({EMAIL})[>.,;]*", text):
        way_out = Sentence("Write the address alone: {address}", address=inside[1])
    raise wrong_value("not-an-email-address", "{value} is not an e-mail address", text, way_out)


def _phone(text: str) -> str:
    # Word processors make long dashes and non-breaking spaces of short and common ones.
    digits = re.sub(r"[\s.\-‐-―/()]", "", text)
    if not re.fullmatch(r"\+?[0-9]{3,15}", digits):
        way_out: str = "Write one number alone, such as 12 34 56 78."
        numbers = re.findall(r"(?<![0-9])(?:\+45\s?)?(?:[0-9][\s.-]?){7}[0-9](?![0-9])", text)
        if len(numbers) == 1:
            way_out = Sentence("Write the number alone: {number}", number=numbers[0])
        raise wrong_value("not-a-phone-number", "{value} is not a phone number", text, way_out)
    country, number = re.fullmatch(r"(\+45|0045|\+|00)?([0-9]*)", digits).groups()  # type: ignore[union-attr]
    foreign = country in ("+", "00")
    if len(number) == 8 and not foreign:
        return " ".join(number[start : start + 2] for start in range(0, 8, 2))
    # Of six digits there are the helplines that all of Europe shares, such as 116 111.
    short = country is None and (len(number) in (3, 4) or re.fullmatch(r"116[0-9]{3}", number))
    # With the country's: the shortest are those of small islands, the longest that any country may have.
    if short or (foreign and 8 <= len(number) <= 15):
        return text
    digits_counted = how_many(len(number), "1 digit", "{count} digits")
    found = "{value} has {digits}, and a Danish number has 8"
    way_out = "Check the number; a foreign one begins with + and the country, such as +46."
    if foreign:
        found, way_out = "{value} has {digits}, and a foreign number has 8 to 15", "Check the number."
    elif country:
        found = "{value} has {digits} after {country}, and a Danish number has 8"
    raise wrong_value("not-a-phone-number", found, text, way_out, digits=digits_counted, country=country)


def _cvr(text: str) -> str:
    digits = re.sub(r"\s", "", text)
    if not re.fullmatch(r"[0-9]{8}", digits):
        way_out = "Write its eight digits, such as 12345678."
        raise wrong_value("not-a-cvr-number", "{value} is not a CVR number", text, way_out)
    return digits


_ADDRESS_SCHEMA = WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"})
WebAddress = Annotated[str, Field(max_length=_MAX_ADDRESS), on_clean_text(_web_address), _ADDRESS_SCHEMA]
SiteAddress = Annotated[str, Field(max_length=_MAX_ADDRESS), on_clean_text(_site_address), _ADDRESS_SCHEMA]
Signup = Annotated[str, Field(max_length=_MAX_MAIL), on_clean_text(_signup)]
_EMAIL_SCHEMA = WithJsonSchema({"type": "string", "format": "email"})
Email = Annotated[str, Field(max_length=_MAX_MAIL), on_clean_text(_email), _EMAIL_SCHEMA]
# An editor takes 12345678 for a number; we do not, so the schema lets both pass.
Phone = Annotated[str, on_clean_text(_phone), WithJsonSchema({"type": ["string", "integer"]})]
Cvr = Annotated[str, on_clean_text(_cvr), WithJsonSchema({"type": ["string", "integer"]})]
