"""Turn an HTML document into a tagged PDF, refusing whatever the renderer complains about."""

import re
from functools import lru_cache
from hashlib import sha256
from mimetypes import guess_type
from typing import Any
from urllib.parse import unquote

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.documents.job import ASSET_SCHEME, OF_THE_SCHOOL, Job
from generator.layer.fonts import is_font
from generator.pdf.drawings import in_lines_or_dots
from generator.pdf.signs import missing_sign
from generator.problems.logged import logged_warnings
from generator.problems.problem import Advice, GeneratorError, Place, Sentence

# A school has its own fonts and colours: those of a few schools are kept at a time.
MOST_STYLES = 4
MOST_SHEETS = 100
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_ONLY_OWN = "a document may only use its own pictures, fonts and style sheets"
_NO_GLYPH = re.compile(r'notdef glyph rendered .*"(.+)" \(U\+')


class _JobFetcher(URLFetcher):
    """Opens the assets that a job carries, and nothing else: no file, no host."""

    def __init__(self, assets: dict[str, bytes]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # WeasyPrint carries no types
        self._assets = dict(assets)
        self._looked_at: set[str] = set()

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002  WeasyPrint passes both
        name = unquote(url.removeprefix(ASSET_SCHEME))
        if not url.startswith(ASSET_SCHEME) or name not in self._assets:
            raise ValueError(_ONLY_OWN)
        kind = guess_type(name)[0] or "application/octet-stream"
        # Our own drawings are made of what the renderer draws right.
        if kind == "image/svg+xml" and name.startswith(OF_THE_SCHOOL) and name not in self._looked_at:
            self._looked_at.add(name)
            self._assets |= in_lines_or_dots(name, self._assets[name])
        return URLFetcherResponse(url, self._assets[name], {"Content-Type": kind})


class _Style:
    """The fonts of a document, set up, and its style sheets, read; both serve every document that has the same."""

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        self.sheets: dict[str, weasyprint.CSS] = {}


@lru_cache(MOST_STYLES)
def _style(fonts: frozenset[tuple[str, bytes]]) -> _Style:  # noqa: ARG001  the key
    return _Style()


def _styled(job: Job, fetcher: URLFetcher, complaints: list[str]) -> tuple[str, _Style, list[weasyprint.CSS]]:
    """Return the HTML of a job without its style sheets, and these, read once in this process."""
    style = _style(frozenset((name, sha256(data).digest()) for name, data in job.assets.items() if is_font(name)))
    sheets = []
    for text in _STYLE.findall(job.html):
        sheet = style.sheets.get(text)
        if sheet is None:
            heard = len(complaints)
            sheet = weasyprint.CSS(string=text, base_url=ASSET_SCHEME, url_fetcher=fetcher, font_config=style.fonts)
            # What is wrong with it is to be told of each document that has it.
            if len(complaints) == heard:
                style.sheets[text] = sheet
            if len(style.sheets) > MOST_SHEETS:
                del style.sheets[next(iter(style.sheets))]
        sheets.append(sheet)
    return _STYLE.sub("", job.html), style, sheets


def typeset(job: Job, *, draft: bool = False) -> bytes:
    """Return the PDF of a job's HTML, tagged and made to be kept: PDF/A-2a (ISO 19005-2); for the press, PDF/X-4.

    Raises GeneratorError with everything WeasyPrint complained about: a picture that is not there, bad CSS. In a draft
    something may be missing, such as the page that a reference leads to.
    """
    with logged_warnings("weasyprint", "fontTools") as complaints:
        fetcher = _JobFetcher(job.assets)
        html, style, sheets = _styled(job, fetcher, complaints)
        source = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url=ASSET_SCHEME)
        options: dict[str, Any] = {
            "pdf_forms": job.use == "filling-in",
            "pdf_tags": True,
            # It is compressed when it is finished.
            "uncompressed_pdf": True,
            "pdf_variant": "pdf/x-4" if job.use == "press" else "pdf/a-2a",
        }
        document = source.render(font_config=style.fonts, stylesheets=sheets, **options)
        if job.use == "press":
            # PDF/X asks for both days; without them the time of the build is written.
            document.metadata.created = document.metadata.modified = f"{job.date}T00:00:00Z"
        pdf: bytes = document.write_pdf(**options)
    if complaints and not draft:
        place = Place(f"{job.document or job.stem}.pdf")
        raise GeneratorError(_in_plain_words(complaint).at(place) for complaint in complaints)
    return pdf


def _in_plain_words(complaint: str) -> Advice:
    """Return what WeasyPrint complains about, and the way out."""
    sign = _NO_GLYPH.search(complaint)
    if sign:
        return missing_sign(sign[1])
    # The line that WeasyPrint names is one of all the document's style sheets taken together.
    complaint = re.sub(r" at \d+:\d+|ValueError: |\.$", "", complaint)
    way_out = "Look for it in the templates and style sheets of this document, below forms/."
    found = Sentence("the program that makes PDFs says: {complaint}", complaint=complaint)
    if complaint.endswith(_ONLY_OWN):
        told = complaint.removesuffix(_ONLY_OWN).rstrip(": ")
        found = Sentence(
            "{complaint}: a document may only use its own pictures, fonts and style sheets", complaint=told
        )
    return Advice("renderer-complains", found, way_out)
