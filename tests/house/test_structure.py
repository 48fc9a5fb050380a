"""The habits of the code that a reader relies on: who imports what, what a module says of itself, how long it is."""

import ast
import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from generator.shared import PACKAGE

# Everything at the top of generator/ that holds code, in the one order in which it may import: each from what stands
# before it. The same order is the tree in ARCHITECTURE.md.
ORDER = (
    *("danish", "shared", "problems", "supervision"),
    *("layer", "data", "templates", "sheets"),
    *("profile", "edition", "pages", "documents"),
    *("checks", "rendering", "pdf", "site", "publishing"),
    *("private", "roster", "planning", "roundtrip"),
    *("doors", "cli", "__main__"),
)
# A person sees the way of the data from the listing of the folder: more of them, and nobody does. Four are for what
# is done with class lists, beside the way from a profile to its edition.
MOST_ENTRIES, MOST_ARROWS, MOST_LINES = 28, 130, 300
ONLY_IN = {
    "mkdocs": {"site/engine.py", "site/preview_server.py", "doors/mkdocs_plugin.py"},
    "weasyprint": {"pdf/typeset.py"},
    "pikepdf": {
        "pdf/blank_sheet.py",
        "pdf/class_print.py",
        "pdf/copies.py",
        "pdf/fill.py",
        "pdf/finish.py",
        "pdf/foot.py",
        "pdf/form_font.py",
        "pdf/join.py",
        "pdf/press.py",
        "pdf/returned.py",
        "pdf/writing_lines.py",
    },
    "pypdfium2": {"pdf/room.py"},
    "click": {"cli.py", "doors/options.py", "doors/people.py", "doors/spoken_commands.py"},
    "distributed": {"pdf/cluster.py"},
    "segno": {"documents/assets.py"},
    "icalendar": {"site/calendars.py", "planning/calendars.py"},
    "python_calamine": {"roster/table.py"},
    "xlsxwriter": {"private/workbook.py"},
    "holidays": {"planning/days.py"},
    "coloraide": {"edition/colours.py", "layer/svg_styles.py"},
    "cssselect2": {"layer/svg_styles.py"},
    "tinycss2": {"layer/svg_styles.py"},
    "resvg_py": {"pdf/drawings.py"},
    "filelock": {"publishing/publish.py"},
    "ctypes": {"pdf/room.py", "problems/language.py", "publishing/switch.py", "supervision/watch.py"},
    "psutil": {"supervision/supervisor.py"},
}
FILES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def module_of(path: Path) -> str:
    """Return what an import calls a file: `generator.pdf` for its `__init__.py`, `generator.pdf.store` for a module."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in FILES}


def top_of(module: str) -> str:
    """Return what of ORDER a module is or lies in; nothing for the package itself."""
    return module.removeprefix("generator").strip(".").partition(".")[0]


@cache
def imports_of(path: Path) -> set[str]:
    """Return all modules, ours and others, that a file imports anywhere."""
    names: set[str] = set()
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"generator/{relative(path)}: name the module that something is imported from"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= (inner & MODULES.keys()) | ({node.module} if inner - MODULES.keys() else set())
    return names


def arrows() -> dict[tuple[str, str], str]:
    """Return which entries of the top import which others, each with one place where it is done."""
    found: dict[tuple[str, str], str] = {}
    for module, path in MODULES.items():
        for name in sorted(imports_of(path) & MODULES.keys()):
            if top_of(name) != top_of(module) and top_of(name) and top_of(module):
                found.setdefault((top_of(module), top_of(name)), f"{module} imports {name}")
    return found


def test_what_lies_at_the_top_has_its_place_in_the_order() -> None:
    code = {path.stem for path in PACKAGE.glob("*.py")} | {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    lacking = sorted(code - {"__init__"} - set(ORDER))
    gone = sorted(set(ORDER) - code)
    assert not lacking, f"give {lacking} a place in ORDER here, and in the tree of ARCHITECTURE.md"
    assert not gone, f"take {gone} out of ORDER here, and out of the tree of ARCHITECTURE.md"
    entries = sorted(path.name for path in PACKAGE.iterdir() if path.name not in ("__pycache__", "shared"))
    assert len(entries) <= MOST_ENTRIES, f"put some of these into a package: {entries}"


def test_architecture_shows_the_same_order() -> None:
    text = (PACKAGE.parent / "ARCHITECTURE.md").read_text(encoding="utf-8")
    tree = re.search(r"^generator/\n((?:  .*\n)+)", text, re.MULTILINE)
    assert tree, "ARCHITECTURE.md begins with the tree of generator/"
    shown = re.findall(r"^  (\w+)(?:/|\.py) ", tree[1], re.MULTILINE)
    assert [name for name in shown if name in ORDER] == list(ORDER), "the tree in ARCHITECTURE.md is ORDER"
    without_code = {path.name for path in PACKAGE.iterdir() if path.is_dir() and not (path / "__init__.py").is_file()}
    assert set(shown) - set(ORDER) == without_code - {"__pycache__", "shared"}


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_what_the_pages_about_the_code_name_is_there(name: str) -> None:
    text = (PACKAGE.parent / name).read_text(encoding="utf-8")
    named = re.findall(r"`(?:generator/)?((?:\w+/)*\w+)(?:\.py|/)?`", text)
    modules = [name for name in named if name.partition("/")[0] in ORDER or (PACKAGE / name.partition("/")[0]).is_dir()]
    gone = [name for name in modules if not (PACKAGE / name).is_dir() and not (PACKAGE / f"{name}.py").is_file()]
    assert not gone, f"{name} names {gone}, which generator/ does not hold"
    # What a recipe is to be filled in with is written in capitals.
    beside = re.findall(r"`((?:forms|overrides|docs|schools|tests)/[a-z0-9_./*-]+)`", text)
    gone = [path for path in beside if not [*PACKAGE.parent.glob(path.rstrip("/"))]]
    assert not gone, f"{name} names {gone}, which are not there"


def test_a_module_imports_only_from_what_stands_before_it() -> None:
    wrong = []
    for path in FILES:
        here = top_of(module_of(path))
        for name in sorted(imports_of(path) & MODULES.keys()):
            there = top_of(name)
            if here and there and ORDER.index(there) > ORDER.index(here):
                wrong.append(
                    f"generator/{relative(path)} imports {name}, but in ORDER '{there}' stands after '{here}'. Move "
                    f"what it needs from there into '{here}' or something before it, or do this work in a later step."
                )
    assert not wrong, "\n".join(wrong)


def test_few_packages_know_of_each_other() -> None:
    found = sorted(arrows().values())
    if len(found) > MOST_ARROWS:
        pytest.fail("do with fewer of these:\n" + "\n".join(found))


def test_no_modules_import_each_other_in_a_circle() -> None:
    try:
        TopologicalSorter({name: imports_of(path) & MODULES.keys() for name, path in MODULES.items()}).prepare()
    except CycleError as error:
        pytest.fail(f"these import each other in a circle: {' ← '.join(error.args[1])}")


def test_a_heavy_library_is_imported_by_its_own_module_only() -> None:
    for library, modules in ONLY_IN.items():
        importing = {relative(path) for path in FILES if library in {name.split(".")[0] for name in imports_of(path)}}
        assert importing <= modules, f"import {library} in {sorted(modules)} only"


def test_a_module_says_what_it_turns_into_what() -> None:
    silent = []
    for path in FILES:
        docstring = ast.get_docstring(TREES[path]) or ""
        is_step = path.name == "__init__.py" and top_of(module_of(path)) == path.parent.name
        begins = r"(Every step|Step \d\w?): turn [^\n]+(\n[^\n]+)* into " if is_step else "Turn |The kinds"
        if not re.match(begins, docstring):
            silent.append(relative(path))
    assert not silent, f"begin these with the step and with what they turn into what: {silent}"


def test_a_module_fits_in_a_reader_s_head() -> None:
    long = [relative(path) for path in FILES if path.read_text(encoding="utf-8").count("\n") > MOST_LINES]
    assert not long, f"make two of each of these: {long}"


def test_what_is_done_in_another_process_is_there() -> None:
    """It is named in words, so that only that process imports it."""
    for path, tree in TREES.items():
        strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        for name in strings:
            if isinstance(name, str) and re.fullmatch(r"generator(\.\w+)+", name) and name not in MODULES:
                module, _, function = name.rpartition(".")
                defined = {node.name for node in ast.walk(TREES[MODULES[module]]) if isinstance(node, ast.FunctionDef)}
                assert function in defined, f"generator/{relative(path)} names {name}, which is not there"
