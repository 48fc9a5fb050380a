"""The kinds of things found in the rows of a class list, and how each is told: once, with all rows it was found in."""

from collections.abc import Iterable

from generator.problems.problem import Advice, Place, Problem, Sentence, listed
from generator.roster.apprentice import Fault, Kind, Where

CPR = Kind(
    "cpr-number",
    "a CPR number stands in {rows}",
    "Take it out of the list; it is copied nowhere.",
    "Her stod et CPR-nummer. Slet det i listen.",
)
NO_NAME = Kind("no-name", "there is no name in {rows}", "Write it, or take the row out.", "Navnet mangler.")
NO_ALIAS = Kind(
    "no-alias",
    "a protected name has no alias in {rows}",
    "Add a column Alias with what the person may be called.",
    "Navnet er beskyttet. Skriv et alias.",
)
TOO_LONG = Kind(
    "text-too-long",
    "a cell has more letters than a name or an address could have in {rows}",
    "Put into it what its column is for.",
    "Der står for meget i en celle.",
)
UNSEEN = Kind(
    "invisible-sign",
    "a sign that nobody sees, or that was lost when it was copied, stands in {rows}",
    "Delete what stands in the cell, and type it again.",
    "Der står et usynligt eller ødelagt tegn i en celle. Skriv cellen igen.",
)
NOT_A_DAY = Kind(
    "not-a-date",
    "a day cannot be made out, or does not exist, in {rows}",
    "Write it as 21-01-2027.",
    "Datoen findes ikke eller kan ikke læses.",
)
MONTH_FIRST = Kind(
    "month-first",
    "some days of the column have the month first, as Americans write it, so that nobody knows which day is meant in "
    "{rows}",
    "Write all days of the column as 21-01-2027.",
    "I kolonnen står måneden først i nogle datoer. Skriv dem alle med dagen først.",
)
WRONG_ORDER = Kind(
    "wrong-order",
    "the agreement ends before it begins in {rows}",
    "Check the two days.",
    "Aftalen slutter, før den begynder.",
)
NO_START = Kind(
    "no-start",
    "there is no start of training in {rows}",
    "These stand first in the plan, without a date.",
    "Oplæringens start mangler.",
    is_error=False,
)
ONLY_AGREEMENT = Kind(
    "start-of-agreement",
    "only the start of the agreement is known in {rows}, and it may lie before the end of GF2",
    "The plan says so at each. Add a column Oplæringsstart; if the two are the same, say so with --map, such as "
    '--map "Startdato=oplæringsstart".',
    is_error=False,
)
SAME_NAME = Kind(
    "same-name",
    "a name stands in {rows}, and nothing says whether it is the same person",
    "Each row counts. Add a column Elevnr, or take out the rows that are too many.",
    "Navnet står i flere rækker. Er det den samme person?",
    is_error=False,
)
SAME_KEY = Kind(
    "same-key",
    "one number stands beside several names in {rows}",
    "Each row counts. Give everybody their own number, or write the name in one way.",
    "Det samme nummer står ud for flere navne.",
    is_error=False,
)
ANOTHER_ROW = Kind(
    "another-row-counts",
    "an apprentice has another row that counts in {rows}",
    "The agreement that is running, or comes next, is the one that counts.",
    is_error=False,
)
HAS_LEFT = Kind("has-left", "somebody has left in {rows}", "These are left out.", is_error=False)
TOTAL = Kind("row-of-totals", "no apprentice but a total stands in {rows}", is_error=False)
_ALL = (
    *(CPR, NO_NAME, NO_ALIAS, TOO_LONG, UNSEEN, NOT_A_DAY, MONTH_FIRST, WRONG_ORDER),
    *(NO_START, ONLY_AGREEMENT, SAME_NAME, SAME_KEY, ANOTHER_ROW, HAS_LEFT, TOTAL),
)
# What matters only to who plans by it.
ABOUT_THE_START = {NO_START.code, ONLY_AGREEMENT.code}
# More than these nobody reads in a terminal; the annotated copy has all.
_MOST_PLACES = 30


def counted_by_kind(faults: Iterable[Fault], file: Place) -> list[Problem]:
    """Return one problem for each kind of fault found in a list, those for which rows are left out first."""
    found: dict[Kind, list[Where]] = {kind: [] for kind in _ALL}
    for fault in faults:
        found[fault.kind].append(fault.where)
    return [
        Advice(kind.code, Sentence(kind.found, rows=_rows(places)), kind.way_out).at(
            file, "error" if kind.is_error else "warning"
        )
        for kind, places in found.items()
        if places
    ]


def _rows(places: list[Where]) -> Sentence:
    """Return rows as a message counts and lists them: »2 rows (row 4, column F; row 9, column F)«."""
    count = len({place[:2] for place in places})
    shown = [*(place.text for place in places[:_MOST_PLACES]), *(["…"] if len(places) > _MOST_PLACES else [])]
    template = "1 row ({places})" if count == 1 else "{count} rows ({places})"
    return Sentence(template, count=count, places=listed(shown, "; "))
