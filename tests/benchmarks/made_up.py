"""Turn a number into so many schools that were made up: as different as real ones are, and the same in each run."""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from generator.shared import PACKAGE
from tests.support.command import REPOSITORY

EXAMPLE = REPOSITORY / "schools" / "eksempel"
# The day of the builds; events lie after it.
DAY = date(2026, 11, 2)
_TRADES = sorted(path.stem for path in (PACKAGE / "trades").glob("*.yml"))
_PLACES = "Egeskov Birkerød Møllevang Åstrup Sønderby Kalkby Fjordvig Hedelund Torpe Vestermark".split()
_KINDS = ("Erhvervsskole", "Tekniske Skole", "Håndværkerskole", "Fagskole", "Uddannelsescenter")
_FIRST = "Anne Bo Camilla Dan Emine Frode Grete Hassan Ida Jens Karin Lars Mona Niels Olga Per".split()
_LAST = "Andersen Bach Cakir Dam Eriksen Friis Gade Holm Iversen Juhl Kjær Lund Møller Nørgaard".split()


def write_schools(folder: Path, count: int) -> list[Path]:
    """Write so many layers below `folder` and return them; of two schools in a row the trades differ."""
    return [_written(folder / f"skole-{number:03}", number) for number in range(count)]


def _written(layer: Path, number: int) -> Path:
    chance = random.Random(number)
    profile: dict[str, Any] = yaml.safe_load((EXAMPLE / "school.yml").read_text(encoding="utf-8"))
    place, kind = chance.choice(_PLACES), chance.choice(_KINDS)
    profile |= {
        "name": f"{place} {kind} {number}",
        "short_name": place,
        "slug": layer.name,
        "trade": _TRADES[number % len(_TRADES)],
        "colours": {key: f"#{chance.randrange(1 << 24):06x}" for key in ("primary", "accent")},
        "contacts": [_contact(contact["role"], chance) for contact in profile["contacts"][: chance.randint(1, 5)]],
        "conversations": _talks(profile["conversations"], chance),
        "initiatives": [name for name in profile["initiatives"] if chance.random() < 0.7],
    }
    profile["events"] = [
        event | _days(chance) for event in profile["events"] if event["kind"] in profile["initiatives"]
    ]
    for optional in ("logo", "site_url", "website", "support", "accessibility", "sheets"):
        if chance.random() < 0.3:
            del profile[optional]
    layer.mkdir(parents=True)
    (layer / "school.yml").write_text(yaml.safe_dump(profile, allow_unicode=True, sort_keys=False), encoding="utf-8")
    if "logo" in profile:
        shutil.copy(EXAMPLE / profile["logo"], layer)
    return layer


def _contact(role: str, chance: random.Random) -> dict[str, str]:
    first, last = chance.choice(_FIRST), chance.choice(_LAST)
    phone = f"{chance.randrange(20_000_000, 99_999_999)}"
    return {"role": role, "name": f"{first} {last}", "phone": phone, "email": f"{first.lower()}@example.dk"}


def _talks(talks: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return which talks are held and how long; the first two always are."""
    held = {key: talk | {"minutes": chance.choice((20, 30, 45, 60))} for key, talk in talks.items()}
    return held | {key: False for key in ("praktik", "tredje") if chance.random() < 0.4}


def _days(chance: random.Random) -> dict[str, date]:
    day = DAY + timedelta(days=chance.randint(20, 200))
    return {"date": day, "deadline": day - timedelta(days=7)}
