"""Turn a published edition into its report, beside it: what was checked and how it went, as a page and as JSON."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

from generator.checks.report import Check, Proof, checks
from generator.doors.marked_page import write_page
from generator.edition.web_root import page_address
from generator.layer.writing import refuse_link_of_a_layer, write_whole
from generator.problems.system import system_errors_told
from generator.rendering import Rendered, render_edition

# Counted up when a key goes or changes its meaning.
VERSION = 1
PAGE, DATA = "rapport.html", "rapport.json"
_MARK = "samtaleguide, rapport"
_TEMPLATE = "shared/overrides/report.html"


def write_report(layer: Path, root: Path, folder: Path, today: date, proof: Proof) -> Path:
    """Write the report into `folder`; raises GeneratorError if a page of somebody else stands there."""
    with system_errors_told(folder):
        rendered = render_edition(layer, today)
        edition = rendered.edition
        found = checks(edition, rendered.maker, rendered.pages, rendered.jobs, root, proof, today)
        refuse_link_of_a_layer(folder / PAGE)
        folder.mkdir(parents=True, exist_ok=True)
        write_page(folder / PAGE, _html(rendered, found, today), _MARK)
        write_whole(folder / DATA, _json(rendered, found, today).encode())
        return folder / PAGE


def _html(rendered: Rendered, found: list[Check], today: date) -> str:
    edition, templates = rendered.edition, rendered.edition.templates
    pages = {page.src_uri: page.title for page in rendered.pages}
    titles = {f"docs/{name}": title for name, title in pages.items()}
    titles |= {page_address(name): title for name, title in pages.items()}
    for document in edition.documents:
        # A page may show the same text, and be called the same.
        both = " (på papir)" if document.title in pages.values() else ""
        titles[f"forms/{document.id}/text.yml"] = f"{document.title}{both}"
    context = {
        "mark": _MARK,
        "school": edition.profile.name,
        "education": edition.trade.education.definite,
        "day": today,
        "checks": {check.id: asdict(check) for check in found},
        "titles": titles | {"the questions to apprentices": "Spørgsmål til lærlinge på arkene"},
    }
    return templates.render(templates.html, _TEMPLATE, context)


def _json(rendered: Rendered, found: list[Check], today: date) -> str:
    profile = rendered.edition.profile
    told = {"version": VERSION, "school": profile.name, "trade": profile.trade, "day": today}
    return json.dumps(told | {"checks": [*map(asdict, found)]}, ensure_ascii=False, indent=1, default=date.isoformat)
