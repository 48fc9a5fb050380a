"""Turn what of a profile is still that of the starter, or of an example, into warnings: it leads readers nowhere."""

import re
from collections.abc import Iterator

from generator.data.text import KeyPath, YamlText, texts_in
from generator.layer.layers import Layers
from generator.problems.problem import Advice, Problem, Sentence
from generator.profile.model import Profile
from generator.profile.starter import STARTER_LOGO

NAMES = ("Skolens Navn", "Fornavn Efternavn")
_CVR = "12345678"
_NOBODYS_NUMBER = re.compile(r"[01][0-9](?: [0-9]{2}){3}")
# The names for examples: https://www.rfc-editor.org/rfc/rfc2606, and the Danish one that our own examples have.
_NOBODYS_HOST = re.compile(r"\bexample[.-](?:dk|com|net|org)\b|\.(?:example|invalid|test)(?![\w.-])", re.IGNORECASE)


def placeholder_warnings(profile: Profile, text: YamlText, layers: Layers) -> Iterator[Problem]:
    """Yield a warning for each value that somebody has yet to fill in; `text` is what the profile was made from."""
    if profile.logo and _is_starter_logo(layers, profile.logo):
        drawn = Sentence("'{logo}' is still the drawing that stands in for a logo", logo=profile.logo)
        way_out = "Put the school's own in its place, or take the line out."
        yield text.problem(("logo",), Advice("still-placeholder", drawn, way_out, about=profile.logo), "warning")
    for path, value in texts_in(profile.model_dump(mode="json", by_alias=True)):
        if path in text.value_places and (found := _why_nobodys(path, value)):
            way_out = "Write the school's own, or take the line out."
            if _is_for_a_name(value):
                way_out = "Write the real name."
            yield text.problem(path, Advice("still-placeholder", found, way_out, about=value), "warning")


def _is_starter_logo(layers: Layers, name: str) -> bool:
    path = layers.beside_profile(name)
    return path is not None and path.read_bytes() == STARTER_LOGO.read_bytes()


def _is_for_a_name(value: str) -> bool:
    return value.casefold() in map(str.casefold, NAMES)


def _why_nobodys(path: KeyPath, value: str) -> Sentence | None:
    """Return why a value is nobody's; None where it may well be somebody's."""
    key = path[-1]
    if _is_for_a_name(value):
        return Sentence("'{value}' is no name, but stands where one is to be written", value=value)
    if key == "cvr" and value == _CVR:
        return Sentence("'{value}' is the CVR number of an example", value=value)
    if key == "phone" and _NOBODYS_NUMBER.fullmatch(value):
        return Sentence("nobody has the number '{value}': a Danish one of eight digits begins with 2 to 9", value=value)
    if _NOBODYS_HOST.search(value) and re.search("[@/]", value):
        return Sentence("'{value}' is an address of an example, and leads nowhere", value=value)
    return None
