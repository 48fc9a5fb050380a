"""Turn the names of fonts, pictures and styles into addresses that only our own renderer can open.

A document never holds a path: it holds `asset:NAME`, and the renderer gets the bytes of exactly the names that the
document asked for. So a template cannot reach another file or host, and the list is also what the cache looks at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from generator.layer import Layers
from generator.problems import GeneratorError, Problem
from generator.templates import Templates

SCHEME = "asset:"
PICTOGRAMS = "overrides/assets/pictograms/{}.svg"
MOTIFS = "overrides/assets/motifs/{}.svg"


class Assets:
    """The files that one document uses, collected while its template is filled in."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.contents: dict[str, bytes] = {}

    def url(self, name: str) -> str:
        """Return the address of a shared or layer file such as `forms/_layout/fonts/x.woff2`."""
        return self._keep(name, _existing(self.layers.find(name), name).read_bytes())

    def beside_profile(self, name: str) -> str:
        """Return the address of a file that stands beside the profile, such as the logo."""
        return self._keep(f"layer/{name}", _existing(self.layers.beside_profile(name), name).read_bytes())

    def made(self, name: str, content: bytes) -> str:
        """Return the address of something that was just made, such as a QR code."""
        return self._keep(f"made/{name}", content)

    def coloured(self, name: str, colour: str) -> str:
        """Return the address of a drawing with `currentColor` replaced by `colour` (#rrggbb).

        An image has no surrounding text whose colour it could take, so each colour is a picture of its own.
        """
        drawing = _existing(self.layers.find(name), name).read_text(encoding="utf-8")
        stem, dot, ending = name.rpartition(".")
        return self._keep(f"{stem}.{colour.lstrip('#')}{dot}{ending}", drawing.replace("currentColor", colour).encode())

    def _keep(self, name: str, content: bytes) -> str:
        self.contents[name] = content
        return SCHEME + name


def inline_svg(layers: Layers, name: str) -> Markup:
    """Return one of our own drawings as markup that takes the colour of the text around it."""
    drawing = _existing(layers.find(name), name).read_text(encoding="utf-8")
    return Markup(re.sub(r"<\?xml.*?\?>|<!--.*?-->|\s*\n\s*", " ", drawing, flags=re.DOTALL).strip())  # noqa: S704


def motif_name(layers: Layers, trade_key: str) -> str:
    """Return the name of the trade's drawing, or of the neutral one where the trade has none."""
    name = MOTIFS.format(trade_key)
    return name if layers.find(name) else MOTIFS.format("neutral")


def style_sheets(templates: Templates, context: Mapping[str, Any]) -> Callable[[str], Markup]:
    """Return the function by which a document's template takes in a style sheet, itself a template."""
    return lambda name: Markup(templates.render(templates.plain, name, context))  # noqa: S704


def _existing(path: Path | None, name: str) -> Path:
    if path is None:
        raise GeneratorError(
            [Problem(name, None, None, "this file does not exist", "Check the name, or put the file there.")]
        )
    return path
