"""What a template may use is listed with a sentence for each name, and shared templates keep to the list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from generator.documents.context import DocumentContext, SocialCardContext
from generator.edition.contract import Context
from generator.edition.facts import Facts
from generator.layer.layers import Layers
from generator.pages.context import PageContext
from generator.templates.engine import Templates
from tests.support.command import EDITIONS, REPOSITORY, run_here

KINDS: tuple[type[Context], ...] = (Facts, PageContext, DocumentContext, SocialCardContext)
ENVIRONMENT = Templates(Layers(EDITIONS / "minimal")).plain
# What only our own templates are rendered with, which no layer can replace, or what one file alone is told besides.
BESIDES = {
    "docs/samtaleark/_ark.md": {"sheet", "root", "style", "script", "body"},
    "forms/_layout/_web_body.html": set("sheet document answer is_one_field field_id text_id hint_id".split())
    | set("pictogram symbols held given policy".split()),
    "forms/_layout/closing.yml": {"apprentice"},
    "forms/_layout/event.txt": {"event"},
}


def templates() -> list[Path]:
    """Return every file of ours that is rendered with the values of an edition."""
    files = [path for ending in ("md", "html", "css", "txt", "yml") for path in REPOSITORY.glob(f"docs/**/*.{ending}")]
    files += [path for ending in ("html", "css", "txt", "yml") for path in REPOSITORY.glob(f"forms/**/*.{ending}")]
    return [path for path in files if path.name not in ("examples.yml", "LICENSE.txt", "OFL.txt")]


def asked_for(path: Path) -> set[str]:
    """Return the names that a template takes from outside: it may set others itself, and so may those it is made of."""
    tree = ENVIRONMENT.parse(path.read_text(encoding="utf-8"))
    return set(meta.find_undeclared_variables(tree)) - OWN_NAMES


def _own_names() -> Iterator[str]:
    for path in templates():
        tree = ENVIRONMENT.parse(path.read_text(encoding="utf-8"))
        yield from (name.name for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param"))
        yield from (macro.name for macro in tree.find_all(nodes.Macro))


DOCUMENTED = {name for kind in KINDS for name in kind.sentences()}
OWN_NAMES = set(_own_names()) - DOCUMENTED


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_name_has_a_sentence(kind: type[Context]) -> None:
    for name, sentence in kind.sentences().items():
        assert sentence[0].islower() and not sentence.endswith("."), name  # noqa: PT018
        assert len(name) + len(sentence) < 105, name


def test_each_name_is_used_by_a_shared_template() -> None:
    used = {name for path in templates() for name in asked_for(path)}
    assert DOCUMENTED - used == set()


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_a_shared_template_uses_no_other_names(path: Path) -> None:
    name = path.relative_to(REPOSITORY).as_posix()
    kind = PageContext if name.startswith("docs/") else DocumentContext
    kind = SocialCardContext if name.endswith("social-card.html") else Facts if path.suffix == ".yml" else kind
    assert asked_for(path) - set(kind.sentences()) - BESIDES.get(name, set()) == set()


def test_the_list_of_blocks_ends_with_the_names(tmp_path: Path) -> None:
    listed = run_here("blocks", EDITIONS / "minimal", folder=tmp_path).stdout
    values = listed.partition("--- Values ")[2]
    assert [name for name in DOCUMENTED if f"  {name} " not in values] == []
    assert "--- Values " not in run_here("blocks", EDITIONS / "minimal", "--only", "Aftaleark", folder=tmp_path).stdout
