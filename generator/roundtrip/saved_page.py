"""Turn a sheet's page into saved files of it, as `forms/_layout/web-file.js` saves them, with answers filled in."""

from copy import deepcopy
from typing import Any

import lxml.html
from markupsafe import Markup

from generator.danish import sheet_number
from generator.pages.csp import standalone_policy
from generator.pages.sheets import SheetParts, in_script, nested_by_parts
from generator.sheets.answers.base import Fields
from generator.sheets.model import Sheet

_PAGE = Markup(
    '<!doctype html>\n<html lang="da" class="saved"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">'
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
    '<title>{title}</title><style id="ark-stil">{style}</style></head><body><main><h1>{title}</h1>{body}</main>'
    '<script id="ark-script">{script}</script></body></html>\n'
)


class SavedPage:
    """The file that is saved from a sheet's page, before anything is filled in."""

    def __init__(self, sheet: Sheet, parts: SheetParts) -> None:
        self._sheet, self._parts = sheet, parts
        self._body = lxml.html.fragment_fromstring(parts.body, create_parent="div")
        self._body.get_element_by_id("ark").find_class("about-page")[0].drop_tree()
        del self._body.find_class("about-saved")[0].attrib["hidden"]

    def filled(self, answers: Fields, mark: str) -> bytes:
        """Return the saved file with answers, by field name; `mark` becomes part of its name when it is saved anew.

        The answers stand in the markup, too, for where no script runs.
        """
        body = deepcopy(self._body)
        for field in body.find_class("web-sheet")[0].iter("input", "textarea"):
            _hold(field, answers)
        body.get_element_by_id("ark").set("data-mark", mark)
        foot = body.find_class("sheet-foot")[0]
        foot.text = f"{foot.text} · {sheet_number(mark)}"
        sheet = self._sheet
        held = {"ark": sheet.id, "version": sheet.version_label, "svar": nested_by_parts(answers)}
        body.get_element_by_id("svar").text = in_script(held)
        inner = "".join(lxml.html.tostring(part, encoding="unicode") for part in body)
        markup = {"style": self._parts.style, "script": self._parts.script, "body": inner}
        policy = standalone_policy(script=self._parts.script, style=self._parts.style)
        trusted = {name: Markup(text) for name, text in markup.items()}  # noqa: S704
        return _PAGE.format(policy=policy, title=sheet.title, **trusted).encode()


def _hold(field: Any, answers: Fields) -> None:
    """Let a field hold its answer, and the element behind it say it."""
    kind = field.get("type")
    name = f"{field.get('name')}_{field.get('value')}" if kind == "radio" else field.get("name")
    answer = answers.get(name)
    shown = field.getnext()
    if kind in ("radio", "checkbox"):
        if answer:
            field.set("checked", "")
        shown.text = "x " if answer else None
        return
    field.set("hidden", "")
    text = str(answer or "")
    if field.tag == "textarea":
        field.text = text
    elif text:
        field.set("value", text)
    shown.text = text
