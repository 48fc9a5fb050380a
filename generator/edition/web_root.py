"""Turn what an edition makes into names below the web root: each of them is spelled here and nowhere else."""

from posixpath import dirname, normpath

from generator.layer.layers import Layers
from generator.layer.pictures import is_picture

# The stem of the one job whose picture is published and whose PDF is not.
SOCIAL_CARD = "social-card"
SOCIAL_CARD_PICTURE = f"assets/{SOCIAL_CARD}.png"


def pdf_name(stem: str) -> str:
    """Return where the PDF of a print is."""
    return f"pdf/{stem}.pdf"


def picture_name(document: str) -> str:
    """Return where the picture of a document's first page is."""
    return f"pdf/{document}.png"


def sheet_page(document: str) -> str:
    """Return the source name of the page on which a sheet is filled in."""
    return f"samtaleark/{document}/index.md"


def mail_name(document: str) -> str:
    """Return where the mail of an invitation is as a text file."""
    return f"invitationer/{document}.txt"


def calendar_name(event_slug: str) -> str:
    """Return where an event's calendar file is."""
    return f"kalender/{event_slug}.ics"


def page_address(src_uri: str) -> str:
    """Return where the page is that is made from the source `src_uri`."""
    return f"{src_uri.removesuffix('.md')}.html"


def page_source(address: str) -> str:
    """Return the source name of the page at `address`; the name of another file stays as it is."""
    return f"{address.removesuffix('.html')}.md" if address.endswith(".html") else address


def seen_from_root(page: str, path: str) -> str:
    """Return what a relative path on a page leads to, as it is seen from the web root."""
    return normpath(f"{dirname(page)}/{path}".lstrip("/"))


def page_pictures(layers: Layers) -> list[str]:
    """Return the names of the pictures that the pages may show; below docs/ they are called the same."""
    names = (name.removeprefix("docs/") for name in layers.names("docs", "**/*"))
    return [name for name in names if is_picture(name)]
