"""Turn the commands about apprentices into calls: who talks to whom when, sheets filled in beforehand, sheets back."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from generator.doors.options import FOLDER, PATH, TODAY, default_layer, show_problems
from generator.doors.spoken_commands import echo
from generator.problems.problem import Problem, Sentence
from generator.supervision.supervisor import supervised

_OTHER_ROWS_USED, _OTHERS_READ = Sentence("the other rows were used"), Sentence("the others were read")


def _of_a_list(command: Any) -> Any:
    """Give a command the options of all that read a class list."""
    for option in (
        TODAY,
        click.option("--dry-run", is_flag=True, help="Only say what would be made."),
        click.option("--protected", is_flag=True, help="Take in those with a protected name, by their alias."),
        click.option("--keep-map", "keep", is_flag=True, help="Keep that in a file beside the class list."),
        click.option("--map", "entries", multiple=True, metavar="COLUMN=WHAT", help="Say what a column holds."),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("layer", metavar="DIR", type=FOLDER)
@click.argument("roster", metavar="ROSTER", type=PATH)
@click.option("--out", required=True, type=PATH, help="The folder for the plan; not where anything is published from.")
@_of_a_list
def plan(layer: Path, roster: Path, out: Path, today: date, **more: Any) -> None:
    """Make from the class list ROSTER who talks to whom when: an overview and calendar files."""
    _end_with(supervised("generator.doors.planning.make_plan", layer, roster, out, today, tell=echo, **more))


@click.command()
@click.argument("layer", metavar="DIR", type=FOLDER)
@click.argument("roster", metavar="ROSTER", type=PATH)
@click.option("--sheet", required=True, metavar="ID", help="Which sheet, such as foerste-samtale.")
@click.option("--out", required=True, type=PATH, help="The folder for them; not where anything is published from.")
@click.option("--web", is_flag=True, help="As web sheets instead of PDFs.")
@click.option("--paper", is_flag=True, help="As one file to print for the class, to be filled in by hand.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="The day of the talk, if it is one for all.")
@click.option(
    "--earlier", type=PATH, metavar="FOLDER", help="The sheets of the last talk: what was agreed is taken over."
)
@click.option("--key", "by_key", is_flag=True, help="Name the files by the school's own key, which others may know.")
@_of_a_list
def prefill(layer: Path, roster: Path, sheet: str, out: Path, day: datetime | None, today: date, **more: Any) -> None:
    """Make from the class list ROSTER one sheet for each apprentice, filled in as far as the school knows it."""
    from generator.doors.prefilling import Wish

    asked = {name: more.pop(name) for name in ("web", "paper", "by_key", "earlier", "protected")}
    if asked["web"] and asked["paper"]:
        raise click.UsageError("A web sheet is not printed: choose either --web or --paper.")
    wish = Wish(sheet, day=day.date() if day else None, **asked)
    done = "generator.doors.prefilling.prefill"
    _end_with(supervised(done, layer, roster, out, today, wish, tell=echo, **more))


@click.command()
@click.argument("folder", metavar="FOLDER", type=PATH)
@click.option("--out", required=True, type=PATH, help="The overview, such as overblik.xlsx.")
@click.option("--school", "layer", metavar="DIR", default=default_layer, type=FOLDER, help="Whose sheets they are.")
@click.option("--roster", type=PATH, help="The class list, to see who is missing.")
@click.option("--map", "entries", multiple=True, metavar="COLUMN=WHAT", help="Say what a column of the list holds.")
@click.option("--protected", is_flag=True, help="Take in those with a protected name, by their alias.")
@click.option("--follow-up", is_flag=True, help="Fill in the sheets for the meeting: everybody has a line.")
@click.option("--agenda", is_flag=True, help="Fill in the meeting's agenda.")
@click.option("--all", "everything", is_flag=True, help="Take in what is voluntary or not to be passed on, too.")
@TODAY
def collect(folder: Path, out: Path, layer: Path, roster: Path | None, today: date, **more: Any) -> None:
    """Take the filled-in sheets in FOLDER back into an overview."""
    done = "generator.doors.collecting.collect"
    _end_with(supervised(done, folder, out, layer, roster, today, tell=echo, **more), _OTHERS_READ)


@click.command()
@click.argument("out", metavar="OUT", type=PATH)
def forget(out: Path) -> None:
    """Delete what was made of class lists and returned sheets into the folder OUT."""
    from generator.private.folder import forget

    deleted, left = forget(out)
    echo(Sentence("1 file deleted." if deleted == 1 else "{count} files deleted.", count=deleted))
    if left:
        echo(Sentence("Left, since nothing of ours: {names}", names=", ".join(left)))


def _end_with(left_out: list[Problem], outcome: Sentence = _OTHER_ROWS_USED) -> None:
    """Show the problems of what was left out, and end with status 1 if there are any."""
    if left_out:
        show_problems(left_out, outcome)
        raise SystemExit(1)


COMMANDS = (plan, prefill, collect, forget)
