"""Turn commands and their options into the same in the language that is spoken, the library's own words included."""

import gettext
import os
import sys
from collections.abc import Sequence
from copy import copy
from typing import Any, Final, TypeVar

import click

from generator.problems.language import CHOICE, DOMAIN, FOLDER, LANGUAGES, language
from generator.problems.problem import Sentence, said

_OPTION: Final = "--sprog"
_Command = TypeVar("_Command", bound=click.Command)


class SpokenCommands(click.Group):
    """A group of commands that speaks the language which is asked for, or that of the system."""

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        _speak_as_asked(sys.argv[1:] if args is None else args)
        return click.Group.main(_in_words(self), args, *more, **extra)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        command = super().get_command(ctx, cmd_name)
        return command and _in_words(command)


def echo(text: str, *, err: bool = False) -> None:
    """Say a line in the language that is spoken."""
    click.echo(said(text), err=err)


def _speak_as_asked(arguments: Sequence[str]) -> None:
    """Speak the language that is asked for among the arguments; before these are read, since help is shown by then."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        option, _, given = word.partition("=")
        if option == _OPTION and (wanted := given or following) in LANGUAGES:
            os.environ[CHOICE] = wanted
    # The library asks gettext for its own words, which goes by GNU's variable on every system.
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)


def _in_words(command: _Command) -> _Command:
    """Return a command with its help and that of its options as they are said, and with the option of the language."""
    spoken = copy(command)
    spoken.help = said(command.help or "")
    spoken.options_metavar = said(Sentence("[OPTIONS]"))
    if isinstance(spoken, click.Group):
        spoken.subcommand_metavar = said(Sentence("COMMAND [ARGS]..."))
    help_of_option = said(Sentence("Speak Danish (da) or English (en); otherwise as this computer does."))
    choice = click.Option([_OPTION], type=click.Choice(LANGUAGES), expose_value=False, help=help_of_option)
    spoken.params = [*map(_parameter_in_words, command.params), choice]
    return spoken


def _parameter_in_words(parameter: click.Parameter) -> click.Parameter:
    spoken = copy(parameter)
    if isinstance(spoken, click.Option):
        spoken.help = said(spoken.help or "")
    if isinstance(spoken.type, click.Path) and not spoken.metavar:
        spoken.metavar = Sentence("PATH")
    if isinstance(spoken.type, click.IntRange):
        spoken.metavar = Sentence("NUMBER")
    if isinstance(spoken.type, click.DateTime):
        spoken.metavar = Sentence("YYYY-MM-DD")
    if spoken.metavar:
        spoken.metavar = said(spoken.metavar)
    return spoken
