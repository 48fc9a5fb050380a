"""Turn the host of an address, or a whole one, into what the network knows it by: »læreplads.dk« in ASCII.

Browsers and mail programs take both forms; readers of PDFs, cameras in front of a QR code and calendars do not.
"""

import re
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

import idna

MAX_NAME = 253
# By the rules there is no underscore, but such names are there, and every browser opens them.
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f]+")


def is_host(host: str) -> bool:
    """Return whether a host is one that everybody can reach: a name with a dot in it, or a public number."""
    with suppress(ValueError):
        return ip_address(host).is_global
    labels = [_label(label) for label in host.lower().split(".")]
    is_name = len(labels) > 1 and all(labels) and len(".".join(labels)) <= MAX_NAME
    return is_name and len(labels[-1]) > 1 and not labels[-1].isdecimal()


def _label(label: str) -> str:
    """Return a part of a host's name in ASCII; an empty text if it can be none."""
    if label.isascii() and not label.startswith("xn--"):
        return label if _LABEL.fullmatch(label) else ""
    with suppress(idna.IDNAError):
        # What would become another name on the way is not the one that somebody meant.
        if idna.uts46_remap(label) == label:
            return idna.encode(label).decode("ascii")
    return ""


def as_uri(address: str) -> str:
    """Return an address on the web or for mail in ASCII alone; anything else, such as a relative one, as it is."""
    if address.isascii():
        return address
    if mail := re.fullmatch(r"mailto:([^@]+)@([^@?]+)", address):
        return f"mailto:{_quoted(mail[1])}@{_ascii(mail[2])}"
    try:
        host = urlsplit(address).hostname if re.match(r"(?i)https?://", address) else None
    except ValueError:
        host = None
    if not host:
        return address
    before, _, after = address.partition("://")
    named = len(host)
    return f"{before}://{_ascii(host)}{_quoted(after[named:])}"


def _ascii(host: str) -> str:
    return host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")


def _quoted(text: str) -> str:
    return _OUTSIDE_ASCII.sub(lambda signs: quote(signs[0]), text)
