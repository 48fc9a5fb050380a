"""Turn the record of the shared texts that a layer replaces into news of those that have changed since.

The layer keeps each shared text as it was when the school replaced it. Only a person writes this record
(`samtaleguide blocks DIR --accept`); what nobody has looked at is told again at every check and every build.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import unified_diff
from typing import Any

import yaml

from generator.checks.replaced import Replaced, replaced_texts
from generator.data.text import YamlError, read_yaml_text
from generator.edition.edition import Edition
from generator.layer.layers import PROFILE
from generator.layer.writing import write_whole
from generator.problems.problem import Advice, GeneratorError, Place, Problem, Sentence, how_many, listed, said

RECORD = "shared-texts.yml"
_EXPLAINED = """\
# The shared texts that this layer replaces, as they were when somebody last compared them with the layer's own. When
# one of them changes, check and build show both. Written by 'samtaleguide blocks DIR --accept'.
"""
# The recorded parts of each file.
_Record = Mapping[str, Mapping[str, Any]]
_MOST_LINES = 12
_SENTENCE = re.compile(r"(?<=[.?!:]) +(?=[A-ZÆØÅ»{])")


def accept(edition: Edition) -> int:
    """Record every replaced text as it is now, and return how many there are; without any, no record is kept."""
    replaced_now = replaced_texts(edition)
    path = edition.layers.school / RECORD
    if path.is_symlink():
        advice = Advice("is-a-link", "this is a link, and what it leads to would be overwritten", "Take it away.")
        raise GeneratorError([advice.at(Place(edition.layers.display(path)))])
    if not replaced_now:
        path.unlink(missing_ok=True)
        return 0
    record: dict[str, dict[str, str]] = {}
    for replaced in replaced_now:
        record.setdefault(replaced.name, {})[replaced.part] = _plain(replaced.text)
    written = yaml.dump(record, Dumper=_Dumper, allow_unicode=True, width=10**6)
    write_whole(path, (said(_EXPLAINED) + written).encode())
    return len(replaced_now)


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
        way_out = Sentence("Write it anew: {command}.", command=_command(edition))
        return [replace(problem.advice, way_out=way_out).at(problem.place, "warning") for problem in error.problems]
    replaced = replaced_texts(edition)
    return [
        *_changed(edition, replaced, record),
        *_gone(edition, replaced, record),
        *_unnoted(edition, replaced, record),
    ]


def _read_record(edition: Edition) -> _Record:
    path = edition.layers.beside_profile(RECORD)
    if path is None:
        return {}
    source = read_yaml_text(path, edition.layers.display(path))
    if not isinstance(source.data, dict):
        advice = Advice("wrong-kind", "this record of replaced texts cannot be read")
        raise YamlError([advice.at(Place(source.file, 1, 1))])
    return {name: parts if isinstance(parts, dict) else {} for name, parts in source.data.items()}


def _command(edition: Edition) -> str:
    return f"samtaleguide blocks {edition.layers.display(edition.layers.school)} --accept"


def _changed(edition: Edition, replaced: list[Replaced], record: _Record) -> Iterator[Problem]:
    way_out = Sentence("Take over what you like, then run '{command}'.", command=_command(edition))
    for text in replaced:
        before, now = record.get(text.name, {}).get(text.part), _plain(text.text)
        if before is not None and str(before) != now:
            found = Sentence("the shared text that this replaces has changed: {text}", text=text.label)
            advice = Advice("shared-text-changed", found, way_out)
            yield advice.at(text.place, "warning", details=_both(str(before), now))


def _gone(edition: Edition, replaced: list[Replaced], record: _Record) -> Iterator[Problem]:
    """Yield a warning for each recorded file that the layer still has and the shared folders do not."""
    layers, still_shared = edition.layers, {text.name for text in replaced}
    way_out = Sentence("Take yours away, or keep it as your own and run '{command}'.", command=_command(edition))
    advice = Advice("shared-file-gone", "the shared file that this one replaces does not exist any more", way_out)
    for name in record:
        if name not in still_shared and name in layers.own_files() and not layers.find(f"shared/{name}"):
            yield advice.at(Place(layers.display(layers.own(name))), "warning")


def _unnoted(edition: Edition, replaced: list[Replaced], record: _Record) -> Iterator[Problem]:
    texts = [text.label for text in replaced if text.part not in record.get(text.name, {})]
    if texts:
        found = Sentence(
            "nobody has noted yet which shared texts this layer replaces: {texts}", texts=listed(texts, "; ")
        )
        template = "Run '{command}' once; then you are told when one of them changes."
        way_out = Sentence(template, command=_command(edition))
        profile = Place(edition.layers.display(edition.layers.school / PROFILE))
        yield Advice("replaced-text-not-noted", found, way_out).at(profile, "warning")


def _both(before: str, now: str) -> tuple[str, ...]:
    """Return what changed, sentence by sentence."""
    old, new = (_SENTENCE.sub("\n", text).splitlines() for text in (before, now))
    lines = [line for line in list(unified_diff(old, new, lineterm="", n=0))[2:] if not line.startswith("@@")]
    lines = [
        Sentence("before: {text}" if line[0] == "-" else "now   : {text}", text=line[1:].strip())
        for line in lines
        if line[1:].strip()
    ]
    left = len(lines) - _MOST_LINES
    more = [how_many(left, "… and 1 more line", "… and {count} more lines")] if left > 0 else []
    return (*lines[:_MOST_LINES], *more)
