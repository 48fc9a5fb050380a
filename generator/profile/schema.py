"""Turn the model of the profile into the JSON Schema by which editors complete and check a profile while it is typed.

`python -m generator.profile.schema` writes it beside the package's modules, and the reference page made of it.
"""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from generator.profile.model import Profile
from generator.profile.reference import FILE as REFERENCE
from generator.profile.reference import reference_text
from generator.shared import PACKAGE

FILE = PACKAGE / "profile.schema.json"
TRADES = FILE.parent / "trades"


def profile_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a profile."""
    schema = Profile.model_json_schema(by_alias=True)
    schema = _tidied(schema)
    schema["properties"]["trade"]["examples"] = sorted(path.stem for path in TRADES.glob("*.yml")) or ["murer"]
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": "samtaleguide: en skoles profil (school.yml)",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def schema_text() -> str:
    """Return the schema as it stands in the file."""
    return json.dumps(profile_schema(), indent=2, ensure_ascii=False) + "\n"


def _tidied(node: Any, *, names: bool = False) -> Any:
    """Return a schema without what helps nobody: made-up titles, defaults that say »nothing« or repeat their parts'.

    `names` says that the keys of `node` are names of the profile's own, which all stay.
    """
    if isinstance(node, list):
        return [_tidied(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _tidied(value, names=key in ("properties", "$defs"))
        for key, value in node.items()
        if names
        or not (
            key == "title" or (key == "default" and ((not value and value is not False) or isinstance(value, dict)))
        )
    }


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
    REFERENCE.write_text(reference_text(profile_schema()), encoding="utf-8")
