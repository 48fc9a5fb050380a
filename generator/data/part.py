"""Turn one group of a profile's keys into a checked part: nothing unknown, nothing changed later."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator


class Part(BaseModel):
    """What every group of keys has in common: nothing unknown, nothing changed later; empty means left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    # Keys for which nothing written is not the same as left out.
    empty_matters: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _leave_out_the_empty(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        optional = {field.alias or name for name, field in cls.model_fields.items()} - cls.empty_matters
        return {key: value for key, value in data.items() if value is not None or key not in optional}
