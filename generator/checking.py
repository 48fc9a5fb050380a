"""Turn a layer into the list of everything that is wrong with it, or missing, without building it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.edition import Edition
from generator.filling import filled_in
from generator.lix import ENOUGH_WORDS, FOR_APPRENTICES, FOR_EVERYBODY, count_words, lix, running_text, sentences
from generator.markdown import to_html
from generator.pages import PageMaker
from generator.problems import Problem
from generator.profile import warnings_for
from generator.site import build_site
from generator.trade import trade_warnings

APPRENTICES = "laerlinge/index.md"


def check_layer(layer: Path, today: date) -> list[Problem]:
    """Return the warnings about a layer: what its edition will do without.

    Raises GeneratorError with every error. `today` decides what is out of date.
    """
    filled = filled_in(layer, today)
    edition, maker = filled.edition, filled.maker
    # Only the site engine knows whether every link leads somewhere.
    with TemporaryDirectory() as folder:
        build_site(filled, Path(folder))
    words = trade_warnings(edition.layers, edition.trade)
    return [*warnings_for(edition.profile, today), *words, *_hard_to_read(edition, maker)]


def _hard_to_read(edition: Edition, maker: PageMaker) -> Iterator[Problem]:
    """Yield a warning for each page that is harder to read than its readers are promised, and for the questions."""
    asked = sentences(
        question.text
        for document in edition.documents
        if document.sheet
        for question in document.sheet.questions()
        if question.ask == "laerling" and question.number
    )
    texts = [("the questions to apprentices", asked, FOR_APPRENTICES)]
    for page in maker.pages("book"):
        limit = FOR_APPRENTICES if page.src_uri == APPRENTICES else FOR_EVERYBODY
        texts.append((f"docs/{page.src_uri}", running_text(to_html(page.text)), limit))
    for name, text, limit in texts:
        if count_words(text) >= ENOUGH_WORDS and (index := round(lix(text))) > limit:
            way_out = f"Aim at LIX {limit} or lower: shorter sentences, shorter words."
            yield Problem(name, None, None, f"this is hard to read: LIX {index}", way_out, level="warning")
