"""Turn one group of keys into a checked part: nothing unknown, nothing changed later, no more than people read."""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator

# What a sheet or a handout may hold at most, whoever writes it and in which file: far more than people read or answer,
# and few enough to be drawn.
MAX_QUESTIONS = 200
MAX_OPTIONS = 20
MAX_COLUMNS = 12
MAX_ROWS = 30
# Lines of handwriting; more would not fit on a page with their question.
MAX_LINES = 20
# Characters of one text, and of all the texts of a handout together.
MAX_TEXT = 2000
MAX_TEXTS = 30_000


class Strict(BaseModel):
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
