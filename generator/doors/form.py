"""Turn the profile's model into a page on which a school fills in its profile, without installing anything."""

from pathlib import Path

from generator.doors.marked_page import write_page
from generator.edition.colours import palette
from generator.layer.layers import PROFILE, Layers
from generator.layer.writing import refuse_link_of_a_layer
from generator.pages.csp import standalone_policy
from generator.pages.sheets import in_script
from generator.profile.form.page import form_parts
from generator.profile.load import profile_text
from generator.profile.model import Colours
from generator.shared import PACKAGE

_MARK = '<p class="of">Guide til læringssamtaler</p>'


def write_form(out: Path, layer: Path | None) -> None:
    """Write the page to the file `out`, in the place of such a page; it begins with the profile of a `layer`.

    Raises GeneratorError if that profile cannot be read, or if something else stands there.
    """
    refuse_link_of_a_layer(out)
    write_page(out, form_html(layer), _MARK)


def form_html(layer: Path | None = None) -> str:
    """Return the page: one file, which loads and sends nothing. Of `layer` it has the profile and the trades."""
    parts = form_parts(Layers(layer or PACKAGE / "starter"))
    data = {**parts.data, "profile": _text_of(layer) if layer else None}
    style = palette(Colours().primary, Colours().accent).css_site() + parts.style
    policy = standalone_policy(script=parts.script, style=style)
    html = parts.markup
    for name, piece in {"POLICY": policy, "STYLE": style, "DATA": in_script(data), "SCRIPT": parts.script}.items():
        html = html.replace(f"<!-- {name} -->", piece)
    return html


def _text_of(layer: Path) -> str:
    """Return the text of a profile that can be read, whether what it says is right or not."""
    profile_text(layer)
    return (layer / PROFILE).read_text(encoding="utf-8-sig")
