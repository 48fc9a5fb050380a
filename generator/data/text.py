"""Turn a YAML file into plain data that remembers where everything stood.

Every value is None, a text, a list or a group of keys: `no`, `07`, `17:00`, a date or a phone number stays the text
that was written, and whoever reads the data decides its type. What could make a small file large (anchors, merge
keys, deep nesting) or run code (tags) is refused.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from generator.data.lines import (
    OPEN_QUOTE,
    UNSEEN,
    Position,
    line_problems,
    position_of,
    stands_below,
    swallowed_key,
    without_empty_indents,
)
from generator.data.quotes import begins_text, needs_quotes
from generator.data.syntax import MAX_DEPTH, TOO_DEEP, colour_as_comment, no_space_after_dash, syntax_problem
from generator.layer.reading import read_text
from generator.problems.problem import Advice, GeneratorError, Level, Place, Problem, Sentence, shown_path

MAX_PROBLEMS = 50
_RIGHT_FILE = "Is it the right file? A profile is a few kilobytes."
_TOO_LARGE = Advice("file-too-large", "this file is larger than 1 MiB", _RIGHT_FILE)
_IN_QUOTES = "If the text begins with '{sign}', put it in quotes."
# Where the places of what is left out are kept: no key can be called so.
DROPPED = "\0"
NOTHING = {"", "~", "null", "Null", "NULL"}
KeyPath = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Who means a comment puts a space after its '#'.
_LIKE_TEXT = re.compile(r"\s+(#[^\s#])")
_COLOUR_AS_COMMENT = re.compile(r"\s*(#[0-9a-fA-F]{3,8})\b")


@dataclass(frozen=True)
class YamlText:
    """The data of one YAML file, and the place of everything in it; lines and columns count from one."""

    file: str
    data: Any
    value_places: Mapping[KeyPath, Position] = field(repr=False)
    key_places: Mapping[KeyPath, Position] = field(repr=False)
    comments: tuple[Position, ...] = field(default=(), repr=False)
    """Where something like `#1` stands after a text, and is no part of it to YAML."""

    def position(self, path: KeyPath) -> Position:
        """Return where the value at `path` stands; where it is missing, the nearest thing around it."""
        while path and path not in self.value_places:
            path = path[:-1]
        return self.value_places.get(path, (1, 1))

    def place(self, path: KeyPath) -> Place:
        """Return `position` with the file."""
        return Place(self.file, *self.position(path))

    def key_place(self, path: KeyPath) -> Place:
        """Return where the key at `path` stands; for the items of a list, where the item does."""
        position = self.key_places.get(path)
        return Place(self.file, *position) if position else self.place(path)

    def problem(self, path: KeyPath, advice: Advice, level: Level = "error") -> Problem:
        """Return the problem with the value at `path`."""
        return advice.at(self.place(path), level)

    def key_problem(self, path: KeyPath, advice: Advice, level: Level = "error") -> Problem:
        """Return the problem with the key at `path`."""
        return advice.at(self.key_place(path), level)


class YamlError(GeneratorError):
    """A YAML file cannot be read as plain data. `partial` is what could be read all the same, or None."""

    def __init__(self, problems: Iterable[Problem], partial: YamlText | None = None) -> None:
        super().__init__(problems)
        self.partial = partial


def read_yaml_text(path: Path, shown: str = "") -> YamlText:
    """Return the data of the file at `path`, called `shown` in messages; raises YamlError with all problems."""
    shown = shown or shown_path(path)
    try:
        text = read_text(path, shown, _TOO_LARGE)
    except GeneratorError as error:
        raise YamlError(error.problems) from error
    return parse_yaml(text, shown)


def parse_yaml(text: str, file: str) -> YamlText:
    """Return the data of a YAML text, called `file` in messages; raises YamlError with all problems.

    A text is parsed once, whoever asks for it. So nobody may change the data.
    """
    result, problems = _parsed(text, file)
    if problems or result is None:
        raise YamlError(problems, result)
    return result


@lru_cache(maxsize=256)
def _parsed(text: str, file: str) -> tuple[YamlText | None, tuple[Problem, ...]]:
    """Return the data of a YAML text, as far as there is any, and what is wrong with it."""
    if problems := line_problems(text, file):
        return None, tuple(problems)
    text = without_empty_indents(text)
    builder = _Builder(text, file)
    try:
        data = builder.document()
    except _TooManyError:
        return None, tuple(builder.problems)
    except yaml.YAMLError as error:
        problem = builder.open_quote(error) or syntax_problem(error, text, file)
        # What was found in a line before is why the parser gave up there.
        is_told = any(told.place.line == problem.place.line for told in builder.problems)
        return None, (*builder.problems, *(() if is_told else (problem,)))
    if open_quote := builder.open_quote():
        return None, (open_quote,)
    result = YamlText(file, data, builder.value_places, builder.key_places, tuple(builder.comments))
    return result, tuple(builder.problems)


def texts_in(data: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield each text in some data, with its path below `path`."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from texts_in(value, (*path, step))


def value_at(data: Any, path: KeyPath) -> Any:
    """Return what stands in some data at `path`; None where nothing does."""
    for step in path:
        try:
            data = data[step]
        except (LookupError, TypeError):
            return None
    return data


class _TooManyError(Exception):
    """So much is wrong that the rest is not looked at."""


class _Builder:
    """Follow the parser's events and keep the data, the places and the problems."""

    def __init__(self, text: str, file: str) -> None:
        self.problems: list[Problem] = []
        self.value_places: dict[KeyPath, Position] = {}
        self.key_places: dict[KeyPath, Position] = {}
        self.comments: list[Position] = []
        # First and last line of each quoted text of several lines, and its column.
        self._quoted: list[tuple[int, int, int]] = []
        self._file = file
        self._lines = text.splitlines()
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))

    def document(self) -> Any:
        """Return the data of the only document."""
        next(self._events)  # the stream begins
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        data = self._value(next(self._events), ())
        next(self._events)  # the document ends
        after = next(self._events)
        if isinstance(after, yaml.DocumentStartEvent):
            way_out = "Take the line '---' out: everything stands in one document."
            self._complain(after, Advice("second-document", "a second document begins here", way_out))
        return data

    def open_quote(self, error: yaml.YAMLError | None = None) -> Problem | None:
        """Return the problem that a quoted text has swallowed the keys below it, if that is what is wrong."""
        mark = getattr(error, "problem_mark", None)
        for first, last, column in self._quoted:
            key = swallowed_key(self._lines, first, last)
            # Inside brackets keys may stand anywhere; there, the next text's opening mark has ended this one.
            if key and (stands_below(self._lines, first, key) or (mark and mark.line + 1 == last)):
                return OPEN_QUOTE.at(Place(self._file, first, column))
        return None

    def _complain(self, event: Any, advice: Advice, column: int | None = None) -> None:
        line, own_column = position_of(event.start_mark)
        self.problems.append(advice.at(Place(self._file, line, column or own_column)))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _TooManyError

    def _value(self, event: Any, path: KeyPath) -> Any:
        self.value_places.setdefault(path, position_of(event.start_mark))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self._check_decoration(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if len(path) >= MAX_DEPTH:
            self._complain(event, TOO_DEEP)
            raise _TooManyError
        return self._list(path) if isinstance(event, yaml.SequenceStartEvent) else self._group(path)

    def _check_decoration(self, event: Any) -> None:
        if event.start_mark.line < event.end_mark.line and getattr(event, "style", None) in ('"', "'"):
            self._quoted.append((event.start_mark.line + 1, event.end_mark.line + 1, event.start_mark.column + 1))
        if event.anchor is not None:
            self._complain_of_sign(event, "'{sign}' makes an anchor, which is not used here", f"&{event.anchor}")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._complain_of_sign(event, "'{sign}' makes a tag, which is not used here", tag)

    def _alias(self, event: Any) -> str:
        alias = f"*{event.anchor}"
        otherwise = "If the text begins with '{sign}', put it in quotes; otherwise write the value out."
        self._complain_of_sign(event, "'{sign}' refers to an anchor, which is not used here", alias, otherwise)
        return alias

    def _complain_of_sign(self, event: Any, found: str, sign: str, otherwise: str = _IN_QUOTES) -> None:
        """Say of a sign that YAML has and we do without how a text that begins with it is written."""
        number, column = position_of(event.start_mark)
        line, is_text = self._lines[number - 1], isinstance(event, yaml.ScalarEvent | yaml.AliasEvent)
        if is_text and begins_text(line, column):
            self._complain(event, needs_quotes(sign[:1], line))
            return
        way_out = Sentence(otherwise, sign=sign[:1])
        self._complain(event, Advice("yaml-not-used-here", Sentence(found, sign=sign), way_out, about=sign))

    def _scalar(self, event: Any) -> str | None:
        text: str = event.value
        if event.style:
            return text
        mark = event.end_mark
        line = self._lines[mark.line] if mark.line < len(self._lines) else ""
        if not text and (lost := _COLOUR_AS_COMMENT.match(line, mark.column)):
            self._complain(event, colour_as_comment(lost[1]), lost.start(1) + 1)
        elif comment := _LIKE_TEXT.match(line, mark.column):
            self.comments.append((mark.line + 1, comment.start(1) + 1))
        return None if text in NOTHING else text

    def _list(self, path: KeyPath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _group(self, path: KeyPath) -> dict[str, Any]:
        group: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, path, group)
            value = self._value(next(self._events), (*path, DROPPED if key is None else key))
            if key is not None:
                group[key] = value
        return group

    def _key(self, event: Any, path: KeyPath, group: dict[str, Any]) -> str | None:
        """Return a key; None where its value has to be left out."""
        if not isinstance(event, yaml.ScalarEvent):
            self._complain_of_key(event)
            self._value(event, (*path, DROPPED))
            return None
        self._check_decoration(event)
        # No key ends with a space that only looks like none, but people type one before the colon.
        key: str = event.value.strip()
        is_dash = key.startswith("-") and not event.style
        if is_dash and (dash := no_space_after_dash(self._lines[position_of(event.start_mark)[0] - 1])):
            self._complain(event, dash)
            return None
        if key == "<<" and not event.style:
            found = "'<<' merges groups, which is not done here"
            self._complain(event, Advice("yaml-not-used-here", found, "Write the keys out.", about="<<"))
            return None
        if (visible := re.sub(f"[{UNSEEN}]", "", key)) != key:
            found = Sentence("the key '{key}' has an invisible sign in it", key=visible)
            self._complain(event, Advice("invisible-sign", found, "Delete it, and type it again."))
            key = visible
        if key in group:
            line, _ = self.key_places[(*path, key)]
            found = Sentence("'{key}' stands here a second time (first in line {line})", key=key, line=line)
            self._complain(event, Advice("stands-twice", found, "Keep one of the two.", about=key))
            return None
        self.key_places[(*path, key)] = position_of(event.start_mark)
        return key

    def _complain_of_key(self, event: Any) -> None:
        """Say that a group or list stands where a key belongs; most often it is a template's {{ … }} without quotes."""
        mark = event.start_mark
        line = self._lines[mark.line] if mark.line < len(self._lines) else ""
        if line[mark.column - 1 : mark.column + 1] == "{{":
            self._complain(event, needs_quotes("{", line), mark.column)
        else:
            way_out = "Put a text in quotes if it begins with [ or {."
            self._complain(event, Advice("not-a-key", "a key must be a plain word", way_out))
