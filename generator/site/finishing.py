"""Turn a built site and the finished PDFs into the edition as it is published."""

import re
from collections.abc import Mapping
from pathlib import Path

from generator.documents.job import Product
from generator.edition.edition import Edition
from generator.edition.web_root import SOCIAL_CARD, SOCIAL_CARD_PICTURE
from generator.pages.context import FACTS
from generator.pages.csp import secure

_FACT = re.compile(r'(<span class="fact" data-fact="(\w+):([\w-]+)">)[^<]*(</span>)')


def finish_site(folder: Path, edition: Edition, products: Mapping[str, Product], *, secured: bool) -> None:
    """Add the PDFs to the web root, and to its pages what only they know; if `secured`, a Content-Security-Policy."""
    add_pdfs(folder, edition, products)
    if not edition.profile.site_url:
        # A sitemap is a list of full addresses; without the site's own there is none to give.
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (folder / name).unlink(missing_ok=True)
    for path in sorted(folder.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        finished = with_facts(html, products)
        if secured:
            finished = secure(finished)
        if finished != html:
            path.write_text(finished, encoding="utf-8")


def with_facts(text: str, products: Mapping[str, Product]) -> str:
    """Return the text of a page with what only the finished PDFs know."""

    def fact(found: re.Match[str]) -> str:
        opening, kind, stem, closing = found.groups()
        return f"{opening}{_facts(products[stem].pages)[kind]}{closing}" if stem in products else found[0]

    return _FACT.sub(fact, text)


def add_pdfs(folder: Path, edition: Edition, products: Mapping[str, Product]) -> None:
    """Write the PDFs and the pictures of their first pages into the web root `folder`."""
    (folder / "pdf").mkdir(parents=True, exist_ok=True)
    for document in edition.documents:
        for item in document.prints:
            if item.stem in products:
                (folder / item.href).write_bytes(products[item.stem].pdf)
        # Those that no page shows have none.
        if document.shown_print.stem in products and products[document.shown_print.stem].picture:
            (folder / document.picture).write_bytes(products[document.shown_print.stem].picture)
    if SOCIAL_CARD in products:
        (folder / SOCIAL_CARD_PICTURE).write_bytes(products[SOCIAL_CARD].picture)


def _facts(pages: int) -> dict[str, str]:
    """Return what can be asked of a PDF; a landscape page is turned over its short edge."""
    duplex = "et enkelt ark" if pages == 1 else "print på begge sider, vend på den lange kant"
    short = duplex.replace("lange", "korte")
    count = "1 side" if pages == 1 else f"{pages} sider"
    return dict(zip(FACTS, (count, duplex, short, f"{short}, og fold"), strict=True))
