"""No trade's word stands in a shared template: each place asks the trade file for the form it needs."""

import re
from pathlib import Path

import pytest

from generator.profile.trade import load_trade, trade_keys
from generator.shared import SHARED
from tests.support.trades import SHARED_LAYERS, forms

TEMPLATES = sorted(
    path
    for folder, endings in {"docs": {".md"}, "forms": {".yml", ".md", ".html"}, "overrides": {".html"}}.items()
    for path in (SHARED / folder).rglob("*")
    # The answers that tests fill sheets with are a bricklayer's, and never printed.
    if path.suffix in endings and path.name != "examples.yml"
)
# What holds a word without printing it: comments, ids, the names of documents and initiatives, addresses.
UNPRINTED = [
    re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL),
    re.compile(
        r"""\b(?:has|see|offers|events|upcoming|document|sheet\w*|script|ticklist|send_invitation)\(\s*(["'])[\w-]+\1"""
    ),
    re.compile(r"""[=!]=\s*(["'])[\w-]+\1"""),
    re.compile(r"\b(?:id|kind|after): [\w-]+|\bid=\"[\w-]+\"|\bclass=\"[^\"]*\""),
    re.compile(r"https?://[^\s)\"']+|\b[\w-]+/[\w/-]+\.\w+"),
]
YAML_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
# Words of the building site that no trade file lists by themselves.
ELSEWHERE = r"\w*(?:mester|mestre|svend|byggeplads|skurvogn)\w*|(?<!\w)(?:på|fra) pladsen(?!\w)"
INNOCENT = {"semester", "semestre"}


def words() -> re.Pattern[str]:
    listed = {form for key in trade_keys(SHARED_LAYERS) for form in forms(load_trade(SHARED_LAYERS, key))}
    choice = "|".join(sorted(map(re.escape, listed), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)|{ELSEWHERE}", re.IGNORECASE)


WORDS = words()


def printed(path: Path) -> str:
    """Return a template without what it does not print; every line stays in its place."""
    text = path.read_text(encoding="utf-8")
    for pattern in [*UNPRINTED, *([YAML_COMMENT] if path.suffix == ".yml" else [])]:
        text = pattern.sub(lambda found: "\n" * found[0].count("\n"), text)
    return text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(SHARED).as_posix())
def test_no_trade_s_word_stands_in_a_shared_template(path: Path) -> None:
    found = [
        f"line {number}: {word}"
        for number, line in enumerate(printed(path).splitlines(), start=1)
        for word in WORDS.findall(line)
        if word.lower() not in INNOCENT
    ]
    assert found == [], "take the word from the trade file, such as {{ trade.master.definite }}"


@pytest.mark.parametrize("word", ["Mester", "svendens", "murerlærlinge", "håndværksmestre", "tonen på pladsen"])
def test_a_trade_s_word_would_be_found(word: str) -> None:
    assert WORDS.search(f"Tal med {word} om det.")


@pytest.mark.parametrize("word", ["Er der plads til fejl?", "på plads", "tonen på arbejdspladsen", "lærepladsen"])
def test_a_word_of_everybody_is_left_alone(word: str) -> None:
    assert not WORDS.search(word)
