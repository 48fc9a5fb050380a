"""Turn `mkdocs build` and `mkdocs serve` into a build of the edition, like that of the other doors.

MkDocs itself works on nothing of the layer: the whole site is made in a process that can be ended from outside, and
put in the place of MkDocs' own.
"""

import logging
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from generator.layer.layers import watched_folders
from generator.problems.problem import GeneratorError, said
from generator.problems.report import as_text
from generator.site.engine import SitePlugin, remove_unused
from generator.supervision.supervisor import supervised

log = logging.getLogger("mkdocs.plugins.samtaleguide")


class SamtaleguidePlugin(SitePlugin):
    """Lets MkDocs build an edition: the layer's, when MkDocs was started by a person; else the one it is given."""

    def __init__(self) -> None:
        self.serving = False
        self._last_warnings: list[str] = []

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002  MkDocs passes both by name
        """Remember whether this is a live preview. The event's presence keeps the plugin alive between builds."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Tell the theme what it needs, if the edition is there; else there is nothing that MkDocs could render."""
        if self.rendered:
            return super().on_config(config)
        config.theme.static_templates.clear()
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the edition's pages in place of the templates; without an edition, nothing."""
        if self.rendered:
            return super().on_files(files, config=config)
        remove_unused(files)
        return files

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Build the edition into the folder of the site, unless somebody else does."""
        if self.rendered:
            return
        root = Path(config.config_file_path).parent
        layer, store = root / self.config.layer, root / self.config.store
        try:
            # A preview adds its own script to each page, which a Content-Security-Policy would not let run.
            found = supervised(
                *("generator.doors.build.build_into", layer, Path(config.site_dir), store, date.today()),
                tell=lambda line: log.info(said(line)),
                secured=not self.serving,
            )
        except GeneratorError as error:
            raise PluginError("\n".join(map(as_text, error.problems))) from error
        warnings = [*map(as_text, found)]
        # In a preview only what was not told at the build before.
        for warning in warnings:
            if warning not in self._last_warnings:
                log.warning(warning)
        self._last_warnings = warnings

    def on_serve(self, server: Any, /, *, config: MkDocsConfig, builder: Any) -> Any:  # noqa: ARG002
        """Watch everything that an edition is made from."""
        for folder in watched_folders(Path(config.config_file_path).parent / self.config.layer):
            server.watch(str(folder))
        return server
