"""Turn several rows of one apprentice (a short agreement and the rest, several classes) into the one that counts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from generator.roster.apprentice import Apprentice, Fault
from generator.roster.kinds import ANOTHER_ROW, SAME_KEY, SAME_NAME


def one_row_each(rows: Iterable[Apprentice], today: date) -> tuple[list[Apprentice], list[Fault]]:
    """Return one row for each apprentice in the list's order, and what is to be said of the others."""
    people: list[list[Apprentice]] = []
    namesakes: dict[str, list[list[Apprentice]]] = defaultdict(list)
    for row in rows:
        known = namesakes[_called(row)]
        is_same = _can_be_called if row.has_own_key else _is_same
        same = next((person for person in known if is_same(person, row)), None)
        if same:
            same.append(row)
        else:
            known.append([row])
            people.append(known[-1])
    kept = [max(person, key=lambda row: _rank(row, today)) for person in people]
    aside = [row for person, one in zip(people, kept, strict=True) for row in person if row is not one]
    unclear = [one for one in kept if len(namesakes[_called(one)]) > 1]
    kinds = [SAME_KEY if row.has_own_key else SAME_NAME for row in unclear]
    told = [Fault(kind, row.where) for kind, row in zip(kinds, unclear, strict=True)]
    return kept, [Fault(ANOTHER_ROW, row.where) for row in aside] + told


def _called(row: Apprentice) -> str:
    """Return what the rows of one person have in common: the school's own key, or else the name."""
    return f"={row.key.casefold()}" if row.has_own_key else row.name.casefold()


def _can_be_called(person: list[Apprentice], row: Apprentice) -> bool:
    """Return whether rows with one key can be about one person: whose name has a part more or less, or is no name."""
    names = [{*one.name.casefold().split()} for one in (*person, row) if not one.protected]
    return all(one <= other or other <= one for one in names for other in names)


def _is_same(person: list[Apprentice], row: Apprentice) -> bool:
    """Return whether a row is about the person of other rows that have the same name."""
    for field in ("phone", "mail"):
        theirs, other = {getattr(one, field) for one in person} - {""}, getattr(row, field)
        if theirs and other:
            return other in theirs
    # Of two companies only one can be somebody's at a time.
    return all(one.company.casefold() == row.company.casefold() or _follow(one, row) for one in person)


def _follow(one: Apprentice, other: Apprentice) -> bool:
    """Return whether one agreement begins after the other has ended."""
    first, second = sorted((one, other), key=lambda row: row.start or date.max)
    return bool(first.agreement_end and second.start and first.agreement_end < second.start)


def _rank(row: Apprentice, today: date) -> tuple[int, int]:
    """Return what makes a row count: running now, then the next to come, then without a day, then the last one past."""
    start, end = row.agreement_start or row.training_start, row.agreement_end
    if start is None:
        return 1, 0
    if start > today:
        return 2, -start.toordinal()
    return (0 if end and end < today else 3), start.toordinal()
