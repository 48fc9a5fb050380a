"""Turn problems into text for people, and into the JSON for editors and automatic checks (see CONTRIBUTING.md)."""

import json
from collections.abc import Iterable

from generator.problems.excerpt import excerpt
from generator.problems.language import LANGUAGES, spoken
from generator.problems.problem import Problem, printable, said

# Counted up when a key goes or changes its meaning; new keys may come at any time.
VERSION = 1


def as_text(problem: Problem) -> str:
    """Return a problem as a person reads it: in one line, and under it the place if there is one, and the details."""
    below = [*(excerpt(problem) or ()), *map(printable, map(said, problem.details))]
    return "\n".join([str(problem), *(f"    {line}" for line in below)])


def in_each_language(problems: Iterable[Problem]) -> dict[str, list[str]]:
    """Return problems as people read them, by language: for what is told again later, perhaps to somebody else."""
    each_once = list(problems)
    told = {}
    for wanted in LANGUAGES:
        with spoken(wanted):
            told[wanted] = [as_text(problem) for problem in each_once]
    return told


def as_json(problems: Iterable[Problem]) -> str:
    """Return problems as one JSON object, in the order in which they are told."""
    listed = [_entry(problem) for problem in problems]
    levels = [entry["level"] for entry in listed]
    counts = {"version": VERSION, "errors": levels.count("error"), "warnings": levels.count("warning")}
    return json.dumps(counts | {"problems": listed}, ensure_ascii=False, indent=2)


def _entry(problem: Problem) -> dict[str, object]:
    return problem.place._asdict() | {
        "level": problem.level,
        "code": problem.advice.code,
        "message": said(problem.advice.found),
        "way_out": said(problem.advice.way_out),
        "excerpt": excerpt(problem),
        "details": [printable(said(line)) for line in problem.details],
    }
