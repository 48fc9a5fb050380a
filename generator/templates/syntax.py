"""Turn what Jinja says of a mistake in a template's syntax into plain words, with the line where the mistake begins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.data.text import Position
from generator.problems.likeness import nearest
from generator.problems.problem import Sentence
from generator.templates.blocks import tags_of, without_comments

# What a template may write between {% and %}.
_ENDED = ("block", "for", "if", "macro", "set", "call", "filter", "with", "raw")
_TAGS = (*_ENDED, *(f"end{tag}" for tag in _ENDED), "extends", "elif", "else", "include", "import", "from")
_UNKNOWN = re.compile(r"Encountered unknown tag '(?P<tag>\w+)'")
_LOOKING = re.compile(r"looking for(?: the following tags:)? (?P<tags>'\w+'(?: or '\w+')*)")
_OPEN = re.compile(r"The innermost block that needs to be closed is '(?P<tag>\w+)'")
_TOKEN = re.compile(r"expected token '(?P<expected>[^']+)', got '?(?P<got>.*?)'?$")
_SIGN = re.compile(r"unexpected char (?P<sign>'.'|\".\")")
_BRACKET = re.compile(r"unexpected (?P<found>'.'|end of template), expected '(?P<expected>.)'")
_UNGIVEN = re.compile(
    r"(?:[\w.<>]+\.)?(?P<name>\w+)\(\) missing \d+ required (?:positional|keyword-only) arguments?: (?P<what>.+)"
)
_NAMED = re.compile(r"No (?P<what>filter|test) named '(?P<name>\w+)'")
_ENDS = {"end of print statement": "}}", "end of statement block": "%}"}
# How Markdown writes the id of a heading elsewhere.
_ID = re.compile(r"\{#([\w-]+)[^{}\n]*\}")
_QUOTES = "”“„‘’»«"


@dataclass(frozen=True)
class Told:
    """A mistake in plain words. `place` is where it begins, if that is not where Jinja stopped reading."""

    found: str
    way_out: str
    place: Position | None = None


def told(message: str, source: str, line: int, filters: Iterable[str], tests: Iterable[str]) -> Told | None:
    """Return what Jinja or Python says of a template in plain words; None for what is told in another way.

    `source` is the template's text and `line` where Jinja stopped; `filters` and `tests` are the names that there are.
    """
    plain = _never_ends(message, source) or _wrong_tag(message, source, line) or _wrong_sign(message)
    if plain := plain or _wrong_words(message, source, line):
        return plain
    if message == "extended multiple times":
        return Told("this template extends two others", "Keep one of the two lines.")
    if named := _NAMED.match(message):
        near = nearest(named["name"], filters if named["what"] == "filter" else tests)
        way_out = (
            f"Did you mean '{near}'?" if near else "The shared templates in docs/ and forms/ show which there are."
        )
        return Told(f"there is no {named['what']} '{named['name']}'", way_out)
    if ungiven := _UNGIVEN.match(message):
        found = Sentence(
            "{ungiven}() has nothing in its brackets for {ungiven2}", ungiven=ungiven["name"], ungiven2=ungiven["what"]
        )
        return Told(found, "Write what it is about, such as offers('pjece').")
    if message.endswith("object is not callable"):
        return Told("brackets stand after a name that takes none", "Take the ( ) out.")
    return None


def _never_ends(message: str, source: str) -> Told | None:
    """Tell of what begins and never ends; where Jinja gave up is the end of the file."""
    if "Missing end of comment tag" in message:
        place = _without_end(source, "{#", "#}")
        way_out = "Write #} where it ends."
        if place and (name := _ID.match(source, _offset(source, place[0]) + place[1] - 1)):
            way_out = Sentence("If it is a heading's id, write a colon before it: {: #{name} }.", name=name[1])
        return Told("a comment begins here with {# and never ends", way_out, place)
    if "Missing end of raw directive" in message:
        place = _open(source, "raw")
        return Told("{% raw %} begins here and never ends", "Write {% endraw %} where it ends.", place)
    if message.startswith("Unexpected end of template") and (still := _OPEN.search(message)):
        tag = still["tag"]
        found, way_out = f"{{% {tag} %}} begins here and never ends", f"Write {{% end{tag} %}} where it ends."
        return Told(found, way_out, _open(source, tag))
    return None


def _wrong_tag(message: str, source: str, line: int) -> Told | None:
    unknown = _UNKNOWN.match(message)
    if not unknown:
        return None
    tag = unknown["tag"]
    looking, still = _LOOKING.search(message), _OPEN.search(message)
    expected = re.findall(r"'(\w+)'", looking["tags"]) if looking else []
    if still and tag in _TAGS:
        place = _open(source, still["tag"], line)
        begun = f", which begins in line {place[0]}" if place else ""
        found = Sentence(
            "{% {tag} %} stands here before the end of {% {still} %}{begun}", tag=tag, still=still["tag"], begun=begun
        )
        return Told(found, f"Write {{% end{still['tag']} %}} first; what begins last ends first.")
    if tag.startswith("end") and tag in _TAGS:
        return Told(
            f"{{% {tag} %}} ends something that does not begin", f"Take it out, or write {{% {tag[3:]} … %}} above."
        )
    near = nearest(tag, [name for name in expected if name.startswith("end")] or _TAGS) or nearest(tag, _TAGS)
    way_out = f"Did you mean '{near}'?" if near else "The shared templates in docs/ and forms/ show which there are."
    return Told(f"there is no tag '{tag}'", way_out)


def _wrong_sign(message: str) -> Told | None:
    if sign := _SIGN.match(message):
        found = sign["sign"][1:-1]
        if found in _QUOTES:
            return Told(f"'{found}' is no quotation mark for a template", "Write straight ones, \" or '.")
        if found in "\"'":
            return Told("a text in quotes begins here and never ends", f"Write {found} where it ends.")
        return Told(f"the sign '{found}' cannot stand in {{{{ … }}}} or {{% … %}}", "Take it out, or put it in quotes.")
    if bracket := _BRACKET.match(message):
        missing = ")" if bracket["expected"] == "," else bracket["expected"]
        what = "the end comes" if bracket["found"].startswith("end") else f"{bracket['found']} stands here"
        return Told(f"{what} before the '{missing}' that is still missing", f"Write '{missing}' first.")
    if message == "unexpected 'end of template'":
        return Told("this ends where something is still missing", "Write the rest, such as offers('pjece').")
    if message.startswith("unexpected '}'"):
        return Told("there is a '}' too many or too few", "A name ends with two, {{ … }}, and a tag with {% … %}.")
    return None


def _wrong_words(message: str, source: str, line: int) -> Told | None:
    if unended := re.match(r"unexpected end of template, expected '(end of \w+ \w+)'", message):
        begin = "{{" if _ENDS[unended[1]] == "}}" else "{%"
        return Told(f"{begin} begins here and does not end", f"Write {_ENDS[unended[1]]} where it ends.")
    token = _TOKEN.match(message)
    if token and (end := _ENDS.get(token["expected"])):
        if token["got"] == "=":
            return Told("'=' gives a name, and does not compare", "Write == to compare, or {% set name = … %}.")
        # Without its end it takes in the lines that follow it.
        begin = "{{" if end == "}}" else "{%"
        start = source.rfind(begin, 0, _offset(source, line + 1))
        if start >= 0 and end not in source[start:].partition("\n")[0] and source.count("\n", 0, start) + 1 < line:
            return Told(f"{begin} begins here and does not end", f"Write {end} where it ends.", _place(source, start))
        got = token["got"] if token["got"] not in _ENDS else _ENDS[token["got"]]
        return Told(
            f"'{got}' stands where {end} is expected", f"Write {end} before it, or what joins the two, such as ~ or |."
        )
    if token and token["expected"] == "name":
        return Told("a name is missing here", "Write it, such as {% block overskrift %}.")
    if message.startswith("Expected an expression"):
        return Told(
            "there is nothing in here to print or to ask", "Write a name, such as {{ school.name }}, or take it out."
        )
    if message == "tag name expected":
        return Told("nothing stands in this tag", "Write what it does, such as {% block overskrift %}, or take it out.")
    if twice := re.match(r"block '(\w+)' defined twice", message):
        second = [*re.finditer(rf"\{{%[-+]?\s*block\s+{twice[1]}\b", source)][1:2]
        place = _place(source, second[0].start()) if second else None
        return Told(f"there is a block '{twice[1]}' above already", "Give one of the two another name.", place)
    if "may not contain hyphens" in message:
        return Told("the name of a block has a hyphen in it", "Write _ in its place.")
    return None


def _without_end(source: str, begin: str, end: str) -> Position | None:
    """Return the place of the first `begin` that has no `end`."""
    start = source.find(begin)
    while start >= 0 and (stop := source.find(end, start + len(begin))) >= 0:
        start = source.find(begin, stop)
    return _place(source, start) if start >= 0 else None


def _open(source: str, word: str, line: int | None = None) -> Position | None:
    """Return where the tag `word` begins that is still to be ended after `line`, or at the end of the text."""
    begun: list[int] = []
    for tag in tags_of(without_comments(source)):
        if line and tag.start >= _offset(source, line):
            break
        if tag.word == word:
            begun.append(tag.start)
        elif tag.word == f"end{word}" and begun:
            begun.pop()
    return _place(source, begun[-1]) if begun else None


def _offset(source: str, line: int) -> int:
    """Return where a line, counted from one, begins in the text; its length for one that it has not."""
    return sum(map(len, source.splitlines(keepends=True)[: line - 1]))


def _place(source: str, offset: int) -> Position:
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)
