"""The command line: `otboinik …`, or `python -m bot …`.

Groups of commands are in `bot/command_groups/`, their work in `bot/commands/`.
"""

import os
from functools import partial
from typing import Annotated

import typer

from bot import collector
from bot.command_groups.customers import customer
from bot.command_groups.databases import database
from bot.command_groups.desk import desk
from bot.command_groups.ending import end_with
from bot.command_groups.faq import faq

otboinik = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: boxes write "<bool>" behind every switch
    pretty_exceptions_enable=False,  # a traceback with local variables would show customers' words
    help="A chat-first support bot: answers from a FAQ, and otherwise promises, escalates and keeps watch.",
)
otboinik.add_typer(database, name="db")
otboinik.add_typer(faq, name="faq")
otboinik.add_typer(desk, name="desk")
otboinik.add_typer(customer, name="customer")


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"otboinik {version('otboinik')}")
        raise typer.Exit


@otboinik.callback()
def options(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", help="Tell the version and end.", is_eager=True, callback=_tell_version),
    ] = False,
) -> None:
    """Options before any command."""


def main() -> None:
    """Entry point of the installed script."""
    # A question is a small product of matrices: handing it to threads costs far more than it saves (median 2
    # ms alone, 42 ms with threads on a busy machine of two cores). Read when numpy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    collector.rest()
    otboinik()


@otboinik.command()
def run(
    open_browser: Annotated[bool, typer.Option("--open", help="Open chat and desk in the browser.")] = False,
) -> None:
    """Start the bot: everything in one process."""
    from bot.commands.running import run

    end_with(partial(run, open_browser=open_browser))


@otboinik.command()
def check() -> None:
    """Say what is missing: in settings, database, token, rights.

    Looks at the staff chats and at the webhook, too. Ends with 1 while something is missing, with 2 while
    settings are wrong: then it looks at what the others allow.
    """
    from bot.commands.checking import check
    from bot.commands.performing import perform_with_draft

    collector.spare_what_was_loaded()
    raise typer.Exit(perform_with_draft(check))


@otboinik.command()
def audit(
    lines: Annotated[int, typer.Option("--last", metavar="N", min=1, max=1000, help="How many.")] = 50,
) -> None:
    """Who changed what about the desk itself, the newest first."""
    from bot.commands.auditing import audit

    end_with(partial(audit, lines=lines))
