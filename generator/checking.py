"""Turn a layer into the list of everything that is wrong with it, or missing, without building it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from generator.checks.lix import (
    ENOUGH_WORDS,
    FOR_APPRENTICES,
    FOR_COMPANIES,
    FOR_EVERYBODY,
    count_words,
    lix,
    running_text,
    sentences,
)
from generator.checks.logos import logo_warnings
from generator.checks.news import news
from generator.edition.edition import Edition
from generator.pages.maker import PageMaker
from generator.pages.markdown import to_html
from generator.problems.limits import limited
from generator.problems.problem import Advice, Place, Problem, Sentence
from generator.profile.load import profile_text
from generator.profile.trade import trade_warnings
from generator.profile.warn import warnings_for
from generator.rendering import render_edition
from generator.sheets.problems import sheet_warnings
from generator.site.engine import build_site
from generator.templates.overrides import unused_files

APPRENTICES = "laerlinge/index.md"
# The most that the logo takes on the front of a pamphlet, in mm (forms/_layout/fold.css), and what a press needs.
LOGO_WIDTH, LOGO_HEIGHT, ENOUGH_DPI = 70, 16, 300
# What a handout may at most have, by whom it is for.
READERS = {"laerling": FOR_APPRENTICES, "virksomhed": FOR_COMPANIES}


def check_layer(layer: Path, today: date) -> list[Problem]:
    """Return the warnings about a layer: what its edition will do without.

    Raises GeneratorError with every error. `today` decides what is out of date.
    """
    rendered = render_edition(layer, today)
    edition, maker = rendered.edition, rendered.maker
    # Only the site engine knows whether every link leads somewhere.
    with TemporaryDirectory() as folder:
        build_site(rendered, Path(folder))
    with limited(lambda _: None):
        # Last, when everything that uses a file of the layer has asked for it.
        return [
            *warnings_for(edition.profile, profile_text(layer), today),
            *trade_warnings(edition.layers, edition.trade),
            *sheet_warnings(edition.layers),
            *rendered.warnings,
            *_coarse_logo(edition),
            *logo_warnings(edition),
            *_hard_to_read(edition, maker),
            *unused_files(edition.templates),
            *news(edition),
        ]


def _coarse_logo(edition: Edition) -> Iterator[Problem]:
    """Yield a warning if the logo is made of too few dots for a print shop."""
    logo = edition.profile.logo
    pressed = any(item.kind == "press" for document in edition.documents for item in document.prints)
    if not (logo and pressed and logo.lower().endswith(".png")):
        return
    path = edition.layers.beside_profile(logo)
    assert path is not None, "the profile was checked"
    with Image.open(path) as picture:
        across, down = picture.size
    # In mm a dot, as large as the logo is on the front of a pamphlet.
    dpi = round(25.4 / min(LOGO_WIDTH / across, LOGO_HEIGHT / down))
    if dpi < ENOUGH_DPI:
        found = Sentence(
            "the logo has {dpi} dots to the inch on a pamphlet, and a print shop asks for {enough_dpi}",
            dpi=dpi,
            enough_dpi=ENOUGH_DPI,
        )
        yield Problem(
            Place(edition.layers.display(path)),
            Advice("unnamed", found, "Use an SVG, or a larger PNG."),
            level="warning",
        )


def _hard_to_read(edition: Edition, maker: PageMaker) -> Iterator[Problem]:
    """Yield a warning for each text that is harder to read than its readers are promised."""
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
    for document in edition.documents:
        if document.texts:
            said = " ".join(text for text in _strings(document.texts) if text.endswith((".", "?", "!", ".«", "?«")))
            texts.append((f"forms/{document.id}/text.yml", said, READERS.get(document.audience, FOR_EVERYBODY)))
    for name, text, limit in texts:
        if count_words(text) >= ENOUGH_WORDS and (index := round(lix(text))) > limit:
            way_out = Sentence("Aim at LIX {limit} or lower: shorter sentences, shorter words.", limit=limit)
            yield Problem(
                Place(name),
                Advice("unnamed", Sentence("this is hard to read: LIX {index}", index=index), way_out),
                level="warning",
            )


def _strings(value: object) -> Iterator[str]:
    """Yield every text in a handout's data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)
