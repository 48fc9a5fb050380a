"""Class lists as schools have them: what is read, and what somebody is told.

Each file in `scenarios/rosters/` is one thing that can happen, with the reason above: `text` (in an `encoding`),
`sheets` of a spreadsheet or `bytes` go in, with what somebody says of the columns (`map`); out come the `rows`, all
that is known of each, and the lines that are `told`, or those with which the list is `refused`; both in Danish, too.
"""

from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.problems.problem import GeneratorError
from generator.roster.read import read_roster
from tests.support.command import DAY
from tests.support.danish import check_danish, danish_of
from tests.support.rosters import SCENARIOS, said_of, written

TODAY = date.fromisoformat(DAY)


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.yml")), ids=lambda path: path.stem)
def test_list(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    scenario = yaml.safe_load(path.read_text(encoding="utf-8"))
    file = written(Path(), scenario)
    try:
        roster = read_roster(file, TODAY, scenario.get("map"))
    except GeneratorError as error:
        rows, told, refused = [], [], sorted(error.problems, key=str)
    else:
        rows, told, refused = [*map(said_of, roster.apprentices)], list(roster.problems), []
    assert rows == scenario.get("rows", [])
    for key, problems in (("told", told), ("refused", refused)):
        both = ([line.removeprefix(f"{file}: ") for line in each] for each in (map(str, problems), danish_of(problems)))
        lines = list(zip(*both, strict=True))
        in_order = sorted if key == "refused" else list
        assert [english for english, _ in lines] == in_order(scenario.get(key, []))
        check_danish(path, key, lines)
