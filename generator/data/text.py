"""Turn a YAML file into plain data that remembers where everything stood.

Every value is None, a text, a list or a group of keys: `no`, `07`, `17:00`, a date or a phone number stays the text
that was written, and whoever reads the data decides its type. What could make a small file large (anchors, merge
keys, deep nesting) or run code (tags) is refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.data.lines import line_problems, without_empty_indents
from generator.data.syntax import CLOSE_BRACKETS, MAX_DEPTH, quotes_advice, syntax_problem
from generator.layer.signatures import what_it_is
from generator.problems.problem import Advice, GeneratorError, Level, Place, Problem, Sentence, shown_path

MAX_BYTES = 1024 * 1024
MAX_PROBLEMS = 50
# Where the places of what is left out are kept: no key can be called so.
DROPPED = "\0"
NOTHING = {"", "~", "null", "Null", "NULL"}
KeyPath = tuple[str | int, ...]
# A line and a column, both counted from one.
Position = tuple[int, int]

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

    def __init__(self, problems: list[Problem], partial: YamlText | None = None) -> None:
        super().__init__(problems)
        self.partial = partial


def read_yaml_text(path: Path, shown: str = "") -> YamlText:
    """Return the data of the file at `path`, called `shown` in messages; raises YamlError with all problems."""
    shown = shown or shown_path(path)
    found, way_out = "", ""
    if not path.is_file():
        found, way_out = "this file does not exist", "Check the name and the folder."
    elif path.stat().st_size > MAX_BYTES:
        found, way_out = "this file is larger than 1 MiB", "Is it the right file? A profile is a few kilobytes."
    if found:
        raise YamlError([Problem(Place(shown), Advice("unnamed", found, way_out))])
    try:
        content = path.read_bytes()
    except OSError as error:
        raise YamlError(
            [
                Problem(
                    Place(shown),
                    Advice("unnamed", "this file cannot be opened", Sentence("{strerror}.", strerror=error.strerror)),
                )
            ]
        ) from error
    return parse_yaml(_decoded(content, shown), shown)


def parse_yaml(text: str, file: str) -> YamlText:
    """Return the data of a YAML text, called `file` in messages; raises YamlError with all problems."""
    if problems := line_problems(text, file):
        raise YamlError(problems)
    text = without_empty_indents(text)
    builder = _Builder(text, file)
    try:
        data = builder.document()
    except yaml.YAMLError as error:
        raise YamlError([*builder.problems, syntax_problem(error, text, file)]) from error
    result = YamlText(file, data, builder.value_places, builder.key_places, tuple(builder.comments))
    if builder.problems:
        raise YamlError(builder.problems, result)
    return result


def _decoded(content: bytes, shown: str) -> str:
    way_out = "Open it in your editor and save it again with the encoding UTF-8."
    if kind := what_it_is(content):
        way_out = "Open it in the program that made it, and save it as plain text with the encoding UTF-8."
        raise YamlError(
            [Problem(Place(shown), Advice("unnamed", Sentence("this is {kind}, not plain text", kind=kind), way_out))]
        )
    # Its texts have a zero beside almost every letter; without its mark it would pass for UTF-8.
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content[:4]:
        found = "this file is saved in the encoding UTF-16 (some programs call it Unicode), which cannot be read here"
        raise YamlError([Problem(Place(shown), Advice("unnamed", found, way_out))])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        before = content[content.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8-sig")
        found = "this file is not UTF-8 text (æ, ø and å cannot be read)"
        raise YamlError([Problem(Place(shown, line, len(before) + 1), Advice("unnamed", found, way_out))]) from error


class _Builder:
    """Follow the parser's events and keep the data, the places and the problems."""

    def __init__(self, text: str, file: str) -> None:
        self.problems: list[Problem] = []
        self.value_places: dict[KeyPath, Position] = {}
        self.key_places: dict[KeyPath, Position] = {}
        self.comments: list[Position] = []
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
            self._complain(
                after,
                "a second document begins here",
                "Take the line '---' out: everything stands in one document.",
            )
        return data

    def _complain(self, event: Any, found: str, way_out: str, column: int | None = None) -> None:
        line, own_column = _place(event)
        self.problems.append(Problem(Place(self._file, line, column or own_column), Advice("unnamed", found, way_out)))
        if len(self.problems) >= MAX_PROBLEMS:
            raise YamlError(self.problems)

    def _value(self, event: Any, path: KeyPath) -> Any:
        self.value_places.setdefault(path, _place(event))
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self._check_decoration(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if len(path) >= MAX_DEPTH:
            line, column = _place(event)
            found = Sentence("this is nested more than {max_depth} levels deep", max_depth=MAX_DEPTH)
            raise YamlError(
                [*self.problems, Problem(Place(self._file, line, column), Advice("unnamed", found, CLOSE_BRACKETS))]
            )
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return self._group(path)

    def _check_decoration(self, event: Any) -> None:
        if event.anchor is not None:
            self._complain(
                event,
                f"'&{event.anchor}' makes an anchor, which is not used here",
                "If the text begins with '&', put it in quotes.",
            )
        if event.tag is not None:
            self._complain(
                event,
                f"'{event.tag.replace('tag:yaml.org,2002:', '!!')}' makes a tag, which is not used here",
                "If the text begins with '!', put it in quotes.",
            )

    def _alias(self, event: Any) -> str:
        self._complain(
            event,
            f"'*{event.anchor}' refers to an anchor, which is not used here",
            "If the text begins with '*', put it in quotes; otherwise write the value out.",
        )
        return f"*{event.anchor}"

    def _scalar(self, event: Any) -> str | None:
        text: str = event.value
        if event.style:
            return text
        mark = event.end_mark
        line = self._lines[mark.line] if mark.line < len(self._lines) else ""
        if not text and (lost := _COLOUR_AS_COMMENT.match(line, mark.column)):
            self._complain(
                event,
                f"{lost[1]} is read as a comment, because a '#' begins one",
                f'Put the colour in quotes: "{lost[1]}".',
                lost.start(1) + 1,
            )
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
        if key == "<<" and not event.style:
            self._complain(event, "'<<' merges groups, which is not done here", "Write the keys out.")
            return None
        if key in group:
            line, _ = self.key_places[(*path, key)]
            self._complain(event, f"'{key}' stands here a second time (first in line {line})", "Keep one of the two.")
            return None
        self.key_places[(*path, key)] = _place(event)
        return key

    def _complain_of_key(self, event: Any) -> None:
        """Say that a group or list stands where a key belongs; most often it is a template's {{ … }} without quotes."""
        mark = event.start_mark
        line = self._lines[mark.line] if mark.line < len(self._lines) else ""
        if line[mark.column - 1 : mark.column + 1] == "{{":
            self._complain(event, "a text that begins with '{' needs quotes", quotes_advice(line), mark.column)
        else:
            self._complain(event, "a key must be a plain word", "Put a text in quotes if it begins with [ or {.")


def _place(event: Any) -> Position:
    return event.start_mark.line + 1, event.start_mark.column + 1
