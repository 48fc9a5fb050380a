"""Turn the values that a template prints into text: the filters of templates, and markup that shows text as it is."""

import re
from collections.abc import Callable
from datetime import date

from markupsafe import Markup, escape

from generator import danish
from generator.data.hosts import as_uri
from generator.templates.sms import sms_size

_PUNCTUATION = re.compile(r"[^\w\s]|_", re.UNICODE)
# Eight digits or more, in groups as people write them.
_PHONE = re.compile(r"\+?\d(?: ?\d){7,}")


def as_entities(text: str) -> Markup:
    """Return text that Markdown and HTML both show letter by letter: each punctuation character as an entity."""
    return Markup(_PUNCTUATION.sub(lambda found: f"&#{ord(found[0])};", text))  # noqa: S704


def unbroken(text: object) -> Markup:
    """Return text for a print in which no phone number is divided between two lines; it stays letter by letter."""
    # With no-break spaces a number copied from the print would not be the one that was written.
    return Markup(_PHONE.sub(r'<span class="unbroken">\g<0></span>', str(escape(text))))  # noqa: S704


FILTERS: dict[str, Callable[..., object]] = {
    "date": danish.long_date,
    "weekday_date": danish.weekday_date,
    "cap_first": danish.cap_first,
    "enumeration": danish.enumeration,
    "lower_first": danish.lower_first,
    "number_word": danish.number_word,
    "phone_uri": danish.phone_uri,
    "clock": danish.clock,
    "role_word": danish.role_word,
    "iso_date": date.isoformat,
    "sms_size": sms_size,
    "unbroken": unbroken,
    "uri": as_uri,
}
