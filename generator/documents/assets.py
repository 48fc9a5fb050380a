"""Turn the names of fonts, pictures and styles into addresses that only our own renderer can open.

A document never holds a path: it holds `asset:NAME`, and the renderer gets the bytes of exactly the names that the
document asked for. So a template cannot reach another file or host, and the list is also what the cache looks at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from generator.documents.job import BESIDE_PROFILE
from generator.layer.fonts import FROM_THE_MAKER, font_problem, is_font
from generator.layer.layers import Layers
from generator.layer.motif import clean_motif
from generator.layer.pictures import SHOWN, is_picture, not_shown, picture_problems
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Problems, Sentence
from generator.templates.engine import Templates

SCHEME = "asset:"
MAX_DRAWING_BYTES = 256 * 1024
MAX_BYTES = 10 * 1024 * 1024
COLOUR_PROFILE = ".icc"
PICTOGRAMS = "overrides/assets/pictograms/{}.svg"
MOTIFS = "overrides/assets/motifs/{}.svg"
# Where a layer has the drawing of its own trade: beside the words.
OWN_MOTIFS = "trades/{}.svg"


class Assets:
    """The files that one document uses, collected while its template is rendered."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.contents: dict[str, bytes] = {}

    def url(self, name: str) -> str:
        """Return the address of a shared or layer file such as `forms/_layout/fonts/x.woff2`."""
        return self._keep(name, self._checked(_existing(self.layers.find(name), name), name))

    def beside_profile(self, name: str) -> str:
        """Return the address of a file that stands beside the profile, such as the logo."""
        return self._keep(
            f"{BESIDE_PROFILE}{name}", self._checked(_existing(self.layers.beside_profile(name), name), name)
        )

    def made(self, name: str, content: bytes) -> str:
        """Return the address of something that was just made, such as a QR code."""
        return self._keep(f"made/{name}", content)

    def coloured(self, name: str, colour: str) -> str:
        """Return the address of a drawing with `currentColor` replaced by `colour` (#rrggbb).

        An image has no surrounding text whose colour it could take, so each colour is a picture of its own.
        """
        drawing = _drawing(self.layers, name)
        stem, dot, ending = name.rpartition(".")
        return self._keep(f"{stem}.{colour.lstrip('#')}{dot}{ending}", drawing.replace("currentColor", colour).encode())

    def _checked(self, path: Path, name: str) -> bytes:
        """Return the bytes of a file; raises GeneratorError if it is one of a layer that a renderer must not get."""
        if not path.is_relative_to(self.layers.school):
            return path.read_bytes()
        place = Place(self.layers.display(path))
        if path.stat().st_size > MAX_BYTES:
            raise GeneratorError([Advice("file-too-large", "this file is too large", "Use a smaller one.").at(place)])
        content = path.read_bytes()
        Problems(_problems_of(content, name, place)).raise_if_any()
        return content

    def _keep(self, name: str, content: bytes) -> str:
        self.contents[name] = content
        return SCHEME + quote(name)


def _problems_of(content: bytes, name: str, place: Place) -> list[Problem]:
    """Return why a layer's file cannot be in a document: the renderer would open whatever it is."""
    if is_picture(name):
        return picture_problems(content, name, place.file)
    if is_font(name):
        unusable = font_problem(content, letters="")
        if unusable is None:
            return []
        fault, way_out = unusable
        return [Advice("font-not-usable", Sentence("this file {fault}", fault=fault), way_out).at(place)]
    if name.endswith(COLOUR_PROFILE):
        return []
    kind, way_out = not_shown(content, name)
    found = Sentence(
        "this is {kind}, and a document uses {shown} pictures and .ttf and .otf fonts only", kind=kind, shown=SHOWN
    )
    return [Advice("not-usable", found, FROM_THE_MAKER if "font" in kind else way_out).at(place)]


def inline_svg(layers: Layers, name: str) -> Markup:
    """Return a drawing as markup that takes the colour of the text around it.

    Raises GeneratorError for a layer's own that is more than shapes.
    """
    drawing = _drawing(layers, name)
    return Markup(re.sub(r"<\?xml.*?\?>|<!--.*?-->|\s*\n\s*", " ", drawing, flags=re.DOTALL).strip())  # noqa: S704


def motif_name(layers: Layers, trade_key: str) -> str:
    """Return the name of the trade's drawing, the layer's own first, or of the neutral one where it has none."""
    names = [OWN_MOTIFS.format(trade_key), MOTIFS.format(trade_key)]
    return next((name for name in names if layers.find(name)), MOTIFS.format("neutral"))


def _drawing(layers: Layers, name: str) -> str:
    path = _existing(layers.find(name), name)
    if name.startswith("overrides/"):
        return path.read_text(encoding="utf-8")
    if path.stat().st_size > MAX_DRAWING_BYTES:
        found = Sentence("this drawing is larger than {kibibytes} KiB", kibibytes=MAX_DRAWING_BYTES // 1024)
        raise GeneratorError([Advice("file-too-large", found, "Use a simpler one.").at(Place(layers.display(path)))])
    return clean_motif(path.read_bytes(), layers.display(path))


def style_sheets(templates: Templates, context: Mapping[str, Any]) -> Callable[[str], Markup]:
    """Return the function by which a document's template takes in a style sheet, itself a template."""
    return lambda name: Markup(templates.render(templates.plain, name, context))  # noqa: S704


def _existing(path: Path | None, name: str) -> Path:
    if path is None:
        advice = Advice("no-such-file", "this file does not exist", "Check the name, or put the file there.")
        raise GeneratorError([advice.at(Place(name))])
    return path
