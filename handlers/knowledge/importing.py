"""Converts the bytes of a FAQ file to rows for storage, for the chat and for the command line."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from faq.exchange import Fault, FaultKind, FileFormat, RawRow, read_faq
from handlers.desk.knowledge.import_warnings import FileWarning, warnings_of
from handlers.desk.text.numbers import number_in
from storage.books import Books
from storage.faq.importing import FaqImportReport, FaqImportRow


@dataclass(frozen=True, slots=True)
class FaqImport:
    """The rows of a file, or all of its faults: with any fault, nothing is saved.

    `ids` are those that the file names, each with its first row.
    """

    rows: tuple[FaqImportRow, ...]
    faults: tuple[Fault, ...]
    ids: Mapping[int, RawRow] = field(default_factory=dict)


async def with_unknown_ids(books: Books, read: FaqImport) -> FaqImport:
    """Add a fault for each id that no stored entry has."""
    known = await books.faq.numbers() if read.ids else frozenset()
    unknown = (row for entry, row in read.ids.items() if entry not in known)
    return replace(read, faults=_in_order((*read.faults, *map(_no_such_entry, unknown))))


def read_import(data: bytes, file_format: FileFormat, *, as_new: bool = False) -> FaqImport:
    """Read a FAQ file. An id is the number that an export gave the entry; none means a new entry.

    `as_new`: the export is from another installation, whose numbers mean nothing here.
    """
    parsed = read_faq(data, file_format, as_new=as_new)
    strange = tuple(_no_number(row) for text, row in parsed.ids.items() if number_in(text) is None)
    rows = tuple(
        FaqImportRow(
            id=number_in(row.id) if row.id else None,
            question=row.question,
            answer=row.answer,
            alternatives=row.alternatives,
            category=row.category,
            language=row.language,
            absent=row.absent,
        )
        for row in parsed.rows
    )
    ids = {number: row for text, row in parsed.ids.items() if (number := number_in(text)) is not None}
    return FaqImport(rows, _in_order(parsed.faults + strange), ids)


async def warnings_after(books: Books, report: FaqImportReport) -> list[FileWarning]:
    """Warnings about the entries that an import made or changed."""
    imported, live = (*report.added, *report.changed), await books.faq.live()
    return await asyncio.to_thread(warnings_of, imported, live)


def _no_number(row: RawRow) -> Fault:
    return row.fault(FaultKind.WRONG_TYPE, "id", "the number of an entry, or left empty for a new one")


def _no_such_entry(row: RawRow) -> Fault:
    advice = "the number of an entry that exists, or left empty for a new one"
    return row.fault(FaultKind.WRONG_TYPE, "id", advice)


def _in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: fault.row or 0))
