"""Turn a sheet into its template: what all sheets share, with a named block for each of its sections.

Names of blocks stand in a template's text, so a loop over the sections cannot give each of them one. A layer that has a
file of this name may extend the one made here and replace or wrap a single section of a single sheet.
"""

from markupsafe import escape

from generator.problems.problem import Sentence
from generator.sheets.model import Question, Sheet

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
    blocks = ""
    for key in [section.id for section in sheet.sections]:
        blocks += f'{{% block {block_name(key)} %}}\n{{{{ section_block("{key}") }}}}\n{{% endblock %}}\n'
    return f'{{% extends "{BODY}" %}}\n{{% block afsnit %}}\n{blocks}{{% endblock %}}\n'


def left_out(sheet: Sheet, html: str) -> dict[tuple[str, ...], list[str]]:
    """Return what a rendered template lacks of its sheet: questions, and what the closing has to tell.

    What is lacking stands below the names of the blocks that could have it, the smallest block first. A layer may lay a
    sheet out anew; but the script, the web and whoever reads it back count on every question, and nobody is asked
    anything without being told what becomes of it.
    """
    lacking: dict[tuple[str, ...], list[str]] = {}
    by_blocks: list[tuple[tuple[str, ...], tuple[Question, ...]]] = [(("hoved", "ark"), sheet.head)]
    by_blocks += [((block_name(section.id), "afsnit", "ark"), section.questions) for section in sheet.sections]
    by_blocks += [(_CLOSING, sheet.closing.questions)] if sheet.closing else []
    for blocks, questions in by_blocks:
        for question in questions:
            if f'id="{question.id}"' not in html:
                lacking.setdefault(blocks, []).append(Sentence("the question '{question}'", question=question.id))
    for text in (*sheet.closing.notes, sheet.closing.law) if sheet.closing else ():
        if str(escape(text)) not in html:
            lacking.setdefault(_CLOSING, []).append(Sentence("»{text} […]«", text=text[:50]))
    return lacking
