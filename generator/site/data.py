"""Turn an edition into the data and the files that the theme in overrides/ needs."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.danish import long_date, phone_uri
from generator.data.hosts import as_uri
from generator.edition.edition import Edition
from generator.edition.web_root import ICON, LOGO, LOGO_NEGATIVE, STYLE, logo_name
from generator.layer.pictures import is_nearly_square, published
from generator.pages.invitations import invitations
from generator.pages.links import shown_pictures
from generator.pages.maker import Page
from generator.site.calendars import calendar_files


def theme_data(edition: Edition) -> dict[str, Any]:
    """Return what overrides/ reads as `config.extra`; plain data only, every text unescaped."""
    profile, coordinator = edition.profile, edition.facts.coordinator
    return {
        "school": {
            "name": profile.name,
            "short_name": profile.short_name,
            "website": as_uri(profile.website or "") or None,
            "logo": logo_name(profile.logo, LOGO),
            "logo_negative": logo_name(profile.logo_negative, LOGO_NEGATIVE),
        },
        "coordinator": {
            "name": coordinator.name,
            "title": coordinator.title,
            "phone": coordinator.phone,
            "phone_uri": phone_uri(coordinator.phone) if coordinator.phone else None,
            "email": coordinator.email,
        },
        "site_url": as_uri(profile.site_url or "") or None,
        "changed": long_date(edition.changed),
        "has_statement": profile.accessibility is not None,
        "theme_colour": edition.colours.light["header"],
        "icon": _icon_name(edition),
    }


def site_files(edition: Edition, pages: Iterable[Page]) -> dict[str, str | bytes]:
    """Return the files that are the school's own, by their name below the web root; of pictures, those on `pages`."""
    faces, fonts = _faces(edition)
    files: dict[str, str | bytes] = {STYLE: edition.colours.css_site() + faces, **fonts}
    files |= calendar_files(edition)
    files |= {mail.file: mail.content for mail in invitations(edition)}
    if _icon_name(edition) == ICON:
        drawing = _content(edition.layers.find("overrides/assets/icon.svg")).decode("utf-8")
        colours = {"#0b5d66": edition.colours.light["header"], "#ffffff": edition.colours.light["on_header"]}
        files[ICON] = re.sub("#[0-9a-f]{6}", lambda old: colours[old[0]], drawing)
    for logo, stem in ((edition.profile.logo, LOGO), (edition.profile.logo_negative, LOGO_NEGATIVE)):
        if logo and (name := logo_name(logo, stem)):
            files[name] = published(_content(edition.layers.beside_profile(logo)), logo)
    for name in shown_pictures(edition.layers, pages):
        files[name] = published(_content(edition.layers.find(f"docs/{name}")), name)
    return files


def _icon_name(edition: Edition) -> str:
    """Return the name of the picture in the browser's tab: the logo where it is square enough, else our own."""
    logo = edition.profile.logo
    name = logo_name(logo, LOGO)
    if logo and name and is_nearly_square(_content(edition.layers.beside_profile(logo)), logo):
        return name
    return ICON


def _content(path: Path | None) -> bytes:
    assert path is not None, "the layer was checked"
    return path.read_bytes()


def _faces(edition: Edition) -> tuple[str, dict[str, bytes]]:
    """Return the style rules for the school's own fonts, and the files they name; both empty without any.

    What the school has no file for is in our own face, as on paper, not made up by the browser.
    """
    fonts = edition.profile.fonts
    if fonts is None:
        return "", {}
    rules, files = "", {}
    for part, name, style, ours in (
        ("body", fonts.body, "font-weight: 400", "Regular"),
        ("italic", fonts.italic, "font-weight: 400; font-style: italic", "Italic"),
        ("bold", fonts.bold, "font-weight: 600", "SemiBold"),
        ("bold", fonts.bold, "font-weight: 700", "Bold"),
    ):
        path = edition.layers.beside_profile(name) if name else None
        target = f"fonts/school-{part}{path.suffix.lower()}" if path else f"fonts/IBMPlexSans-{ours}.woff2"
        rules += f'@font-face {{ font-family: "School"; src: url("{target}"); {style}; font-display: swap }}\n'
        if path:
            files[f"assets/{target}"] = path.read_bytes()
    return f'{rules}:root {{ --sg-face: "School"; }}\n', files
