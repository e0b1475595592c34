"""`otboinik customer …`."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.command_groups.ending import end_with

customer = typer.Typer(no_args_is_help=True, help="One person's data: given out, or erased.")


CustomerName = Annotated[
    str,
    typer.Argument(metavar="ID", help="An address (telegram:42, web:7f3a…) or a customer's number."),
]


@customer.command("export")
def export_customer(
    name: CustomerName,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", dir_okay=False, help="A .json, or a .zip with their files."),
    ] = None,
) -> None:
    """Everything that is kept about one person, as JSON."""
    from bot.commands.customers import export

    end_with(partial(export, name=name, out=out))


@customer.command("erase")
def erase_customer(
    name: CustomerName,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask once more.")] = False,
) -> None:
    """Erase one person for good, also while the bot runs.

    Numbers of tickets and times stay for statistics.
    """
    from bot.commands.customers import erase

    end_with(partial(erase, name=name, yes=yes))
