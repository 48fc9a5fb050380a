"""Turn an HTML document into a tagged PDF, refusing whatever the renderer complains about."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from generator.documents.job import Job
from generator.pdf.signs import missing_sign
from generator.problems.problem import Advice, GeneratorError, Place, Problem

SCHEME = "asset:"
_WAY_OUT = "Look for it in the templates and style sheets of this document, below forms/."
_NO_GLYPH = re.compile(r'notdef glyph rendered .*"(.+)" \(U\+')
TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "woff2": "font/woff2",
    "css": "text/css",
}


class _JobFetcher(URLFetcher):
    """Opens the assets that a job carries, and nothing else: no file, no host."""

    def __init__(self, assets: dict[str, bytes]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # WeasyPrint carries no types
        self._assets = assets

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002  WeasyPrint passes both
        name = unquote(url.removeprefix(SCHEME))
        if not url.startswith(SCHEME) or name not in self._assets:
            raise ValueError("a document may only use its own pictures, fonts and style sheets")
        kind = TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
        return URLFetcherResponse(url, self._assets[name], {"Content-Type": kind})


def typeset(job: Job) -> bytes:
    """Return the PDF of a job's HTML, tagged and made to be kept: PDF/A-2a (ISO 19005-2); for the press, PDF/X-4.

    Raises GeneratorError with everything WeasyPrint complained about: a picture that is not there, bad CSS.
    """
    with _complaints() as complaints:
        source = weasyprint.HTML(string=job.html, url_fetcher=_JobFetcher(job.assets), base_url=SCHEME)
        options: dict[str, Any] = {
            "pdf_forms": job.use == "filling-in",
            "pdf_tags": True,
            "pdf_variant": "pdf/x-4" if job.use == "press" else "pdf/a-2a",
        }
        document = source.render(font_config=FontConfiguration(), **options)
        if job.use == "press":
            # PDF/X asks for both days; without them the time of the build is written.
            document.metadata.created = document.metadata.modified = f"{job.date}T00:00:00Z"
        pdf: bytes = document.write_pdf(**options)
    if complaints:
        raise GeneratorError(
            Problem(Place(f"{job.document or job.stem}.pdf"), Advice("unnamed", *_plain(complaint)))
            for complaint in complaints
        )
    return pdf


def _plain(complaint: str) -> tuple[str, str]:
    """Return what WeasyPrint complains about, and the way out."""
    if sign := _NO_GLYPH.search(complaint):
        return missing_sign(sign[1])
    # The line that WeasyPrint names is one of all the document's style sheets taken together.
    return re.sub(r" at \d+:\d+|ValueError: |\.$", "", complaint), _WAY_OUT


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint only logs, so that the caller can refuse the PDF."""
    found: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    loggers = [logging.getLogger("weasyprint"), logging.getLogger("fontTools")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield found
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
