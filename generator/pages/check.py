"""Turn the finished pages into what is wrong with them: what must not be published, links to nothing, headings."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import lxml.etree
import lxml.html
from defusedxml.ElementTree import fromstring

from generator.edition.web_root import page_pictures
from generator.layer.layers import Layers
from generator.layer.pictures import MAX_BYTES, picture_problems
from generator.layer.svg import is_drawn_for_ever
from generator.pages.allowed_html import refused_in
from generator.pages.heads import Medium
from generator.pages.links import Targets, link_problems, shown_picture_problems, shown_pictures
from generator.pages.maker import Page, PageMaker
from generator.pages.places import place_of
from generator.pages.tags import unpaired
from generator.problems.limits import working_on
from generator.problems.problem import Advice, Place, Problem, Sentence
from generator.templates.front_matter import FRONT_MATTER

_WITHOUT_WORDS = re.compile(r"<(h[1-6])\b[^<>]*>\s*</\1>")


def page_problems(maker: PageMaker, pages: Iterable[Page], medium: Medium) -> list[Problem]:
    """Return what is wrong with the pages of an edition; `pages` are those that could be rendered.

    A link of the book is one of the site too, but not always the place on the page that it leads to.
    """
    edition, finished = maker.edition, tuple(pages)
    missing = {head.src_uri for head in maker.heads} - {page.src_uri for page in finished}
    targets = Targets(edition, finished, frozenset(missing))
    problems = [*_picture_problems(edition.layers)]
    for page in finished:
        # Converted and read here for the first time, which may never end.
        with working_on(maker.file_of(page.src_uri)):
            _ = page.tags
    for name in shown_pictures(edition.layers, finished):
        edition.layers.find(f"docs/{name}")
    for page in finished:
        with working_on(maker.file_of(page.src_uri)):
            # A sheet's page holds our own script; it comes from shared templates alone.
            if not page.is_sheet:
                problems += _html_problems(edition.layers, page)
                problems += shown_picture_problems(targets, page)
            if medium == "site":
                problems += link_problems(targets, page)
    return problems


def _html_problems(layers: Layers, page: Page) -> Iterator[Problem]:
    """Yield what a page must not hold; what is refused anyhow need not be paired."""
    for tag, advice in [*refused_in(page.html)] or [*unpaired(page.tags)]:
        address = tag.get("src") or tag.get("href") or ""
        begin = re.match(r"</?[\w-]+", tag.text)
        place = place_of(layers, page.src_uri, [tag.text], address, advice.about, begin[0] if begin else "")
        yield advice.at(place)
    # What names a part of itself, however it is written.
    if "<use" in page.html.lower():
        yield from _drawing_problems(layers, page)


def _drawing_problems(layers: Layers, page: Page) -> Iterator[Problem]:
    """Yield that a page's own drawings take each other in without an end."""
    if is_drawn_for_ever(
        fromstring(lxml.etree.tostring(lxml.html.fragment_fromstring(page.html, create_parent="div")))
    ):
        found = "a drawing here repeats its parts so often that drawing it would never end"
        advice = Advice("too-many-parts", found, "Show it as a picture.")
        yield advice.at(place_of(layers, page.src_uri, begin="<use"))


def _picture_problems(layers: Layers) -> Iterator[Problem]:
    """Yield why pictures of the layer cannot be published, whether a page shows them yet or not."""
    for name in page_pictures(layers):
        path = layers.find(f"docs/{name}", used=False)
        if path and path.is_relative_to(layers.school):
            shown = layers.display(path)
            with working_on(shown), path.open("rb") as file:
                # One byte more than it may have is enough to know.
                yield from picture_problems(file.read(MAX_BYTES + 1), name, shown)


def heading_warnings(maker: PageMaker, pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield a warning for each page of the layer's own that is empty, or has not one heading of the first level."""
    layers = maker.edition.layers
    for page in pages:
        name = f"docs/{page.src_uri}"
        if page.is_sheet or not layers.has_own(name):
            continue
        place = Place(maker.file_of(page.src_uri))
        with working_on(place.file):
            levels = [int(tag.name[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag.name) and tag.text[1] != "/"]
        count = levels.count(1)
        skipping = next((level for before, level in pairwise(levels) if level > before + 1), None)
        if not page.text.strip():
            advice = Advice("empty-page", "this page is empty", "Write a heading and a text, or take the file away.")
        elif count == 0:
            found = "this page has no heading of the first level, and in the book none at all"
            heading = page.title[:1].upper() + page.title[1:]
            begin = Sentence("Begin it with a line such as: # {heading}", heading=heading)
            advice = Advice("no-heading", found, begin)
        elif count > 1:
            found = "this page has a second heading of the first level"
            advice = Advice("second-heading", found, "Begin the headings below the page's first one with ##.")
            place = _heading_place(place, layers.own(name), r"#( |[A-ZÆØÅ])", 1)
        elif _WITHOUT_WORDS.search(page.html):
            way_out = "Write them behind the #, or take the # away."
            advice = Advice("empty-heading", "a heading on this page has no words", way_out)
            place = _heading_place(place, layers.own(name), r"#{1,6}\s*$", 0)
        elif skipping:
            found = Sentence(
                "a heading of level {level} stands below one that is higher by more than one", level=skipping
            )
            way_out = "Give it fewer #: who has the page read aloud finds the way by the levels."
            advice = Advice("level-left-out", found, way_out)
            place = _heading_place(place, layers.own(name), f"#{{{skipping}}}(?!#)", 0)
        else:
            continue
        yield advice.at(place, "warning")


def _heading_place(file: Place, path: Path, kind: str, which: int) -> Place:
    """Return the place of one of a template's headings of a kind; the file's where it is made otherwise."""
    text = path.read_text(encoding="utf-8-sig")
    head = FRONT_MATTER.match(text)
    # In the head, a '#' begins a comment.
    above = text.count("\n", 0, head.end()) if head else 0
    lines = enumerate(text.splitlines(), start=1)
    headings = [number for number, line in lines if number > above and re.match(kind, line)]
    return file._replace(line=headings[which], column=1) if len(headings) > which else file
