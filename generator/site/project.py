"""Turn a rendered edition and its PDFs into a project of finished Markdown that other site engines build without us.

The engine has no plugin of ours there: what that hands over stands in the project's own mkdocs.yml and in the heads of
its pages, and what only the PDFs know is written into the pages.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from markupsafe import escape

from generator.data.hosts import as_uri
from generator.documents.job import Product
from generator.pages import csp
from generator.pages.maker import Page
from generator.pages.markdown import EXTENSION_CONFIGS, USUAL_EXTENSIONS
from generator.pages.written_out import with_ids, written_out
from generator.rendering import Rendered
from generator.site.data import site_files, theme_data
from generator.site.engine import head_of
from generator.site.finishing import add_pdfs, with_facts

_PLUGIN = "samtaleguide"
_README = Path(__file__).with_name("project.md")
_HOOK = Path(csp.__file__)
# Pages beside the guides, which are no part of any of them.
_OURS_ALONE = shutil.ignore_patterns("portal.html", "report.html")
_BEGIN = "# Made by samtaleguide from the profile of the school; README.md says how to build it.\n"


def write_project(rendered: Rendered, products: Mapping[str, Product], folder: Path) -> None:
    """Write an edition as a project into `folder`: mkdocs.yml, docs/ with the PDFs, overrides/ and a README.md."""
    edition = rendered.edition
    files: dict[str, str | bytes] = {"mkdocs.yml": _BEGIN + _as_yaml(_configuration(rendered))}
    files |= {"README.md": _README.read_bytes(), _HOOK.name: _HOOK.read_bytes()}
    for page in rendered.pages:
        files[f"docs/{page.src_uri}"] = with_facts(_source(page), products)
    for name, content in site_files(edition, rendered.pages).items():
        files[f"docs/{name}"] = content
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    add_pdfs(folder / "docs", edition, products)
    shutil.copytree(edition.layers.shared / "overrides", folder / "overrides", ignore=_OURS_ALONE)


def _source(page: Page) -> str:
    # The script of a sheet's page is known by its digest, and stays as it is.
    text = with_ids(page.text) if page.is_sheet else written_out(page.text)
    return f"---\n{_as_yaml(head_of(page))}---\n\n{text}"


def _configuration(rendered: Rendered) -> dict[str, Any]:
    """Return our own configuration of the site with all that our plugin would put into it."""
    edition, heads = rendered.edition, rendered.maker.heads
    settings: dict[str, Any] = yaml.safe_load(
        (rendered.edition.layers.shared / "mkdocs.yml").read_text(encoding="utf-8")
    )
    # The theme prints names as they are, so they are escaped here.
    settings["site_name"] = str(escape(edition.profile.name))
    if edition.profile.site_url:
        settings["site_url"] = as_uri(edition.profile.site_url)
    settings |= {"docs_dir": "docs", "site_dir": "site"}
    # Zensical has two looks; this one is that of Material.
    settings["theme"] |= {"custom_dir": "overrides", "variant": "classic"}
    settings["plugins"] = [plugin for plugin in settings["plugins"] if _PLUGIN not in plugin]
    settings["hooks"] = [_HOOK.name]
    settings["markdown_extensions"] = [*map(_extension, USUAL_EXTENSIONS)]
    settings["nav"] = [{str(escape(head.nav_title)): head.src_uri} for head in heads if head.in_nav]
    settings["not_in_nav"] = "".join(f"/{page.src_uri}\n" for page in rendered.pages if not page.in_nav)
    settings["extra"] |= theme_data(edition)
    return settings


def _extension(name: str) -> str | dict[str, Any]:
    # A function of ours is known to nobody else; the ids that it makes are written out.
    settings = {key: value for key, value in EXTENSION_CONFIGS.get(name, {}).items() if not callable(value)}
    return {name: settings} if settings else name


class _Dumper(yaml.SafeDumper):
    """Writes a text of several lines as lines."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def _as_yaml(data: Mapping[str, Any]) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
