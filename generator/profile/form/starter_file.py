"""Turn the profile that `init` writes into its parts, so that the page can save one with the same explanations."""

import re
from typing import TypedDict

# An explanation, in difference to a line that somebody may take into use by taking its # away.
_EXPLANATION = re.compile(r"#( \S.*)?")
_SECTION = "# --- "


class StarterPart(TypedDict):
    """A key, with what stands before it and what stands there as long as nobody uses it; all lines end with a break."""

    key: str
    before: str
    unused: str


def starter_parts(text: str) -> list[StarterPart]:
    """Return the parts of the starter's profile in its order; all of its lines belong to one of them."""
    parts, before = [], ""
    for block in re.split(r"(?<=\n)\n", text):
        explanation, lines = "", block.splitlines()
        while lines and _EXPLANATION.fullmatch(lines[0]):
            explanation += lines.pop(0) + "\n"
        before += explanation
        if lines:
            key = lines[0].lstrip("#").partition(":")[0]
            unused = "".join(f"#{line.removeprefix('#')}\n" for line in lines)
            parts.append(StarterPart(key=key, before=before, unused=unused))
            before = ""
        before += "\n"
    return parts
