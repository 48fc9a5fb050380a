"""Turn the names of drawings, pictograms and the trades' motifs, into markup that takes the colour of its place."""

import re

from markupsafe import Markup

from generator.layer.layers import Layers
from generator.layer.motif import clean_motif
from generator.layer.reading import read_shared
from generator.problems.problem import Advice, GeneratorError, Place, Sentence

MAX_DRAWING_BYTES = 256 * 1024
PICTOGRAMS = "overrides/assets/pictograms/{}.svg"
MOTIFS = "overrides/assets/motifs/{}.svg"
# Where a layer has the drawing of its own trade: beside the words.
OWN_MOTIFS = "trades/{}.svg"


def inline_svg(layers: Layers, name: str) -> Markup:
    """Return a drawing as markup that takes the colour of the text around it.

    Raises GeneratorError for a layer's own that is more than shapes.
    """
    drawing = read_drawing(layers, name)
    return Markup(re.sub(r"<\?xml.*?\?>|<!--.*?-->|\s*\n\s*", " ", drawing, flags=re.DOTALL).strip())  # noqa: S704


def motif_name(layers: Layers, trade_key: str) -> str:
    """Return the name of the trade's drawing, the layer's own first, or of the neutral one where it has none."""
    names = [OWN_MOTIFS.format(trade_key), MOTIFS.format(trade_key)]
    return next((name for name in names if layers.find(name)), MOTIFS.format("neutral"))


def read_drawing(layers: Layers, name: str) -> str:
    """Return a drawing's SVG; raises GeneratorError if there is none, or for a layer's own that is more than shapes."""
    path = layers.find(name)
    if path is None:
        advice = Advice("no-such-file", "this file does not exist", "Check the name, or put the file there.")
        raise GeneratorError([advice.at(Place(name))])
    if name.startswith("overrides/"):
        return read_shared(path).decode("utf-8")
    shown = layers.display(path)
    if path.stat().st_size > MAX_DRAWING_BYTES:
        found = Sentence("this drawing is larger than {limit} KiB", limit=MAX_DRAWING_BYTES // 1024)
        raise GeneratorError([Advice("file-too-large", found, "Use a simpler one.").at(Place(shown))])
    return clean_motif(path.read_bytes(), shown)
