"""Turn a book into its chapters, each a job of its own: how close one is set is found from it alone, and kept.

A chapter is a section below `body` that runs over as many pages as it likes; its template marks it with `data-flows`.
Who changes a word changes one chapter, and what is known of the others stays known.
"""

import lxml.html
from lxml.html import HtmlElement

from generator.documents.job import Job

_FLOWS = "data-flows"
# Alone it refers to pages of two digits, as in the book.
_PAGE_NUMBERS = "@page { counter-increment: page 10 }"


def chapters(job: Job) -> dict[int, Job]:
    """Return the trial of each chapter of a job's document, by its number among all sections of the HTML."""
    if _FLOWS not in job.html:
        return {}
    document = lxml.html.document_fromstring(job.html)
    sections = list(enumerate(document.iter("section")))
    head, body = document.find("head"), document.find("body")
    assert head is not None, "the parser sees to it"
    assert body is not None, "the parser sees to it"
    # What else stands in a head says nothing of the room that a text takes, such as its day.
    head[:] = [*head.iter("style"), _element("style", text=_PAGE_NUMBERS)]
    found = {}
    for number, section in sections:
        if section.getparent() is body and _FLOWS in section.attrib:
            found[number] = [section, *_places_elsewhere(section)]
    jobs = {}
    for number, alone in found.items():
        body[:] = alone
        html = lxml.html.tostring(document, encoding="unicode", doctype="<!doctype html>")
        jobs[number] = Job(f"{job.stem}#{number}", html, "", "", assets=job.assets, use="trial", document=job.document)
    return jobs


def _places_elsewhere(section: HtmlElement) -> list[HtmlElement]:
    """Return a place for each that a chapter refers to and does not hold, or its references would be shorter."""
    named = {link.get("href")[1:] for link in section.iter("a") if link.get("href", "").startswith("#")}
    own = {element.get("id") for element in section.iter() if element.get("id")}
    return [_element("div", id=name) for name in sorted(named - own)]


def _element(tag: str, text: str = "", **attributes: str) -> HtmlElement:
    element = lxml.html.Element(tag, attributes)
    element.text = text
    return element
