"""Turn what a template prints, or makes a text of, into itself, or into why no reader should see it.

A function, a model or a list has a text too, which names paths of the machine and words of the code. It is refused
wherever it would become one: where it is printed, joined by `~`, handed to a filter or to a text's own method.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from functools import wraps
from typing import Any

from jinja2 import Environment, Undefined, nodes
from jinja2.filters import make_attrgetter, sync_do_join
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context

# What can be printed as it is, with what Jinja itself complains of: names that nobody defined.
_PRINTABLE = (str, int, float, date, time, Undefined)
# What these make is no text, so that it can be looked at where it is printed.
_OF_ANYTHING = frozenset(
    """abs attr batch count d default dictsort first float groupby int items last length list map max min reject
    rejectattr reverse round select selectattr slice sort sum tojson unique""".split()
)
# These make one text of several.
_OF_SEVERAL = frozenset("enumeration urlencode xmlattr".split())
Filter = Callable[..., Any]


class NotPrintableError(ValueError):
    """A template prints a function, something of several parts, or nothing at all, as no reader should see it."""

    def __init__(self, value: Any) -> None:
        self.value = value
        super().__init__("cannot be printed")


def printable_value(value: Any) -> Any:
    """Return a value that a template may print, as it is; raises NotPrintableError for any other."""
    if not isinstance(value, _PRINTABLE) or isinstance(value, bool):
        raise NotPrintableError(value)
    return value


def refuse_unprintable(values: Iterable[Any]) -> None:
    """Raise NotPrintableError where one of the values that a text is made of, or what it holds, has none for readers.

    A choice that is left open, or is on or off, says how it is made.
    """
    for value in values:
        if isinstance(value, list | tuple | Mapping):
            refuse_unprintable(value.values() if isinstance(value, Mapping) else value)
        elif value is not None and not isinstance(value, bool):
            printable_value(value)


def checked_filters(filters: Mapping[str, Filter]) -> dict[str, Filter]:
    """Return the filters of templates so that each makes a text only of what may be printed."""
    checked = {name: each if name in _OF_ANYTHING else _checked(name, each) for name, each in filters.items()}
    return {**checked, "join": _join}


def check_joined(tree: nodes.Template) -> None:
    """Let each part of what `~` joins be looked at, by the filter that makes a text of it."""
    for joined in tree.find_all(nodes.Concat):
        joined.nodes = [_as_text(part) for part in joined.nodes]


def _as_text(part: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(part, "string", [], [], None, None, lineno=part.lineno)


def _checked(name: str, make: Filter) -> Filter:
    # Jinja hands some of them what they work in first.
    first = 1 if hasattr(make, "jinja_pass_arg") else 0

    @wraps(make)
    def checked(*arguments: Any, **keywords: Any) -> Any:
        before, value, others = arguments[:first], arguments[first], arguments[first + 1 :]
        if name in _OF_SEVERAL:
            # What is still to be reckoned out can be looked at once only.
            value = [*value] if isinstance(value, Iterator) else value
        else:
            printable_value(value)
        refuse_unprintable((value, *others, *keywords.values()))
        return make(*before, value, *others, **keywords)

    return checked


@pass_eval_context
def _join(context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
    """Join the parts of a list, or one attribute of each."""
    environment: Environment = context.environment
    parts = value if attribute is None else map(make_attrgetter(environment, attribute), value)
    return sync_do_join(context, [*map(printable_value, parts)], printable_value(d))
