"""Turn the name of a shared text into its file: in a checkout or inside the installed package."""

from pathlib import Path

PACKAGE = Path(__file__).parent
# In a wheel the shared folders travel inside the package; in a checkout they stand beside it.
SHARED = PACKAGE / "shared" if (PACKAGE / "shared").is_dir() else PACKAGE.parent
# Folders that a layer may have, and where the shared counterpart of each stands below `SHARED`.
FOLDERS = {"docs": "docs", "forms": "forms", "trades": "generator/trades", "overrides": "overrides"}
ONLY_SHARED = {"overrides"}


def is_example(layer: Path) -> bool:
    """Return whether a layer is one of the made-up schools that stand in a checkout."""
    return layer.parent == PACKAGE.parent / "schools" and layer.name.startswith("eksempel")


def shared_file(name: str) -> Path | None:
    """Return the shared file that messages call `name` (such as `shared/docs/index.md`); None for any other name."""
    top, _, rest = name.partition("/")
    folder, _, rest = rest.partition("/")
    return shared_root(SHARED, folder) / rest if top == "shared" and folder in FOLDERS else None


def shared_root(shared: Path, folder: str) -> Path:
    """Return where one of `FOLDERS` stands below `shared`, or beside the package."""
    root = shared / FOLDERS[folder]
    return PACKAGE / "trades" if folder == "trades" and not root.is_dir() else root
