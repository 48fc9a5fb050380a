"""Turn the parts of an answer into small pieces of HTML for a browser, from a phone to a wide screen.

Every field has a real label. What it holds is repeated as text in an element beside it, which makes the field grow and
is printed in its place, since a browser cuts off what does not fit into a field on paper. In a saved file it is what a
preview without scripts shows. Radio buttons may be used here;
`forms/_layout/web.js` holds a chosen one as the field `name_value`, so that a sheet has the same fields in PDF and on
the web.
"""

from collections.abc import Iterable

from markupsafe import Markup

from generator.sheets.answers.widgets import join, marked

TYPED = Markup('<span class="typed"></span>')


def field_id(name: str) -> str:
    """Return the id of a field's element, which its label points to."""
    return f"felt-{name}"


def text_id(name: str) -> str:
    """Return the id of the label that a question's number and text are."""
    return f"tekst-{name}"


def hint_id(name: str) -> str:
    """Return the id of the element with a question's hint."""
    return f"hjaelp-{name}"


def attributes(**values: str) -> Markup:
    """Return HTML attributes, each after a space; those without a value are left out."""
    return join(marked(' {}="{}"', name.replace("_", "-"), value) for name, value in values.items() if value)


def growing(name: str, lines: int, more: str | Markup = "") -> Markup:
    """Return a field for free text that grows as it is written in; one of one line holds no line breaks."""
    kind = Markup(' data-lines="one"') if lines == 1 else ""
    field = (
        '<span class="grow lines-{0}"><textarea class="field" id="{1}" name="{2}" rows="{0}"'
        ' autocomplete="off"{3}{4}></textarea>{5}</span>'
    )
    return marked(field, lines, field_id(name), name, kind, more, TYPED)


def one_line(name: str, more: str | Markup = "") -> Markup:
    """Return a field for a name, a number or a day."""
    field = (
        '<span class="grow lines-1"><input class="field" type="text" id="{}" name="{}" autocomplete="off"{}>{}</span>'
    )
    return marked(field, field_id(name), name, more, TYPED)


def day(name: str, more: str | Markup = "", hint: str = "") -> Markup:
    """Return a field for a day, and room for a word about it; `hint` is the id of the hint at its question.

    No calendar, because a typed day works on every device and is read aloud well.
    """
    word = f"ord-{name}"
    described = attributes(data_day="yes", aria_describedby=f"{hint} {word}".strip())
    said = marked('<span class="day-word" id="{}" aria-live="polite"></span>', word)
    return one_line(name, described + more) + said


def labelled(name: str, label: str, field: Markup, css_class: str = "", before: str = "") -> Markup:
    """Return a field under its own small label; `before` is heard in front of it, where the eye sees it elsewhere."""
    heard = marked('<span class="heard">{}: </span>', before) if before else ""
    part = '<div class="{}"><label class="part-label" for="{}">{}{}</label>{}</div>'
    return marked(part, f"part {css_class}".strip(), field_id(name), heard, label, field)


def radio(name: str, value: str) -> Markup:
    """Return one of several buttons of which one can be chosen."""
    return marked('<input class="tick" type="radio" name="{}" value="{}" autocomplete="off">{}', name, value, TYPED)


def tick(name: str) -> Markup:
    """Return a box to tick."""
    field = '<input class="tick" type="checkbox" id="{}" name="{}" autocomplete="off">{}'
    return marked(field, field_id(name), name, TYPED)


def choices(instruction: str, options: Iterable[tuple[Markup, str, str]], undo: str = "") -> Markup:
    """Return options to choose from, each with its pictogram; `undo` names the question whose choice can be undone."""
    # The page holds each pictogram once.
    picture = '<svg class="picture" aria-hidden="true" focusable="false"><use href="#billede-{}"/></svg>'
    pieces = []
    for chooser, text, name in options:
        option = '<label class="choice">{}{}<span class="option">{}</span></label>'
        pieces.append(marked(option, chooser, marked(picture, name) if name else "", text))
    if undo:
        heard = marked('<span class="heard"> til: {}</span>', undo)
        pieces.append(marked('<button class="undo" type="button" hidden>Fjern svaret{}</button>', heard))
    return marked('<div class="choices"><p class="how">{}</p>{}</div>', instruction, join(pieces))
