"""The habits of the code that a reader relies on: who imports what, what a module says of itself, how long it is."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))
ONLY_IN = {
    "mkdocs": {"site/engine.py"},
    "weasyprint": {"pdf/typeset.py"},
    "pikepdf": {"pdf/fill.py", "pdf/finish.py", "pdf/form_font.py", "pdf/press.py"},
    "pypdfium2": {"pdf/picture.py", "pdf/room.py"},
    "click": {"cli.py"},
    "segno": {"documents/qr.py"},
    "icalendar": {"site/calendars.py"},
}


def relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_heavy_library_is_imported_by_its_own_module_only(path: Path) -> None:
    strays = {name for name in imported(path) if name in ONLY_IN and relative(path) not in ONLY_IN[name]}
    assert not strays


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_says_what_it_turns_into_what(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert docstring.startswith(("Turn ", "Every way", "The kinds", "Step ", "Every step: turn "))


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_fits_in_a_reader_s_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
