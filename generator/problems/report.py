"""Turn problems into text for people, and into the JSON for editors and automatic checks (see CONTRIBUTING.md)."""

import json
from collections.abc import Iterable

from generator.problems.excerpt import excerpt
from generator.problems.problem import Problem, printable

# Counted up when a key goes or changes its meaning; new keys may come at any time.
VERSION = 1


def as_text(problem: Problem) -> str:
    """Return a problem as a person reads it: in one line, and under it the place if there is one, and the details."""
    marked = excerpt(problem)
    below = [str(marked)] if marked else []
    return "\n".join([str(problem), *below, *(f"    {printable(line)}" for line in problem.details)])


def as_json(problems: Iterable[Problem]) -> str:
    """Return problems as one JSON object, in the order in which they are told."""
    listed = [_entry(problem) for problem in problems]
    levels = [entry["level"] for entry in listed]
    report = {
        "version": VERSION,
        "errors": levels.count("error"),
        "warnings": levels.count("warning"),
        "problems": listed,
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def _entry(problem: Problem) -> dict[str, object]:
    marked = excerpt(problem)
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "level": problem.level,
        "code": problem.advice.code,
        "message": problem.advice.found,
        "way_out": problem.advice.way_out,
        "excerpt": [marked.line, marked.marks] if marked else None,
        "details": [printable(line) for line in problem.details],
    }
