"""Turn what commands have in common into options and into the way they end."""

import os
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from generator.doors.spoken_commands import echo
from generator.layer.names import as_written
from generator.problems.problem import Problem, Sentence
from generator.problems.report import as_text

EXAMPLE = Path("schools/eksempel")
_NOTHING_CHANGED = Sentence("nothing was changed")


def default_layer() -> Path:
    return EXAMPLE if (EXAMPLE / "school.yml").is_file() else Path()


class _Folder(click.Path):
    """A folder by its name, however the disk writes the name's letters."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        return as_written(Path(os.fsdecode(super().convert(value, param, ctx))))


# What nobody may read is told as all other problems are.
PATH = click.Path(path_type=Path, readable=False)
FOLDER = _Folder(readable=False)
LAYER = click.argument("layer", metavar="[DIR]", default=default_layer, type=FOLDER)


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> date:
    return value.date() if value else date.today()


def dated(name: str, meaning: str) -> Callable[[Any], Any]:
    return click.option("--date", name, type=click.DateTime(["%Y-%m-%d"]), callback=_day, help=meaning)


DATE = dated("day", "The day of the build; decides which events are past.")
TODAY = dated("today", "The day by which an agreement is running.")


def show_problems(problems: Iterable[Problem], outcome: str = "") -> None:
    """Show what is wrong, and in the last line what became of the rest; without an `outcome` nothing was changed."""
    shown = [as_text(problem) for problem in problems]
    for text in shown:
        click.echo(text, err=True)
    template = "1 problem; {outcome}." if len(shown) == 1 else "{count} problems; {outcome}."
    echo(Sentence(template, count=len(shown), outcome=Sentence(outcome or _NOTHING_CHANGED)), err=True)
