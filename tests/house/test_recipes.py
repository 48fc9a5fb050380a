"""What pages and messages name is there: the tests of each recipe, and nothing that an installed program has not."""

import ast
import re

import pytest

from generator.shared import PACKAGE
from tests.support.command import REPOSITORY

CONTRIBUTING = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = CONTRIBUTING.partition("## Recipes")[2].partition("\n## ")[0]
# Of these an installed program has its own: where no layer is named, the checkout's example is meant.
NAMES_THE_EXAMPLES = {"doors/options.py", "site/engine.py", "shared.py"}


@pytest.mark.parametrize("recipe", re.findall(r"^\*\*.+?(?=^\*\*|\Z)", RECIPES, re.MULTILINE | re.DOTALL))
def test_each_recipe_names_the_tests_that_hold_it(recipe: str) -> None:
    assert "\n*Tests:* " in recipe, recipe.splitlines()[0]
    named = re.findall(r"tests/[\w/]+(?:\.py|\.yml)?", recipe)
    assert named, recipe.splitlines()[0]
    assert [path for path in named if not (REPOSITORY / path).exists()] == []


def test_no_message_sends_anybody_to_an_example_that_is_not_installed() -> None:
    found = []
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        texts = [node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if is_text(node)]
        pattern = r"\bsee the example|\bschools/" if name not in NAMES_THE_EXAMPLES else r"\bsee the example"
        found += [f"{name}: {text}" for text in texts if re.search(pattern, text)]
    assert found == []


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
