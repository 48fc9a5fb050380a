"""Turn a page's Markdown into HTML, the same way for the site and for the book."""

import re
from functools import cache, lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, STX, AtomicString

from generator.danish import slugify

MANY_PAGES = 200
# What may stand behind an address in a sentence, and is no part of it.
_BEHIND = ".,;:!?…’'*_"
_SIGN = r"[^\s<>»«“”\"\[\]\x02\x03]"
ADDRESS = rf"(?<![\w@/.:=+-])((?:https?://|www\.){_SIGN}+\.{_SIGN}+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
# A star in a word: be*ton*et is emphasized, and 5*3 m og 4*2 m, a*b*c or længde*bredde og højde*dybde is not.
STAR = (
    r"(?<=[^\W\d_])\*(?P<stressed>[^\W\d_]{2,})\*(?=[^\W\d_])"
    r"|(?<=\d)\*(?=\d)|(?<=\w)\*(?=\w\*\w)|(?<=\w)\*(?=\w[^*\s]*\s[^*\n]*\*\w)"
)


def link_of(found: str) -> tuple[str, str]:
    """Return what of a text that was found by `ADDRESS` is the address, and where it leads."""
    written = found.rstrip(_BEHIND)
    while written.endswith(")") and written.count("(") < written.count(")"):
        written = written[:-1].rstrip(_BEHIND)
    begin = "" if "://" in written else "https://" if written.startswith("www.") else "mailto:"
    return written, f"{begin}{written}"


class _Addresses(InlineProcessor):
    """Makes a link of an address for the web or for mail that stands in a sentence."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802
        written, leads_to = link_of(m[1])
        if self._is_in_link(data[: m.start()]):
            return None, None, None
        link = Element("a", href=leads_to)
        link.text = AtomicString(written)
        return link, m.start(), m.start() + len(written)

    def _is_in_link(self, before: str) -> bool:
        """Return whether the HTML before it opens a link that is not closed; it has been put aside, twice, by now."""
        nodes = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]
        named = HTML_PLACEHOLDER_RE.findall("".join(str(nodes[key]) for key in INLINE_PLACEHOLDER_RE.findall(before)))
        tags = [str(self.md.htmlStash.rawHtmlBlocks[int(number)]) for number in named]
        ends = [tag.startswith("</") for tag in tags if re.match(r"</?a[\s>]", tag, re.IGNORECASE)]
        return bool(ends) and not ends[-1]


class _Star(InlineProcessor):
    """Lets a star between two numbers, or two words, be a star."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        if not m["stressed"]:
            return f"{STX}{ord('*')}{ETX}", m.start(), m.end()
        stressed = Element("em")
        stressed.text = m["stressed"]
        return stressed, m.start(), m.end()


class AsMeant(Extension):
    """What stands in a line and means something else to people than to Markdown."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        # Behind everything that is HTML or code already, before all that is emphasized.
        md.inlinePatterns.register(_Addresses(ADDRESS, md), "address", 85)
        md.inlinePatterns.register(_Star(STAR, md), "star", 84)


# What everybody's converter knows, and what only ours does.
USUAL_EXTENSIONS = ("admonition", "attr_list", "fenced_code", "md_in_html", "sane_lists", "tables", "toc")
EXTENSIONS = (*USUAL_EXTENSIONS, f"{__name__}:AsMeant")
EXTENSION_CONFIGS: dict[str, dict[str, Any]] = {
    # Align by class, not by a style attribute, which the site's Content-Security-Policy forbids.
    "tables": {"use_align_attribute": True},
    "toc": {"slugify": slugify, "permalink": False, "title": "På denne side"},
}


@lru_cache(MANY_PAGES)
def to_html(text: str) -> str:
    """Return the HTML of finished Markdown, converted once: in a preview most pages stay as they are."""
    return _converter().reset().convert(text)


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSION_CONFIGS)
