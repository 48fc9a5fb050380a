"""Turn the record of the shared texts that a layer replaces into news of those that have changed since.

The layer keeps each shared text as it was when the school replaced it. Only a person writes this record
(`samtaleguide blocks DIR --accept`); what nobody has looked at is told again at every check and every build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from typing import Any

import yaml

from generator.checks.replaced import Replaced, replaced_texts
from generator.data.text import YamlError, read_yaml_text
from generator.edition.edition import Edition
from generator.layer.layers import PROFILE
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence

RECORD = "shared-texts.yml"
_EXPLAINED = """\
# The shared texts that this layer replaces, as they were when somebody last compared them with the layer's own. When
# one of them changes, check and build show both. Written by 'samtaleguide blocks DIR --accept'.
"""
_MOST_LINES = 12
_SENTENCE = re.compile(r"(?<=[.?!:]) +(?=[A-ZÆØÅ»{])")


def accept(edition: Edition) -> int:
    """Record every replaced text as it is now, and return how many there are; without any, no record is kept."""
    kept = replaced_texts(edition)
    path = edition.layers.school / RECORD
    if path.is_symlink():
        found, way_out = "this is a link, and what it leads to would be overwritten", "Take it away."
        raise GeneratorError([Problem(Place(edition.layers.display(path)), Advice("unnamed", found, way_out))])
    if not kept:
        path.unlink(missing_ok=True)
        return 0
    record: dict[str, dict[str, str]] = {}
    for replaced in kept:
        record.setdefault(replaced.name, {})[replaced.part] = _plain(replaced.text)
    written = yaml.dump(record, Dumper=_Dumper, allow_unicode=True, width=10**6)
    path.write_text(_EXPLAINED + written, encoding="utf-8")
    return len(kept)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they are, so that a person can read the record."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def _plain(text: str) -> str:
    """Return a text as the record holds it: no tabs, no blanks at the ends of lines or around it."""
    return "\n".join(line.expandtabs(4).rstrip() for line in text.strip().splitlines())


def news(edition: Edition) -> list[Problem]:
    """Return a warning for each replaced text that has changed since it was recorded; one for all that never were."""
    try:
        record = _read_record(edition)
    except YamlError as error:
        way_out = Sentence("Write it anew: {edition}.", edition=_command(edition))
        return [Problem(p.place, Advice("unnamed", p.advice.found, way_out), level="warning") for p in error.problems]
    replaced = replaced_texts(edition)
    found = [problem for text in replaced if (problem := _changed(edition, text, record))]
    found += _gone(edition, replaced, record)
    unrecorded = [text for text in replaced if text.part not in _parts(record, text.name)]
    if unrecorded:
        names = "; ".join(text.label for text in unrecorded)
        what = Sentence("nobody has noted yet which shared texts this layer replaces: {names}", names=names)
        way_out = Sentence(
            "Run '{edition}' once; then you are told when one of them changes.", edition=_command(edition)
        )
        file = edition.layers.display(edition.layers.school / PROFILE)
        found.append(Problem(Place(file), Advice("unnamed", what, way_out), level="warning"))
    return found


def _read_record(edition: Edition) -> Mapping[str, Any]:
    path = edition.layers.beside_profile(RECORD)
    if path is None:
        return {}
    source = read_yaml_text(path, edition.layers.display(path))
    if not isinstance(source.data, dict):
        raise YamlError(
            [Problem(Place(source.file, 1, 1), Advice("unnamed", "this record of replaced texts cannot be read"))]
        )
    return source.data


def _parts(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    parts = record.get(name)
    return parts if isinstance(parts, dict) else {}


def _command(edition: Edition) -> str:
    return f"samtaleguide blocks {edition.layers.display(edition.layers.school)} --accept"


def _changed(edition: Edition, replaced: Replaced, record: Mapping[str, Any]) -> Problem | None:
    before = _parts(record, replaced.name).get(replaced.part)
    now = _plain(replaced.text)
    if before is None or str(before) == now:
        return None
    what = Sentence("the shared text that this replaces has changed: {label}", label=replaced.label)
    way_out = Sentence("Take over what you like, then run '{edition}'.", edition=_command(edition))
    place = replaced.place
    return Problem(place, Advice("unnamed", what, way_out), level="warning", details=_both(str(before), now))


def _gone(edition: Edition, replaced: list[Replaced], record: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a warning for each recorded file that the layer still has and the shared folders do not."""
    there = {text.name for text in replaced}
    for name in record:
        own = edition.layers.school / name
        if name not in there and name in edition.layers.own_files() and not edition.layers.find(f"shared/{name}"):
            file = edition.layers.display(own)
            what = "the shared file that this one replaces does not exist any more"
            way_out = Sentence(
                "Take yours away, or keep it as your own and run '{edition}'.", edition=_command(edition)
            )
            yield Problem(Place(file), Advice("unnamed", what, way_out), level="warning")


def _both(before: str, now: str) -> tuple[str, ...]:
    """Return what changed, sentence by sentence."""
    old, new = (_SENTENCE.sub("\n", text).splitlines() for text in (before, now))
    lines = [line for line in list(unified_diff(old, new, lineterm="", n=0))[2:] if not line.startswith("@@")]
    lines = [f"{'before' if line[0] == '-' else 'now   '}: {line[1:].strip()}" for line in lines if line[1:].strip()]
    more = [f"… and {len(lines) - _MOST_LINES} more lines"] if len(lines) > _MOST_LINES else []
    return (*lines[:_MOST_LINES], *more)
