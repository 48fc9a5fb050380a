"""Turn a page's Markdown into HTML, the same way for the site and for the book."""

from functools import cache
from typing import Any

import markdown

from generator.danish import slugify

EXTENSIONS = ("admonition", "attr_list", "md_in_html", "sane_lists", "tables", "toc")
EXTENSION_CONFIGS: dict[str, dict[str, Any]] = {
    # Align by class, not by a style attribute, which the site's Content-Security-Policy forbids.
    "tables": {"use_align_attribute": True},
    "toc": {"slugify": slugify, "permalink": False, "title": "På denne side"},
}


def to_html(text: str) -> str:
    """Return the HTML of finished Markdown."""
    return _converter().reset().convert(text)


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSION_CONFIGS)
