"""Turn what somebody says of a list's columns (`Startdato=oplæringsstart`) into a mapping, and a file beside it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.layer.writing import write_whole
from generator.problems.problem import Advice, GeneratorError, Place, Problems, Sentence, shown_path
from generator.roster.headings import folded, mapped_twice

_ABOUT = "# Sådan skal kolonnerne læses: overskrift eller bogstav, lighedstegn, hvad kolonnen indeholder."
_MOST_BYTES = 100_000
_HOW = 'Write the heading or letter of the column, = and what it holds: "Startdato=oplæringsstart".'


def mapping_of(entries: Iterable[str], place: Place) -> dict[str, str]:
    """Return the mapping that lines such as `Startdato=oplæringsstart` describe; raises GeneratorError."""
    mapping: dict[str, str] = {}
    problems = Problems()
    for entry in entries:
        heading, sign, name = (part.strip() for part in entry.rpartition("="))
        if not (heading and sign and name):
            found = Sentence("'{entry}' does not say what a column holds", entry=entry[:60])
            problems.append(Advice("not-a-mapping", found, _HOW, about=entry).at(place))
        elif (before := _same(heading, mapping)) and folded(mapping[before]) != folded(name):
            problems.append(mapped_twice(heading, mapping[before], name).at(place))
        mapping[heading] = name
    problems.raise_if_any()
    return mapping


def _same(heading: str, mapping: Mapping[str, str]) -> str | None:
    """Return how a mapping calls the same column, or None."""
    return next((other for other in mapping if other == heading or folded(other) == folded(heading) != ""), None)


def mapping_file(roster: Path) -> Path:
    """Return where what is said of a list's columns is kept: `hold.kolonner.txt` beside `hold.xlsx`."""
    return roster.with_suffix(".kolonner.txt")


def kept_mapping(roster: Path) -> dict[str, str]:
    """Return what was kept of a list's columns; nothing where there is no such file."""
    path = mapping_file(roster)
    if not path.is_file():
        return {}
    if path.stat().st_size > _MOST_BYTES:
        found = "this is far too large to say what columns hold"
        raise GeneratorError([Advice("file-too-large", found, "Take it away.").at(Place(shown_path(path)))])
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    return mapping_of((line for line in lines if line.strip() and not line.startswith("#")), Place(shown_path(path)))


def together(kept: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """Return what was kept of a list's columns with what is said now, which counts where both speak of a column."""
    return {heading: name for heading, name in kept.items() if _same(heading, said) is None} | {**said}


def keep_mapping(roster: Path, mapping: Mapping[str, str]) -> Path:
    """Keep what somebody says of a list's columns in a file beside it, and return that."""
    path = mapping_file(roster)
    lines = [_ABOUT, *(f"{heading}={name}" for heading, name in mapping.items()), ""]
    write_whole(path, "\n".join(lines).encode())
    return path
