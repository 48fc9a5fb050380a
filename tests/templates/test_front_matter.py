"""What a page says of itself is read, or it is told how it has to begin and end."""

import pytest

from generator.pages.heads import FrontMatter
from generator.templates.front_matter import KEYS
from tests.support.pages import told_of_texts

BODY = "# Side\n\nTekst\n"
# The line that is told, and what is said.
WRONG = {
    f"—\ntitle: A\n—\n\n{BODY}": (1, "'—' does not stand for the three dashes"),
    f"\n--\ntitle: A\n--\n\n{BODY}": (2, "'--' does not stand for the three dashes"),
    f"***\ntitle: A\n***\n\n{BODY}": (1, "'***' does not stand for the three dashes"),
    f"---\ntitle: A\n—\n\n{BODY}": (3, "'—' does not stand for the three dashes"),
    f"---\ntitle: A\n--\n\n{BODY}\n---\n\nMere\n": (3, "'--' does not stand for the three dashes"),
    f"---\ntitle: A\n----\n\n{BODY}": (3, "'----' does not stand for the three dashes"),
    f"---\ntitle: A\n\n{BODY}": (1, "begins here, and never ends"),
    f"title: A\nafter: kontakt\n\n{BODY}": (1, "'title:' looks like what the page says of itself"),
    f"title: A\n---\n\n{BODY}": (1, "'title:' looks like what the page says of itself"),
    f"- - -\nTitle: A\n- - -\n\n{BODY}": (1, "'- - -' does not stand for the three dashes"),
    f"Titel: A\n\n{BODY}": (1, "'Titel:' looks like what the page says of itself"),
    f"---\ntitle: A\n---\nafter: kontakt\n\n{BODY}": (4, "'after:' looks like what the page says of itself"),
    f"---\ntitle: A\n---\n---\nafter: kontakt\n---\n{BODY}": (4, "stands once, and before everything else"),
    f"{BODY}\n---\ntitle: A\n---\n": (5, "stands once, and before everything else"),
}
RIGHT = [
    f"---\ntitle: A\n---\n\n{BODY}",
    f"\n---  \ntitle: A\n--- \n\n{BODY}\n---\n\nMere\n",
    f"{BODY}\ntitle: er et ord\n\n---\n\nMere\n",
    f"---\n---\n{BODY}",
    f"{BODY}\n```\n---\ntitle: A\n---\n```\n",
]


def test_a_head_that_begins_or_ends_otherwise(tmp_path_factory: pytest.TempPathFactory) -> None:
    told = told_of_texts(tmp_path_factory.mktemp("nej"), WRONG)
    for text, (line, words) in WRONG.items():
        (problem,) = told[text]
        assert words in problem.message, text
        assert problem.place.line == line, text
        assert "---" in problem.message or "dashes" in problem.message


def test_a_head_as_it_should_be(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert told_of_texts(tmp_path_factory.mktemp("ja"), RIGHT) == {text: [] for text in RIGHT}


def test_the_keys_are_those_of_the_model() -> None:
    assert {*KEYS} == {*FrontMatter.model_fields}
