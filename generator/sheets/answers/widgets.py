"""Turn the parts of an answer into small pieces of HTML.

A field's accessible name is its `title`: the renderer writes it into the PDF as the field's name for read-aloud
tools, where a `<label>` around one option would name the option without the question.
"""

from collections.abc import Iterable

from markupsafe import Markup

DATE_ON_PAPER = "dag-måned-år"
_EXAMPLE = "24-12-2026"
DATE_ON_SCREEN = f"{DATE_ON_PAPER}, fx {_EXAMPLE}"
# A box to tick by hand.
BOX = Markup('<span class="box"></span>')


def name_of(text: str, *parts: str) -> str:
    """Return an accessible name: the question, then what this field of it is for."""
    return " – ".join(part for part in (text, *parts) if part)


def shown(how: str) -> Markup:
    """Return how a day is written as a print shows it: no hyphen ends a line, and its example can be left out."""
    form, example = (Markup('<span class="unbroken">{}</span>').format(text) for text in (DATE_ON_PAPER, _EXAMPLE))
    return form if how == DATE_ON_PAPER else Markup('{}<span class="example">, fx {}</span>').format(form, example)


def join(pieces: Iterable[Markup]) -> Markup:
    """Return several pieces of markup as one."""
    return Markup("").join(pieces)


def ruled(lines: int, given: str = "") -> Markup:
    """Return lines to write on; on the first one stands what is `given` already."""
    line = Markup('<div class="line">{}</div>')
    return Markup('<div class="room">{}</div>').format(join([line.format(given), *[line.format("")] * (lines - 1)]))


def tick_field(name: str, title: str) -> Markup:
    """Return a box to tick on screen."""
    return Markup('<input class="box" type="checkbox" name="{}" title="{}">').format(name, title)


def writing(name: str, title: str, lines: int) -> Markup:
    """Return a field of one line, or one as high as `lines` lines of handwriting would need, typed."""
    if lines == 1:
        return Markup('<input class="field" type="text" name="{}" title="{}">').format(name, title)
    area = Markup('<textarea class="field area" style="--lines: {}" name="{}" title="{}"></textarea>')
    return area.format(lines, name, title)


def part(label: str | Markup, answer: Markup, css_class: str = "") -> Markup:
    """Return one part of a composite answer under its own small label."""
    kind = f"part {css_class}".strip()
    return Markup('<div class="{}"><span class="part-label">{}</span>{}</div>').format(kind, label, answer)


def parts(pieces: Iterable[Markup]) -> Markup:
    """Return the parts of a composite answer side by side."""
    return Markup('<div class="parts">{}</div>').format(join(pieces))


def choices(instruction: str, options: Iterable[tuple[Markup, str, str]]) -> Markup:
    """Return boxes to tick, each with its option and its pictogram (or none), and what to do with them."""
    pieces = []
    for tick, text, name in options:
        kind = f"option picture picture-{name}" if name else "option"
        pieces.append(Markup('<span class="choice">{}<span class="{}">{}</span></span> ').format(tick, kind, text))
    return Markup('<div class="choices"><span class="how">{}</span> {}</div>').format(instruction, join(pieces))
