"""Turn commands typed in a terminal into calls. What is about apprentices stands in `doors/people`."""

import os
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import __version__
from generator.doors.options import DATE, FOLDER, LAYER, PATH, default_layer, show_problems
from generator.doors.people import COMMANDS
from generator.doors.spoken_commands import SpokenCommands, echo
from generator.problems.problem import GeneratorError, Problem, Sentence
from generator.problems.report import as_text
from generator.problems.system import reason, system_errors_told
from generator.supervision.supervisor import supervised


class _Commands(SpokenCommands):
    """Commands that show the problems which they run into, and then end the program with status 1."""

    def main(self, *args: Any, **extra: Any) -> Any:
        with _system_errors_told():
            return super().main(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _system_errors_told():
                # A name that the output has no letters for is no reason to stop.
                for stream in (sys.stdout, sys.stderr):
                    if isinstance(stream, TextIOWrapper):
                        stream.reconfigure(errors="replace")
                Path.cwd()
                return super().invoke(ctx)
        except GeneratorError as error:
            show_problems(error.problems, error.outcome)
            raise SystemExit(1) from None


@contextmanager
def _system_errors_told() -> Iterator[None]:
    """Raise what the system refuses as GeneratorError; where that is to show what is said, end the program."""
    with system_errors_told(Path()):
        try:
            yield
        except OSError as error:
            if any(frame.f_code is click.echo.__code__ for frame, _ in traceback.walk_tb(error.__traceback__)):
                _end_without_output(error)
            raise


def _end_without_output(error: OSError) -> NoReturn:
    """End the program, since what it says cannot be written; of a reader that has left nothing is said."""
    with suppress(OSError):
        if not isinstance(error, BrokenPipeError):
            echo(Sentence("standard output: this cannot be written. {reason}.", reason=reason(error)), err=True)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        # At its end Python would try it once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    raise SystemExit(1) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="samtaleguide")
def main() -> None:
    """Make a school's own edition of the guide to læringssamtaler."""
    # Pydantic would read what all packages on the machine say of themselves to find plugins; none is meant for us.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


@main.command()
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--example", is_flag=True, help="Begin with a made-up school, in which every choice is switched on.")
@click.option("--github", is_flag=True, help="Write what a repository at GitHub needs to publish by itself, too.")
@click.option("--tool", default="", metavar="WHERE", help="What pip installs this program from there.")
def init(folder: Path, tool: str, *, example: bool, github: bool) -> None:
    """Start a school's own layer in the folder DIR: a profile with every choice explained, and a logo to replace."""
    from generator.doors.form import form_html
    from generator.problems.problem import as_typed
    from generator.profile.starter import FORM, write_repository, write_starter

    begin = partial(write_repository, tool=tool) if github or tool else write_starter
    for path in begin(folder, form_html(), example=example):
        echo(Sentence("Written: {path}", path=path))
    click.echo()
    if github or tool:
        page = folder / "KOM-I-GANG.html"
        echo(Sentence("Next: open {page} in a browser. It shows each click at GitHub.", page=page))
        return
    typed, profile = as_typed(folder), folder / "school.yml"
    echo(Sentence("Next: open {form} in a browser, or fill in {file}. Then run:", form=folder / FORM, file=profile))
    echo(Sentence("  samtaleguide check {folder}    to see what is missing or wrong", folder=typed))
    echo(Sentence("  samtaleguide build {folder}    to make the guide", folder=typed))


@main.command()
@click.argument("layer", metavar="[DIR]", required=False, type=FOLDER)
@click.option("--out", required=True, type=PATH, help="The page, such as profil.html.")
def form(layer: Path | None, out: Path) -> None:
    """Write the profile as a page to fill in, for any browser; with DIR named, it begins with that layer's profile."""
    supervised("generator.doors.form.write_form", out, layer)
    echo(Sentence("Written: {path}", path=out))


@main.command()
@LAYER
@click.option("--json", "json_wanted", is_flag=True, help="Tell it as JSON, for editors and automatic checks.")
@click.option(
    "--annotations", type=click.Choice(["github"]), help="Tell it so that it is shown beside the files there."
)
def check(layer: Path, annotations: str | None, *, json_wanted: bool) -> None:
    """Tell everything that is wrong with a layer, without building it."""
    from generator.problems.report import as_annotation, as_json

    def tell(problems: Iterable[Problem]) -> None:
        click.echo(as_json(problems) if json_wanted else "\n".join(map(as_annotation, problems)))

    try:
        warnings = supervised("generator.doors.checking.check_layer", layer, date.today())
    except GeneratorError as error:
        if not (json_wanted or annotations):
            raise
        tell(error.problems)
        raise SystemExit(1) from None
    if json_wanted or annotations:
        tell(warnings)
        return
    for warning in warnings:
        click.echo(as_text(warning))
    echo("No errors." if warnings else "Nothing to mend.")


@main.command()
@LAYER
@click.option("--only", default="", metavar="WORD", help="Show only what has this word in its name or title.")
@click.option("--accept", is_flag=True, help="Note the shared texts that the layer replaces, as they are now.")
def blocks(layer: Path, only: str, *, accept: bool) -> None:
    """Show the names of all shared texts and questions, and how a layer makes one its own."""
    if accept:
        echo(supervised("generator.doors.listing.accept_layer", layer, date.today()))
        return
    for line in supervised("generator.doors.listing.list_layer", layer, date.today(), only):
        click.echo(line)


@main.command()
@click.argument("folders", metavar="[DIR …]", nargs=-1, type=FOLDER)
@click.option("--out", default=Path("build"), type=PATH, help="Where the editions go.")
@DATE
@click.option("--portal", is_flag=True, help="Write a page over all editions that stand there: OUT/index.html.")
@click.option("--zip", is_flag=True, help="Write each edition as one file to hand on, too: OUT/<slug>.zip.")
@click.option("--executor", default="", metavar="ADDRESS", help="A Dask cluster that makes the PDFs: tcp://HOST:PORT.")
@click.option("--report", is_flag=True, help="Write what was checked, and how it went, beside each edition.")
@click.option("--report-to", "place", type=PATH, metavar="FOLDER", help="Write it there.")
def build(folders: tuple[Path, ...], out: Path, day: date, place: Path | None, **more: Any) -> None:
    """Build the edition of each layer DIR into OUT/<slug>/; one with mistakes does not hold up the others."""
    from generator.doors.beside import Beside, make_beside
    from generator.doors.built import table
    from generator.doors.many import at_a_time, build_many

    wanted, cluster = folders or (default_layer(),), more["executor"]
    workers = supervised("generator.pdf.cluster.workers_at", cluster) if cluster else 0
    told = (supervised, echo, show_problems)
    rows = build_many(wanted, out, day, *told, lanes=at_a_time(len(wanted), workers), cluster=cluster)
    if len(wanted) > 1:
        click.echo("\n".join(["", *table(rows)]))
    asked = Beside(more["zip"], more["report"], place, more["portal"])
    is_whole = make_beside(rows, out, day, asked, *told)
    failed = [str(row.layer) for row in rows if not row.built]
    if failed and len(wanted) > 1:
        template = "{count} of {total} editions could not be built: {names}"
        echo(Sentence(template, count=len(failed), total=len(wanted), names=", ".join(failed)), err=True)
    if failed or not is_whole:
        raise SystemExit(1)


@main.command()
@LAYER
@click.option("--out", required=True, type=PATH, help="The folder for the project.")
@DATE
def export(layer: Path, out: Path, day: date) -> None:
    """Write the edition as finished Markdown with its PDFs, for whoever goes on with another site engine."""
    supervised("generator.doors.exporting.export", layer, out, Path("build/.cache"), day, tell=echo)
    echo(Sentence("Done: {file} says how to build it.", file=out / "README.md"))


@main.command()
@LAYER
@click.option("--port", default=8000, type=click.IntRange(1, 65535), help="The port of the preview on this machine.")
@click.option("--no-open", is_flag=True, help="Open no browser.")
def serve(layer: Path, port: int, *, no_open: bool) -> None:
    """Show the edition in the browser and follow every saved change."""
    from generator.doors.preview import preview

    preview(layer, port, Path("build/.cache"), echo, in_browser=not no_open)


for _command in COMMANDS:
    main.add_command(_command)
