"""Turn a layer into the list of everything that is wrong with it, or missing, for `check` and `build` alike."""

from datetime import date
from pathlib import Path

from generator.checks.lix import hard_to_read
from generator.checks.logos import logo_warnings
from generator.checks.news import news
from generator.problems.limits import excess_explained
from generator.problems.problem import Problem, in_reading_order
from generator.profile.load import profile_text
from generator.profile.placeholders import placeholder_warnings
from generator.profile.trade import trade_warnings
from generator.profile.warn import warnings_for
from generator.rendering import Rendered, render_edition
from generator.shared import is_example
from generator.sheets.problems import sheet_warnings
from generator.templates.overrides import unused_files


def check_layer(layer: Path, today: date) -> list[Problem]:
    """Return the warnings about a layer: what its edition will do without.

    Raises GeneratorError with every error. `today` decides what is out of date.
    """
    return all_warnings(render_edition(layer, today), layer, today)


def all_warnings(rendered: Rendered, layer: Path, today: date) -> list[Problem]:
    """Return every warning about a rendered layer, whoever asks."""
    edition = rendered.edition
    profile, text = edition.profile, profile_text(layer)
    placeholders = in_reading_order(placeholder_warnings(profile, text, edition.layers))
    with excess_explained():
        # Last, when everything that uses a file of the layer has asked for it.
        return [
            *warnings_for(profile, text, today),
            *(() if is_example(edition.layers.school) else placeholders),
            *trade_warnings(edition.layers, edition.trade),
            *sheet_warnings(edition.layers),
            *rendered.warnings,
            *logo_warnings(edition),
            *hard_to_read(edition, rendered.maker),
            *unused_files(edition.templates),
            *news(edition),
        ]
