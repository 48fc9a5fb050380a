"""Turn a layer's `school.yml` into a checked profile, or into the list of everything that is wrong with it."""

import os
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator.danish import slugify
from generator.data.explain import explain, labelled
from generator.data.text import YamlError, YamlText, read_yaml_text
from generator.layer.layers import LINK_OUT, PROFILE
from generator.problems.likeness import nearest
from generator.problems.problem import (
    Advice,
    Place,
    Problem,
    ProfileError,
    Sentence,
    how_many,
    in_reading_order,
    shown_path,
)
from generator.profile.files import file_problems
from generator.profile.model import Profile
from generator.profile.people import COORDINATOR, missing_coordinator
from generator.profile.stand_in import stand_in

MAX_TOLD = 50
_SHOW_ENDINGS = (
    "If the folder shows it as school.yml, its ending is hidden: in Windows, let View, Show, File name extensions "
    "(Vis, Filtypenavne) show it first."
)
_NAME_IT = "Name the folder that school.yml lies in: {folder}"
# Endings of a file that somebody may have written the profile in.
_PLAIN, _WORD = (".yml", ".yaml", ".txt"), (".doc", ".docx", ".odt", ".rtf", ".pages")


def load_profile(layer: Path, trades: Collection[str]) -> Profile:
    """Return the profile of the layer in the folder `layer`; `trades` are the keys of the trades at hand.

    Raises ProfileError with every problem found, in the order of the lines.
    """
    text, unreadable = _read(layer)
    profile, problems = None, []
    try:
        profile = Profile.model_validate(text.data, context={"trades": trades, "files": _perhaps_trades(layer)})
    except ValidationError as error:
        problems = explain(error, Profile, text)
    problems += _coordinator_problems(text, problems)
    unusable = file_problems(layer, text)
    # A value that could not be read as YAML does not fit the model either; it is told once, by who knows most of it.
    told = unreadable + unusable
    places = {problem.place for problem in told}
    problems = told + [problem for problem in problems if problem.place not in places]
    if profile is None or problems:
        substitute = profile or stand_in(text.data, trades)
        if substitute:
            # No file is there by the name of an example.
            files = ("logo", "logo_negative", "fonts") if unusable else ("fonts",)
            substitute = substitute.model_copy(update=dict.fromkeys(files))
        raise ProfileError(_worth_telling(problems), substitute)
    return profile


def profile_text(layer: Path) -> YamlText:
    """Return what the profile of a layer is made from, with its places; raises ProfileError if it cannot be read."""
    return _read(layer)[0]


def _read(layer: Path) -> tuple[YamlText, list[Problem]]:
    path = layer / PROFILE
    if not path.is_file():
        raise ProfileError([_no_profile(layer).at(Place(shown_path(layer)))])
    if not path.resolve().is_relative_to(layer.resolve()):
        raise ProfileError([LINK_OUT.at(Place(shown_path(path)))])
    try:
        text, problems = read_yaml_text(path), []
    except YamlError as error:
        if error.partial is None:
            raise ProfileError(error.problems) from error
        text, problems = error.partial, list(error.problems)
    if not isinstance(text.data, dict) or not text.data:
        found = "this file holds no keys" if text.data else "this file is empty"
        way_out = "Write at least name, trade and contacts; 'samtaleguide init' writes an explained example."
        raise ProfileError([*problems, text.problem((), Advice("no-keys", found, way_out))])
    return text, problems


def _perhaps_trades(layer: Path) -> list[str]:
    """Return the names of the files that may be a trade's: beside the profile, and in a folder called like trades/."""
    folders = [layer, *(path for path in layer.iterdir() if path.is_dir() and nearest(path.name, ["trades"]))]
    files = [path for folder in folders if os.access(folder, os.R_OK) for path in sorted(folder.iterdir())]
    return [path.relative_to(layer).as_posix() for path in files if path.suffix.lower() in _PLAIN]


def _no_profile(layer: Path) -> Advice:
    if layer.is_file():
        name_it = Sentence(_NAME_IT, folder=shown_path(layer.parent))
        return Advice("not-a-folder", "this is a file, not a folder", name_it)
    if not layer.is_dir():
        names = [path.name for path in layer.parent.iterdir() if path.is_dir()] if layer.parent.is_dir() else []
        near = nearest(layer.name, names)
        way_out: str = "Check the name of the folder."
        if near:
            way_out = Sentence("Did you mean '{near}'?", near=shown_path(layer.parent / near))
        return Advice("no-such-folder", "there is no such folder", way_out)
    if (layer / PROFILE).is_dir():
        return Advice("not-a-file", "school.yml is a folder here, not a file", "Put the profile itself there.")
    return Advice("no-profile", "there is no school.yml in this folder", _where_it_may_be(layer))


def _where_it_may_be(layer: Path) -> str:
    """Return the way out for a folder without a profile: a file that may be it, or a folder nearby that has one."""
    endings = (*_PLAIN, *_WORD, "")
    texts = {
        path.name.lower(): path.name for path in layer.iterdir() if path.suffix.lower() in endings and path.is_file()
    }
    near = next((texts[name] for name in get_close_matches(PROFILE, texts, n=1, cutoff=0.65)), "")
    if near.lower().endswith((".yml.txt", ".yml.txt.txt", ".yaml.txt")):
        way_out = "Is it '{near}'? Then rename it to school.yml. {how}"
        return Sentence(way_out, near=near, how=Sentence(_SHOW_ENDINGS))
    if near.lower().endswith(_WORD):
        way_out = "Is it '{near}'? Then save it as plain text with the encoding UTF-8, and call it school.yml."
        return Sentence(way_out, near=near)
    if near:
        return Sentence("Is it '{near}'? Then rename it to school.yml.", near=near)
    above, below = layer.resolve().parent, sorted(layer.glob(f"*/{PROFILE}"))
    if (above / PROFILE).is_file():
        return Sentence(_NAME_IT, folder=shown_path(above))
    if below:
        return Sentence("Name the folder that school.yml lies in, such as {folder}", folder=shown_path(below[0].parent))
    return "'samtaleguide init' starts a new one."


def _coordinator_problems(text: YamlText, problems: Iterable[Problem]) -> list[Problem]:
    """Look for the coordinator in what was written: the model stops before if any contact has another problem."""
    contacts: Any = text.data.get("contacts")
    if not isinstance(contacts, list):
        return []
    roles = [str(contact.get("role")).strip() for contact in contacts if isinstance(contact, dict)]
    advice = None if COORDINATOR in map(slugify, roles) else missing_coordinator(roles)
    # Another problem with the contacts as a whole is enough.
    if advice is None or any(problem.place == text.place(("contacts",)) for problem in problems):
        return []
    return [text.problem(("contacts",), labelled(("contacts",), advice))]


def _worth_telling(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in the order of the lines, and not more of them than a person would read."""
    ordered = in_reading_order(problems)
    if len(ordered) <= MAX_TOLD:
        return ordered
    more = how_many(len(ordered) - MAX_TOLD, "1 more problem follows", "{count} more problems follow")
    return [*ordered[:MAX_TOLD], Advice("more-problems", more, "Mend these first.").at(Place(ordered[0].place.file))]
