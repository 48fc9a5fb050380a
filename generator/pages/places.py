"""Turn what is in a finished page into the place in a template where it was written."""

from collections.abc import Iterable
from html import escape

from generator.layer.layers import Layers
from generator.problems.excerpt import find_text
from generator.problems.problem import Place

# What stands around the whole of an address, in Markdown and in HTML.
_AROUND = (("(", ")"), ("<", ">"), ('"', '"'), ("(", " "))


def place_of(layers: Layers, page: str, texts: Iterable[str]) -> Place:
    """Return where the first of the `texts` stands in the page's template, or in what that may take in."""
    names = [f"docs/{page}", *(name for name in layers.names("docs", "**/_*.md"))]
    paths = [path for name in names if (path := layers.find(name, used=False))]
    files = [layers.display(path) for path in paths]
    for text in texts:
        for file in files:
            if found := find_text(file, text):
                return found
    return Place(files[0] if files else page)


def place_of_address(layers: Layers, page: str, address: str) -> Place:
    """Return where a link or a picture has an address, and not only a part of a longer one."""
    written = (address, escape(address))
    found = place_of(layers, page, [f"{begin}{text}{end}" for text in written for begin, end in _AROUND])
    if found.column:
        return found._replace(column=found.column + 1)
    return place_of(layers, page, written)
