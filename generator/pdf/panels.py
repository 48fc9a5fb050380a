"""Turn the panels that a document marks into what their text may take up, and into problems where it takes more.

A template marks a panel as `<section data-panel="NAME" data-room="LEFT TOP WIDTH HEIGHT">`: the room of its text in mm,
counted from the upper left corner of the trimmed page. How wide the panels of a pamphlet are is said in
forms/_layout/fold.html. In the PDF each section is one piece of the tagged structure, and in the same order; so a text
is known as its panel's even where it has run into the next one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import lxml.html

from generator.documents.job import Job
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence

# How often a panel may be set tighter before its text is refused: with `data-tight` 1 to 4. The body's `data-tightest`
# is for documents in which all panels follow the fullest: to ask for each element what its document holds takes long.
TIGHTEST = 4
_SECTION, _BODY = "<section", "<body"
# What a school writes has no sign "<" of its own, and a section in a comment is none.
_MARKED = re.compile(rf"(?:{_SECTION}|{_BODY})(?=[\s>])|<!--.*?-->", re.DOTALL)
_SHORTEN = "Shorten what stands there: its texts are in forms/{document}/, names and places in school.yml."
# A font of the school's own may be wider than ours.
_SHORTEN_OR_NARROW = (
    "Shorten what stands there: its texts are in forms/{document}/, names and places in school.yml. "
    "Or use a narrower font: fonts in school.yml."
)


@dataclass(frozen=True)
class Panel:
    """A section of a document: its name, and the room of its text in mm; `width` is 0 if it may take what it likes.

    One that is `last` is read after everything else, wherever on the paper it stands.
    """

    name: str
    left: float
    top: float
    width: float
    height: float
    last: bool = False


def sections(job: Job) -> list[Panel]:
    """Return all sections of a document in the order of its HTML; raises GeneratorError for a room that is none."""
    found = []
    for section in lxml.html.document_fromstring(job.html).iter("section"):
        name, room, read = section.get("data-panel", ""), section.get("data-room", "0 0 0 0"), section.get("data-read")
        try:
            left, top, width, height = map(float, room.split())
        except ValueError:
            raise unclear(job, Sentence("data-room must be four numbers, and »{room}« is not", room=room)) from None
        found.append(Panel(name, left, top, width, height, last=read == "last"))
    return found


def tightened(html: str, levels: Sequence[int]) -> str:
    """Return the document with each of its sections set as tight as its level says; 0 leaves it as it is."""
    if not any(levels):
        return html
    remaining = iter(levels)

    def marked(found: re.Match[str]) -> str:
        if found[0] == _BODY:
            return f'{_BODY} data-tightest="{max(levels)}"'
        level = next(remaining, 0) if found[0] == _SECTION else 0
        return f'{found[0]} data-tight="{level}"' if level else found[0]

    return _MARKED.sub(marked, html)


def too_full(job: Job, panel: Panel, across: float, down: float) -> Problem:
    """Return the problem that the text of a panel reaches so far beyond its room, in mm."""
    template = "the text of the panel »{name}« is {across} mm too wide for its room of {room}"
    if down:
        template = "the text of the panel »{name}« is {down} mm too long for its room of {room}"
    if down and across:
        template = (
            "the text of the panel »{name}« is {down} mm too long and {across} mm too wide for its room of {room}"
        )
    room = f"{panel.width:g} × {panel.height:g} mm"
    found = Sentence(template, name=panel.name, down=f"{down:.1f}", across=f"{across:.1f}", room=room)
    return Advice("panel-too-full", found, _shorten(job)).at(Place(job.document))


def unclear(job: Job, found: str) -> GeneratorError:
    """Return the error that the panels of a document's template cannot be understood; `found` says why."""
    way_out = Sentence("Look at the sections in the template below forms/{document}/.", document=job.document)
    return GeneratorError([Advice("panel-unclear", found, way_out).at(Place(job.document))])


def too_many_pages(job: Job, pages: int) -> Problem:
    """Return the problem that a document has grown beyond the pages that it may have."""
    template = "the text takes {pages} pages, and there is room on {most} pages only"
    if job.most_pages == 1:
        template = "the text takes {pages} pages, and there is room on 1 page only"
    found = Sentence(template, pages=pages, most=job.most_pages)
    return Advice("too-many-pages", found, _shorten(job)).at(Place(job.document))


def _shorten(job: Job) -> str:
    return Sentence(_SHORTEN_OR_NARROW if job.own_font else _SHORTEN, document=job.document)
