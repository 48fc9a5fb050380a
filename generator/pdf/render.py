"""Turn a job into a product: typeset, finish, see that all fits, count the pages and take the first page's picture.

This runs in a worker process; the heavy libraries are imported here and nowhere in the main process.
"""

import gc
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.documents.job import Job, Product
from generator.pdf.chapters import chapters
from generator.pdf.finish import finish
from generator.pdf.join import joined, with_rooms
from generator.pdf.panels import TIGHTEST, sections, tightened, too_full, too_many_pages
from generator.pdf.press import finish_for_press
from generator.pdf.room import excesses, first_page, page_count, room_to_save
from generator.pdf.typeset import typeset
from generator.problems.problem import GeneratorError

# A layout is some hundred thousand objects that refer to each other, and none of them goes before it is finished: to
# look through them all the time for some that can go takes a tenth of the work. What is loaded by now stays anyway.
gc.freeze()
gc.set_threshold(200_000, 50, 100)

_NO_PARTS: Mapping[str, Product] = {}


def render(job: Job, parts: Mapping[str, Product] = _NO_PARTS, close: Mapping[int, int] | None = None) -> Product:
    """Return the finished PDF of a job, with the pages of its parts; these are known by their stem.

    `close` is how close each of its `chapters` is set, which is found here if it is not known. Raises GeneratorError
    with what the renderer refuses or what does not fit.
    """
    if job.use == "trial":
        return Product(b"", b"", 0, close=_how_close(job))
    if close is None:
        close = {number: _how_close(chapter) for number, chapter in chapters(job).items()}
    pdf = _fitted(job, parts, close)
    picture = first_page(pdf, job.picture_width) if job.picture_width else b""
    return Product(pdf=pdf, picture=picture, pages=page_count(pdf))


def _how_close(chapter: Job) -> int:
    """Return the `data-tight` of a chapter, 0 to TIGHTEST, by which none of its pages is nearly empty.

    0 if none is anyhow, or if nothing helps. It is tried on the chapter alone: to set a whole book again takes twenty
    times as long.
    """
    first = room_to_save(typeset(chapter, draft=True))
    if not first:
        return 0
    levels = range(first, TIGHTEST + 1)
    return next((level for level in levels if not room_to_save(_typeset(chapter, [level], draft=True))), 0)


def _fitted(job: Job, parts: Mapping[str, Product], close: Mapping[int, int]) -> bytes:
    """Return the PDF in which the text of every panel is in its room; one that is too full is set tighter first."""
    panels = sections(job)
    finish_as_used = finish_for_press if job.use == "press" else finish
    # How tight each section is set, in the order of the HTML.
    levels = [close.get(number, 0) for number in range(len(panels))]
    while True:
        flowing = _typeset(replace(job, html=with_rooms(job.html, parts)), levels)
        pdf = finish_as_used(joined(flowing, job.html, parts), job)
        pages = page_count(pdf)
        if job.most_pages and pages > job.most_pages:
            raise GeneratorError([too_many_pages(job, pages)])
        full = excesses(pdf, panels, job) if any(panel.width for panel in panels) else {}
        if not full:
            return pdf
        can_be_tighter = [number for number in full if levels[number] < TIGHTEST]
        if not can_be_tighter:
            raise GeneratorError(too_full(job, panels[number], *excess) for number, excess in full.items())
        for number in can_be_tighter:
            levels[number] += 1


def _typeset(job: Job, levels: Sequence[int], *, draft: bool = False) -> bytes:
    return typeset(replace(job, html=tightened(job.html, levels)), draft=draft)
