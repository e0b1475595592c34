"""`otboinik db …`."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.command_groups.ending import end_with

database = typer.Typer(no_args_is_help=True, help="The database: its schema, and copies of it.")


@database.command()
def upgrade() -> None:
    """Bring the schema up to date. On SQLite `run` does it too."""
    from bot.commands.databases import upgrade

    end_with(upgrade)


@database.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="Replaced if it exists.")],
) -> None:
    """Make a consistent copy, also while the bot runs."""
    from bot.commands.databases import backup

    end_with(partial(backup, file=file))


@database.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="Made by `db backup`.")],
) -> None:
    """Bring a copy back (SQLite), while the bot is stopped. What was there is kept beside it."""
    from bot.commands.databases import restore

    end_with(partial(restore, file=file))
