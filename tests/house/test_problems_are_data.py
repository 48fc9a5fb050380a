"""What is wrong with a school's files is data: nothing is told in sentences that are glued together.

So it can be said in another language, and nothing needs to read a sentence to know what it is about.
"""

import ast
import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from generator.shared import PACKAGE

# What takes sentences, and how many arguments come before them.
TAKES_SENTENCES = {"Advice": 1, "of_name": 1, "wrong": 1, "wrong_value": 1, "MistakeError": 0, "Sentence": 0}
TAKES_SENTENCES |= {"tell": 0, "echo": 0}
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def functions_with_sentences() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Yield the functions that call what takes sentences, each with its file."""
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            # `listed` sets values side by side, and has no words of its own.
            if isinstance(node, ast.FunctionDef) and node.name != "listed" and [*calls(node, TAKES_SENTENCES)]:
                yield path, node


def calls(scope: ast.AST, names: Iterable[str]) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls of some functions with their names."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node.func.id, node


def sentences(name: str, call: ast.Call) -> list[ast.expr]:
    """Return what is handed to a call as what was found, or as the way out."""
    by_place = call.args[:1] if name == "Sentence" else call.args[TAKES_SENTENCES[name] :][:2]
    return by_place + [keyword.value for keyword in call.keywords if keyword.arg in ("found", "way_out")]


def is_glued(value: ast.expr, glued_names: Container[str] = ()) -> bool:
    """Return whether an expression makes its text of pieces."""
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Attribute) and value.func.attr in ("format", "join")
    if isinstance(value, ast.IfExp):
        return is_glued(value.body, glued_names) or is_glued(value.orelse, glued_names)
    if isinstance(value, ast.Name):
        return value.id in glued_names
    return isinstance(value, ast.JoinedStr | ast.BinOp)


def glued_names(function: ast.FunctionDef) -> set[str]:
    """Return the variables of a function that hold a text made of pieces."""
    names: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs = [(target, node.value)]
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = list(zip(target.elts, node.value.elts, strict=False))
                names |= {name.id for name, value in pairs if isinstance(name, ast.Name) and is_glued(value)}
    return names


def test_a_sentence_is_a_template_with_its_values() -> None:
    glued = set()
    for path, function in functions_with_sentences():
        names = glued_names(function)
        for called, call in calls(function, TAKES_SENTENCES):
            lines = [value.lineno for value in sentences(called, call) if is_glued(value, names)]
            glued |= {f"{path.name}:{line}: {called}" for line in lines}
    assert not glued, (
        f"give these a Sentence with its values by their names, or a plain text: {sorted(glued)}; "
        "what is wrong will be told in more than one language"
    )


def test_every_kind_of_problem_has_a_code() -> None:
    without = [
        f"{path.name}:{call.lineno}: {called}"
        for path, tree in TREES.items()
        for called, call in calls(tree, ("Advice", "of_name", "wrong", "wrong_value"))
        if not has_code(call)
    ]
    assert not without, (
        f"give these a code that names the kind of mistake in two to four words, such as 'unknown-key': {without}; "
        "the same kind has the same code everywhere"
    )


def has_code(call: ast.Call) -> bool:
    """Return whether a call has a constant, or a code that was written down elsewhere and is handed on."""
    code = call.args[0] if call.args else None
    is_named = isinstance(code, ast.Name) and (code.id.isupper() or code.id == "code")
    is_handed_on = isinstance(code, ast.Attribute) and code.attr == "code"
    is_slug = isinstance(code, ast.Constant) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+){1,4}", str(code.value))
    return is_named or is_handed_on or bool(is_slug)


def test_what_a_command_says_is_said_in_the_language_of_its_reader() -> None:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "click.echo" and node.args:
                place = f"{path.name}:{node.lineno}"
                assert not isinstance(node.args[0], ast.JoinedStr | ast.Constant), (
                    f"{place}: say it by `echo` of doors/spoken_commands, as a Sentence with its values"
                )
