"""Turn what is in a finished page into the place in a template where it was written.

What stands in the page need not stand so in the template: `&colon;` became a colon there, and Markdown made a tag of a
word in brackets. Nothing of ours is refused, so that what only looks alike is looked for in the layer's files alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from itertools import product

from generator.layer.layers import PROFILE, Layers
from generator.problems.excerpt import find_text, lines_of
from generator.problems.problem import Place

# What browsers leave out of an address, and a backslash that only says that a sign is meant as it is.
_NOT_READ = re.compile(r"[\s\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]|\\(?=[^\w\s])")
_NAMED_BELOW = re.compile(r"^ {0,3}\[[^\]]+\]:\s*")
# An address and not a part of a longer one, in Markdown and in HTML; and an attribute that Markdown is to make.
_WHOLE, _IN_BRACES, _TAG = r"""(?<=[(<"'=\s]){}(?=[)>"'\s]|$)""", r"\{{.*(?<!\w){}(?![\w-])", r"{}(?![\w-])"


def place_of(
    layers: Layers, page: str, texts: Iterable[str] = (), address: str = "", word: str = "", begin: str = ""
) -> Place:
    """Return where something stands that a finished page holds: in its template, or in what that may take in.

    It is looked for by the whole `texts` that it may be, then by an `address` in it, by a `word` that may be an
    attribute, and by what it has for a `begin`.
    """
    files = [*_files(layers, page)]
    own = [file for file in files if layers.is_own(file)]
    addresses = [address, escape(address)] if address else []
    ways: list[tuple[list[str], Callable[[str, str], Place | None], Iterable[str]]] = [
        (files, find_text, texts),
        (files, _find_pattern, [_WHOLE.format(re.escape(written)) for written in addresses]),
        (own, _find_as_read, [address] if address else []),
        (own, _find_alone, [_IN_BRACES.format(re.escape(word))] if word else []),
        (own, _find_alone, [_TAG.format(re.escape(begin))] if begin else []),
        (files, find_text, addresses),
    ]
    for where, find, wanted in ways:
        for text, file in product(wanted, where):
            if found := find(file, text):
                return found
    return Place(files[0] if files else page)


def _files(layers: Layers, page: str) -> Iterator[str]:
    """Yield what a page may be made of: its own template, other files of the layer, what shared ones take in."""
    own = [name for name in layers.own_files() if name.endswith((".md", ".html", ".yml")) and "/_" in name]
    # One page is no part of another one that does not name it.
    template = "\n".join(lines_of(layers.display(path))) if (path := layers.find(f"docs/{page}", used=False)) else ""
    more = [
        name
        for name in layers.own_files()
        if name.endswith(".yml") or (name.endswith(".md") and (not name.startswith("docs/") or name in template))
    ]
    for name in dict.fromkeys([f"docs/{page}", *own, *more, *layers.names("docs", "**/_*.md")]):
        if path := layers.find(name, used=False):
            yield layers.display(path)
    yield layers.display(layers.own(PROFILE))


def _find_as_read(file: str, address: str) -> Place | None:
    """Return the line in which an address begins as browsers read it, however it is written there."""
    lines = [_as_read(_NAMED_BELOW.sub("(", line)) for line in lines_of(file)]
    found = re.search(rf"""(?<=[(<"'=]){re.escape(_as_read(address))}""", "".join(lines))
    start = found.start() if found else -1
    for number, line in enumerate(lines, start=1):
        if 0 <= start < len(line):
            return Place(file, number)
        start -= len(line)
    return None


def _as_read(text: str) -> str:
    return _NOT_READ.sub("", unescape(text))


def _places(file: str, pattern: str) -> list[Place]:
    lines = enumerate(lines_of(file), start=1)
    found = ((number, re.search(pattern, line)) for number, line in lines)
    return [Place(file, number, match.start() + 1) for number, match in found if match]


def _find_pattern(file: str, pattern: str) -> Place | None:
    return next(iter(_places(file, pattern)), None)


def _find_alone(file: str, pattern: str) -> Place | None:
    """Return the place of what stands in one line only; in several, nobody knows in which it was meant."""
    found = _places(file, pattern)
    return found[0] if len(found) == 1 else None
