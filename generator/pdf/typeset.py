"""Turn an HTML document into a tagged PDF, refusing whatever the renderer complains about."""

import re
from mimetypes import guess_type
from typing import Any
from urllib.parse import unquote

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.documents.job import ASSET_SCHEME, OF_THE_SCHOOL, Job
from generator.pdf.drawings import in_lines_or_dots
from generator.pdf.signs import missing_sign
from generator.problems.logged import logged_warnings
from generator.problems.problem import Advice, GeneratorError, Place, Sentence

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
            raise ValueError("a document may only use its own pictures, fonts and style sheets")
        kind = guess_type(name)[0] or "application/octet-stream"
        # Our own drawings are made of what the renderer draws right.
        if kind == "image/svg+xml" and name.startswith(OF_THE_SCHOOL) and name not in self._looked_at:
            self._looked_at.add(name)
            self._assets |= in_lines_or_dots(name, self._assets[name])
        return URLFetcherResponse(url, self._assets[name], {"Content-Type": kind})


def typeset(job: Job) -> bytes:
    """Return the PDF of a job's HTML, tagged and made to be kept: PDF/A-2a (ISO 19005-2); for the press, PDF/X-4.

    Raises GeneratorError with everything WeasyPrint complained about: a picture that is not there, bad CSS.
    """
    with logged_warnings("weasyprint", "fontTools") as complaints:
        source = weasyprint.HTML(string=job.html, url_fetcher=_JobFetcher(job.assets), base_url=ASSET_SCHEME)
        options: dict[str, Any] = {
            "pdf_forms": job.use == "filling-in",
            "pdf_tags": True,
            # It is compressed when it is finished.
            "uncompressed_pdf": True,
            "pdf_variant": "pdf/x-4" if job.use == "press" else "pdf/a-2a",
        }
        document = source.render(font_config=FontConfiguration(), **options)
        if job.use == "press":
            # PDF/X asks for both days; without them the time of the build is written.
            document.metadata.created = document.metadata.modified = f"{job.date}T00:00:00Z"
        pdf: bytes = document.write_pdf(**options)
    if complaints:
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
    return Advice("renderer-complains", Sentence("{complaint}", complaint=complaint), way_out)
