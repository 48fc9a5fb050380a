"""`check --json` tells an editor the same as a person, as data."""

import json
from pathlib import Path

from generator.problems.problem import Advice, Place
from generator.problems.report import as_annotation
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


def test_an_annotation_stands_at_its_line_and_says_what_a_person_reads(tmp_path: Path) -> None:
    minimal = (EDITIONS / "minimal" / "school.yml").read_text(encoding="utf-8")
    (tmp_path / "school.yml").write_text(f"{minimal}initiatives: [pjece, logbok]\n", encoding="utf-8")
    result = run_here("check", "--annotations", "github", folder=tmp_path)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout == (
        "::error file=school.yml,line=5,col=22::"
        "school.yml:5:22: initiatives[2]: there is no initiative 'logbok'. Did you mean 'logbog'?"
        "%0A    initiatives: [pjece, logbok]%0A                         ^^^^^^\n"
    )
    (tmp_path / "school.yml").write_text(minimal, encoding="utf-8")
    result = run_here("check", "--annotations", "github", folder=tmp_path)
    assert result.returncode == 0
    assert [line[:9] for line in result.stdout.splitlines()] == ["::warning"] * len(result.stdout.splitlines())


def test_what_stands_in_a_file_is_no_command_of_its_own() -> None:
    """It would be read as one at the beginning of a line, or end what is said of the place."""
    advice = Advice("a-code", "100 %\n::add-mask::x")
    at = Place("a,b:c%/school.yml", 2)
    assert as_annotation(advice.at(at, "warning")) == (
        "::warning file=a%2Cb%3Ac%25/school.yml,line=2::a,b:c%25/school.yml:2: warning: 100 %25·::add-mask::x"
    )
    shared = advice.at(Place("shared/docs/index.md", 1))
    assert as_annotation(shared).startswith("::error::shared/docs/index.md:1: 100 %25·::add-mask::x")
