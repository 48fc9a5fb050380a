"""Turn the model of the profile into a JSON Schema, by which editors complete and check a profile while it is typed.

`python -m generator.profile.schema` writes it, and the page that people look things up on.
"""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from generator.profile.model import Profile
from generator.profile.reference import REFERENCE, reference_text
from generator.shared import PACKAGE

FILE = PACKAGE / "profile.schema.json"


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


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
    REFERENCE.write_text(reference_text(profile_schema()), encoding="utf-8")
