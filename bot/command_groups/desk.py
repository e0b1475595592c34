"""`otboinik desk …`."""

from functools import partial
from typing import Annotated

import typer

from bot.command_groups.ending import end_with
from storage.records.desk_roles import DeskRole

desk = typer.Typer(no_args_is_help=True, help="The web desk.")
desk_user = typer.Typer(no_args_is_help=True, help="The people of the web desk.")
desk.add_typer(desk_user, name="user")


@desk_user.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As customers will see it, and to sign in by.")],
    role: Annotated[DeskRole, typer.Option("--role", help="A manager keeps the FAQ, too.")],
) -> None:
    """Let a person in at /desk; asks for a password.

    Somebody who is there already gets a new password, and the role.
    """
    from bot.commands.desk_people import add_user

    end_with(partial(add_user, name=name, role=role))


@desk_user.command("list")
def list_people() -> None:
    """Show who may sign in at /desk, with their roles."""
    from bot.commands.desk_people import list_users

    end_with(list_users)


@desk_user.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who may not sign in any more.")],
) -> None:
    """Let a person in no more: their browsers are signed out, their open tickets are everybody's."""
    from bot.commands.desk_people import remove_user

    end_with(partial(remove_user, name=name))
