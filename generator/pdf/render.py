"""Turn a job into a product: typeset, finish, see that all fits, count the pages and take the first page's picture.

This runs in a worker process; the heavy libraries are imported here and nowhere in the main process.
"""

from __future__ import annotations

from dataclasses import replace

from generator.documents.job import Job, Product
from generator.pdf.finish import finish
from generator.pdf.panels import TIGHTEST, PanelError, sections, tightened, too_full, too_many_pages, unclear
from generator.pdf.picture import first_page, page_count
from generator.pdf.press import finish_for_press
from generator.pdf.room import excesses
from generator.pdf.typeset import typeset
from generator.problems.problem import GeneratorError


def render(job: Job) -> Product:
    """Return the finished PDF of a job; raises GeneratorError with what the renderer refuses or what does not fit."""
    try:
        pdf = _fitted(job)
    except PanelError as error:
        raise GeneratorError([unclear(job.document, error)]) from None
    picture = first_page(pdf, job.picture_width) if job.picture_width else b""
    return Product(pdf=pdf, picture=picture, pages=page_count(pdf))


def _fitted(job: Job) -> bytes:
    """Return the PDF in which the text of every panel is in its room; one that is too full is set tighter first."""
    marked = sections(job.html)
    panels = [number for number, section in enumerate(marked) if section.width]
    levels = dict.fromkeys(panels, 0)
    while True:
        tight = {panels.index(number): level for number, level in levels.items() if level}
        pdf = _made(replace(job, html=tightened(job.html, tight)))
        if job.most_pages and (pages := page_count(pdf)) > job.most_pages:
            raise GeneratorError([too_many_pages(job.document, pages, job.most_pages, own_font=job.own_font)])
        full = excesses(pdf, marked) if panels else {}
        if not full:
            return pdf
        looser = [number for number in full if levels[number] < TIGHTEST]
        if not looser:
            raise GeneratorError(
                too_full(job.document, marked[number], full[number], own_font=job.own_font) for number in full
            )
        for number in looser:
            levels[number] += 1


def _made(job: Job) -> bytes:
    return finish_for_press(typeset(job), job) if job.use == "press" else finish(typeset(job), job)
