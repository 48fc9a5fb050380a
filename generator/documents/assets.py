"""Turn the names of fonts, pictures and styles into addresses that only our own renderer can open.

A document never holds a path: it holds `asset:NAME`, and the renderer gets the bytes of exactly the names that the
document asked for. So a template cannot reach another file or host, and the list is also what the cache looks at.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import segno
from markupsafe import Markup

from generator.data.hosts import as_uri
from generator.documents.job import ASSET_SCHEME, OF_THE_SCHOOL, PRESS_PROFILE, SCREEN_PROFILE
from generator.layer.dots import colours_of_profile
from generator.layer.drawings import read_drawing
from generator.layer.fonts import FROM_THE_MAKER, font_problem, is_font
from generator.layer.layers import Layers
from generator.layer.pictures import SHOWN, is_picture, not_shown, picture_problems, published
from generator.layer.reading import read_shared
from generator.layer.signatures import is_any_font
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Problems, Sentence
from generator.templates.engine import Templates

# What the profiles are about with which PDFs for a press are finished.
_COLOURS_OF = {PRESS_PROFILE: "CMYK", SCREEN_PROFILE: "RGB"}
MAX_BYTES = 10 * 1024 * 1024


class Assets:
    """The files that one document uses, collected while its template is rendered."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.contents: dict[str, bytes] = {}

    def url(self, name: str) -> str:
        """Return the address of a shared or layer file such as `forms/_layout/fonts/x.woff2`."""
        path = self.layers.find(name)
        is_own_picture = is_picture(name) and path is not None and path.is_relative_to(self.layers.school)
        return self._keep(f"{OF_THE_SCHOOL}{name}" if is_own_picture else name, self._checked(path, name))

    def beside_profile(self, name: str) -> str:
        """Return the address of a file that stands beside the profile, such as the logo."""
        return self._keep(f"{OF_THE_SCHOOL}{name}", self._checked(self.layers.beside_profile(name), name))

    def qr(self, address: str, ink: str) -> str:
        """Return the address of the QR code of an address, in `ink` (a CSS colour) on white, one unit a module."""
        return self._keep("made/qr.svg", _qr_code(as_uri(address)).replace(b'"#000"', f'"{ink}"'.encode()))

    def coloured(self, name: str, colour: str) -> str:
        """Return the address of a drawing with `currentColor` replaced by `colour` (#rrggbb).

        An image has no surrounding text whose colour it could take, so each colour is a picture of its own.
        """
        drawing = read_drawing(self.layers, name)
        stem, dot, ending = name.rpartition(".")
        return self._keep(f"{stem}.{colour.lstrip('#')}{dot}{ending}", drawing.replace("currentColor", colour).encode())

    def _checked(self, path: Path | None, name: str) -> bytes:
        """Return the bytes of a file; raises GeneratorError if it is one of a layer that a renderer must not get."""
        if path is None:
            advice = Advice("no-such-file", "this file does not exist", "Check the name, or put the file there.")
            raise GeneratorError([advice.at(Place(name))])
        if not path.is_relative_to(self.layers.school):
            return read_shared(path)
        place = Place(self.layers.display(path))
        if path.stat().st_size > MAX_BYTES:
            raise GeneratorError([Advice("file-too-large", "this file is too large", "Use a smaller one.").at(place)])
        content = path.read_bytes()
        Problems(_problems_of(content, name, place)).raise_if_any()
        return published(content, name) if is_picture(name) else content

    def _keep(self, name: str, content: bytes) -> str:
        self.contents[name] = content
        return ASSET_SCHEME + quote(name)


# Several prints lead to one address.
@lru_cache(maxsize=16)
def _qr_code(address: str) -> bytes:
    """Return the picture of an address in black.

    Error level M: a fold or a thumb of mortar over a tenth of it does no harm. The quiet zone of four modules is part
    of the picture (ISO/IEC 18004, 6.3.8).
    """
    out = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", border=4, light="#ffffff", xmldecl=False, svgclass=None, lineclass=None)
    return out.getvalue()


def _problems_of(content: bytes, name: str, place: Place) -> list[Problem]:
    """Return why a layer's file cannot be in a document: the renderer would open whatever it is."""
    if is_picture(name):
        return picture_problems(content, name, place.file)
    unusable = font_problem(content, letters="") if is_font(name) else None
    if unusable:
        return [Advice(unusable.code, Sentence("this file {fault}", fault=unusable.found), unusable.way_out).at(place)]
    if is_font(name):
        return []
    if name.endswith(".icc"):
        return [advice.at(place) for advice in _faults_of_profile(content, name)]
    kind, way_out = not_shown(content, name)
    template = "this is {kind}, and a document uses {shown} pictures and .ttf and .otf fonts only"
    found = Sentence(template, kind=kind, shown=SHOWN)
    return [Advice("wrong-file-kind", found, FROM_THE_MAKER if is_any_font(content) else way_out).at(place)]


def _faults_of_profile(content: bytes, name: str) -> Iterator[Advice]:
    colours = colours_of_profile(content)
    if colours is None:
        found = "this is not a whole colour profile (ICC)"
        yield Advice("damaged-profile", found, "Get it again from its maker, or take it away.")
    elif colours != _COLOURS_OF.get(name, colours):
        template = "this colour profile is about {colours}, and in its place is one about {expected}"
        found = Sentence(template, colours=colours, expected=_COLOURS_OF[name])
        yield Advice("wrong-profile", found, "Take it away; the shared one serves.")


def style_sheet(templates: Templates, name: str, context: Mapping[str, Any]) -> Markup:
    """Return a style sheet, itself a template, for a document's template to take in."""
    return Markup(templates.render(templates.plain, name, context))  # noqa: S704
