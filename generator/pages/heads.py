"""Turn the heads of the page templates into which pages there are, and what is known of each before its text is."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from pydantic import BaseModel, ConfigDict

from generator.edition.web_root import page_address

Medium = Literal["site", "book"]


class FrontMatter(BaseModel):
    """What a page's template says of itself between its two lines of dashes.

    A school for which `only_if` does not hold does without the page; one with `in_nav: false` is reached by links only.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = ""
    nav_title: str = ""
    description: str = ""
    step: int | None = None
    summary: str = ""
    only_if: str = ""
    in_nav: bool = True
    after: str = ""


@dataclass(frozen=True)
class Head:
    """What is known of a page before its text is filled in; also what the page's template sees as `page`."""

    src_uri: str
    title: str
    nav_title: str
    description: str
    step: int | None
    summary: str
    in_nav: bool

    @property
    def path(self) -> str:
        """The page's folder, such as `trin-2-kontakt`; empty for the front page."""
        return str(PurePosixPath(self.src_uri).parent).removeprefix(".")

    @property
    def root(self) -> str:
        """The way to the web root."""
        return way_to_root(self.src_uri)


@dataclass(frozen=True)
class Step:
    """A page that is one of the guide's steps, as another page leads to it."""

    number: int
    title: str
    nav_title: str
    summary: str
    path: str
    url: str
    href: str


def steps_seen_from(page: Head, heads: Iterable[Head]) -> list[Step]:
    """Return the steps in their order, with their addresses as seen from `page`: in Markdown, and in HTML."""
    steps = [
        Step(
            number=head.step,
            title=head.title,
            nav_title=head.nav_title,
            summary=head.summary,
            path=head.path,
            url=page.root + head.src_uri,
            href=page.root + page_address(head.src_uri),
        )
        for head in heads
        if head.step
    ]
    return sorted(steps, key=lambda step: step.number)


def way_to_root(src_uri: str) -> str:
    """Return the way from a page to the web root: empty, or `../` once for each folder."""
    return "../" * (len(PurePosixPath(src_uri).parts) - 1)
