"""Turn finished Markdown pages into the web site. The only module that imports MkDocs.

The plugin hands MkDocs the edition's pages in place of the templates in docs/, and adds the PDFs when they are ready.
What the theme needs to know goes into `config.extra`, so that overrides/ works with other engines too.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import base, load_config
from mkdocs.config import config_options as opt
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.yaml import yaml_load

from generator.checks.news import news
from generator.documents.job import Product
from generator.edition.edition import Edition
from generator.pages.maker import Page
from generator.pages.markdown import EXTENSION_CONFIGS, EXTENSIONS
from generator.pdf.signs import signs_placed
from generator.pdf.store import store_for
from generator.pdf.workers import Production
from generator.problems.excerpt import find_text
from generator.problems.limits import limited
from generator.problems.logged import logged_warnings
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Problems, Sentence
from generator.problems.report import as_text
from generator.rendering import Rendered, render_edition
from generator.shared import SHARED
from generator.site.data import site_files, theme_data
from generator.site.finishing import finish_site

log = logging.getLogger("mkdocs.plugins.samtaleguide")
_RUNS = re.compile(r"<(?:script|style)", re.IGNORECASE)
_LINK = re.compile(r"Doc file '(?P<page>.+?)' contains an?\b.*? link '(?P<link>.+?)', (?:but )?(?P<why>.+?)\.(?:$| )")


class PluginSettings(base.Config):
    """The plugin's settings in mkdocs.yml."""

    layer = opt.Type(str, default="schools/eksempel")
    """The school's layer, seen from mkdocs.yml."""
    store = opt.Type(str, default="build/.cache")
    """Where finished PDFs are kept from one build to the next."""


class SamtaleguidePlugin(BasePlugin[PluginSettings]):
    """Lets MkDocs build an edition, by `mkdocs build` as well as by `samtaleguide build`."""

    def __init__(self) -> None:
        self.given: Rendered | None = None
        self.serving = False
        self.today = date.today()
        self._last_products: dict[str, Product] = {}
        self._last_warnings: list[str] = []
        self._production: Production | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002  MkDocs passes both by name
        """Remember whether this is a live preview. The event's presence keeps the plugin alive between builds."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the edition, start its PDFs and tell the theme what it needs."""
        if self.given:
            self._rendered = self.given
        else:
            self._load(Path(config.config_file_path).parent)
        edition = self._rendered.edition
        profile = edition.profile
        # Material prints the name without escaping; Markup is already escaped and stays as it is.
        config.site_name = escape(profile.name)
        config.site_url = profile.site_url or ""
        config.site_description = None
        config.markdown_extensions = [*EXTENSIONS]
        config.mdx_configs = {name: dict(settings) for name, settings in EXTENSION_CONFIGS.items()}
        config.nav = [{escape(head.nav_title): head.src_uri} for head in self._rendered.maker.heads if head.in_nav]
        config.extra.update(theme_data(edition))
        return config

    def _load(self, root: Path) -> None:
        layer = root / self.config.layer
        with _told_by_mkdocs():
            self._rendered = render_edition(layer, self.today)
        # In a preview only what was not told at the build before.
        warnings = [as_text(problem) for problem in (*self._rendered.warnings, *news(self._rendered.edition))]
        for warning in warnings:
            if warning not in self._last_warnings:
                log.warning(warning)
        self._last_warnings = warnings
        # A preview shows the PDFs of its beginning: nobody waits for new ones after each save.
        if not (self.serving and self._last_products):
            self._produce(layer, root / self.config.store)

    def _produce(self, layer: Path, folder: Path) -> None:
        if self._production:
            self._production.stop()
        self._production = Production(self._rendered.jobs, store_for(layer, folder), log.info)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the edition's pages in place of the templates, and announce the files that come later."""
        edition = self._rendered.edition
        for file in [file for file in files if file.src_uri.endswith((".md", ".html"))]:
            files.remove(file)
        for page in self._rendered.pages:
            inclusion = InclusionLevel.INCLUDED if page.in_nav else InclusionLevel.NOT_IN_NAV
            # After a blank line MkDocs finds no front matter of its own in the text; ours has been read.
            files.append(File.generated(config, page.src_uri, content=f"\n{page.text}", inclusion=inclusion))
        for name, content in site_files(edition, self._rendered.pages).items():
            files.append(File.generated(config, name, content=content))
        for document in edition.documents:
            for name in (document.picture, *(item.href for item in document.prints)):
                files.append(File.generated(config, name, content=b""))
        return files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, **_: Any) -> str:
        """Give a page its title and description, after MkDocs has read the (absent) front matter."""
        ours = self._rendered_page(page)
        page.title = escape(ours.nav_title)
        page.meta.update(title=escape(ours.title), description=escape(ours.description), step=ours.step)
        if page.is_homepage or ours.is_sheet:
            # The front page shows the ways on itself; beside it they would only be said again. A sheet needs the room.
            page.meta["hide"] = ["navigation", "toc"]
        # The sitemap's date: the day of the newest change, so that an unchanged rebuild is unchanged.
        page.update_date = self._rendered.edition.changed.isoformat()
        return markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: Any) -> str:
        """Refuse a script in a page, whatever came before: each one that is published is allowed by its hash."""
        ours = self._rendered_page(page)
        if not ours.is_sheet and _RUNS.search(html):
            raise PluginError(f"{ours.src_uri}: a page cannot hold a script or a style sheet")
        return html

    def _rendered_page(self, page: MkDocsPage) -> Page:
        return next(ours for ours in self._rendered.pages if ours.src_uri == page.file.src_uri)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add the PDFs and finish the pages, unless somebody else does it after us."""
        if self.given is not None:
            return
        edition = self._rendered.edition
        assert self._production is not None
        if not (self.serving and self._last_products):
            with _told_by_mkdocs(), signs_placed(edition.layers):
                self._last_products = self._production.products()
        finish_site(Path(config.site_dir), edition, self._last_products, secured=not self.serving)

    def on_serve(self, server: Any, /, *, config: MkDocsConfig, builder: Any) -> Any:  # noqa: ARG002
        """Watch everything that an edition is made from."""
        layers = self._rendered.edition.layers
        for folder in (layers.school, layers.shared / "docs", layers.shared / "forms", layers.shared / "overrides"):
            server.watch(str(folder))
        return server


@contextmanager
def _told_by_mkdocs() -> Iterator[None]:
    try:
        yield
    except GeneratorError as error:
        raise PluginError("\n".join(map(as_text, error.problems))) from error


def build_site(rendered: Rendered, folder: Path) -> None:
    """Build an edition's pages into `folder`; PDFs and finishing come after.

    Raises GeneratorError with everything MkDocs warned about, such as a link that leads nowhere.
    """
    edition, shared = rendered.edition, rendered.edition.layers.shared
    # An ordinary edition takes two seconds of a processor.
    with logged_warnings("mkdocs") as messages, limited(lambda _: Place("site"), seconds=30):
        try:
            # MkDocs would take a relative folder as one beside its configuration.
            config = load_config(str(shared / "mkdocs.yml"), site_dir=str(folder.resolve()))
            plugin = config.plugins["samtaleguide"]
            assert isinstance(plugin, SamtaleguidePlugin)
            plugin.given = rendered
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
        except (Abort, BuildError) as error:
            messages.append(str(error))
    Problems(_problem(edition, message) for message in messages).raise_if_any()


def _problem(edition: Edition, message: str) -> Problem:
    """Return what MkDocs warned about, with the place of the link that it names."""
    named = _LINK.match(message)
    path = edition.layers.find(f"docs/{named['page']}") if named else None
    if named is None or path is None:
        found = Sentence("{message}", message=message.rstrip("."))
        return Advice("site-engine-complains", found, "Look at the pages below docs/.").at(Place("site"))
    link = named["link"]
    file = edition.layers.display(path)
    place = find_text(file, link)
    way_out = (
        "Name a page as it is seen from this one, such as ../kontakt/index.md; "
        "after a '#' comes the id of a heading there."
    )
    found = Sentence("link '{link}': {reason}", link=link, reason=named["why"])
    return Advice("leads-to-nothing", found, way_out, about=link).at(Place(file, place.line if place else None))


def serve_site(layer: Path, port: int) -> None:
    """Show the edition of `layer` on this machine at `port`, and build it again whenever something is saved."""
    config_file = SHARED / "mkdocs.yml"
    # By name: of a list, MkDocs takes each plugin's settings out while it reads them, and reads them at every rebuild.
    plugins: dict[str, Any] = {}
    for plugin in yaml_load(config_file.read_text(encoding="utf-8"))["plugins"]:
        plugins |= {plugin: {}} if isinstance(plugin, str) else plugin
    plugins["samtaleguide"] = {"layer": str(layer.resolve()), "store": str(Path("build/.cache").resolve())}
    try:
        mkdocs_serve(str(config_file), plugins=plugins, dev_addr=f"127.0.0.1:{port}")
    except Abort as error:
        found = Sentence("{message}", message=str(error))
        raise GeneratorError([Advice("site-engine-complains", found).at(Place("site"))]) from error
