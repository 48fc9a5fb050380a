"""Turn what an edition makes into names below the web root: each of them is spelled here and nowhere else."""

from posixpath import dirname, normpath

from generator.layer.layers import Layers
from generator.layer.pictures import is_picture

# The stem of the one job whose picture is published and whose PDF is not.
SOCIAL_CARD = "social-card"
SOCIAL_CARD_PICTURE = f"assets/{SOCIAL_CARD}.png"


# Where things are: the PDF of a print, by its stem; the picture of a document's first page, the source of the page on
# which a sheet is filled in, and the mail of an invitation, by the document's id; the calendar file of an event.
pdf_name = "pdf/{}.pdf".format
picture_name = "pdf/{}.png".format
sheet_page = "samtaleark/{}/index.md".format
mail_name = "invitationer/{}.txt".format
calendar_name = "kalender/{}.ics".format


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
