"""Turn what a template may use into a contract: a fixed set of names, each with a sentence that says what it is."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, get_type_hints


class Context(Mapping[str, Any]):
    """The names that templates may use. Each kind is a frozen dataclass; its fields are Annotated with the sentences.

    It is a mapping of its names, so that a template is rendered with it as it is.
    """

    # A template sees a context as names, never as an object, so that `get` and `items` are no names of its own.
    def __getitem__(self, name: str) -> Any:
        if name not in getattr(self, "__dataclass_fields__", {}):
            raise KeyError(name)
        return getattr(self, name)

    def __iter__(self) -> Iterator[str]:
        return (field.name for field in fields(self))  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(fields(self))  # type: ignore[arg-type]

    @classmethod
    def sentences(cls) -> dict[str, str]:
        """Return each name with the sentence that says what it is."""
        hints = get_type_hints(cls, include_extras=True)
        return {field.name: hints[field.name].__metadata__[0] for field in fields(cls)}  # type: ignore[arg-type]
