"""Turn where this program comes from into what a repository needs to publish guides by itself: a workflow, a page.

The page shows each click in drawings. The repository shows it; before there is one, a browser does, from disk.
The workflow has one line that says what pip installs the program from, since nobody else can know that.
"""

import json
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution

import markdown

from generator.problems.problem import Advice, GeneratorError, Place, Sentence
from generator.shared import PACKAGE

_STARTER = PACKAGE / "starter" / "github"
_PROGRAM = "samtaleguide"
_MARKDOWN = ("tables", "sane_lists")
# Nothing that a shell, YAML or an expression of the workflow could read as something else than an address.
_TOOL = re.compile(rf"{_PROGRAM}( @ (git\+)?https://[\w.~:/@%+#&=?-]+|==[\w.!+]+)|(\./)?\w[\w./+-]*\.whl", re.ASCII)
_WAY_OUT = Sentence(
    "Write {git}, or {wheel} if the file lies in the repository.",
    git=f"--tool '{_PROGRAM} @ git+https://…@v1.0'",
    wheel=f"--tool {_PROGRAM}-1.0-py3-none-any.whl",
)


def repository_files(tool: str) -> dict[str, bytes]:
    """Return what a repository holds beside its layers, by path; `tool` is what pip installs this program from.

    Without it, it is installed there as it was here. Raises GeneratorError where that is not known or no such thing.
    """
    tool = tool or _installed_from()
    if not _TOOL.fullmatch(tool):
        found = Sentence("'{tool}' is nothing that pip can install this program from", tool=tool)
        unknown = "nobody can know where the repository gets this program from"
        raise GeneratorError([Advice("no-tool", found if tool else unknown, _WAY_OUT).at(Place("--tool"))])
    page, workflow = _text("README.md"), _text("guiden.yml").replace("{tool}", json.dumps(tool))
    html = _text("KOM-I-GANG.html").replace("{page}", markdown.markdown(page, extensions=_MARKDOWN))
    return {
        "README.md": page.encode(),
        "KOM-I-GANG.html": html.encode(),
        **dict(_drawings()),
        ".gitignore": b"/build/\n",
        ".github/workflows/guiden.yml": workflow.encode(),
    }


def _drawings() -> Iterator[tuple[str, bytes]]:
    for path in sorted(_STARTER.glob("billeder/*.svg")):
        yield path.relative_to(_STARTER).as_posix(), path.read_bytes()


def _text(name: str) -> str:
    return (_STARTER / name).read_text(encoding="utf-8")


def _installed_from() -> str:
    """Return what pip installed this program from, if that was an address; it notes so (PEP 610)."""
    try:
        noted = json.loads(distribution(_PROGRAM).read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        return ""
    url, version = noted.get("url", ""), noted.get("vcs_info", {})
    if version.get("vcs") == "git":
        return f"{_PROGRAM} @ git+{url}@{version.get('requested_revision') or version['commit_id']}"
    return f"{_PROGRAM} @ {url}" if url.startswith("https://") else ""
