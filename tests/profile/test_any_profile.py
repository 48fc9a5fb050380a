"""Any profile that is right gives finished pages and documents, and any text of it comes out letter by letter."""

import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.data.unseen import unseen_sign
from generator.pages.markdown import to_html
from generator.profile.event import EventKind
from generator.profile.model import INITIATIVES
from generator.profile.trade import trade_keys
from generator.rendering import render_edition
from tests.support.reading import text_of
from tests.support.trades import SHARED_LAYERS

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 2)
# What somebody may type, in any alphabet; not the signs that nobody sees, which a profile refuses.
SIGNS = st.characters(exclude_categories=("C", "Zl", "Zp")).filter(lambda sign: not unseen_sign(sign))
# Text that Markdown, HTML, a template or YAML could take for its own.
TRAPS = st.sampled_from(
    [
        *("*a*", "_b_", "<i>", "&amp;", "{{ x }}", "{% x %}", "{# x", "[a](b)", "# c", "`d`", "![e](f)", "\\", "|"),
        *("--8<--", "<!--", "]]>", "</script>", "==g==", "^h^", "[^1]", "*[i]: j", ":k:", "1. l", "- m", "%s", "{0}"),
        *("n: o", "'p'", '"q"', "07", "no", "~", "https://x.example/", "a@b.example", "12 34 56 78", "{: .r }", "$s$"),
    ]
)


def as_read(text: str) -> str:
    """A text as the profile's reader keeps it: one kind of spaces, one spelling of accents."""
    return re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip(" ")


TEXTS = (
    st.lists(st.one_of(st.text(SIGNS, min_size=1, max_size=8), TRAPS), min_size=1, max_size=5)
    .map(" ".join)
    .map(as_read)
    .filter(lambda text: 0 < len(text) <= 200)
)
MINUTES = st.integers(5, 240)
TALK = st.fixed_dictionaries({}, optional={"place": TEXTS, "minutes": MINUTES})
NOT_HELD = "false"
MAYBE_TALK = st.just(NOT_HELD) | TALK
COORDINATES = {"role": "tovholder"}
CONTACT = st.fixed_dictionaries({"role": TEXTS, "name": TEXTS}, optional={"title": TEXTS})
EVENT = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(get_args(get_args(EventKind)[0])),
        "title": TEXTS,
        "date": st.dates(DAY + timedelta(1), DAY + timedelta(700)).map(str),
        "start": st.just("17:00"),
        "end": st.just("20:00"),
        "place": TEXTS,
    },
    optional={"signup": TEXTS},
)
QUESTION = {"id": st.just("eget"), "text": TEXTS, "hint": TEXTS, "ask": st.just("alle")}
ANSWER = st.one_of(
    st.fixed_dictionaries({"answer": st.sampled_from(["short", "text", "date", "person", "yes-no-unsure"])}),
    st.fixed_dictionaries(
        {
            "answer": st.sampled_from(["one-of", "any-of"]),
            # Each begins in its own way: what is left of an option in a field's name must tell it from the others.
            "options": st.tuples(TEXTS.map("A {}".format), TEXTS.map("B {}".format)).map(list),
        }
    ),
    st.fixed_dictionaries(
        {"answer": st.just("table"), "columns": TEXTS.map(lambda title: [{"id": "hvad", "title": title}])}
    ),
)
ADDED = st.builds(
    lambda question, answer: {"after": "feedback", **question, **answer}, st.fixed_dictionaries(QUESTION), ANSWER
)
CHANGES = st.fixed_dictionaries(
    {"reword": st.fixed_dictionaries({"foerste-dag": TEXTS}), "add": st.tuples(ADDED).map(list)}
)


def consistent(profile: dict[str, Any]) -> dict[str, Any]:
    """A profile that offers what its events belong to."""
    kinds = {event["kind"] for event in profile.get("events", [])}
    return profile | {"initiatives": sorted(kinds.union(profile["initiatives"]))}


PROFILES = st.fixed_dictionaries(
    {
        "name": TEXTS,
        "slug": st.just("skolen"),
        "trade": st.sampled_from(sorted(trade_keys(SHARED_LAYERS))),
        "contacts": st.tuples(CONTACT.map(lambda one: one | COORDINATES), CONTACT).map(list),
        "initiatives": st.lists(st.sampled_from(INITIATIVES), unique=True),
    },
    optional={
        "short_name": TEXTS,
        "site_url": st.just("https://laeringssamtaler.example.dk/"),
        "conversations": st.fixed_dictionaries(
            {}, optional={"foerste": TALK, "anden": TALK, "praktik": MAYBE_TALK, "tredje": MAYBE_TALK}
        ),
        "events": st.lists(EVENT, max_size=2),
        "support": st.lists(st.fixed_dictionaries({"name": TEXTS, "for": TEXTS}), max_size=2),
        "privacy": st.fixed_dictionaries({}, optional=dict.fromkeys(("controller", "retention", "filing"), TEXTS)),
        "accessibility": st.just({"was_url": "https://www.was.digst.dk/x", "updated": "2026-10-01"}),
        "sheets": st.fixed_dictionaries({"foerste-samtale": CHANGES}),
    },
).map(consistent)


# What is not a text of the school's own, or stands in addresses only.
NOT_PRINTED = {
    *("slug", "trade", "initiatives", "kind", "date", "start", "end", "site_url", "accessibility"),
    *("after", "id", "ask", "answer", "minutes"),
}


@cache
def folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="any-profile-"))


def printed(value: Any) -> Iterator[str]:
    """Yield every text of a profile that its edition prints."""
    if isinstance(value, dict):
        # Whoever has a title is called by it.
        unseen = NOT_PRINTED | ({"role"} if "title" in value else set())
        for key, inner in value.items():
            if key not in unseen:
                yield from printed(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from printed(inner)
    elif isinstance(value, str) and value != NOT_HELD:
        yield value


def plain(text: str) -> str:
    """A text without its spaces, which HTML runs together, and whether or not it begins a sentence."""
    return re.sub(r"\s+", "", text).casefold()


def said(texts: Iterable[str]) -> str:
    """What can be read in some pages or documents."""
    return plain(" ".join(map(text_of, texts)))


def missing(profile: dict[str, Any], keys: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Return the texts below some keys of a profile that cannot be read letter by letter."""
    read = said(texts)
    return [text for key in keys for text in printed(profile.get(key)) if plain(text) not in read]


@given(PROFILES)
# A profile is short enough to be read as it is: to find a shorter one that fails too would take minutes.
@settings(
    max_examples=15,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
def test_any_profile_gives_a_finished_edition_with_its_texts(profile: dict[str, Any]) -> None:
    """Nothing is left unresolved (that would be an error), and nothing of a text is lost or taken for markup."""
    (folder() / "school.yml").write_text(yaml.safe_dump(profile, allow_unicode=True), encoding="utf-8")
    filled = render_edition(folder(), DAY)
    # Each in a way of its own: Markdown for the site, HTML for PDFs, one file for what is filled in on the web.
    pages = [f"<h1>{page.title}</h1>{to_html(page.text)}" for page in filled.pages if not page.is_sheet]
    sheets = [page.text for page in filled.pages if page.is_sheet]
    assert missing(profile, profile.keys() - NOT_PRINTED - {"sheets"}, pages) == []
    assert missing(profile, ("name", "contacts", "support", "sheets"), (job.html for job in filled.jobs)) == []
    assert missing(profile, ("name", "privacy", "sheets"), sheets) == []
