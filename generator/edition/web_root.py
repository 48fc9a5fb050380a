"""Turn what an edition makes into names below the web root: each of them is spelled here and nowhere else."""

from pathlib import PurePosixPath
from posixpath import dirname, normpath

from generator.layer.layers import Layers
from generator.layer.pictures import is_picture

# The stem of the one job whose picture is published and whose PDF is not.
SOCIAL_CARD = "social-card"
SOCIAL_CARD_PICTURE = f"assets/{SOCIAL_CARD}.png"
# What the site makes besides the edition's own files. Most logos are too wide for a browser's tab; for these, our icon
# is drawn in the school's colour.
STYLE, ICON = "assets/edition.css", "assets/school-icon.svg"
LOGO, LOGO_NEGATIVE = "assets/logo", "assets/logo-negative"
# Says whose edition it is, and which files are its own.
MANIFEST = "samtaleguide.json"
OF_THE_ENGINE = ("404.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.js", "search/search_index.json")


# Where things are: the PDF of a print, by its stem; the picture of a document's first page, the source of the page on
# which a sheet is filled in, and the mail of an invitation, by the document's id; the calendar file of an event.
pdf_name = "pdf/{}.pdf".format
picture_name = "pdf/{}.png".format
sheet_page = "samtaleark/{}/index.md".format
mail_name = "invitationer/{}.txt".format
calendar_name = "kalender/{}.ics".format


# Folders that hold nothing but what the edition makes.
FOLDERS = ("assets", "search", *(dirname(name("")) for name in (pdf_name, mail_name, calendar_name)))


def logo_name(logo: str | None, stem: str) -> str | None:
    """Return what a logo of the profile is called: `LOGO` or `LOGO_NEGATIVE` with the ending of its file."""
    return f"{stem}{PurePosixPath(logo).suffix.lower()}" if logo else None


def page_address(src_uri: str) -> str:
    """Return where the page is that is made from the source `src_uri`; site engines take README.md for index.md."""
    folder, slash, name = src_uri.removesuffix(".md").rpartition("/")
    return f"{folder}{slash}{'index' if name == 'README' else name}.html"


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
