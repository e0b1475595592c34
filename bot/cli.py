"""The command line: `otboinik …`, or `python -m bot …`.

What the commands do stands in `bot/commands/`.
"""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot import collector
from storage.records.desk_roles import DeskRole

if TYPE_CHECKING:
    from bot.commands.performing import Work

otboinik = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: boxes write "<bool>" behind every switch
    pretty_exceptions_enable=False,  # a traceback with local variables would show customers' words
    help="A chat-first support bot: answers from a FAQ, and otherwise promises, escalates and keeps watch.",
)
database = typer.Typer(no_args_is_help=True, help="The database: its schema, and copies of it.")
faq = typer.Typer(no_args_is_help=True, help="The FAQ: from a file, into a file, and what it answers.")
desk = typer.Typer(no_args_is_help=True, help="The web desk.")
customer = typer.Typer(no_args_is_help=True, help="One person's data: given out, or erased.")
desk_user = typer.Typer(no_args_is_help=True, help="The people of the web desk.")
otboinik.add_typer(database, name="db")
otboinik.add_typer(faq, name="faq")
otboinik.add_typer(desk, name="desk")
otboinik.add_typer(customer, name="customer")
desk.add_typer(desk_user, name="user")

FaqFile = Annotated[Path, typer.Argument(metavar="FILE", help="Ends with .yaml, .csv, .xlsx or .jsonl.")]
ExistingFaqFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        exists=True,
        dir_okay=False,
        readable=True,
        help="Ends with .yaml, .csv, .xlsx or .jsonl.",
    ),
]
CustomerName = Annotated[
    str,
    typer.Argument(metavar="ID", help="An address (telegram:42, web:7f3a…) or a customer's number."),
]
LabelledEntries = Annotated[
    Path,
    typer.Option(
        metavar="E.jsonl", exists=True, dir_okay=False, help='{"id", "question", "alternatives", "answer"}'
    ),
]
LabelledQueries = Annotated[
    Path,
    typer.Option(
        metavar="Q.jsonl", exists=True, dir_okay=False, help='{"text", "expected"}; null: no answer fits.'
    ),
]


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
    """What stands before any command."""


def main() -> None:
    """Where the installed script begins."""
    # A question is a small product of matrices: handing it to threads costs far more than it saves
    # (median 2 ms alone, 42 ms with threads on a busy machine of two cores). Read when numpy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    collector.rest()
    otboinik()


@otboinik.command()
def run(
    open_browser: Annotated[bool, typer.Option("--open", help="Open chat and desk in the browser.")] = False,
) -> None:
    """Start the bot: everything in one process."""
    from bot.commands.running import run

    _perform(partial(run, open_browser=open_browser))


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


@database.command()
def upgrade() -> None:
    """Bring the schema up to date. On SQLite `run` does it too."""
    from bot.commands.databases import upgrade

    _perform(upgrade)


@database.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="Replaced if it exists.")],
) -> None:
    """Make a consistent copy, also while the bot runs."""
    from bot.commands.databases import backup

    _perform(partial(backup, file=file))


@faq.command("import")
def import_faq(
    file: ExistingFaqFile,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Delete entries that are not in it.")] = False,
) -> None:
    """Take a file into the FAQ, all of it or nothing.

    With a fault in any row, each is named by row and column.
    """
    from bot.commands.faq_files import import_file

    _perform(partial(import_file, file=file, dry_run=dry_run, replace=replace))


@faq.command("export")
def export_faq(file: FaqFile) -> None:
    """Write the FAQ into a file; importing that again changes nothing."""
    from bot.commands.faq_files import export_file

    _perform(partial(export_file, file=file))


@faq.command()
def ask(text: Annotated[str, typer.Argument(metavar="TEXT", help="What a customer might write.")]) -> None:
    """Show what the bot would do with a question.

    Answer, offer or escalate, with the scores.
    """
    from bot.commands.faq_search import ask

    _perform(partial(ask, text=text))


@faq.command()
def evaluate(
    entries: LabelledEntries,
    queries: LabelledQueries,
    phrasings: Annotated[
        int | None, typer.Option(metavar="K", min=0, help="Keep only the first K alternatives of each entry.")
    ] = None,
    answer: Annotated[
        float | None, typer.Option(metavar="P", min=0, max=1, help="Answer from this chance on.")
    ] = None,
    suggest: Annotated[
        float | None, typer.Option(metavar="P", min=0, max=1, help="Offer choices from this chance on.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    misses: Annotated[
        bool, typer.Option("--misses", help="Then tell which questions went wrong, a JSON object a line.")
    ] = False,
) -> None:
    """Score the search on labelled questions.

    Ranking, decisions, coverage at 95 % precision, latency.
    """
    from bot.commands.faq_evaluation import evaluate_files
    from faq import Thresholds

    own = Thresholds()
    from_answer = own.answer if answer is None else answer
    from_choices = min(own.suggest, from_answer) if suggest is None else suggest
    if from_choices > from_answer:
        raise typer.BadParameter(f"choices begin above the answers ({from_answer:g}): give a lower --suggest")
    tried = Thresholds(from_answer, from_choices)
    collector.spare_what_was_loaded()
    raise typer.Exit(
        evaluate_files(
            entries, queries, phrasings=phrasings, thresholds=tried, as_json=as_json, misses=misses
        )
    )


@desk_user.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As customers will see it, and to sign in by.")],
    role: Annotated[DeskRole, typer.Option("--role", help="A manager keeps the FAQ, too.")],
) -> None:
    """Let a person in at /desk; asks for a password.

    Somebody who is there already gets a new password, and the role.
    """
    from bot.commands.desk_people import add_user

    _perform(partial(add_user, name=name, role=role))


@desk_user.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who may not sign in any more.")],
) -> None:
    """Let a person in no more: their browsers are signed out, their open tickets are everybody's."""
    from bot.commands.desk_people import remove_user

    _perform(partial(remove_user, name=name))


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

    _perform(partial(export, name=name, out=out))


@customer.command("erase")
def erase_customer(
    name: CustomerName,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask once more.")] = False,
) -> None:
    """Erase one person for good, also while the bot runs.

    Numbers of tickets and times stay for statistics.
    """
    from bot.commands.customers import erase

    _perform(partial(erase, name=name, yes=yes))


@otboinik.command()
def audit(
    lines: Annotated[int, typer.Option("--last", metavar="N", min=1, max=1000, help="How many.")] = 50,
) -> None:
    """Who changed what about the desk itself, the newest first."""
    from bot.commands.auditing import audit

    _perform(partial(audit, lines=lines))


def _perform(work: "Work") -> NoReturn:
    from bot.commands.performing import perform

    collector.spare_what_was_loaded()
    raise typer.Exit(perform(work))
