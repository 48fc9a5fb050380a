"""Turn the model of the profile into what whoever fills one in is helped by: a JSON Schema, and a page made from it.

By the schema an editor completes and checks a profile while it is typed; on the page, Danish like the descriptions it
is made from, people look things up. `python -m generator.profile.schema` writes both.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from generator.danish import cap_first
from generator.data.fields import as_written
from generator.profile.model import Profile
from generator.shared import PACKAGE

FILE = PACKAGE / "profile.schema.json"
REFERENCE = PACKAGE / "starter" / "PROFIL.md"
OPENING = """# Alle nøgler i school.yml

<!-- Written by `make schema` from the descriptions in generator/profile/. -->

Her kan I slå op, hvad I kan skrive i jeres profil. Tre nøgler skal stå der: `name`, `trade` og `contacts`.
Resten kan I tage med, når I er klar; `samtaleguide check` siger til, hvis noget er galt.

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
_Schema = Mapping[str, Any]


def profile_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a profile."""
    schema = json.loads(json.dumps(Profile.model_json_schema()), object_hook=_tidied)
    schema["properties"]["trade"]["examples"] = sorted(path.stem for path in (PACKAGE / "trades").glob("*.yml"))
    title = "samtaleguide: en skoles profil (school.yml)"
    return {"$schema": GenerateJsonSchema.schema_dialect, "title": title, **schema}


def schema_text() -> str:
    """Return the schema as it stands in the file."""
    return json.dumps(profile_schema(), indent=2, ensure_ascii=False) + "\n"


def _tidied(node: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without what helps nobody: made-up titles, defaults that say »nothing« or repeat their parts'."""
    # Where it is a key of the profile's own, a schema stands below it.
    if isinstance(node.get("title"), str):
        del node["title"]
    default = node.get("default", False)
    if isinstance(default, dict) or (not default and default is not False):
        del node["default"]
    return node


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
    return "\n".join(parts)


def _tables(path: str, node: _Schema, schema: _Schema) -> Iterator[str]:
    """Yield a table of the keys that belong below `path`, and those of what lies below them."""
    part = _part_of(node, schema)
    if part is None:
        return
    required = part.get("required", [])
    table = f"| Under `{path}` | Hvad | Skrives som | Skal det med? | Eksempel |\n|---|---|---|---|---|\n"
    for key, inner in part["properties"].items():
        what = inner.get("description") or (_part_of(inner, schema) or {}).get("description", "")
        example = f"`{_example(inner)}`" if _example(inner) else ""
        table += f"| `{key}` | {what} | {_kind(inner, schema)} | {_need(key, inner, required)} | {example} |\n"
    yield table
    for key, inner in part["properties"].items():
        yield from _tables(f"{path}.{key}", inner, schema)


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
        return "`false`"
    if "enum" in node:
        return "en af: " + ", ".join(f"`{name}`" for name in node["enum"])
    if "$ref" in node or "properties" in node:
        return "en gruppe nøgler"
    if "patternProperties" in node:
        (inside,) = node["patternProperties"].values()
        return f"id'er, hver med {_kind(inside, schema)}"
    if "prefixItems" in node:
        return "to hele tal: `[fra, til]`"
    if "items" in node:
        return f"liste, hver {_kind(node['items'], schema)}"
    if node.get("type") == "boolean":
        return "`true` eller `false`"
    if node.get("type") == "integer":
        return f"helt tal fra {node['minimum']} til {node['maximum']}"
    if isinstance(node.get("type"), list):
        return "nummer"
    if "format" in node:
        return _FORMATS[node["format"]]
    if "pattern" in node:
        return next(kind for sign, kind in _PATTERNS.items() if sign in node["pattern"])
    return f"tekst, højst {node['maxLength']} tegn"


def _need(key: str, node: _Schema, required: list[str]) -> str:
    if key in required:
        return "skal med"
    default = node.get("default")
    return "kan udelades" if default in (None, False) else f"kan udelades; så bruges `{as_written(default)}`"


def _example(node: _Schema) -> str:
    return as_written(node["examples"][0]) if node.get("examples") else ""


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
    REFERENCE.write_text(reference_text(profile_schema()), encoding="utf-8")
