"""Step 6: turn finished pages into a web site that works from disk and asks nothing of other hosts."""

from importlib import import_module
from importlib.util import find_spec

if find_spec("mkdocs") is None:
    # ProperDocs, which carries MkDocs 1 on, answers to its name from here on.
    import_module("properdocs.replacement")
