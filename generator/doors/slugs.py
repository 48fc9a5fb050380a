"""Turn layers into where each of their editions goes, before any of them is built."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.problems.problem import GeneratorError
from generator.profile.load import profile_text
from generator.profile.model import default_slug


def layers_by_slug(layers: Iterable[Path]) -> dict[str, Path]:
    """Return the layers by their slugs; of several with the same the first. One that cannot be read is left out."""
    found: dict[str, Path] = {}
    for layer in layers:
        with suppress(GeneratorError, OSError):
            data = profile_text(layer).data
            found.setdefault(str(data.get("slug") or default_slug(data)), layer)
    return found
