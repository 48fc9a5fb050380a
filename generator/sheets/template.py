"""Turn a sheet into its template: what all sheets share, with a named block for each of its sections.

Names of blocks stand in a template's text, so a loop over the sections cannot give each of them one. A layer that has a
file of this name may extend the one made here and replace or wrap a single section of a single sheet.
"""

from __future__ import annotations

from markupsafe import escape

from generator.sheets.model import Sheet

_CLOSING = ("slutning", "ark")
BODY = "forms/_layout/_sheet_body.html"


def template_name(key: str) -> str:
    """Return the name of the template of the sheet `key`."""
    return f"forms/{key}/sheet.html"


def block_name(section: str) -> str:
    """Return the name of a section's block; Jinja takes no hyphens in it."""
    return f"afsnit_{section.replace('-', '_')}"


def template_of(sheet: Sheet) -> str:
    """Return the text of a sheet's template; its sections stand in the sheet's order."""
    blocks = "".join(
        f'{{% block {block_name(section.id)} %}}\n{{{{ section_block("{section.id}") }}}}\n{{% endblock %}}\n'
        for section in sheet.sections
    )
    return f'{{% extends "{BODY}" %}}\n{{% block afsnit %}}\n{blocks}{{% endblock %}}\n'


def left_out(sheet: Sheet, html: str, prefix: str) -> dict[tuple[str, ...], list[str]]:
    """Return what a filled-in template lacks of its sheet: questions, and what the closing has to tell.

    What is lacking stands below the names of the blocks that could have it, the smallest block first. A layer may lay a
    sheet out anew; but the script, the web and whoever reads it back count on every question, and nobody is asked
    anything without being told what becomes of it.
    """
    blocks: dict[str, tuple[str, ...]] = {question.id: ("hoved", "ark") for question in sheet.head}
    blocks |= {
        question.id: (block_name(section.id), "afsnit", "ark")
        for section in sheet.sections
        for question in section.questions
    }
    lacking: dict[tuple[str, ...], list[str]] = {}
    for question in sheet.questions():
        if f'id="{prefix}{question.id}"' not in html:
            lacking.setdefault(blocks.get(question.id, _CLOSING), []).append(f"the question '{question.id}'")
    for text in (*sheet.closing.notes, sheet.closing.law) if sheet.closing else ():
        if str(escape(text)) not in html:
            lacking.setdefault(_CLOSING, []).append(f"»{text[:50]} […]«")
    return lacking
