"""Turn the heads of the page templates into which pages there are, and what is known of each before its text is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from pydantic import BaseModel, ConfigDict

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
        return "../" * (len(PurePosixPath(self.src_uri).parts) - 1)
