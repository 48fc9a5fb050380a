"""Turn the heads of the page templates into which pages there are, and what is known of each before its text is."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

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
    step: int | None = Field(None, ge=1, le=99)
    summary: str = ""
    only_if: str = ""
    in_nav: bool = True
    after: str = ""


@dataclass(frozen=True)
class Named:
    """What is known of a page before and after its text is rendered."""

    src_uri: str
    title: str
    nav_title: str
    description: str
    step: int | None

    @property
    def root(self) -> str:
        """The way to the web root: empty, or `../` once for each folder."""
        return "../" * (len(PurePosixPath(self.src_uri).parts) - 1)


@dataclass(frozen=True)
class Head(Named):
    """What is known of a page before its text is rendered; also what the page's template sees as `page`."""

    summary: str
    in_nav: bool

    @property
    def path(self) -> str:
        """The page's folder, such as `trin-2-kontakt`; empty for the front page."""
        return str(PurePosixPath(self.src_uri).parent).removeprefix(".")


@dataclass(frozen=True)
class Step(Head):
    """A page that is one of the guide's steps, with its address as another page leads to it: in Markdown, in HTML."""

    number: int
    url: str
    href: str


def steps_seen_from(page: Head, heads: Iterable[Head]) -> list[Step]:
    """Return the steps in their order, with their addresses as seen from `page`."""
    steps = []
    for head in heads:
        if head.step:
            url, href = (page.root + quote(name) for name in (head.src_uri, page_address(head.src_uri)))
            steps.append(Step(**vars(head), number=head.step, url=url, href=href))
    return sorted(steps, key=lambda step: step.number)
