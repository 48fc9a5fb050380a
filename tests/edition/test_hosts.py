"""An address with æ, ø or å is shown as it was written, and leads there by the name that every program knows."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from generator.pages.markdown import to_html
from generator.rendering import Rendered, render_edition
from generator.site.data import site_files, theme_data
from tests.support.command import DAY

PROFILE = """\
name: Skolen
trade: murer
site_url: https://{host}/guide/
website: https://www.{host}/
contacts: [{{role: tovholder, name: Mette Holm, phone: 22 34 56 78, email: {mail}@{host}}}]
initiatives: [pjece, logbog, mesteraften]
events:
  - {{kind: mesteraften, title: A, date: 2027-01-21, start: "17:00", end: "20:00", place: Salen, signup: "https://{host}/{page}"}}
support: [{{name: Vejledningen, for: alt, url: "https://{host}/{page}"}}]
privacy: {{dpo_email: dpo@{host}, policy_url: "https://{host}/{page}"}}
"""
WRITTEN = {"host": "læreplads.dk", "mail": "søren", "page": "hjælp"}
KNOWN = {"host": "xn--lreplads-j0a.dk", "mail": "s%C3%B8ren", "page": "hj%C3%A6lp"}


def rendered(folder: Path, **names: str) -> Rendered:
    folder.mkdir()
    (folder / "school.yml").write_text(PROFILE.format(**names), encoding="utf-8")
    return render_edition(folder, date.fromisoformat(DAY))


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    return rendered(tmp_path_factory.mktemp("hosts") / "skole", **WRITTEN)


def test_every_link_is_one_that_all_programs_know(edition: Rendered) -> None:
    pages = [page.text if page.is_sheet else to_html(page.text) for page in edition.pages]
    links = {
        link for html in [*pages, *(job.html for job in edition.jobs)] for link in re.findall(r'href="(.+?)"', html)
    }
    outside = {link for link in map(unescape, links) if re.match("https?:|mailto:", link)}
    assert [link for link in outside if not link.isascii()] == []
    host = KNOWN["host"]
    for link in (
        f"mailto:{KNOWN['mail']}@{host}",
        f"mailto:dpo@{host}",
        f"https://www.{host}/",
        f"https://{host}/{KNOWN['page']}",
    ):
        assert link in outside


def test_what_is_read_is_what_was_written(edition: Rendered) -> None:
    pamphlet = next(job.html for job in edition.jobs if job.stem == "pjece-virksomhed")
    assert ">https://www.læreplads.dk/<" in pamphlet
    assert "søren@læreplads.dk" in pamphlet


def test_codes_calendars_and_the_theme_have_it_too(edition: Rendered, tmp_path: Path) -> None:
    other = rendered(tmp_path / "skole", **{**WRITTEN, "host": KNOWN["host"]})
    codes = [{job.stem: job.assets.get("made/qr.svg") for job in made.jobs} for made in (edition, other)]
    assert any(codes[0].values())
    assert codes[0] == codes[1]
    theme = theme_data(edition.edition)
    assert theme["site_url"] == f"https://{KNOWN['host']}/guide/"
    assert theme["school"]["website"] == f"https://www.{KNOWN['host']}/"
    files = site_files(edition.edition, edition.pages)
    (calendar,) = (content for name, content in files.items() if name.endswith(".ics"))
    assert f"URL:https://{KNOWN['host']}/guide/".encode() in calendar
