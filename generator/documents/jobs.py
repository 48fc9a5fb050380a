"""Turn an edition's documents into the jobs from which their PDFs are made."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from generator.documents.assets import Assets, style_sheet
from generator.documents.book import Chapter, chapter
from generator.documents.context import Appendix, DocumentContext, SocialCardContext
from generator.documents.job import FORM_FONT, PRESS_PROFILE, ROOM, SCREEN_PROFILE, Job, Use
from generator.edition.document import Document, Print, PrintKind
from generator.edition.edition import Edition
from generator.edition.sheet import SHEET_TEMPLATE
from generator.edition.web_root import SOCIAL_CARD, pdf_name
from generator.layer.drawings import PICTOGRAMS, inline_svg
from generator.layer.pictures import is_nearly_square
from generator.pages.maker import PageMaker
from generator.problems.limits import working_on
from generator.problems.problem import Advice, GeneratorError, Place, Problems, Sentence, all_of, listed
from generator.sheets.answers import ANSWERS, given_fields
from generator.sheets.model import Question, Sheet
from generator.sheets.template import BODY, left_out, template_name
from generator.templates.overrides import overriding

SOCIAL_CARD_TEMPLATE = "forms/_layout/social-card.html"
# On a press, black of one ink alone is sharp even where the four do not meet exactly.
BLACK_INK = "device-cmyk(0 0 0 1)"
# So many things that a print lacks are named.
SHOWN = 3
# What a kind of print is for if not for reading, and the files that finishing it takes.
PURPOSES: dict[str, tuple[Use, tuple[str, ...]]] = {
    "screen": ("filling-in", (FORM_FONT,)),
    "press": ("press", (PRESS_PROFILE, SCREEN_PROFILE)),
}
# Kinds of print with lines for a hand, holes or folds, and those that are meant for both sides of the paper.
MEASURED: frozenset[PrintKind] = frozenset({"paper", "short", "bundle", "fold", "press"})
BOTH_SIDES: frozenset[PrintKind] = frozenset({"paper", "short", "bundle", "book", "fold"})
# Pages that are navigation, duties of a web site or texts to copy, or change with the day; a book does without them.
NOT_IN_BOOK = {
    "telefonmanuskript/index.md", "samtaleark/index.md", "arrangementer/index.md", "om-guiden/index.md",
    "kan-vi-faa-den-i-word/index.md", "databeskyttelse/index.md", "was/index.md",
}  # fmt: skip


def jobs(edition: Edition, maker: PageMaker) -> list[Job]:
    """Return one job for each print of each document; raises GeneratorError with the problems of all of them."""
    return with_parts(rendered_jobs(edition, maker))


def rendered_jobs(edition: Edition, maker: PageMaker) -> list[Job]:
    """Return the jobs as they are before `with_parts`, which nobody needs who makes no PDFs; raises the same."""
    found: list[Job] = []
    problems = Problems()
    for document in edition.documents:
        for item in document.prints:
            with problems.going_on(), working_on(f"forms/{document.id}"):
                found.append(job_of(edition, maker, document, item))
    if edition.profile.site_url:
        with problems.going_on():
            found.append(_social_card(edition))
    problems.raise_if_any()
    _refuse_strange_parts(found)
    return found


def with_parts(found: Sequence[Job]) -> list[Job]:
    """Return the jobs, those with rooms for the pages of others with the keys of these."""
    by_stem = {job.stem: job for job in found}
    parts = [{stem: by_stem[stem].key for stem in ROOM.findall(job.html)} for job in found]
    return [replace(job, parts=keys) if keys else job for job, keys in zip(found, parts, strict=True)]


def _social_card(edition: Edition) -> Job:
    """Return the job of the picture that other sites show when somebody shares a page: 1200 × 630 px."""
    assets = Assets(edition.layers)
    context = SocialCardContext(
        **_drawn(edition, assets),
        css=lambda name: style_sheet(edition.templates, name, context),
        title=edition.profile.name,
        logo_is_a_sign=_is_a_sign(edition),
    )
    html = edition.templates.render(edition.templates.html, SOCIAL_CARD_TEMPLATE, context)
    day = edition.changed.isoformat()
    return Job(SOCIAL_CARD, html, edition.profile.name, day, assets.contents, picture_width=1200)


def job_of(edition: Edition, maker: PageMaker, document: Document, item: Print) -> Job:
    """Return the job of one print of a document; raises GeneratorError with what is wrong with it."""
    assets = Assets(edition.layers)
    context = _context(edition, assets, document, item)
    if item.kind == "book":
        context = replace(context, chapters=_chapters(edition, maker, assets))
    if item.kind in ("book", "bundle"):
        context = replace(context, appendices=_appendices(edition, item.kind))
    html = edition.templates.render(edition.templates.html, item.template, context)
    if document.sheet and item.kind == "paper":
        _refuse_gaps(edition, document.sheet, html)
    use, needed = PURPOSES.get(item.kind, ("reading", ()))
    for name in needed:
        assets.url(name)
    sheet = document.sheet if use == "filling-in" else None
    required = [question for question in sheet.questions() if question.required] if sheet else []
    is_shown = item == document.shown_print and maker.shows(document.picture)
    return Job(
        stem=item.stem,
        html=html,
        title=context.title,
        date=edition.changed.isoformat(),
        assets=assets.contents,
        use=use,
        answers=given_fields(sheet) if sheet else {},
        required=frozenset(name for question in required for name in ANSWERS[question.answer].fields(question)),
        measured=item.kind in MEASURED,
        both_sides=item.kind in BOTH_SIDES,
        document=document.id,
        most_pages=document.pages or 0,
        picture_width=2 * document.picture_width if is_shown else 0,
    )


def _refuse_gaps(edition: Edition, sheet: Sheet, html: str) -> None:
    """Raise GeneratorError if the print of a sheet lacks one of its questions, with the block that left it out."""
    lacking: dict[Place, list[str]] = {}
    for blocks, missing in left_out(sheet, html).items():
        place = overriding(edition.templates, (template_name(sheet.id), BODY, SHEET_TEMPLATE), blocks)
        lacking.setdefault(place or Place(template_name(sheet.id)), []).extend(missing)
    way_out = "Write {{ super() }} in the block that left it out; a question is taken out by hide in school.yml."
    problems = Problems()
    for place, missing in lacking.items():
        template, parts = "the print of the sheet {sheet} lacks {parts}", all_of(missing)
        if len(missing) > SHOWN:
            template = "the print of the sheet {sheet} lacks {parts} and {count} more"
            parts = listed(missing[:SHOWN])
        found = Sentence(template, sheet=sheet.id, parts=parts, count=len(missing) - SHOWN)
        problems.append(Advice("question-left-out", found, way_out).at(place))
    problems.raise_if_any()


def _drawn(edition: Edition, assets: Assets) -> dict[str, Any]:
    return {
        **edition.facts,
        "colours": edition.colours.paper,
        "asset": assets.url,
        "beside_profile": assets.beside_profile,
        "logo_negative": _logo_url(assets, edition.profile.logo_negative),
        "motif_url": lambda colour: assets.coloured(edition.motif, colour),
    }


def _context(edition: Edition, assets: Assets, document: Document, item: Print) -> DocumentContext:
    ink = BLACK_INK if item.kind == "press" else "#000"
    context = DocumentContext(
        **_drawn(edition, assets),
        css=lambda name: style_sheet(edition.templates, name, context),
        title=f"{document.title} – {edition.profile.name}",
        document=document,
        sheet=_printed(document, item),
        sheet_template=template_name(document.id),
        texts=document.texts,
        print_kind=item.kind,
        pictogram=edition.pictogram,
        pictograms=_pictograms_of_options(document, edition),
        pictogram_url=lambda name, colour: assets.coloured(PICTOGRAMS.format(name), colour),
        drawing_url=assets.coloured,
        motif=lambda: inline_svg(edition.layers, edition.motif),
        logo=_logo_url(assets, edition.profile.logo),
        qr=lambda address: assets.qr(address, ink),
        answer=_widget_on_screen if item.kind == "screen" else _widget_on_paper,
    )
    return context


def _printed(document: Document, item: Print) -> Sheet | None:
    return document.sheet.of_core_questions() if document.sheet and item.kind == "short" else document.sheet


def _logo_url(assets: Assets, logo: str | None) -> Callable[[], str | None]:
    """Return the function that gives a logo's address, and takes the file into the document with it."""
    return lambda: assets.beside_profile(logo) if logo else None


def _is_a_sign(edition: Edition) -> bool:
    """Return whether the logo for the school's colour needs the school's name beside it."""
    logo = edition.profile.logo_negative
    path = edition.layers.beside_profile(logo) if logo else None
    return bool(logo and path and is_nearly_square(path.read_bytes(), logo))


def _pictograms_of_options(document: Document, edition: Edition) -> list[str]:
    """Return the names of the pictograms that stand at options; a document without a sheet may hold all sheets."""
    sheets = [document.sheet] if document.sheet else [other.sheet for other in edition.documents if other.sheet]
    return sorted({name for sheet in sheets for question in sheet.questions() for name in question.pictures})


def _widget_on_screen(question: Question) -> Markup:
    return ANSWERS[question.answer].screen(question)


def _widget_on_paper(question: Question) -> Markup:
    return ANSWERS[question.answer].paper(question)


def _chapters(edition: Edition, maker: PageMaker, assets: Assets) -> list[Chapter]:
    pages = [page for page in maker.pages("book") if page.src_uri not in NOT_IN_BOOK]
    # Numbers: a page may be called like an appendix, and its name may hold what no id does.
    targets = {page.src_uri: f"kapitel-{number}" for number, page in enumerate(pages, 1)}
    for document in edition.documents:
        if document.in_book:
            targets |= {pdf_name(item.stem): f"bilag-{document.id}" for item in document.prints}
    return [chapter(page, targets, lambda name: _picture(assets, name)) for page in pages]


def _picture(assets: Assets, name: str) -> str:
    try:
        return assets.url(name)
    except GeneratorError:
        # Where the page is checked, this is told with its place.
        return ""


def _appendices(edition: Edition, kind: PrintKind) -> list[Appendix]:
    """Return what the book has as appendices, all paper sheets among them; the bundle has these alone."""
    prints = [
        (document, item)
        for document in edition.documents
        for item in document.prints
        if document.in_book and (item.kind == "paper" or (item.kind == "page" and kind == "book"))
    ]
    return [
        Appendix(f"bilag-{document.id}", number, document, item.stem)
        for number, (document, item) in enumerate(prints, 1)
    ]


def _refuse_strange_parts(found: Sequence[Job]) -> None:
    """Raise GeneratorError if a job has room for the pages of what is no finished print."""
    by_stem = {job.stem: job for job in found}
    for job in found:
        for stem in ROOM.findall(job.html):
            part = by_stem.get(stem)
            if part is None or part.use == "filling-in" or ROOM.search(part.html):
                template = "this document has room for the pages of '{stem}', which is no finished print"
                way_out = "Name a print to be read or printed, such as aftaleark-papir."
                advice = Advice("no-such-part", Sentence(template, stem=stem), way_out)
                raise GeneratorError([advice.at(Place(f"forms/{job.document}"))])
