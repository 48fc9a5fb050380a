"""Turn HTML into the text that a reader sees."""

import lxml.html


def text_of(html: str) -> str:
    """Return what a reader sees of a page or of a part of one, with one space where there is room."""
    root = lxml.html.document_fromstring(f"<div>{html}</div>")
    for unseen in root.xpath("//style | //script | //title | //svg"):
        unseen.drop_tree()
    return " ".join(root.text_content().split())
