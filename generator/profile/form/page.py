"""Turn the profile's model, its words and the shared forms into the script, the style and the data of the form.

The page is one file that works from disk: `form.js` begins where the parts before it end, all in one function.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.danish import ROLES, cap_first
from generator.data.contact_details import EMAIL
from generator.data.model import read_yaml
from generator.layer.layers import Layers
from generator.profile.form.choices import gone_without
from generator.profile.form.rules import profile_rule
from generator.profile.form.starter_file import starter_parts
from generator.profile.trade import EVERYDAY, trade_keys
from generator.shared import PACKAGE, SHARED
from generator.sheets.questions import BELONGS

_FOLDER = PACKAGE / "profile" / "form"
# Reads and writes YAML: dist/browser/js-yaml.umd.min.js of js-yaml 5.5.0, as its authors publish it.
_LIBRARY = "js-yaml.min.js"
# In the order in which they use one another.
_SCRIPTS = (
    *("days", "values", "check", "questions", "file", "missing"),
    *("elements", "fields", "lists", "talks", "colours", "answers", "form"),
)
_MAP_OF_LIBRARY = re.compile(r"\n//# sourceMappingURL=.*")
_TEMPLATE = re.compile(r"\s*(\{\{.*?\}\}|\{%.*?%\})", re.DOTALL)


@dataclass(frozen=True)
class FormParts:
    """What the page is made of: one script, one style sheet, the data that the script goes by, the markup around."""

    script: str
    style: str
    data: dict[str, Any]
    markup: str


def form_parts(layers: Layers) -> FormParts:
    """Return the parts of the page; the trades of `layers` can be chosen on it."""
    library = _MAP_OF_LIBRARY.sub("", _text(_LIBRARY)).strip()
    own = "".join(_text(f"{name}.js") for name in _SCRIPTS)
    notice = f"/*! js-yaml\n{_text('js-yaml.LICENSE')}*/\n"
    script = f"{notice}{library}\n(() => {{\n{own}}})()\n"
    return FormParts(script, _text("form.css"), _data(layers), _text("form.html"))


def _data(layers: Layers) -> dict[str, Any]:
    words = read_yaml(_FOLDER / "words.yml", "words.yml").data
    return {
        "rule": profile_rule(words),
        "steps": words["steps"],
        "later": words["later"],
        "without": gone_without(),
        "suggestions": {
            "roles": [[key, word] for key, word in ROLES.items()],
            "trades": list(_trades(layers)),
            "sheets": [[sheet["id"], sheet["title"]] for sheet in _sheets()],
        },
        "sheets": list(_sheets()),
        "starter": starter_parts((PACKAGE / "starter" / "school.yml").read_text(encoding="utf-8")),
        "patterns": {"email": EMAIL},
        "belongs": BELONGS,
        "everyday": EVERYDAY,
    }


def _trades(layers: Layers) -> Iterator[list[str]]:
    for key in sorted(trade_keys(layers)):
        path = layers.find(f"trades/{key}.yml")
        assert path is not None, key
        trade = read_yaml(path, layers.display(path)).data
        yield [key, cap_first(trade["education"]["definite"])]


def _sheets() -> Iterator[dict[str, Any]]:
    """Yield each shared sheet with the ids and the words of its sections and questions."""
    for path in sorted((SHARED / "forms").glob("*/sheet.yml")):
        name = path.parent.name
        sheet = read_yaml(path, f"shared/forms/{name}/sheet.yml").data
        sections = [[section["id"], _plain(section["title"]), _questions(section)] for section in sheet["sections"]]
        yield {"id": name, "title": sheet["title"], "order": int(sheet["order"]), "sections": sections}


def _questions(section: Mapping[str, Any]) -> list[list[str]]:
    return [[question["id"], _plain(question["text"])] for question in section.get("questions", ())]


def _plain(template: str) -> str:
    """Return a text with an ellipsis in the place of what comes from a school's own choices."""
    return _TEMPLATE.sub(" …", template).strip()


def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
