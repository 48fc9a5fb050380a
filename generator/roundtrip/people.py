"""Turn the rows of sheets that came back, and a class list, into the people whom they are about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.roster.apprentice import Apprentice
from generator.roundtrip.row import Row, folded


@dataclass(frozen=True, repr=False)
class Person:
    """Somebody with the sheets that are theirs; `listed` is None for one who is in no list."""

    name: str
    company: str
    listed: Apprentice | None
    rows: tuple[Row, ...]

    def newest(self, sheet: str) -> Row | None:
        """Return the newest of the person's sheets with that id."""
        rows = [row for row in self.rows if row.returned.sheet == sheet]
        return next((row for row in rows if row.is_newest), rows[0] if rows else None)


def people_in(rows: Sequence[Row], apprentices: Iterable[Apprentice]) -> list[Person]:
    """Return everybody in the list, in its order, and then whoever is named on a sheet and in no list.

    A sheet is somebody's by the name that stands on it; of namesakes it is theirs by the company.
    """
    listed = [*apprentices]
    namesakes: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(listed):
        namesakes[folded(one.name)].append(number)
    own: dict[int, list[Row]] = defaultdict(list)
    others: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        company, same = folded(row.company), namesakes.get(folded(row.name), [])
        if len(same) > 1:
            same = [number for number in same if folded(listed[number].company) == company]
        if len(same) == 1:
            own[same[0]].append(row)
        elif row.name:
            others[folded(row.name), company].append(row)
    found = [Person(one.name, one.company, one, tuple(own[number])) for number, one in enumerate(listed)]
    return [*found, *(Person(group[0].name, group[0].company, None, tuple(group)) for group in others.values())]
