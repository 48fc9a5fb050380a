"""Turn the panels that a document marks into what their text may take up, and into problems where it takes more.

A template marks a panel as `<section data-panel="NAME" data-room="LEFT TOP WIDTH HEIGHT">`: the room of its text in mm,
counted from the upper left corner of the trimmed page. In the PDF each section is one piece of the tagged structure,
and in the same order; so a text is known as its panel's even where it has run into the next one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import lxml.html

from generator.problems.problem import Advice, Place, Problem, Sentence

# How often a panel may be set tighter before its text is refused: with `data-tight` 1 to 4.
TIGHTEST = 4
_MARK = ' data-room="'
_WAY_OUT = "Shorten what stands there: its texts are in forms/{}/, names and places in school.yml."
_OWN_FONT = " Or use a narrower font: fonts in school.yml."


class PanelError(Exception):
    """A template's panels cannot be understood; the text says why."""


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


@dataclass(frozen=True)
class Excess:
    """How far the text of a panel reaches beyond its room, in mm; 0 if it does not."""

    across: float
    down: float

    def __bool__(self) -> bool:
        return bool(self.across or self.down)


def sections(html: str) -> list[Panel]:
    """Return all sections of a document in the order of its HTML; raises PanelError for a room that is none."""
    return [_panel(section) for section in lxml.html.document_fromstring(html).iter("section")]


def _panel(section: lxml.html.HtmlElement) -> Panel:
    room = section.get("data-room", "0 0 0 0")
    try:
        left, top, width, height = (float(number) for number in room.split())
    except ValueError:
        raise PanelError(f"data-room must be four numbers, and »{room}« is not") from None
    return Panel(section.get("data-panel", ""), left, top, width, height, section.get("data-read") == "last")


def tightened(html: str, levels: Mapping[int, int]) -> str:
    """Return the document with its panels set tighter, each by its number among the panels and its level."""
    # A quote in a school's own text is an entity, so that nothing but our own mark can look like one.
    start, *parts = html.split(_MARK)
    return start + "".join(
        (f' data-tight="{levels[number]}"' if number in levels else "") + _MARK + part
        for number, part in enumerate(parts)
    )


def too_full(document: str, panel: Panel, excess: Excess, *, own_font: bool) -> Problem:
    """Return the problem that the text of a panel does not fit; `document` is the handout's id.

    With a font of the school's own (`own_font`) the reason may be that it is wider than ours.
    """
    sizes = [
        f"{amount:.1f} mm too {what}" for amount, what in ((excess.down, "long"), (excess.across, "wide")) if amount
    ]
    room = f"{panel.width:g} × {panel.height:g} mm"
    found = Sentence(
        "the text of the panel »{name}« is {sizes} for its room of {room}",
        name=panel.name,
        sizes=" and ".join(sizes),
        room=room,
    )
    return Problem(Place(document), Advice("unnamed", found, _way_out(document, own_font=own_font)))


def unclear(document: str, error: PanelError) -> Problem:
    """Return the problem that the panels of a document's template cannot be understood."""
    return Problem(
        Place(document),
        Advice(
            "unnamed",
            str(error),
            Sentence("Look at the sections in the template below forms/{document}/.", document=document),
        ),
    )


def too_many_pages(document: str, found: int, most: int, *, own_font: bool) -> Problem:
    """Return the problem that a document has grown beyond the pages that it may have; `own_font` as in `too_full`."""
    pages = "1 page" if most == 1 else f"{most} pages"
    what = Sentence("the text takes {found} pages, and there is room on {pages} only", found=found, pages=pages)
    return Problem(Place(document), Advice("unnamed", what, _way_out(document, own_font=own_font)))


def _way_out(document: str, *, own_font: bool) -> str:
    return _WAY_OUT.format(document) + (_OWN_FONT if own_font else "")
