"""Turn the guide's pages, the paper sheets and some handouts into the chapters and appendices of one book.

On paper a link cannot be followed: a link to a page or a sheet becomes an inner link of class `ref`, to which the
style sheet adds »(se side N)«. Ids get the page's name in front, because the book is one document.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

import lxml.html
from lxml.html import HtmlElement
from markupsafe import Markup

from generator.documents.on_paper import show_on_paper
from generator.edition.web_root import seen_from_root
from generator.pages.maker import Page


@dataclass(frozen=True)
class Chapter:
    """One page of the guide as a chapter."""

    id: str
    title: str
    step: int | None
    html: Markup


def chapter(page: Page, targets: Mapping[str, str], picture: Callable[[str], str]) -> Chapter:
    """Return a page's Markdown as a chapter.

    `targets` maps what a link may lead to (this page, `trin-2-kontakt/index.md`, `pdf/tjekliste.pdf`) to the id in the
    book; `picture` returns the address of a picture by its name, such as `docs/trin-2-kontakt/hus.jpg`.
    """
    name = targets[page.src_uri]
    root = lxml.html.fragment_fromstring(page.html, create_parent="div")
    show_on_paper(root, name)
    for link in list(root.iter("a")):
        _point_into_book(link, page.src_uri, targets)
    for image in root.iter("img"):
        image.set("src", picture(f"docs/{seen_from_root(page.src_uri, unquote(image.get('src', '')))}"))
    inner = Markup(lxml.html.tostring(root, encoding="unicode")[len("<div>") : -len("</div>")])  # noqa: S704
    return Chapter(name, page.title, page.step, inner)


def _point_into_book(link: HtmlElement, src_uri: str, targets: Mapping[str, str]) -> None:
    href = link.get("href")
    if href is None:
        return
    scheme, _, address = href.partition("://")
    # Its address is printed behind a link, unless it stands there already.
    if scheme in ("http", "https") and link.text_content().strip() not in (href, address, address.rstrip("/")):
        _say_address(link, address.rstrip("/"))
    if ":" in href.split("#")[0]:
        return
    path, _, anchor = href.partition("#")
    target = targets.get(seen_from_root(src_uri, path) if path else src_uri)
    if target is None and path.endswith(".pdf"):
        # Without an address of the site the name of the file is all there is to look for.
        link.tag = "span"
        del link.attrib["href"]
        _say_address(link, path.rpartition("/")[2])
    elif target is None:
        link.drop_tag()
    if target is None:
        return
    link.set("href", f"#{target}--{anchor}" if anchor else f"#{target}")
    link.set("class", f"{link.get('class', '')} ref".strip())


def _say_address(link: HtmlElement, address: str) -> None:
    """Print an address behind a link, with the sign that ends the sentence there: it would begin a line of its own."""
    tail = link.tail or ""
    rest = tail.lstrip(".,;:!?)")
    said = lxml.html.Element("span")
    said.set("class", "address")
    said.text, said.tail, link.tail = f"({address}){tail.removesuffix(rest)}", rest, " "
    around = link.getparent()
    around.insert(around.index(link) + 1, said)
