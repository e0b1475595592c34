"""`otboinik faq …`."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot import collector
from bot.command_groups.ending import end_with

faq = typer.Typer(no_args_is_help=True, help="The FAQ: from a file, into a file, and what it answers.")


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
LabelledEntries = Annotated[
    Path | None,
    typer.Option(
        metavar="E.jsonl",
        exists=True,
        dir_okay=False,
        help='{"id", "question", "alternatives", "answer"}; left out: the FAQ as it stands.',
    ),
]
LabelledQueries = Annotated[
    Path,
    typer.Option(
        metavar="Q.jsonl", exists=True, dir_okay=False, help='{"text", "expected"}; null: no answer fits.'
    ),
]


@faq.command("import")
def import_faq(
    file: ExistingFaqFile,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Delete entries that are not in it.")] = False,
    as_new: Annotated[
        bool, typer.Option("--as-new", help="Leave its numbers out: another installation exported it.")
    ] = False,
) -> None:
    """Take a file into the FAQ, all of it or nothing.

    With a fault in any row, each is named by row and column.
    """
    from bot.commands.faq_files import import_file

    end_with(partial(import_file, file=file, dry_run=dry_run, replace=replace, as_new=as_new))


@faq.command()
def undo() -> None:
    """Take back the last import of the command line, all of it."""
    from bot.commands.faq_files import undo_import

    end_with(undo_import)


@faq.command("export")
def export_faq(file: FaqFile) -> None:
    """Write the FAQ into a file; importing that again changes nothing."""
    from bot.commands.faq_files import export_file

    end_with(partial(export_file, file=file))


@faq.command()
def ask(text: Annotated[str, typer.Argument(metavar="TEXT", help="What a customer might write.")]) -> None:
    """Show what the bot would do with a question.

    Answer, offer or escalate, with the scores.
    """
    from bot.commands.faq_search import ask

    end_with(partial(ask, text=text))


@faq.command()
def evaluate(
    queries: LabelledQueries,
    entries: LabelledEntries = None,
    phrasings: Annotated[
        int | None, typer.Option(metavar="K", min=0, help="Keep only the first K alternatives of each entry.")
    ] = None,
    answer: Annotated[
        float | None,
        typer.Option(
            metavar="P", min=0, max=1, help="Answer from this chance on, and not from the one that stands."
        ),
    ] = None,
    suggest: Annotated[
        float | None,
        typer.Option(metavar="P", min=0, max=1, help="Offer choices from this chance on, likewise."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    misses: Annotated[
        bool, typer.Option("--misses", help="Then tell which questions went wrong, the costliest first.")
    ] = False,
) -> None:
    """Score the search on labelled questions.

    What became of them and what to do about it; then ranking, coverage at 95 % precision, latency. Without
    --answer and --suggest by the thresholds that managers set, else as shipped; the output says which.
    """
    from bot.commands.faq_evaluation import evaluate_files
    from bot.commands.performing import perform_with_draft

    collector.spare_what_was_loaded()
    work = partial(
        evaluate_files,
        entries=entries,
        queries=queries,
        phrasings=phrasings,
        answer=answer,
        suggest=suggest,
        as_json=as_json,
        misses=misses,
    )
    raise typer.Exit(perform_with_draft(work))
