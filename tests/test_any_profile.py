"""Any profile that is right gives finished pages, and any text of it comes out letter by letter."""

import re
import tempfile
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.edition import load_edition
from generator.markdown import to_html
from generator.page_check import html_problems
from generator.pages import PageMaker
from generator.profile import INITIATIVES

DAY = date(2026, 11, 2)
# What somebody may type, in any alphabet; not the signs that nobody sees, which a profile refuses.
SIGNS = st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"))
# Text that Markdown, HTML or a template could take for its own.
TRAPS = st.sampled_from(
    ["*a*", "_b_", "<i>", "&amp;", "{{ x }}", "{% x %}", "[a](b)", "# c", "`d`", "![e](f)", "\\", "|"]
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
PLACES = st.none() | TEXTS
MINUTES = st.integers(5, 240)
LEFT_OUT = st.just("false")
TALK = st.fixed_dictionaries({"place": TEXTS, "minutes": MINUTES})
PROFILES = st.fixed_dictionaries(
    {
        "name": TEXTS,
        "slug": st.just("skolen"),
        "trade": st.just("murer"),
        "contacts": st.tuples(TEXTS, PLACES).map(
            lambda told: [{"role": "tovholder", "name": told[0], **({"title": told[1]} if told[1] else {})}]
        ),
        "initiatives": st.lists(st.sampled_from(INITIATIVES), unique=True),
    },
    optional={
        "short_name": TEXTS,
        "conversations": st.fixed_dictionaries(
            {"foerste": TALK, "praktik": LEFT_OUT | TALK, "tredje": LEFT_OUT | st.just({"minutes": 20})}
        ),
        "support": st.lists(st.fixed_dictionaries({"name": TEXTS, "for": TEXTS}), max_size=2),
        "accessibility": st.just({"was_url": "https://www.was.digst.dk/x", "updated": "2026-10-01"}),
    },
)


@cache
def folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="any-profile-"))


def plain(text: str) -> str:
    """A text without its spaces, which HTML runs together."""
    return re.sub(r"\s+", "", text)


@given(PROFILES)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_profile_gives_finished_pages_with_its_texts(profile: dict[str, Any]) -> None:
    (folder() / "school.yml").write_text(yaml.safe_dump(profile, allow_unicode=True), encoding="utf-8")
    edition = load_edition(folder(), DAY)
    maker = PageMaker(edition)
    pages = maker.pages("site")
    assert html_problems(edition, maker, pages, "site") == []
    read = plain("".join(lxml.html.fromstring(f"<div>{to_html(page.text)}</div>").text_content() for page in pages))
    read += plain("".join(page.title for page in pages))
    for person in profile["contacts"]:
        assert plain(person["name"]) in read
        assert plain(person.get("title", "")) in read
    for place in profile.get("support", []):
        assert plain(place["name"]) in read
    assert edition.profile.name == profile["name"]
