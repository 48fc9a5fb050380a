"""Turn problems into text for people, and into the JSON for editors and automatic checks (see CONTRIBUTING.md)."""

import json
from collections.abc import Iterable

from generator.problems.excerpt import excerpt
from generator.problems.problem import Problem, printable

# Counted up when a key goes or changes its meaning; new keys may come at any time.
VERSION = 1


def as_text(problem: Problem) -> str:
    """Return a problem as a person reads it: in one line, and under it the place if there is one, and the details."""
    below = [*(excerpt(problem) or ()), *map(printable, problem.details)]
    return "\n".join([str(problem), *(f"    {line}" for line in below)])


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
        "message": problem.advice.found,
        "way_out": problem.advice.way_out,
        "excerpt": excerpt(problem),
        "details": [printable(line) for line in problem.details],
    }
