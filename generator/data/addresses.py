"""Turn an address that a person wrote, on the web or for mail, into one that leads somewhere."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, WithJsonSchema

from generator.data.kinds import checked_text, matching, shortened, wrong
from generator.problems.problem import Sentence

# What takes no room on the screen, and makes an address one of nobody.
_UNSEEN = "\u00ad\u200b-\u200f\u2060"
# In a mailto: link a '?' begins a subject or further receivers, '%' and '&' write any sign.
_IN_MAIL = rf"[^\s@<>\"'(),:;\\.?%&#/{_UNSEEN}]+"
# Before the @ also the apostrophe of O'Brien.
_BEFORE_AT = _IN_MAIL.replace("'", "")
EMAIL = rf"{_BEFORE_AT}(\.{_BEFORE_AT})*@{_IN_MAIL}(\.{_IN_MAIL})+"


def _web_address(value: Any) -> Any:
    text = checked_text(value)
    if not isinstance(text, str):
        return text
    try:
        parts = urlsplit(text)
        _ = parts.port
        is_address = bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        is_address = False
    if not text.lower().startswith(("http://", "https://")):
        raise wrong(
            Sentence("{text} does not begin with https://", text=shortened(text)),
            "Write the whole address from https:// on.",
        )
    if not is_address or re.search(rf"[\s<>\"'\\^`{{|}}{_UNSEEN}]", text):
        raise wrong(
            Sentence("{text} is not a web address", text=shortened(text)),
            "Copy the address from the browser's address bar.",
        )
    return text


def _site_address(value: Any) -> Any:
    text = _web_address(value)
    if not isinstance(text, str):
        return text
    if "?" in text or "#" in text:
        raise wrong(
            Sentence("{text} has a '?' or '#' in it", text=shortened(text)),
            "Write the address of the folder the guide is put in.",
        )
    if text.lower().endswith((".html", ".htm", ".php", ".pdf")):
        raise wrong(
            Sentence("{text} is a page", text=shortened(text)), "Write the address of the folder the guide is put in."
        )
    if re.match(r"(?i)https?://(localhost|127\.|\[::1\])", text):
        found = Sentence("{text} leads to the reader's own machine, and goes into every QR code", text=shortened(text))
        raise wrong(found, "Take it out until the guide has an address of its own.")
    return text if text.endswith("/") else f"{text}/"


def _signup(value: Any) -> Any:
    text = checked_text(value)
    if isinstance(text, str) and re.match(r"(?i)\s*(javascript|data|vbscript|file)\s*:", text):
        raise wrong(
            Sentence("{text} is not a way to sign up", text=shortened(text)),
            "Write an e-mail address, a link or a few words.",
        )
    if isinstance(text, str) and (mail := re.fullmatch(r"(?i)mailto:\s*([^?]*)(\?.*)?", text)):
        raise wrong(
            Sentence("{text} is how a link is written", text=shortened(text)),
            Sentence("Write the address alone: {mail}", mail=mail[1]),
        )
    # An address alone is meant to lead somewhere.
    if isinstance(text, str) and re.fullmatch(r"(?i)https?:\S*|([\w-]+\.)+[a-z]{2,}(/\S*)?", text):
        return _web_address(text)
    return text


_ADDRESS_SCHEMA = WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"})
WebAddress = Annotated[str, Field(max_length=500), BeforeValidator(_web_address), _ADDRESS_SCHEMA]
SiteAddress = Annotated[str, Field(max_length=500), BeforeValidator(_site_address), _ADDRESS_SCHEMA]
Signup = Annotated[str, Field(max_length=200), BeforeValidator(_signup)]
Email = Annotated[
    str,
    Field(max_length=200),
    BeforeValidator(
        matching(
            EMAIL,
            "not an e-mail address",
            "Write it as name@school.dk.",
        )
    ),
    WithJsonSchema({"type": "string", "format": "email"}),
]
