"""`check --json` tells an editor the same as a person, as data."""

import json
from pathlib import Path

from tests.support.command import EDITIONS, run_here


def report(tmp_path: Path, adds: str = "") -> tuple[int, dict]:
    minimal = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
    (tmp_path / "school.yml").write_text(minimal + adds, encoding="utf-8")
    result = run_here("check", "--json", folder=tmp_path)
    assert result.stderr == ""
    return result.returncode, json.loads(result.stdout)


def test_an_error_comes_with_its_place_and_its_line(tmp_path: Path) -> None:
    status, told = report(tmp_path, "initiatives: [pjece, logbok]\n")
    assert status == 1
    assert told == {
        "version": 1,
        "errors": 1,
        "warnings": 0,
        "problems": [
            {
                "file": "school.yml",
                "line": 5,
                "column": 22,
                "level": "error",
                "code": "unknown-choice",
                "message": "initiatives[2]: there is no initiative 'logbok'",
                "way_out": "Did you mean 'logbog'?",
                "excerpt": ["initiatives: [pjece, logbok]", "                     ^^^^^^"],
                "details": [],
            }
        ],
    }


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    status, told = report(tmp_path)
    assert status == 0
    assert told["errors"] == 0
    assert told["warnings"] == len(told["problems"]) > 0
    assert {problem["level"] for problem in told["problems"]} == {"warning"}


def test_a_folder_without_a_profile_is_told_as_json_too(tmp_path: Path) -> None:
    result = run_here("check", "--json", "ingen", folder=tmp_path)
    assert result.returncode == 1
    assert json.loads(result.stdout)["problems"][0]["message"] == "there is no such folder"
