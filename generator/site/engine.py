"""Turn finished Markdown pages into the web site, with MkDocs.

What the theme needs to know goes into `config.extra`, so that overrides/ works with other engines too.
"""

import re
from pathlib import Path
from typing import Any

import mkdocs
from jinja2 import Environment
from markupsafe import escape
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import base, load_config
from mkdocs.config import config_options as opt
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from generator.data.hosts import as_uri
from generator.edition.edition import Edition
from generator.pages.maker import Page
from generator.pages.markdown import EXTENSION_CONFIGS, EXTENSIONS
from generator.pages.sheets import FIRST_OF_SHEET
from generator.problems.excerpt import find_text
from generator.problems.limits import excess_explained
from generator.problems.logged import logged_warnings
from generator.problems.problem import Advice, Place, Problem, Problems, Sentence
from generator.rendering import Rendered
from generator.site.data import site_files, theme_data
from generator.templates.compiled import kept_for_theme

_UNUSED = re.compile(r"\.(?:md|html|map)$|^assets/javascripts/lunr/(?!min/lunr\.(?:da|stemmer\.support)\.)")
_RUNS = re.compile(r"<(?:script|style)", re.IGNORECASE)
_LINK = re.compile(r"Doc file '(?P<page>.+?)' contains an?\b.*? link '(?P<link>.+?)', (?:but )?(?P<why>.+?)\.(?:$| )")


class Settings(base.Config):
    """The plugin's settings in mkdocs.yml."""

    layer = opt.Type(str, default="schools/eksempel")
    """The school's layer, seen from mkdocs.yml."""
    store = opt.Type(str, default="build/.cache")
    """Where finished PDFs are kept from one build to the next."""


class SitePlugin(BasePlugin[Settings]):
    """Hands MkDocs a rendered edition: its pages in place of the templates, and the names of what comes later."""

    rendered: Rendered | None = None

    @property
    def _edition(self) -> Edition:
        assert self.rendered, "it was given before MkDocs began"
        return self.rendered.edition

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Tell the theme what it needs."""
        assert self.rendered, "it was given before MkDocs began"
        profile = self._edition.profile
        # Material prints the name without escaping; Markup is already escaped and stays as it is.
        config.site_name = escape(profile.name)
        config.site_url = as_uri(profile.site_url or "")
        config.site_description = None
        config.markdown_extensions = [*EXTENSIONS]
        config.mdx_configs = {name: dict(settings) for name, settings in EXTENSION_CONFIGS.items()}
        config.nav = [{escape(head.nav_title): head.src_uri} for head in self.rendered.maker.heads if head.in_nav]
        config.extra.update(theme_data(self._edition))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the edition's pages in place of the templates, and announce the files that come later."""
        assert self.rendered, "it was given before MkDocs began"
        remove_unused(files)
        for page in self.rendered.pages:
            inclusion = InclusionLevel.INCLUDED if page.in_nav else InclusionLevel.NOT_IN_NAV
            # After a blank line MkDocs finds no front matter of its own in the text; ours has been read.
            files.append(File.generated(config, page.src_uri, content=f"\n{page.text}", inclusion=inclusion))
        for name, content in site_files(self._edition, self.rendered.pages).items():
            files.append(File.generated(config, name, content=content))
        for document in self._edition.documents:
            pictures = [document.picture] if self.rendered.maker.shows(document.picture) else []
            for name in (*pictures, *(item.href for item in document.prints)):
                files.append(File.generated(config, name, content=b""))
        return files

    def on_env(self, env: Environment, **_: Any) -> Environment:
        """Keep the code of the theme's templates from one build to the next: to compile it takes a third of a build."""
        env.bytecode_cache = kept_for_theme()
        return env

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, **_: Any) -> str:
        """Give a page its title and description, after MkDocs has read the (absent) front matter."""
        ours = self._rendered_page(page)
        page.title = escape(ours.nav_title)
        page.meta.update({name: escape(it) if isinstance(it, str) else it for name, it in head_of(ours).items()})
        # The sitemap's date: the day of the newest change, so that an unchanged rebuild is unchanged.
        page.update_date = self._edition.changed.isoformat()
        if ours.is_sheet:
            # Below its heading it is HTML; to have it read as Markdown changes nothing and takes a third of a build.
            return ours.text.partition(FIRST_OF_SHEET)[0]
        return markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: Any) -> str:
        """Refuse a script in a page, whatever came before: each one that is published is allowed by its hash."""
        ours = self._rendered_page(page)
        if not ours.is_sheet and _RUNS.search(html):
            raise PluginError(f"{ours.src_uri}: a page cannot hold a script or a style sheet")
        return f"{html}\n{ours.found}" if ours.is_sheet else html

    @event_priority(-100)
    def on_page_context(self, context: TemplateContext, *, page: MkDocsPage, **_: Any) -> TemplateContext:
        """Put a sheet itself in the place of what the search was to find of it, now that the search has read that."""
        ours = self._rendered_page(page)
        if ours.is_sheet:
            heading = (page.content or "").removesuffix(ours.found)
            page.content = heading + ours.text[ours.text.index(FIRST_OF_SHEET) :].rstrip()
        return context

    def _rendered_page(self, page: MkDocsPage) -> Page:
        assert self.rendered, "it was given before MkDocs began"
        return next(ours for ours in self.rendered.pages if ours.src_uri == page.file.src_uri)


def head_of(page: Page) -> dict[str, Any]:
    """Return what the theme is to know of a page; plain data only, every text unescaped."""
    head: dict[str, Any] = {"title": page.title, "description": page.description}
    if page.src_uri == "index.md" or page.is_sheet:
        # The front page shows the ways on itself; beside it they would only be said again. A sheet needs the room.
        head["hide"] = ["navigation", "toc"]
    if not (page.in_nav or page.is_sheet):
        # Background for one reader: who searches for what a page of the guide is about finds that one first.
        head["search"] = {"boost": 0.5}
    return head


def remove_unused(files: Files) -> None:
    """Take out of what MkDocs found the templates of pages, and what the theme's search has for other languages."""
    for file in [file for file in files if _UNUSED.search(file.src_uri)]:
        files.remove(file)


def build_site(rendered: Rendered, folder: Path) -> None:
    """Build an edition's pages into `folder`; PDFs and finishing come after.

    Raises GeneratorError with everything MkDocs warned about, such as a link that leads nowhere.
    """
    edition, shared = rendered.edition, rendered.edition.layers.shared
    with logged_warnings(mkdocs.__name__) as messages, excess_explained(lambda _: Place("site")):
        try:
            # MkDocs would take a relative folder as one beside its configuration.
            config = load_config(str(shared / "mkdocs.yml"), site_dir=str(folder.resolve()))
            plugin = config.plugins["samtaleguide"]
            assert isinstance(plugin, SitePlugin)
            plugin.rendered = rendered
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
        found = Sentence("the program that makes the site says: {message}", message=message.rstrip("."))
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
