"""`otboinik faq import`, `undo` and `export`: reads the FAQ from a file, or writes it to one."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from bot.commands import performing
from bot.commands.performing import BAD_USE, DONE, FAILED, confirmed, open_database, say, say_error
from bot.settings import Settings
from faq.exchange import Fault, FileFormat, format_of, write_faq
from handlers.clock import utc_now
from handlers.desk.knowledge.import_warnings import say_warnings
from handlers.knowledge import keeping
from handlers.knowledge.importing import FaqImport, read_import, warnings_after, with_unknown_ids
from handlers.knowledge.shelf import entry_of
from handlers.managers.audit import COMMAND_LINE
from handlers.phrases import Phrases
from storage.faq.importing import FaqImportReport, plan_import

NAMED = 5
"""So many of the entries that an import deletes are named."""


async def import_file(settings: Settings, file: Path, *, dry_run: bool, replace: bool, as_new: bool) -> int:
    """Import the file into the FAQ, all of it or nothing; with `dry_run` nothing is written or created.

    `as_new`: its numbers belong to another installation, and entries are recognised by their questions only.
    """
    file_format = format_of(file.name)
    if file_format is None:
        return _strange_ending(file)
    data = await asyncio.to_thread(file.read_bytes)
    read = read_import(data, file_format, as_new=as_new)
    if read.faults and not read.ids:
        return _refused(read.faults)
    is_careful = replace and not dry_run and performing.on_terminal()
    if is_careful and not await _may_delete(settings, read):
        say_error("Nothing was imported.")
        return FAILED
    async with open_database(settings, dry=dry_run) as database, database.books() as books:
        read = await with_unknown_ids(books, read)
        if read.faults:
            return _refused(read.faults)
        report = await keeping.take_in(books, read.rows, COMMAND_LINE, utc_now(), replace=replace)
        warnings = await warnings_after(books, report)
        if not dry_run:
            await books.commit()
    say(_summary(report, dry_run=dry_run))
    for line in say_warnings(Phrases.load().in_language("en"), warnings):
        say_error(line)
    return DONE


async def _may_delete(settings: Settings, read: FaqImport) -> bool:
    """Ask before entries go that the file does not have."""
    async with open_database(settings) as database, database.reading() as books:
        known = await with_unknown_ids(books, read)
        if known.faults:
            return True  # nothing will be deleted: they are told
        plan = plan_import(await books.faq.everything(), known.rows, replace_all=True, now=utc_now())
    if not plan.deleted:
        return True
    told = ", ".join(f"«{entry.question}»" for entry in plan.deleted[:NAMED])
    more = f" and {len(plan.deleted) - NAMED} more" if len(plan.deleted) > NAMED else ""
    return await confirmed(f"What the file lacks will be deleted ({len(plan.deleted)}): {told}{more}.")


async def undo_import(settings: Settings) -> int:
    """Take back the last import of the command line, as a whole; again: the one before."""
    async with open_database(settings, made_already=True) as database, database.books() as books:
        undone = await keeping.undo(books, COMMAND_LINE, utc_now())
        await books.commit()
    if undone is None:
        say_error("The command line changed nothing that could be taken back.")
        return FAILED
    say(f"taken back, entries: {len(undone.entries)}.")
    return DONE


async def export_file(settings: Settings, file: Path) -> int:
    """Write the live entries into the file; importing it again changes nothing.

    An empty FAQ makes no file, since no import would take it.
    """
    file_format = format_of(file.name)
    if file_format is None:
        return _strange_ending(file)
    async with open_database(settings, made_already=True) as database, database.reading() as books:
        records = await books.faq.live()
    if not records:
        say_error(f"The FAQ is empty: {file} was not written.")
        return FAILED
    is_careful = performing.on_terminal() and await asyncio.to_thread(file.exists)
    if is_careful and not await confirmed(f"{file} is there already, and will be replaced."):
        say_error(f"{file} was not written.")
        return FAILED
    data = write_faq(map(entry_of, records), file_format)
    try:
        await asyncio.to_thread(file.write_bytes, data)
    except OSError as error:
        say_error(f"{file} cannot be written: {error.strerror}.")
        return FAILED
    say(f"entries written to {file}: {len(records)}.")
    return DONE


def _strange_ending(file: Path) -> int:
    endings = ", ".join(f".{known}" for known in FileFormat)
    say_error(f"{file.name}: the ending tells the format, and must be one of {endings}.")
    return BAD_USE


def _refused(faults: Sequence[Fault]) -> int:
    for fault in faults:
        say_error(str(fault))
    rows = len({fault.row for fault in faults if fault.row is not None})
    refused = f"added 0, changed 0, unchanged 0, refused {rows}: " if rows else ""
    say_error(f"{refused}nothing was imported.")
    return FAILED


def _summary(report: FaqImportReport, *, dry_run: bool) -> str:
    counts = {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "deleted": report.deleted,
    }
    told = ", ".join(f"{word} {len(rows)}" for word, rows in counts.items() if rows or word != "deleted")
    return f"{told}, refused 0" + (": a dry run, nothing was written." if dry_run else ".")
