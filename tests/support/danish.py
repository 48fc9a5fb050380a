"""Turn what is told in English into what is told in Danish, which stands beside it in a scenario's file."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.problems.language import DANISH, spoken
from generator.problems.problem import Problem
from generator.problems.report import as_text
from generator.profile.schema import profile_schema
from generator.sheets.model import Sheet
from tests.tools.messages import in_danish

# Set, the Danish lines are written into the scenarios as they are told now, to be read by somebody.
WRITE = "WRITE_DANISH"
# What both languages call so, or what stands so in files.
_OF_BOTH = {"json", "web", "block", "super", "text"}


def danish_of(problems: Iterable[Problem]) -> list[str]:
    """Return problems as a Danish reader is told them, each in one line."""
    with spoken(DANISH):
        return [str(problem) for problem in problems]


@contextmanager
def shown_problems() -> Iterator[list[tuple[str, str]]]:
    """Yield a list that takes in each problem which a command shows in this process, in English and in Danish."""
    shown: list[tuple[str, str]] = []

    def noted(problem: Problem) -> str:
        shown.append((str(problem), *danish_of([problem])))
        return as_text(problem)

    with pytest.MonkeyPatch.context() as patch:
        for module in ("cli", "doors.options"):
            patch.setattr(f"generator.{module}.as_text", noted)
        yield shown


def check_danish(path: Path, key: str, told: list[tuple[str, str]]) -> None:
    """Fail unless the scenario at `path` has the Danish of what it has in English under `key`.

    `told` are the lines in English and in Danish. As in English, »…« stands for the words of a library.
    """
    scenario = yaml.safe_load(path.read_text(encoding="utf-8"))
    in_english: list[str] = scenario.get(key, [])
    order = {line: number for number, line in enumerate(in_english)}
    if order.keys() == {line for line, _ in told}:
        told = sorted(told, key=lambda both: order[both[0]])
    danish = [line for _, line in told]
    if WRITE in os.environ:
        _write(path, f"{key}_in_danish", _with_gaps(in_english, told))
        return
    expected: list[str] = scenario.get(f"{key}_in_danish", [])
    assert matching(expected).fullmatch("\n".join(danish)), (
        f"{path.name}: its {key}_in_danish are not what is told now. `{WRITE}=1 make test ARGS=…` writes them; read "
        "them aloud, and put the catalogue right where they are not what a school's secretary understands:\n"
        + "\n".join(danish)
    )
    # What stands in the scenario is in the files of the school, and may be in English; so may the words of a library.
    left_over = english_in("\n".join(map(_without_names, expected)), _without_told(scenario))
    assert not left_over, f"{path.name}: these words are English: {left_over}"


def matching(lines: list[str]) -> re.Pattern[str]:
    """Return what matches lines in which »…« stands for anything, and alone for any more lines."""
    return re.compile(
        "\n".join(".*".join(map(re.escape, line.split("…"))) if line != "…" else "(.*\n)*.*" for line in lines)
    )


def english_in(text: str, files: str = "") -> set[str]:
    """Return the words of a text that are of our English sentences and of none of the Danish ones, nor in `files`."""
    english, danish = _vocabularies()
    return _words(text) & (english - danish - _words(files) - _names_in_files() - _OF_BOTH)


@cache
def _names_in_files() -> set[str]:
    """Return the words of the keys and choices that a school's file may have; they are called so in every language."""
    names: list[str] = []
    inside: list[Any] = [profile_schema(), Sheet.model_json_schema()]
    while inside:
        node = inside.pop()
        if isinstance(node, dict):
            names += [*node.get("properties", {}), *map(str, node.get("enum", []))]
            inside += node.values()
        elif isinstance(node, list):
            inside += node
    return _words(" ".join(names))


@cache
def _vocabularies() -> tuple[set[str], set[str]]:
    catalog = [message for message in in_danish() if message.id]
    english, danish = (" ".join(map(str, each)) for each in zip(*((m.id, m.string) for m in catalog), strict=True))
    return _words(english), _words(danish)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-zæøå]{2,}", text.lower()))


def _without_names(line: str) -> str:
    """Return a line without what it quotes, without the key that it is about, and without lists of names."""
    return re.sub(r"»[^«]*«|: [\w.\[\]-]+(?=: )|(?<= )[\w-]+(?:, [\w-]+)+", " ", line)


def _without_told(scenario: dict[str, Any]) -> str:
    told = ("told", "problems", "warnings", "refused")
    return str({key: held for key, held in scenario.items() if not key.startswith(told)})


def _with_gaps(english: list[str], told: list[tuple[str, str]]) -> list[str]:
    """Return the Danish lines with a gap wherever the English ones of the scenario have one."""
    lines: list[str] = []
    for line in english:
        if line == "…":
            lines.append(line)
            continue
        pattern = re.compile("(.*)".join(map(re.escape, line.split("…"))))
        found = next(((match, danish) for said, danish in told if (match := pattern.fullmatch(said))), None)
        if found:
            match, danish = found
            for gap in match.groups():
                danish = danish.replace(gap, "…") if gap else danish
            lines.append(danish)
    return lines


def _write(path: Path, key: str, lines: list[str]) -> None:
    text = re.sub(rf"^{key}:\n(?:[ -].*\n)*", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if lines:
        text = text.rstrip("\n") + "\n" + yaml.safe_dump({key: lines}, allow_unicode=True, width=10_000)
    path.write_text(
        re.sub(r"^- ", "  - ", text, flags=re.MULTILINE) if "_in_danish" in text else text, encoding="utf-8"
    )
