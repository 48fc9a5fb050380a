"""Turn problems into text for people, JSON for editors and automatic checks (see CONTRIBUTING.md), and annotations."""

import json
from collections.abc import Iterable

from generator.problems.excerpt import excerpt
from generator.problems.language import LANGUAGES, spoken
from generator.problems.problem import Problem, printable, said
from generator.shared import shared_file

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


def as_annotation(problem: Problem) -> str:
    """Return a problem as the line by which GitHub shows it beside the file, in a list of all that is wrong.

    As in its documentation of workflow commands, whose signs a text must not hold. The place stands in the text, too:
    a shared file is none of the repository's.
    """
    file, line, column = problem.place
    place = {} if shared_file(file) else {"file": file, "line": line, "col": column}
    place_shown = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in place.items() if value is not None)
    command = f"{problem.level} {place_shown}".strip()
    return f"::{command}::{_escaped(as_text(problem))}"


def _escaped(text: str, more: str = "") -> str:
    """Return text that stands for itself in a workflow command: percent signs first, then what would end it."""
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _entry(problem: Problem) -> dict[str, object]:
    return problem.place._asdict() | {
        "level": problem.level,
        "code": problem.advice.code,
        "message": said(problem.advice.found),
        "way_out": said(problem.advice.way_out),
        "excerpt": excerpt(problem),
        "details": [printable(said(line)) for line in problem.details],
    }
