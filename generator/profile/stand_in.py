"""Turn a profile with mistakes into one to try the templates with, so that one run tells the mistakes of both.

What is wrong is left out, or gives way to the example of its key where the key is required. Nothing is published from
such a profile.
"""

from collections.abc import Collection
from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from generator.data.fields import field_at
from generator.data.text import KeyPath, value_at
from generator.data.values import findings_in
from generator.profile.model import Profile

# A mistake may hide another one in the same place, such as a date after a wrong one.
ROUNDS = 8


def stand_in(data: Any, trades: Collection[str]) -> Profile | None:
    """Return the profile in `data` without its mistakes; None where that leads to nothing."""
    data = deepcopy(data)
    for _ in range(ROUNDS):
        try:
            return Profile.model_validate(data, context={"trades": trades})
        except ValidationError as error:
            # From the end, so that the numbers of a list's other items stay true.
            for entry in sorted(error.errors(), key=lambda entry: str(entry["loc"]), reverse=True):
                below = next((path for path, _ in findings_in(entry)), ())
                _mend(data, (*entry["loc"], *below))
    return None


def _mend(data: Any, path: KeyPath) -> None:
    *way, last = [step for step in path if step != "[key]"] or ["name"]
    owner = value_at(data, tuple(way))
    field = field_at(Profile, (*way, last))
    if isinstance(owner, dict) and field and field.is_required() and field.examples:
        owner[last] = deepcopy(field.examples[0])
    elif isinstance(owner, dict):
        owner.pop(last, None)
    elif isinstance(owner, list) and isinstance(last, int) and last < len(owner):
        del owner[last]
