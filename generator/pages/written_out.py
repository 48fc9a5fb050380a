"""Turn a page's Markdown into one that everybody's converter reads as ours does.

What only ours knows is written out: addresses that are links by themselves, stars that are stars, the ids of headings.
Each change is tried: it stays if the page's HTML is the same with it.
"""

import re

from generator.pages.markdown import ADDRESS, STAR, link_of, to_html

_HEADING_LINE = re.compile(r"^#{1,6}\s*\S.*?(?P<given>\s*\{:?(?P<attributes>[^{}\n]*)\})?[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"<h[1-6][^>]*?\sid=\"(?P<id>[^\"]*)\"")
_MARKDOWN_SIGN = re.compile(r"([\\*_`\[\]])")
_BLANK_LINES = re.compile(r"\n{3,}")
# Values are written with an entity for each sign; those of !'(),-./:;?@_ can say something to Markdown, never to HTML.
_ENTITY = re.compile(r"&#(33|39|4[014567]|58|59|63|64|95);")
# No heading is called so.
_MARK = "mark-of-heading-"


def written_out(text: str) -> str:
    """Return the Markdown of a page with everything written out that only our converter knows."""
    wanted, text = to_html(text), with_ids(text)
    # From the end on, so that what was found before a change is still where it was.
    for found in reversed([*re.finditer(ADDRESS, text)]):
        written, leads_to = link_of(found[1])
        shown = _MARKDOWN_SIGN.sub(r"\\\1", written)
        text = _kept(
            text, f"{text[: found.start()]}[{shown}](<{leads_to}>){text[found.start() + len(written) :]}", wanted
        )
    for found in reversed([*re.finditer(STAR, text)]):
        star = f"<em>{found['stressed']}</em>" if found["stressed"] else "\\*"
        text = _kept(text, f"{text[: found.start()]}{star}{text[found.end() :]}", wanted)
    text = _kept(text, _BLANK_LINES.sub("\n\n", text), wanted)
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if (plain := _as_signs(line)) != line:
            text = "\n".join([*lines[:number], plain, *lines[number + 1 :]])
            lines = _kept("\n".join(lines), text, wanted).split("\n")
    return "\n".join(lines)


def _kept(before: str, after: str, wanted: str) -> str:
    return after if _as_signs(to_html(after)) == _as_signs(wanted) else before


def _as_signs(text: str) -> str:
    return _ENTITY.sub(lambda found: chr(int(found[1])), text)


def with_ids(text: str) -> str:
    """Return the Markdown of a page with its id at each heading that has none of its own there."""
    wanted = to_html(text)
    lines = [found for found in _HEADING_LINE.finditer(text) if "#" not in (found["attributes"] or "")]
    marked = to_html(_with_attributes(text, lines, [f"{_MARK}{number}" for number in range(len(lines))]))
    ids = dict(zip(_HEADING.findall(marked), _HEADING.findall(wanted), strict=False))
    # A line in code looks like a heading and is none.
    given = _with_attributes(text, lines, [ids.get(f"{_MARK}{number}", "") for number in range(len(lines))])
    return _kept(text, given, wanted)


def _with_attributes(text: str, lines: list[re.Match[str]], ids: list[str]) -> str:
    for line, given in reversed([*zip(lines, ids, strict=True)]):
        if given:
            end = line.start("given") if line["given"] else line.end()
            attributes = f" {{: #{given} {(line['attributes'] or '').strip()}".rstrip() + " }"
            text = f"{text[:end].rstrip()}{attributes}{text[line.end() :]}"
    return text
