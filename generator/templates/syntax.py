"""Turn what Jinja says of a mistake in a template's syntax into plain words, with the line where the mistake begins."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from generator.data.lines import Position
from generator.problems.likeness import nearest
from generator.problems.problem import Advice, Sentence
from generator.templates.blocks import tags_of, without_comments

# What a template may write between {% and %}.
_ENDED = ("block", "for", "if", "macro", "set", "call", "filter", "with", "raw")
_TAGS = (*_ENDED, *(f"end{tag}" for tag in _ENDED), "extends", "elif", "else", "include", "import", "from")
_ENDS = {"end of print statement": "}}", "end of statement block": "%}"}
_BEGINS = {"}}": "{{", "%}": "{%"}
_LOOKING = re.compile(r"looking for(?: the following tags:)? (?P<tags>'\w+'(?: or '\w+')*)")
_STILL_OPEN = re.compile(r"The innermost block that needs to be closed is '(?P<tag>\w+)'")
# How Markdown writes the id of a heading elsewhere.
_ID = re.compile(r"\{#([\w-]+)[^{}\n]*\}")
_QUOTES = "”“„‘’»«"
# How Python calls the arguments of a function.
_KINDS = "(?:positional|keyword-only)"


# A mistake in plain words, and where it begins if that is not where Jinja stopped reading.
Mistake = tuple[Advice, Position | None]


@dataclass(frozen=True)
class _Reading:
    """What was `said` when Jinja stopped reading a text in a line, and the names that there are."""

    said: re.Match[str]
    text: str
    line: int
    filters: Iterable[str]
    tests: Iterable[str]


def mistake_of(message: str, source: str, line: int, filters: Iterable[str], tests: Iterable[str]) -> Mistake | None:
    """Return what Jinja or Python says of a template in plain words; None for what is told in another way.

    `source` is the template's text and `line` where Jinja stopped; `filters` and `tests` are the names that there are.
    """
    for pattern, rule in _RULES.items():
        if said := re.search(pattern, message):
            found = rule if isinstance(rule, Advice) else rule(_Reading(said, source, line, filters, tests))
            if found:
                return (found, None) if isinstance(found, Advice) else found
    return None


def _never_ends(found: str, end: str) -> Advice:
    return Advice("never-ends", found, Sentence("Write {end} where it ends.", end=end))


def _open_comment(reading: _Reading) -> Mistake:
    text, start = reading.text, reading.text.find("{#")
    while start >= 0 and (end := text.find("#}", start + 2)) >= 0:
        start = text.find("{#", end)
    advice = _never_ends("a comment begins here with {# and never ends", "#}")
    if start >= 0 and (name := _ID.match(text, start)):
        way_out = Sentence("If it is a heading's id, write a colon before it: {: #{name} }.", name=name[1])
        advice = replace(advice, way_out=way_out)
    return advice, _position(text, start) if start >= 0 else None


def id_as_comment(text: str) -> tuple[Advice, int] | None:
    """Return that a heading's id, as other programs write it, takes all up to the end of a comment away, and where."""
    start = text.find("{#")
    while start >= 0 and (end := text.find("#}", start + 2)) >= 0:
        if (name := _ID.match(text, start)) and name.end() <= end:
            found = Sentence("'{id}' begins a comment here, so that nothing is shown up to the next '#}'", id=name[0])
            way_out = Sentence("If it is a heading's id, write a colon before it: {: #{name} }.", name=name[1])
            return Advice("id-as-comment", found, way_out, about=name[0]), start
        start = text.find("{#", end)
    return None


def _open_tag(reading: _Reading) -> Mistake:
    tag = reading.said["tag"]
    found = Sentence("{% {tag} %} begins here and never ends", tag=tag)
    return _never_ends(found, f"{{% end{tag} %}}"), _open(reading.text, tag)


def _unknown_tag(reading: _Reading) -> Advice:
    tag, still = reading.said["tag"], _STILL_OPEN.search(reading.said.string)
    if still and tag in _TAGS:
        found = Sentence("{% {tag} %} stands here before the end of {% {still} %}", tag=tag, still=still["tag"])
        if begins := _open(reading.text, still["tag"], reading.line):
            sentence = "{% {tag} %} stands here before the end of {% {still} %}, which begins in line {line}"
            found = Sentence(sentence, tag=tag, still=still["tag"], line=begins[0])
        way_out = Sentence("Write {% end{still} %} first; what begins last ends first.", still=still["tag"])
        return Advice("crossed-tags", found, way_out)
    if tag.startswith("end") and tag in _TAGS:
        found = Sentence("{% {tag} %} ends something that does not begin", tag=tag)
        way_out = Sentence("Take it out, or write {% {begin} … %} above.", begin=tag[3:])
        return Advice("nothing-to-end", found, way_out)
    looking = _LOOKING.search(reading.said.string)
    expected = re.findall(r"'(\w+)'", looking["tags"]) if looking else []
    near = nearest(tag, [name for name in expected if name.startswith("end")] or _TAGS) or nearest(tag, _TAGS)
    return _no_such("unknown-tag", "there is no tag '{name}'", tag, near)


def _no_filter(reading: _Reading) -> Advice:
    name = reading.said["name"]
    return _no_such("unknown-filter", "there is no filter '{name}'", name, nearest(name, reading.filters))


def _no_test(reading: _Reading) -> Advice:
    name = reading.said["name"]
    return _no_such("unknown-test", "there is no test '{name}'", name, nearest(name, reading.tests))


def _no_such(code: str, found: str, name: str, near: str | None) -> Advice:
    way_out = "The shared templates in docs/ and forms/ show which there are."
    if near:
        way_out = Sentence("Did you mean '{name}'?", name=near)
    return Advice(code, Sentence(found, name=name), way_out, about=name)


def _strange_sign(reading: _Reading) -> Advice:
    sign = reading.said["sign"][1:-1]
    if sign in _QUOTES:
        found = Sentence("'{sign}' is no quotation mark for a template", sign=sign)
        return Advice("wrong-quotes", found, "Write straight ones, \" or '.")
    if sign in "\"'":
        return replace(_never_ends("a text in quotes begins here and never ends", sign), code="open-quote")
    found = Sentence("the sign '{sign}' cannot stand in {{ … }} or {% … %}", sign=sign)
    return Advice("wrong-sign", found, "Take it out, or put it in quotes.")


def _open_bracket(reading: _Reading) -> Advice:
    bracket = reading.said["expected"].replace(",", ")")
    found = Sentence("the end comes before the '{bracket}' that is still missing", bracket=bracket)
    if not reading.said["found"].startswith("end"):
        sentence = "{sign} stands here before the '{bracket}' that is still missing"
        sign = Sentence("'{text}'", text=reading.said["found"].strip("'"))
        found = Sentence(sentence, sign=sign, bracket=bracket)
    return Advice("open-bracket", found, Sentence("Write '{bracket}' first.", bracket=bracket))


def _open_braces(end: str) -> Advice:
    return _never_ends(Sentence("{begin} begins here and does not end", begin=_BEGINS[end]), end)


def _unexpected(reading: _Reading) -> Mistake | Advice:
    got, end = reading.said["got"], _ENDS[reading.said["expected"]]
    if got == "=":
        way_out = "Write == to compare, or {% set name = … %}."
        return Advice("not-a-comparison", "'=' gives a name, and does not compare", way_out)
    # Without its end it takes in the lines that follow it.
    start = reading.text.rfind(_BEGINS[end], 0, _offset(reading.text, reading.line + 1))
    if start >= 0 and end not in reading.text[start:].partition("\n")[0]:
        begins = _position(reading.text, start)
        if begins[0] < reading.line:
            return _open_braces(end), begins
    found = Sentence("'{word}' stands where {end} is expected", word=_ENDS.get(got, got), end=end)
    way_out = Sentence("Write {end} before it, or what joins the two, such as ~ or |.", end=end)
    return Advice("unexpected-word", found, way_out)


def _block_twice(reading: _Reading) -> Mistake:
    name = reading.said["name"]
    begun = [tag.start() for tag in re.finditer(rf"\{{%[-+]?\s*block\s+{name}\b", reading.text)]
    found = Sentence("there is a block '{name}' above already", name=name)
    advice = Advice("stands-twice", found, "Give one of the two another name.")
    return advice, _position(reading.text, begun[1]) if len(begun) > 1 else None


def _nothing_given(reading: _Reading) -> Advice:
    name, what = reading.said["name"], reading.said["what"]
    found = Sentence("{name}() has nothing in its brackets for {what}", name=name, what=what)
    return Advice("missing-argument", found, "Write what it is about, such as offers('pjece').")


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
    return _position(source, begun[-1]) if begun else None


def _offset(source: str, line: int) -> int:
    """Return where a line, counted from one, begins in the text; its length for one that it has not."""
    return sum(map(len, source.splitlines(keepends=True)[: line - 1]))


def _position(source: str, offset: int) -> Position:
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


# What Jinja or Python says, and what that means; the first rule that fits decides.
_RULES: dict[str, Advice | Callable[[_Reading], Mistake | Advice]] = {
    r"Missing end of comment tag": _open_comment,
    r"Missing end of (?P<tag>raw) directive": _open_tag,
    rf"^Unexpected end of template.*{_STILL_OPEN.pattern}": _open_tag,
    r"^Encountered unknown tag '(?P<tag>\w+)'": _unknown_tag,
    r"^unexpected char (?P<sign>'.'|\".\")": _strange_sign,
    r"^unexpected (?P<found>'.'|end of template), expected '(?P<expected>.)'": _open_bracket,
    r"^unexpected 'end of template'$": Advice(
        "ends-too-early", "this ends where something is still missing", "Write the rest, such as offers('pjece')."
    ),
    r"^unexpected '}'": Advice(
        "wrong-braces", "there is a '}' too many or too few", "A name ends with two, {{ … }}, and a tag with {% … %}."
    ),
    r"^unexpected end of template, expected 'end of print statement'": _open_braces("}}"),
    r"^unexpected end of template, expected 'end of statement block'": _open_braces("%}"),
    r"^expected token '(?P<expected>end of (?:print statement|statement block))', got '?(?P<got>.*?)'?$": _unexpected,
    r"^expected token 'name', got ": Advice(
        "missing-name", "a name is missing here", "Write it, such as {% block overskrift %}."
    ),
    r"^Expected an expression": Advice(
        "empty-expression",
        "there is nothing in here to print or to ask",
        "Write a name, such as {{ school.name }}, or take it out.",
    ),
    r"^tag name expected$": Advice(
        "empty-tag", "nothing stands in this tag", "Write what it does, such as {% block overskrift %}, or take it out."
    ),
    r"^block '(?P<name>\w+)' defined twice": _block_twice,
    r"may not contain hyphens": Advice(
        "hyphen-in-name", "the name of a block has a hyphen in it", "Write _ in its place."
    ),
    r"^extended multiple times$": Advice(
        "extends-twice", "this template extends two others", "Keep one of the two lines."
    ),
    r"^No filter named '(?P<name>\w+)'": _no_filter,
    r"^No test named '(?P<name>\w+)'": _no_test,
    rf"^(?:[\w.<>]+\.)?(?P<name>\w+)\(\) missing \d+ required {_KINDS} arguments?: (?P<what>.+)": _nothing_given,
    r"object is not callable$": Advice(
        "not-a-function", "brackets stand after a name that takes none", "Take the ( ) out."
    ),
    r"is not JSON serializable$": Advice(
        "not-printable",
        "what stands before tojson cannot be printed",
        "Name a text that is there, such as school.name.",
    ),
}
