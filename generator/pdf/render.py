"""Turn a job into a product: typeset, finish, count the pages and take the first page's picture.

This runs in a worker process; the heavy libraries are imported here and nowhere in the main process.
"""

from __future__ import annotations

from generator.pdf.finish import finish
from generator.pdf.job import Job, Product
from generator.pdf.picture import first_page, page_count
from generator.pdf.typeset import typeset


def render(job: Job) -> Product:
    """Return the finished PDF of a job; raises GeneratorError with the renderer's complaints."""
    pdf = finish(typeset(job), job)
    picture = first_page(pdf, job.picture_width) if job.picture_width else b""
    return Product(pdf=pdf, picture=picture, pages=page_count(pdf))
