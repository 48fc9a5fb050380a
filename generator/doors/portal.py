"""Turn the editions that stand in one folder into a page over them, so that somebody finds the one of their school."""

from pathlib import Path
from urllib.parse import quote

from generator.layer.layers import Layers
from generator.layer.writing import write_whole
from generator.problems.problem import Advice, GeneratorError, Place, shown_path
from generator.publishing.manifest import is_real_folder, read_manifest
from generator.templates.engine import Templates

_MARK = "samtaleguide, portal"
_TEMPLATE = "shared/overrides/portal.html"


def write_portal(out: Path) -> Path:
    """Write `out`/index.html, with a link to each edition in `out`, and return it.

    Raises GeneratorError if another page stands there.
    """
    path = out / "index.html"
    if path.is_symlink() or (path.exists() and _MARK not in path.read_text(encoding="utf-8", errors="replace")):
        found = "this is a page of somebody else, and the page over all guides would take its place"
        advice = Advice("not-a-portal", found, "Move it away, or build elsewhere with --out.")
        raise GeneratorError([advice.at(Place(shown_path(path)))])
    guides = []
    for folder in out.iterdir():
        manifest = read_manifest(folder) if is_real_folder(folder) and not folder.name.startswith(".") else None
        if manifest and any(manifest.names):
            education, school = manifest.names
            guides.append({"education": education, "school": school, "address": f"{quote(folder.name)}/index.html"})
    templates = Templates(Layers(out))
    guides.sort(key=lambda guide: (guide["school"].casefold(), guide["education"]))
    html = templates.render(templates.html, _TEMPLATE, {"guides": guides, "mark": _MARK})
    write_whole(path, html.encode())
    return path
