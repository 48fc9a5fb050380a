"""Turn a published edition into a report of what was checked, for its coordinator to read and for programs.

What a check finds are rows of values; how they are worded and set is decided in overrides/report.html.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import lxml.html

from generator.checks.lix import measured
from generator.checks.published import References, references
from generator.checks.terms import old_terms
from generator.documents.job import Job
from generator.edition.contrasts import pairs
from generator.edition.edition import Edition
from generator.edition.web_root import page_address
from generator.pages.maker import Page, PageMaker
from generator.profile.warn import is_stale

# All is well; somebody should look; it was not tried, or is not there to be looked at.
Status = Literal["fine", "look", "untried"]
# By standard, what breaks it in each PDF; or why it was not tried.
Proof = Mapping[str, Mapping[str, Sequence[str]]] | str


@dataclass(frozen=True)
class Check:
    """What was checked, how it went, and what was looked at: rows of values by the names of columns."""

    id: str
    status: Status
    facts: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]]


def checks(
    edition: Edition,
    maker: PageMaker,
    pages: Sequence[Page],
    jobs: Iterable[Job],
    root: Path,
    proof: Proof,
    today: date,
) -> list[Check]:
    """Return all checks of the edition that is published at `root`; `proof` is what veraPDF says of its PDFs."""
    named = references(root, [page_address(page.src_uri) for page in pages])
    return [
        _pdfs(edition, proof),
        _contrasts(edition),
        _links(named),
        _hosts(named),
        _readability(edition, maker),
        _pictures(named),
        _statement(edition, today),
        _support(edition, today),
        _terms(pages, jobs),
    ]


def _check(key: str, rows: Sequence[Mapping[str, Any]], **facts: Any) -> Check:
    status: Status = "fine" if all(row.get("fine", True) for row in rows) else "look"
    return Check(key, status, facts, rows)


def _pdfs(edition: Edition, proof: Proof) -> Check:
    prints = [(document, item) for document in edition.documents for item in document.prints]
    if isinstance(proof, str):
        return Check("pdf", "untried", {"reason": proof, "count": len(prints)}, [])
    rows: list[dict[str, Any]] = []
    for document, item in prints:
        row: dict[str, Any] = {"title": document.title, "print": item.label, "file": item.href}
        found = proof.get(item.stem)
        if found is None:
            # Meant for a press, which reads another kind of PDF.
            rows.append(row | {"ua": None, "a": None})
        else:
            ua, a = (not lines for lines in found.values())
            rows.append(row | {"ua": ua, "a": a, "fine": ua and a, "broken": [*map(list, found.values())]})
    return _check("pdf", rows, count=len(rows))


def _contrasts(edition: Edition) -> Check:
    rows = [
        {**pair._asdict(), "ratio": round(pair.ratio, 2), "fine": pair.ratio >= pair.least}
        for pair in pairs(edition.colours)
    ]
    return _check("contrast", rows)


def _links(named: References) -> Check:
    rows = [{"page": page, "link": link, "fine": False} for page, link in named.lost]
    return _check("links", rows, pages=named.pages, inside=named.inside)


def _hosts(named: References) -> Check:
    rows: list[dict[str, Any]] = [{"host": address, "pages": [page], "fine": False} for page, address in named.loaded]
    rows += [{"host": host, "pages": sorted(pages)} for host, pages in sorted(named.hosts.items())]
    return _check("hosts", rows, loaded=len(named.loaded))


def _readability(edition: Edition, maker: PageMaker) -> Check:
    rows = [{**each._asdict(), "fine": each.lix <= each.limit} for each in measured(edition, maker)]
    return _check("lix", sorted(rows, key=lambda row: -row["lix"]))


def _pictures(named: References) -> Check:
    rows = [{"page": page, "picture": src, "fine": False} for page, src in named.undescribed]
    return _check("pictures", rows, count=named.pictures)


def _statement(edition: Edition, today: date) -> Check:
    statement = edition.profile.accessibility
    if statement is None:
        return Check("statement", "look", {"updated": None}, [])
    facts = {"updated": statement.updated, "days": (today - statement.updated).days, "url": statement.was_url}
    return Check("statement", "fine" if _is_recent(statement.updated, today) else "look", facts, [])


def _support(edition: Edition, today: date) -> Check:
    rows = []
    for place in edition.profile.support:
        day = place.checked
        rows.append(
            {
                "name": place.name,
                "number": place.phone or place.url,
                "checked": day,
                "days": (today - day).days if day else None,
                "fine": day is not None and _is_recent(day, today),
            }
        )
    return _check("support", rows) if rows else Check("support", "look", {}, [])


def _is_recent(day: date, today: date) -> bool:
    # A day that is still to come was mistyped, and would look recent for years.
    return day <= today and not is_stale(day, today)


def _terms(pages: Sequence[Page], jobs: Iterable[Job]) -> Check:
    rows = []
    for name, text in _texts(pages, jobs):
        rows += [{"where": name, "word": old.word, "rather": old.rather, "fine": False} for old in old_terms(text)]
    return _check("terms", rows)


def _texts(pages: Sequence[Page], jobs: Iterable[Job]) -> Iterator[tuple[str, str]]:
    """Yield the text of each page and of each document once, by its title."""
    for page in pages:
        yield page.title, _text(page.text if page.is_sheet else page.html)
    for job in {job.document: job for job in jobs if job.document}.values():
        yield job.title, _text(job.html)


def _text(html: str) -> str:
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for unseen in [*root.iter("style", "script")]:
        unseen.drop_tree()
    return str(root.text_content())
