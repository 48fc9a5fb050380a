"""Turn the sentences of the code into entries of the catalogue of Danish ones, and that into its compiled form.

`make messages` does it. A sentence is found where it becomes one: in `Sentence(…)`, `Advice(…)` and the like, and from
there back to the names, tables and functions of the same file that it comes from. What is found nowhere so, because it
comes from another file, is made a `Sentence` where it is written.
"""

import ast
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from generator.problems.language import DANISH, DOMAIN, FOLDER
from generator.shared import PACKAGE

SOURCE = FOLDER / DANISH / "LC_MESSAGES" / f"{DOMAIN}.po"
COMPILED = SOURCE.with_suffix(".mo")
# Which arguments of what is called are sentences: by place, from zero, or by name.
ARGUMENTS: dict[str, tuple[int | str, ...]] = {
    "Sentence": (0,),
    "said": (0,),
    "echo": (0,),
    "tell": (0,),
    "_tell": (0,),
    "Advice": (1, 2, "found", "way_out"),
    "replace": ("found", "way_out"),
    "wrong": (1, 2),
    "wrong_value": (1, 3),
    "stands_twice": (1,),
    "did_you_mean": (2,),
    "choice": (0,),
    "Kind": (1, 2),
    "Typed": (2,),
    "of_name": (1, 3),
    "named": (1, 2),
    "_of_value": (1, 3),
    "_expected": (0, 1),
    "dated": (1,),
    "_end_with": (1,),
    "show_problems": (1,),
    "when_something_is_done": (0,),
    "GeneratorError": (1,),
    "how_many": (1, 2),
    "_notice": (0,),
    "_never_ends": (0,),
    "_no_such": (1,),
    "_to_nothing": (0,),
    "_passed_on": (2,),
    "_repeated": (1,),
    "_local_file": ("way_out",),
    "_printed": (1,),
    "unknown_key": (1,),
    "missing_key": (1,),
    "NotShown": (1,),
    "_complain_of_sign": (1, 3),
    "_refuse_missing": (1, 2),
    "_no_attribute": (2, 3),
    "_no_address": (1, 2),
    "_circles": (2, 3, 4),
    "option": ("help", "metavar"),
    "argument": ("metavar",),
}
# Classes whose annotations say what templates may use.
CONTEXTS = ("Context", "Facts")
# What the command-line library says of its own, as far as our commands can make it, and what systems say of files.
OF_OTHERS = Path(__file__).with_name("messages_of_others.txt")


def gathered() -> Catalog:
    """Return all sentences of the code, in the order of the files."""
    catalog = Catalog(DANISH, domain=DOMAIN, charset="utf-8", fuzzy=False)
    found = extract_from_dir(PACKAGE, [("**.py", f"{__name__}:sentences_in")], keywords={"said": None})
    for file, _, message, _, _ in sorted(found, key=lambda each: each[:2]):
        if is_sentence(message):
            catalog.add(message, locations=[(f"generator/{Path(file).as_posix()}", 1)])
    for line in OF_OTHERS.read_text(encoding="utf-8").splitlines():
        forms = tuple(line.replace("\\n", "\n").replace("\\t", "\t").split(" | "))
        catalog.add(forms if len(forms) > 1 else forms[0])
    return catalog


def in_danish() -> Catalog:
    """Return the catalogue as it stands in its file."""
    with SOURCE.open("rb") as file:
        return read_po(file, DANISH, DOMAIN)


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as it stands in its file: without what Babel writes of people, days and Python's braces."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, include_lineno=False)
    kept = re.compile(rb'"(Language|Plural-Forms|Content-Type):')
    lines = out.getvalue().splitlines(keepends=True)
    head = lines.index(b'msgstr ""\n') + 1
    end = next(number for number, line in enumerate(lines) if number > head and not line.strip())
    told = [*lines[:head], *filter(kept.match, lines[head:end]), *lines[end:]]
    return b"".join(line for line in told if line.strip() != b"#, python-brace-format")


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as gettext reads it: the same bytes on each day."""
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def sentences_in(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield each sentence of a file of ours with its line, as Babel asks for them."""
    for line, text in _Module(ast.parse(fileobj.read())).sentences():
        if text:
            yield line, "said", text, []


class _Module:
    """One file: its sentences, and what each name in it may hold."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._scopes: dict[ast.AST, ast.AST] = {}
        # By scope and name: an expression that it may hold, and which part of it where it is one of several.
        self._held: dict[tuple[ast.AST, str], list[tuple[ast.expr, int | None]]] = {}
        self._returned: dict[str, list[ast.expr]] = {}
        self._read(tree, tree)

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Yield each sentence, with its line."""
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call):
                for argument in _arguments(node):
                    yield from self._texts(argument, node)
            elif isinstance(node, ast.FunctionDef) and any(map(_makes_command, node.decorator_list)):
                yield node.lineno, ast.get_docstring(node) or ""
            elif isinstance(node, ast.ClassDef) and any(_name_of(base).endswith(CONTEXTS) for base in node.bases):
                yield from _annotations(node)

    def _read(self, node: ast.AST, scope: ast.AST) -> None:
        self._scopes[node] = scope
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr) and node.value:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                self._note(target, node.value, scope)
        if isinstance(node, ast.For | ast.comprehension):
            self._note(node.target, node.iter, scope)
        if isinstance(node, ast.Return | ast.Yield) and node.value and isinstance(scope, ast.FunctionDef):
            self._returned.setdefault(scope.name, []).append(node.value)
        if isinstance(node, ast.FunctionDef):
            for argument, default in zip(reversed(node.args.args), reversed(node.args.defaults), strict=False):
                self._note(ast.Name(argument.arg), default, node)
        for inner in ast.iter_child_nodes(node):
            self._read(inner, node if isinstance(node, ast.FunctionDef) else scope)

    def _note(self, target: ast.expr, value: ast.expr, scope: ast.AST, part: int | None = None) -> None:
        if isinstance(target, ast.Tuple):
            for number, each in enumerate(target.elts):
                self._note(each, value, scope, number)
        elif isinstance(target, ast.Name):
            self._held.setdefault((scope, target.id), []).append((value, part))

    def _texts(
        self, node: ast.expr, at: ast.AST, part: int | None = None, seen: frozenset[str] = frozenset()
    ) -> Iterator[tuple[int, str]]:
        """Yield the texts that an expression may be, or its `part` if it is a tuple."""
        inner: list[tuple[ast.expr, int | None]] = []
        match node:
            case ast.Constant(value=str(text)) if part is None:
                yield node.lineno, text
            case ast.Tuple(elts=parts) if part is not None and all(not isinstance(each, ast.Tuple) for each in parts):
                inner = [(parts[part], None)] if part < len(parts) else []
            case ast.IfExp(body=first, orelse=second):
                inner = [(first, part), (second, part)]
            case ast.BoolOp(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Dict(values=parts):
                inner = [(each, part) for each in parts]
            case ast.DictComp(value=value):
                inner = [(value, part)]
            case ast.Subscript(value=ast.expr() as whole, slice=ast.Constant(value=int(number))):
                inner = [(whole, number)]
            case ast.Subscript(value=whole) | ast.NamedExpr(value=whole) | ast.Starred(value=whole):
                inner = [(whole, part)]
            case ast.Name(id=name) if name not in seen:
                scope = self._scopes.get(at, self._tree)
                held = self._held.get((scope, name), self._held.get((self._tree, name), []))
                inner = [(value, part if which is None else which) for value, which in held]
                seen |= {name}
            case ast.Call(func=ast.Attribute(value=whole, attr="items")):
                # Pairs of a key and its value.
                inner = [(whole, None)] if part == 1 else []
            case ast.Call(func=ast.Attribute(value=whole, attr="values" | "get")):
                inner = [(whole, part)]
            case ast.Call(func=ast.Name(id=name)) if name in self._returned and name not in seen:
                for value in self._returned[name]:
                    yield from self._texts(value, value, part, seen | {name})
        for each, which in inner:
            yield from self._texts(each, at, which, seen)


def _name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _makes_command(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and _name_of(decorator.func) in ("command", "group")


def _arguments(call: ast.Call) -> Iterator[ast.expr]:
    name = _name_of(call.func)
    if name == "map" and _name_of(call.args[0]) in ("Sentence", "said"):
        yield call.args[1]
    # In a supervised process it is a word for the parent that comes first.
    places = () if name == "tell" and len(call.args) > 1 else ARGUMENTS.get(name, ())
    for which in places:
        if isinstance(which, int) and which < len(call.args):
            yield call.args[which]
        yield from (keyword.value for keyword in call.keywords if keyword.arg == which)


def _annotations(node: ast.ClassDef) -> Iterator[tuple[int, str]]:
    """Yield the sentence of each name that templates may use: the last part of its annotation."""
    for part in ast.walk(node):
        if isinstance(part, ast.Subscript) and getattr(part.value, "id", "") == "Annotated":
            last = part.slice.elts[-1] if isinstance(part.slice, ast.Tuple) else None
            if isinstance(last, ast.Constant):
                yield part.lineno, str(last.value)


def is_sentence(text: str) -> bool:
    """Return whether a template has words of its own, or quotes, which other languages write otherwise."""
    return bool(re.search(r"[^\W\d_]|'", re.sub(r"\{\w+\}", "", text)))


def main() -> None:
    """Put new sentences into the Danish catalogue, take out those that are gone, and compile it."""
    catalog, found = in_danish(), gathered()
    catalog.update(found, no_fuzzy_matching=True, keep_user_comments=True)
    catalog.obsolete.clear()
    SOURCE.write_bytes(written(catalog))
    COMPILED.write_bytes(compiled(in_danish()))
    lacking = [message.id for message in catalog if message.id and not message.string]
    print(f'{len(found)} sentences; {len(lacking)} without a Danish one, see msgstr "" in {SOURCE}')


if __name__ == "__main__":
    main()
