"""Turn Jinja's sandbox into one for templates of strangers: they see the edition's data, and compute next to nothing.

Jinja's own sandbox hides what begins with an underscore. That is not enough where the data are models: pydantic's
classes come with methods that read files and load pickles. So it is the other way round here: what a template may see
of an object is listed, by the kind of the object. What takes time or memory without a limit is bounded here where one
operation alone could do it; `limits` bounds all of them together.
"""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import LRUCache
from pydantic import BaseModel

from generator.problems.problem import Sentence
from generator.templates.compiled import SharedText, kept_code
from generator.templates.printing import check_joined, checked_filters, refuse_unprintable

# Texts, lists and numbers that one operation makes may have this many characters, entries or digits.
MAX_SIZE = 1_000_000
MAX_DIGITS = 30
# Kinds of objects that Jinja's own rules are enough for: plain data, and what Jinja itself hands to a template.
_PLAIN = ("builtins", "datetime", "jinja2", "markupsafe")
_HIDDEN_KINDS = ("function", "method", "builtin_function_or_method", "type", "ModelMetaclass", "module")
# The code of templates and of strings in data files, for all editions of a process. It depends on nothing but the text,
# how messages call it, and what is in the keys; so no layer ever gets what another one wrote. Of long texts, which no
# shared template is, none are kept.
_COMPILED = LRUCache(1000)
_LONG = 50_000
# What templates may see, by the kind of the object and the attribute's name; emptied when it grows.
_SEEN: dict[tuple[type, str], bool] = {}
_MANY = 10_000


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment that every template is rendered in."""

    # For Jinja, what `~` does is no operation of two; it is looked at where it is parsed.
    intercepted_binops = frozenset(("*", "**", "%", "+", "~"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # It only makes nonsense, as much of it as one asks for.
        del self.globals["lipsum"]
        # Same input, same bytes.
        del self.filters["random"]
        self.add_filters(self.filters)

    def add_filters(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        """Let templates use filters, each of which makes a text only of what may be printed."""
        self.filters.update(checked_filters(filters))

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, *_: Any, **__: Any) -> Any:
        """Return the code of a template, compiled only once in a process for each kind of environment."""
        if not isinstance(source, str) or len(source) > _LONG:
            return super().compile(source, name, filename)
        key = (self.autoescape, self.finalize, source, name, filename)
        code = _COMPILED.get(key)
        if code is None:
            code = _COMPILED[key] = self._compiled(source, name, filename)
        return code

    def _compiled(self, source: str, name: str | None, filename: str | None) -> Any:
        def compile_it() -> Any:
            return super(Sandbox, self).compile(source, name, filename)

        if not isinstance(source, SharedText):
            return compile_it()
        kind = (self.autoescape, getattr(self.finalize, "__name__", ""), sorted(self.intercepted_binops))
        # A string of a data file has no name but itself.
        return kept_code(source, (*kind, name or str(source), filename), compile_it)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        check_joined(tree)
        return tree

    def call(self, context: Any, called: Any, /, *arguments: Any, **keywords: Any) -> Any:
        """Return what a function gives; a text's own makes a text only of what may be printed."""
        result = super().call(context, called, *arguments, **keywords)
        # `format` is wrapped up by Jinja, and looks itself at which attributes it shows.
        if isinstance(getattr(getattr(called, "__wrapped__", called), "__self__", None), str):
            refuse_unprintable((*arguments, *keywords.values()))
        return result

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may see `obj.attr`."""
        # What may be seen depends on the kind of the object alone, and is asked thousands of times.
        key = (type(obj), attr)
        if key not in _SEEN:
            if len(_SEEN) > _MANY:
                _SEEN.clear()
            _SEEN[key] = super().is_safe_attribute(obj, attr, value) and _may_be_seen(obj, attr)
        return _SEEN[key]

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return the result of an operation that could be enormous; raises SecurityError if it is."""
        if operator in ("*", "+", "**"):
            _refuse_if_enormous(operator, left, right)
        elif operator == "%" and isinstance(left, str):
            # »%1000000d« makes as long a text as it likes; the filters and »~« do the same work.
            raise SecurityError(Sentence("a text cannot be filled in with %; write {{ … }} where the value belongs"))
        return super().call_binop(context, operator, left, right)


def _may_be_seen(obj: Any, attr: str) -> bool:
    kind = type(obj)
    if kind.__name__ in _HIDDEN_KINDS:
        return False
    if isinstance(obj, BaseModel):
        return attr in kind.model_fields or _is_ours(kind, attr)
    if dataclasses.is_dataclass(obj):
        return attr in {field.name for field in dataclasses.fields(obj)} or _is_ours(kind, attr)
    return kind.__module__.partition(".")[0] in _PLAIN


def _is_ours(kind: type, attr: str) -> bool:
    """Return whether a class of this package defines a property or method itself."""
    return any(attr in vars(base) for base in kind.__mro__ if base.__module__.startswith("generator."))


def _refuse_if_enormous(operator: str, left: Any, right: Any) -> None:
    sizes = [len(value) for value in (left, right) if hasattr(value, "__len__")]
    numbers = [value for value in (left, right) if isinstance(value, int)]
    if any(abs(number) >= 10**MAX_DIGITS for number in numbers) or (operator == "**" and max(numbers, default=0) > 100):
        raise SecurityError(Sentence("numbers with more than {limit} digits cannot be reckoned with", limit=MAX_DIGITS))
    size = sum(sizes) if operator == "+" else max(sizes, default=0) * max(numbers, default=0)
    if size > MAX_SIZE:
        raise SecurityError(Sentence("what is made here has more than {limit} characters or entries", limit=MAX_SIZE))
