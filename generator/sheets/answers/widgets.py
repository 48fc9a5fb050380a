"""Turn the parts of an answer into small pieces of HTML.

A field's accessible name is its `title`: the renderer writes it into the PDF as the field's name for read-aloud
tools, where a `<label>` around one option would name the option without the question.
"""

from collections.abc import Iterable

from markupsafe import Markup, escape

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
    form, example = (marked('<span class="unbroken">{}</span>', text) for text in (DATE_ON_PAPER, _EXAMPLE))
    return form if how == DATE_ON_PAPER else marked('{}<span class="example">, fx {}</span>', form, example)


def marked(template: str, *values: object) -> Markup:
    """Return HTML of ours with a value in each `{}`: markup as it is, text letter by letter.

    The same as `Markup(template).format(…)`, which takes five times as long; the sheets have ten thousand such pieces.
    """
    return Markup(template.format(*map(escape, values)))  # noqa: S704


def join(pieces: Iterable[Markup]) -> Markup:
    """Return several pieces of markup as one."""
    return Markup("").join(pieces)


def ruled(lines: int, given: str = "") -> Markup:
    """Return lines to write on; on the first one stands what is `given` already."""
    line = '<div class="line">{}</div>'
    return marked('<div class="room">{}</div>', join([marked(line, given), *[marked(line, "")] * (lines - 1)]))


def tick_field(name: str, title: str) -> Markup:
    """Return a box to tick on screen."""
    return marked('<input class="box" type="checkbox" name="{}" title="{}">', name, title)


def writing(name: str, title: str, lines: int) -> Markup:
    """Return a field of one line, or one as high as `lines` lines of handwriting would need, typed."""
    if lines == 1:
        return marked('<input class="field" type="text" name="{}" title="{}">', name, title)
    area = '<textarea class="field area" style="--lines: {}" name="{}" title="{}"></textarea>'
    return marked(area, lines, name, title)


def part(label: str | Markup, answer: Markup, css_class: str = "") -> Markup:
    """Return one part of a composite answer under its own small label."""
    kind = f"part {css_class}".strip()
    return marked('<div class="{}"><span class="part-label">{}</span>{}</div>', kind, label, answer)


def parts(pieces: Iterable[Markup]) -> Markup:
    """Return the parts of a composite answer side by side."""
    return marked('<div class="parts">{}</div>', join(pieces))


def choices(instruction: str, options: Iterable[tuple[Markup, str, str]]) -> Markup:
    """Return boxes to tick, each with its option and its pictogram (or none), and what to do with them."""
    pieces = []
    for tick, text, name in options:
        kind = f"option picture picture-{name}" if name else "option"
        pieces.append(marked('<span class="choice">{}<span class="{}">{}</span></span> ', tick, kind, text))
    return marked('<div class="choices"><span class="how">{}</span> {}</div>', instruction, join(pieces))
