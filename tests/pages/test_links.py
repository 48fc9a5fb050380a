"""Whatever can be clicked in the edition leads to something that is there, and no page shows how it was made."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import lxml.etree
import lxml.html
import pytest

from generator.documents.job import Job
from generator.edition.load import load_edition
from generator.pages.allowed_html import refused_in
from generator.pdf.render import render
from tests.support.pdfs import read

EXAMPLE = Path(__file__).parents[2] / "schools" / "eksempel"
ELSEWHERE = {"https", "mailto", "tel"}
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
# A server shows it in place of a page that is missing; nobody looks for it.
NOT_FOUND = "404.html"
# What templates leave behind that nobody has filled in, as it is written and as it is read.
MARKUP = re.compile(r"\{\{|\{%")
LEFTOVER = re.compile(r"\{\{|\{%|\bNone\b|\bundefined\b")


class Target(NamedTuple):
    """What a link leads to: a file of the edition and perhaps an id in it."""

    file: Path
    fragment: str


class Site:
    """The edition's web root as a visitor finds it."""

    def __init__(self, root: Path, address: str) -> None:
        self.root = root.resolve()
        self.address = address
        self.pages = {path: lxml.html.parse(path).getroot() for path in sorted(self.root.rglob("*.html"))}

    def name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def links(self) -> Iterator[tuple[Path, str]]:
        """Yield page and address of every link, picture, script and style sheet on every page."""
        for path, page in self.pages.items():
            for address in page.xpath("//@href | //@src"):
                yield path, str(address).strip()

    def target(self, page: Path, link: str) -> Target | None:
        """Return what a link leads to; None if that is not in this edition."""
        if link.startswith(self.address):
            page, link = self.root / "index.html", link.removeprefix(self.address)
        parts = urlsplit(link)
        if parts.scheme:
            return None
        file = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        return Target(file, unquote(parts.fragment))

    def targets(self) -> Iterator[tuple[Path, str, Target]]:
        """Yield page, address and target of every link that leads into this edition."""
        for page, link in self.links():
            if target := self.target(page, link):
                yield page, link, target


@pytest.fixture(scope="module")
def site(edition: Path) -> Site:
    """Return the built site, which has pages."""
    address = load_edition(EXAMPLE, date(2026, 11, 2)).profile.site_url
    assert address, "the example school says where its site will be"
    found = Site(edition, address)
    assert len(found.pages) > 10, "the edition has too few pages to be a guide"
    return found


@pytest.fixture(scope="module")
def pdfs(edition: Path) -> list[Path]:
    """Return the paths of the edition's PDFs, of which there are some."""
    paths = sorted((edition / "pdf").glob("*.pdf"))
    assert paths, "the edition has no PDFs"
    return paths


def fail_with(faults: Iterator[str]) -> None:
    """Fail with one line per fault, if there are any."""
    if found := Counter(faults):
        pytest.fail("\n".join(f"{fault} ({count} times)" for fault, count in found.items()), pytrace=False)


def test_every_link_leads_to_a_file_of_the_edition(site: Site) -> None:
    """Pages, pictures, scripts, style sheets and PDFs are there."""
    fail_with(
        f"{site.name(page)}: {link} is not there" for page, link, target in site.targets() if not target.file.is_file()
    )


def test_every_link_into_a_page_leads_to_a_place_in_it(site: Site) -> None:
    """What stands behind the # is the id of something on that page."""
    ids = {path: {str(name) for name in page.xpath("//@id | //a/@name")} for path, page in site.pages.items()}
    fail_with(
        f"{site.name(page)}: {link} leads to no id"
        for page, link, (file, fragment) in site.targets()
        if fragment and file in ids and fragment not in ids[file]
    )


def test_no_link_leaves_the_folder_or_starts_at_the_servers_root(site: Site) -> None:
    """The folder can be opened from disk, or be put anywhere on a server."""
    fail_with(f"{site.name(page)}: {link} begins with /" for page, link in site.links() if link.startswith("/"))
    fail_with(
        f"{site.name(page)}: {link} leads out of the folder"
        for page, link, target in site.targets()
        if not target.file.is_relative_to(site.root)
    )


def test_links_to_elsewhere_are_secure_addresses_mails_or_phone_numbers(site: Site) -> None:
    """No page leads to http:, file: or anything a browser would run."""
    schemes = ((page, link, urlsplit(link).scheme) for page, link in site.links())
    fail_with(f"{site.name(page)}: {link}" for page, link, scheme in schemes if scheme and scheme not in ELSEWHERE)


def test_no_page_shows_what_it_was_made_from(site: Site) -> None:
    """There is no template markup anywhere in a page, and no word of Python in what is read."""
    read_by_people = "//text()[not(parent::script) and not(parent::style)] | //@*"
    sources = {path: path.read_text(encoding="utf-8") for path in site.pages}
    fail_with(
        f"{site.name(path)}: {source[found.start() :][:60]!r}"
        for path, source in sources.items()
        for found in MARKUP.finditer(source)
    )
    fail_with(
        f"{site.name(path)}: {text.strip()[:60]!r}"
        for path, page in site.pages.items()
        for text in page.xpath(read_by_people)
        if LEFTOVER.search(text)
    )


def test_every_fact_about_a_pdf_is_filled_in(site: Site) -> None:
    """Where a page says how many pages a PDF has, there is something to read."""
    facts = [(path, fact) for path, page in site.pages.items() for fact in page.xpath("//*[@data-fact]")]
    assert facts, "no page says anything about the PDFs"
    fail_with(
        f"{site.name(path)}: {fact.get('data-fact')} is empty"
        for path, fact in facts
        if not fact.text_content().strip()
    )


def test_every_pdf_and_picture_can_be_reached_from_a_page(site: Site) -> None:
    """Nothing lies in the folder of PDFs that no page shows or leads to."""
    reached = {target.file for _, _, target in site.targets()}
    published = [path for path in sorted((site.root / "pdf").rglob("*")) if path.is_file()]
    assert {path.suffix for path in published} == {".pdf", ".png"}
    fail_with(f"no page leads to {site.name(path)}" for path in published if path not in reached)


def test_the_sitemap_lists_every_page_once(site: Site) -> None:
    """Search engines are told of each page at the school's own address, and of nothing else."""
    tree = lxml.etree.parse(site.root / "sitemap.xml")
    addresses = [str(place.text).strip() for place in tree.iter(LOC)]
    fail_with(f"{address} is elsewhere" for address in addresses if not address.startswith(site.address))
    listed = Counter(target.file for address in addresses if (target := site.target(site.root, address)))
    assert listed == Counter(path for path in site.pages if site.name(path) != NOT_FOUND)


def test_every_link_inside_a_pdf_leads_to_one_of_its_pages(pdfs: list[Path]) -> None:
    """The links and the bookmarks of every PDF lead somewhere, and the book has some of both."""
    fail_with(
        f"{path.name}, page {link.on}: a link leads nowhere"
        for path in pdfs
        for link in read(path).links
        if not link.uri and not link.page
    )
    fail_with(
        f"{path.name}: {mark.title} leads nowhere" for path in pdfs for mark in read(path).bookmarks if not mark.page
    )
    inner = [link for path in pdfs for link in read(path).links if link.page]
    assert inner, "no PDF has links inside"


def test_links_out_of_a_pdf_are_secure_addresses_mails_or_phone_numbers(pdfs: list[Path]) -> None:
    """A printed link says where it leads to: no link to a file on somebody's computer, none to http:."""
    uris = [(path, link) for path in pdfs for link in read(path).links if link.uri]
    assert uris, "no PDF has links to elsewhere"
    fail_with(
        f"{path.name}, page {link.on}: {link.uri}" for path, link in uris if urlsplit(link.uri).scheme not in ELSEWHERE
    )


def test_a_message_to_a_phone_can_be_begun_from_paper_as_from_a_page() -> None:
    """What a page may lead to is no mistake in the book."""
    link = '<html lang="da"><title>Side</title><p><a href="sms:+4512345678?body=Hej">Skriv</a>'
    assert [*refused_in(link.partition("<p>")[2])] == []
    assert render(Job("side", link, "Side", "2026-11-02")).pdf.startswith(b"%PDF")
