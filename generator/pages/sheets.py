"""Turn each sheet into a page of the site that is filled in in the browser and saves itself as one file.

The page has the same fields as the sheet's PDF. Everything that the saved file needs stands in the page, so that it can
be saved without a network; `forms/_layout/web.js` puts the file together.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from markupsafe import Markup

from generator.edition.document import Document
from generator.edition.edition import Edition
from generator.edition.web_root import sheet_page
from generator.layer.drawings import PICTOGRAMS, inline_svg
from generator.pages.csp import standalone_policy
from generator.pages.maker import Page
from generator.problems.problem import Problems
from generator.sheets.answers import ANSWERS, given_fields
from generator.sheets.answers.base import SEPARATOR, Fields
from generator.sheets.answers.web import field_id, hint_id, text_id
from generator.sheets.model import Sheet

# The shared ones always: a layer is somebody else's, and these pages hold a script and a style of their own.
PAGE = "shared/docs/samtaleark/_ark.md"
BODY = "shared/forms/_layout/_web_body.html"
STYLE = "shared/forms/_layout/web.css"
SCRIPT = "shared/forms/_layout/web.js"
# Where a page's HTML begins, below its heading.
FIRST_OF_SHEET = '<style id="ark-stil">'
_BLANK_LINES = re.compile(r"\n\s*\n")
_DRAWING = re.compile(r"<svg[^>]*>(?P<inside>.*)</svg>", re.DOTALL)


@dataclass(frozen=True)
class SheetParts:
    """What a sheet's page and the file that is saved from it are made of."""

    style: str
    script: str
    body: str


def sheet_pages(edition: Edition, problems: Problems) -> list[Page]:
    """Return a page for each sheet of the edition; what is wrong with those that cannot be made goes to `problems`."""
    pages = []
    for document in edition.documents:
        if document.sheet:
            with problems.going_on():
                pages.append(_page(edition, document, document.sheet))
    return pages


def parts_of(edition: Edition, document: Document, sheet: Sheet) -> SheetParts:
    """Return the style, the script and the markup of a sheet in a browser."""
    templates = edition.templates
    style = templates.render(templates.plain, STYLE, {**edition.facts, "sheet": sheet, "colours": edition.colours})
    style, script = _compact(style), _compact(templates.render(templates.plain, SCRIPT, edition.facts))
    context = {
        **edition.facts,
        "sheet": sheet,
        "document": document,
        "answer": lambda question: ANSWERS[question.answer].web(question),
        "is_one_field": lambda question: ANSWERS[question.answer].is_one_field(question),
        "field_id": field_id,
        "text_id": text_id,
        "hint_id": hint_id,
        "pictogram": edition.pictogram,
        "symbols": Markup("").join(_symbols(edition, sheet)),
        "held": in_script({"ark": sheet.id, "version": sheet.version_label, "svar": None}),
        "given": json.dumps(nested_by_parts(given_fields(sheet)), ensure_ascii=False),
        "policy": standalone_policy(script=script, style=style),
    }
    return SheetParts(style, script, _compact(templates.render(templates.html, BODY, context)))


def _page(edition: Edition, document: Document, sheet: Sheet) -> Page:
    markup = {name: Markup(part) for name, part in asdict(parts_of(edition, document, sheet)).items()}  # noqa: S704
    inner = {**edition.facts, "sheet": sheet, "root": "../../", **markup}
    text = edition.templates.render(edition.templates.markdown, PAGE, inner).strip() + "\n"
    source, title = sheet_page(document.id), sheet.title
    return Page(source, title, title, sheet.purpose, None, text, in_nav=False, is_sheet=True, found=_found(sheet))


def _found(sheet: Sheet) -> str:
    """Return the HTML of what somebody may look for who has the sheet in mind."""
    pieces = [Markup("<p>{}</p>").format(sheet.purpose)]
    for section in sheet.sections:
        if section.title:
            pieces.append(Markup('<h2 id="afsnit-{}">{}</h2>').format(section.id, section.title))
        texts = [
            section.lead,
            *section.points,
            *(text for asked in section.questions for text in (asked.text, asked.hint)),
        ]
        pieces += [Markup("<p>{}</p>").format(text) for text in texts if text]
    return "\n".join(pieces)


def _compact(text: str) -> str:
    """Return text without blank lines, at which Markdown would stop taking it as it is."""
    return _BLANK_LINES.sub("\n", text).strip()


def _symbols(edition: Edition, sheet: Sheet) -> Iterator[Markup]:
    """Yield each pictogram that stands at an option, to be drawn as often as it is named."""
    for name in sorted({name for question in sheet.questions() for name in question.pictures}):
        inside = _DRAWING.search(inline_svg(edition.layers, PICTOGRAMS.format(name)))
        assert inside is not None, name
        yield Markup('<symbol id="billede-{}" viewBox="0 0 24 24">{}</symbol>').format(name, Markup(inside["inside"]))  # noqa: S704


def nested_by_parts(fields: Fields) -> dict[str, Any]:
    """Return what fields hold, nested by the parts of their names, as a saved file has it."""
    nested: dict[str, Any] = {}
    for name, value in fields.items():
        *parts, last = name.split(SEPARATOR)
        place = nested
        for part in parts:
            place = place.setdefault(part, {})
        place[last] = value
    return nested


def in_script(data: object) -> Markup:
    """Return data as JSON that can stand in a script element, which a `<` could end."""
    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704
