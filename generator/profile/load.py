"""Turn a layer's `school.yml` into a checked profile, or into the list of everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator.data.explain import explain
from generator.data.text import YamlError, YamlText, read_yaml_text
from generator.problems.likeness import nearest
from generator.problems.problem import Advice, Place, Problem, ProfileError, Sentence, in_reading_order, shown_path
from generator.profile.files import file_problems
from generator.profile.model import Profile
from generator.profile.people import COORDINATOR, missing_coordinator
from generator.profile.stand_in import stand_in

FILE = "school.yml"
MAX_TOLD = 50
# Endings of a file that somebody may have written the profile in.
_PLAIN, _WORD = (".yml", ".yaml", ".txt"), (".doc", ".docx", ".odt", ".rtf", ".pages")


def load_profile(layer: Path, trades: Collection[str]) -> Profile:
    """Return the profile of the layer in the folder `layer`; `trades` are the keys of the trades at hand.

    Raises ProfileError with every problem found, in the order of the lines.
    """
    text, unreadable = _read(layer)
    profile, problems = None, []
    try:
        profile = Profile.model_validate(text.data, context={"trades": trades})
    except ValidationError as error:
        problems = explain(error, Profile, text)
    problems += _coordinator_problems(text, problems)
    unusable = file_problems(layer, text)
    problems += unusable
    # A value that could not be read as YAML does not fit the model either; it is told once.
    told = {problem.place for problem in unreadable}
    problems = unreadable + [problem for problem in problems if problem.place not in told]
    if profile is None or problems:
        substitute = profile or stand_in(text.data, trades)
        if substitute and unusable:
            substitute = substitute.model_copy(update={"logo": None, "logo_negative": None, "fonts": None})
        raise ProfileError(_worth_telling(problems), substitute)
    return profile


def profile_text(layer: Path) -> YamlText:
    """Return what the profile of a layer is made from, with its places; raises ProfileError if it cannot be read."""
    return _read(layer)[0]


def _read(layer: Path) -> tuple[YamlText, list[Problem]]:
    path = layer / FILE
    if not path.is_file():
        raise ProfileError([_no_profile(layer)])
    if not path.resolve().is_relative_to(layer.resolve()):
        found = "this is a link that leads out of the layer"
        raise ProfileError([Problem(Place(shown_path(path)), Advice("unnamed", found, "Put the file itself there."))])
    try:
        text, problems = read_yaml_text(path), []
    except YamlError as error:
        if error.partial is None:
            raise ProfileError(error.problems) from error
        text, problems = error.partial, list(error.problems)
    if not isinstance(text.data, dict) or not text.data:
        found = "this file holds no keys" if text.data else "this file is empty"
        way_out = "Write at least name, trade and contacts; 'samtaleguide init' writes an explained example."
        raise ProfileError([*problems, Problem(text.place(()), Advice("unnamed", found, way_out))])
    return text, problems


def _no_profile(layer: Path) -> Problem:
    shown = shown_path(layer)
    if layer.is_file():
        folder = Sentence("Name the folder that school.yml lies in: {parent}", parent=shown_path(layer.parent))
        return Problem(Place(shown), Advice("unnamed", "this is a file, not a folder", folder))
    if not layer.is_dir():
        names = [path.name for path in layer.parent.iterdir() if path.is_dir()] if layer.parent.is_dir() else []
        near = nearest(layer.name, names)
        way_out = f"Did you mean '{shown_path(layer.parent / near)}'?" if near else "Check the name of the folder."
        return Problem(Place(shown), Advice("unnamed", "there is no such folder", way_out))
    return Problem(Place(shown), Advice("unnamed", "there is no school.yml in this folder", _where_it_may_be(layer)))


def _where_it_may_be(layer: Path) -> str:
    """Return the way out for a folder without a profile: a file that may be it, or a folder nearby that has one."""
    texts = [path.name for path in layer.iterdir() if path.suffix.lower() in (*_PLAIN, *_WORD) and path.is_file()]
    near = next(iter(get_close_matches(FILE, texts, n=1, cutoff=0.65)), "")
    if near.lower().endswith(_WORD):
        return f"Is it '{near}'? Then save it as plain text with the encoding UTF-8, and call it school.yml."
    if near:
        return f"Is it '{near}'? Then rename it to school.yml."
    above, below = layer.resolve().parent, sorted(layer.glob(f"*/{FILE}"))
    if (above / FILE).is_file():
        return f"Name the folder that school.yml lies in: {shown_path(above)}"
    if below:
        return f"Name the folder that school.yml lies in, such as {shown_path(below[0].parent)}"
    return "'samtaleguide init' starts a new one."


def _coordinator_problems(text: YamlText, told: Iterable[Problem]) -> list[Problem]:
    """Look for the coordinator in what was written: the model stops before if any contact has another problem."""
    contacts: Any = text.data.get("contacts")
    if not isinstance(contacts, list):
        return []
    roles = [str(contact.get("role")).strip() for contact in contacts if isinstance(contact, dict)]
    if any(role.lower() == COORDINATOR for role in roles):
        return []
    if any(problem.advice.found.startswith("contacts: ") for problem in told):
        return []
    told_so = missing_coordinator(roles).context or {}
    place = text.place(("contacts",))
    return [
        Problem(
            place,
            Advice("unnamed", Sentence("contacts: {told_so}", told_so=told_so["found"]), told_so["way_out"]),
        )
    ]


def _worth_telling(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in the order of the lines, and not more of them than a person would read."""
    ordered = in_reading_order(problems)
    if len(ordered) <= MAX_TOLD:
        return ordered
    more = f"{len(ordered) - MAX_TOLD} more problems follow"
    return [*ordered[:MAX_TOLD], Problem(Place(ordered[0].place.file), Advice("unnamed", more, "Mend these first."))]
