"""The end of a command: the process exits with the status of its work."""

from typing import TYPE_CHECKING, NoReturn

import typer

from bot import collector

if TYPE_CHECKING:
    from bot.commands.performing import Work


def end_with(work: "Work") -> NoReturn:
    """Do the work with the settings of `.env` and the environment, then exit."""
    from bot.commands.performing import perform

    collector.spare_what_was_loaded()
    raise typer.Exit(perform(work))
