"""Turn all that an edition makes into addresses below the web root, and into those that two sources would have.

One of the two would take the other's place without a word. Addresses are compared as Windows, a Mac and a USB stick
compare the names of files.
"""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.edition import web_root
from generator.edition.edition import Edition
from generator.layer.layers import PROFILE, Layers
from generator.layer.names import same_everywhere
from generator.pages.maker import PageMaker
from generator.pages.order import page_key
from generator.problems.problem import Advice, Place, Problem, Sentence

_RENAME = "Give it another name. What nobody is to read lies beside docs/, or its name begins with '_'."
_NO_NOTES = Advice(
    "notes-for-a-page",
    "a file of this name holds notes about its folder, and would be published",
    "Call it index.md if it is the folder's page. Notes lie beside docs/, or their name begins with '_'.",
)


class Made(NamedTuple):
    """An address, and the name of the file that it is made from; of what the site itself brings, there is none."""

    address: str
    source: str = ""


def everything_made(maker: PageMaker) -> Iterator[Made]:
    """Yield all that an edition publishes, and what else lies in the layer's docs/, which comes last."""
    layers = maker.edition.layers
    yield from map(Made, _by_the_site(layers))
    yield from _from_data(maker.edition)
    from_docs = {f"docs/{head.src_uri}": web_root.page_address(head.src_uri) for head in maker.heads}
    for name in layers.own_files():
        if name.startswith("docs/") and not name.endswith(".md"):
            from_docs[name] = name.removeprefix("docs/")
    for name in sorted(from_docs, key=layers.has_own):
        yield Made(from_docs[name], name)


def _by_the_site(layers: Layers) -> Iterator[str]:
    yield from (*web_root.OF_THE_ENGINE, web_root.MANIFEST)
    yield from (web_root.SOCIAL_CARD_PICTURE, web_root.STYLE, web_root.ICON)
    # What is ours takes the place of the theme's file of its name.
    ours = [name.removeprefix("overrides/") for name in layers.names("overrides", "assets/**/*")]
    yield from dict.fromkeys([*_theme_files(), *ours])


@cache
def _theme_files() -> tuple[str, ...]:
    """Return the files that the site engine's theme brings along; it is looked at here, and not imported."""
    spec = find_spec("material")
    roots = [Path(folder, "templates") for folder in (spec and spec.submodule_search_locations) or ()]
    return tuple(path.relative_to(root).as_posix() for root in roots for path in root.glob("assets/**/*.*"))


def _from_data(edition: Edition) -> Iterator[Made]:
    """Yield what is made from the profile and from the data files of documents."""
    profile = edition.profile
    for logo, stem in ((profile.logo, web_root.LOGO), (profile.logo_negative, web_root.LOGO_NEGATIVE)):
        if logo and (name := web_root.logo_name(logo, stem)):
            yield Made(name, logo)
    for event in edition.facts.upcoming():
        yield Made(web_root.calendar_name(edition.event_slug(event)), PROFILE)
    for document in edition.documents:
        names = [document.picture, *(item.href for item in document.prints)]
        names += [web_root.page_address(web_root.sheet_page(document.id))] if document.sheet else []
        names += [web_root.mail_name(document.id)] if document.invitation else []
        for name in names:
            yield Made(name, f"forms/{document.id}/{'sheet' if document.sheet else 'handout'}.yml")


def address_problems(maker: PageMaker) -> Iterator[Problem]:
    """Yield what would be published in the place of something else, at the place of the layer's file."""
    layers, made = maker.edition.layers, [*everything_made(maker)]
    first = {same_everywhere(folder): Made(f"{folder}/") for folder in web_root.FOLDERS}
    for each in made:
        names = _names_of(each)
        others = [(name, first.setdefault(same_everywhere(name), each)) for name in names]
        taken = [(name, other) for name, other in others if not _is_same(other.source, each.source)]
        if taken or _holds_notes(each.source):
            advice = _taken(layers, *taken[0]) if taken else _NO_NOTES
            yield advice.at(Place(_shown(layers, each.source)))
    files = {same_everywhere(each.address): each for each in made}
    for each in made:
        for folder in PurePosixPath(each.address).parents:
            if other := files.get(same_everywhere(str(folder))):
                yield _taken(layers, str(folder), other).at(Place(_shown(layers, each.source)))


def _names_of(made: Made) -> list[str]:
    """Return what must be the name of nothing else: of a page also what it is called without its ending.

    So `after` and the book name it, and servers that leave endings out.
    """
    is_page = made.source.startswith("docs/") and made.source.endswith(".md")
    return [made.address, *([page_key(f"{made.address.removesuffix('.html')}.md")] if is_page else [])]


def _is_same(source: str, other: str) -> bool:
    # That two files of a layer are one elsewhere is told where the layer's files are looked at.
    return same_everywhere(source) == same_everywhere(other)


def _holds_notes(source: str) -> bool:
    return source.endswith(".md") and PurePosixPath(source).stem.lower() == "readme"


def _taken(layers: Layers, name: str, other: Made) -> Advice:
    if other.address.endswith("/"):
        template = "some servers would show the site's own folder {address} in place of this page"
    elif not other.source:
        template = "'{name}' belongs to the site itself"
    else:
        template = "'{name}' is made from {other} already"
    found = Sentence(template, name=name, address=other.address, other=_shown(layers, other.source))
    return Advice("address-taken", found, _RENAME)


def _shown(layers: Layers, name: str) -> str:
    path = layers.own(name) if layers.has_own(name) else layers.find(name, used=False) if "/" in name else None
    return layers.display(path) if path else name
