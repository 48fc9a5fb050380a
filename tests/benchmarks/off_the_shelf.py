"""Turn a layer into what the usual tools need to make the same edition: MkDocs with a PDF plugin, and HTML to print.

What they get is finished: pages as Markdown, documents as HTML. So only the making is compared. They have no way to put
finished PDFs together: the pile of all sheets and the packs are laid out by them once more, as one long document each.
Their book has the pages alone and none of the appendices, and their sheets have no fields that every viewer draws.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import quote

import yaml

from generator.documents.job import ASSET_SCHEME, Job
from generator.pages.markdown import EXTENSIONS
from generator.rendering import Rendered, render_edition
from generator.site.data import site_files, theme_data
from tests.support.command import REPOSITORY

DAY = date(2026, 11, 2)


class OffTheShelf:
    """The same edition in the hands of the usual tools."""

    def __init__(self, layer: Path, folder: Path) -> None:
        self.folder = folder
        rendered = render_edition(layer, DAY)
        self._write_pages(rendered)
        jobs = {job.stem: job for job in rendered.jobs}
        for job in rendered.jobs:
            # The book is made by the plugin.
            if job.stem != "guide":
                self._write_document([jobs[stem] for stem in job.parts] or [job], job.stem)

    def make(self) -> None:
        """Make the site with its book, then each document."""
        self._run("mkdocs", "build", "-q", "-f", self.folder / "mkdocs.yml", "-d", self.folder / "site")
        for html in sorted(self.folder.glob("*.html")):
            options = ("--pdf-variant", "pdf/a-2a", "--pdf-tags", "--pdf-forms")
            self._run("weasyprint", "-q", *options, html, html.with_suffix(".pdf"))

    def serve(self, port: int) -> subprocess.Popen[bytes]:
        """Show the pages alone, as their author would while writing."""
        return subprocess.Popen(
            [_program("mkdocs"), "serve", "-q", "-f", str(self.folder / "writing.yml"), "-a", f"127.0.0.1:{port}"],
            env=_ENVIRONMENT,
            stderr=subprocess.DEVNULL,
        )

    def _run(self, name: str, *arguments: str | Path) -> None:
        command = [_program(name), *map(str, arguments)]
        subprocess.run(command, cwd=self.folder, env=_ENVIRONMENT, check=True, capture_output=True)

    def _write_pages(self, rendered: Rendered) -> None:
        docs = self.folder / "docs"
        files: dict[str, str | bytes] = {page.src_uri: page.text for page in rendered.pages}
        for name, content in (files | site_files(rendered.edition, rendered.pages)).items():
            (docs / name).parent.mkdir(parents=True, exist_ok=True)
            (docs / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        settings = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))
        settings["theme"]["custom_dir"] = str(REPOSITORY / "overrides")
        settings |= {
            "site_name": rendered.edition.profile.name,
            "docs_dir": str(docs),
            "nav": [{head.nav_title: head.src_uri} for head in rendered.maker.heads if head.in_nav],
            "markdown_extensions": [*EXTENSIONS],
            "extra": settings["extra"] | theme_data(rendered.edition),
            # It knows nothing of the PDFs that pages lead to.
            "validation": {"links": {"not_found": "ignore", "unrecognized_links": "ignore"}},
        }
        usual = [plugin for plugin in settings["plugins"] if "samtaleguide" not in plugin]
        for name, plugins in (
            ("writing.yml", usual),
            ("mkdocs.yml", [*usual, {"to-pdf": {"output_path": "guide.pdf"}}]),
        ):
            text = yaml.safe_dump(settings | {"plugins": plugins}, allow_unicode=True)
            (self.folder / name).write_text(text, encoding="utf-8")

    def _write_document(self, parts: list[Job], stem: str) -> None:
        """Write the HTML of a document, or of several as one: each style sheet once, each part on new pages."""
        styles = dict.fromkeys(style for job in parts for style in _STYLE.findall(job.html))
        bodies = [_BODY.findall(_STYLE.sub("", job.html))[0] for job in parts]
        html = f'<!doctype html><html lang="da"><title>{stem}</title>{"".join(styles)}{_NEXT_PAGE.join(bodies)}</html>'
        for name, content in {name: content for job in parts for name, content in job.assets.items()}.items():
            asset = self.folder / "assets" / name
            asset.parent.mkdir(parents=True, exist_ok=True)
            asset.write_bytes(content)
            html = html.replace(f"{ASSET_SCHEME}{quote(name)}", f"assets/{quote(name)}")
        (self.folder / f"{stem}.html").write_text(html, encoding="utf-8")


_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_BODY = re.compile(r"<body.*</body>", re.DOTALL)
_NEXT_PAGE = '<div style="break-before: page"></div>'
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPOSITORY), "NO_MKDOCS_2_WARNING": "1"}


def _program(name: str) -> str:
    return str(Path(sys.executable).with_name(name))
