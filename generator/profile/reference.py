"""Turn the models of a profile and of a sheet into the page where people look up what they may write, and how.

It is Danish like the descriptions that it is made from. What no model knows, how a text is put in another one's place,
stands in own_texts.md.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from generator.danish import cap_first
from generator.data.fields import as_written, keys_of
from generator.shared import PACKAGE
from generator.sheets.model import Column, Question, Section, Sheet

REFERENCE = PACKAGE / "starter" / "PROFIL.md"
OWN_TEXTS = PACKAGE / "profile" / "own_texts.md"
OPENING = """# Alle nøgler i school.yml

<!-- Written by `make schema` from the descriptions in generator/profile/ and generator/sheets/. -->

Her kan I slå op, hvad I kan skrive i jeres profil. Tre nøgler skal stå der: `name`, `trade` og `contacts`.
Resten kan I tage med, når I er klar; `samtaleguide check` siger til, hvis noget er galt.
Nederst står, hvordan I retter et spørgsmål, en side eller et ark.

En tekst med kolon, # eller anførselstegn skal stå i anførselstegn.
Ryk linjerne ind med mellemrum, aldrig med tabulator.
"""
_FORMATS = {"date": "dato: år-måned-dag", "email": "mailadresse", "uri": "adresse fra https:// og frem"}
# What stands in the pattern of a text, and what such a text is.
_PATTERNS = {
    "#": 'farve: `"#0b5d66"`',
    ":": 'klokkeslæt: `"17:00"`',
    "[gG]": "navn på en fil ved siden af school.yml",
    "[fF]": "navn på en fil ved siden af school.yml",
    "": "id: små bogstaver a-z, tal og bindestreg",
}
_PARTS_OF_SHEET: dict[str, type[BaseModel]] = {
    "I `sheet.yml`": Sheet,
    "Under `sections`": Section,
    "Under `questions` og `head`": Question,
    "Under `columns`": Column,
}
_Schema = Mapping[str, Any]


def reference_text(schema: _Schema) -> str:
    """Return the page in Markdown: a section for each key, a table for the keys inside it."""
    required = schema.get("required", [])
    parts = [OPENING]
    for key, node in schema["properties"].items():
        parts.append(f"## {key}\n\n{node['description']}\n")
        parts.append(f"{cap_first(_kind(node, schema))}; {_need(key, node, required)}.\n")
        if example := _example(node):
            parts.append(f"```yaml\n{key}: {example}\n```\n")
        parts += _tables(key, node, schema)
    parts += [OWN_TEXTS.read_text(encoding="utf-8"), sheet_keys_text()]
    return "\n".join(parts)


def sheet_keys_text() -> str:
    """Return a table for each part of a sheet's own file, with the keys that somebody may write there."""
    schema = Sheet.model_json_schema()
    tables = []
    for title, model in _PARTS_OF_SHEET.items():
        part = schema if model is Sheet else schema["$defs"][model.__name__]
        written = {key: part["properties"][key] for key in keys_of(model)}
        tables.append(_table(title, {**part, "properties": written}, schema))
    return "\n".join(tables)


def _tables(path: str, node: _Schema, schema: _Schema) -> Iterator[str]:
    """Yield a table of the keys that belong below `path`, and those of what lies below them."""
    part = _part_of(node, schema)
    if part is None:
        return
    yield _table(f"Under `{path}`", part, schema)
    for key, inner in part["properties"].items():
        yield from _tables(f"{path}.{key}", inner, schema)


def _table(title: str, part: _Schema, schema: _Schema) -> str:
    required = part.get("required", [])
    table = f"| {title} | Hvad | Skrives som | Skal det med? | Eksempel |\n|---|---|---|---|---|\n"
    for key, inner in part["properties"].items():
        what = inner.get("description") or (_part_of(inner, schema) or {}).get("description", "")
        example = f"`{_example(inner)}`" if _example(inner) else ""
        table += f"| `{key}` | {what} | {_kind(inner, schema)} | {_need(key, inner, required)} | {example} |\n"
    return table


def _part_of(node: _Schema, schema: _Schema) -> _Schema | None:
    """Return the group of keys that a value is, or that a list or a map is made of; None for a plain value."""
    if "$ref" in node:
        found: _Schema = schema["$defs"][node["$ref"].rpartition("/")[2]]
        return found
    inside = [*node.get("anyOf", []), *node.get("patternProperties", {}).values()]
    inside += [node["items"]] if "items" in node else []
    return next((part for part in (_part_of(option, schema) for option in inside) if part), None)


def _kind(node: _Schema, schema: _Schema) -> str:
    options = [option for option in node.get("anyOf", []) if option.get("type") != "null"]
    if options:
        return " eller ".join(_kind(option, schema) for option in options)
    if "const" in node:
        return "`true`" if node["const"] else "`false`"
    if "enum" in node:
        return "en af: " + ", ".join(f"`{name}`" for name in node["enum"])
    if "$ref" in node or "properties" in node:
        return "en gruppe nøgler"
    if "patternProperties" in node:
        (inside,) = node["patternProperties"].values()
        return f"id'er, hver med {_kind(inside, schema)}"
    if "propertyNames" in node:
        return f"nøgler, hver {_kind(node['propertyNames'], schema)}, med {_kind(node['additionalProperties'], schema)}"
    if "prefixItems" in node:
        return "to hele tal: `[fra, til]`"
    if "items" in node:
        return f"liste, hver {_kind(node['items'], schema)}"
    if node.get("type") == "boolean":
        return "`true` eller `false`"
    if node.get("type") == "integer":
        least, most = node.get("ge", node["minimum"]), node.get("le", node["maximum"])
        return f"helt tal fra {least} til {most}"
    if "type" not in node:
        return "som svaret"
    if isinstance(node["type"], list):
        return "nummer"
    if "format" in node:
        return _FORMATS[node["format"]]
    if "pattern" in node:
        return next(kind for sign, kind in _PATTERNS.items() if sign in node["pattern"])
    return f"tekst, højst {node['maxLength']} tegn" if "maxLength" in node else "tekst"


def _need(key: str, node: _Schema, required: list[str]) -> str:
    if key in required:
        return "skal med"
    default = node.get("default")
    return "kan udelades" if not default else f"kan udelades; så bruges `{as_written(default)}`"


def _example(node: _Schema) -> str:
    return as_written(node["examples"][0]) if node.get("examples") else ""
