"""Turn the editions that stand in one folder into a page over them, so that somebody finds the one of their school."""

from pathlib import Path
from urllib.parse import quote

from generator.danish import alphabetical
from generator.doors.marked_page import write_page
from generator.layer.layers import Layers
from generator.publishing.manifest import is_real_folder, read_manifest
from generator.templates.engine import Templates

_MARK = "samtaleguide, portal"
_TEMPLATE = "shared/overrides/portal.html"


def write_portal(out: Path) -> Path:
    """Write `out`/index.html, with a link to each edition in `out`, and return it.

    Raises GeneratorError if another page stands there.
    """
    path = out / "index.html"
    guides = []
    for folder in out.iterdir():
        manifest = read_manifest(folder) if is_real_folder(folder) and not folder.name.startswith(".") else None
        if manifest and any(manifest.names):
            education, school = manifest.names
            guides.append({"education": education, "school": school, "address": f"{quote(folder.name)}/index.html"})
    templates = Templates(Layers(out))
    guides.sort(key=lambda guide: (alphabetical(guide["school"]), guide["education"]))
    html = templates.render(templates.html, _TEMPLATE, {"guides": guides, "mark": _MARK})
    write_page(path, html, _MARK)
    return path
