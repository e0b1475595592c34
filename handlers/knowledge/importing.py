"""From the bytes of a FAQ file to what storage takes in: one way for the chat and for the command line."""

from dataclasses import dataclass

from faq.exchange import Fault, FaultKind, FileFormat, read_faq
from handlers.desk.numbers import number_in
from storage.faq_import import FaqImportRow


@dataclass(frozen=True, slots=True)
class FaqImport:
    """The rows of a file, or everything that is wrong with it: with any fault, nothing is saved."""

    rows: tuple[FaqImportRow, ...]
    faults: tuple[Fault, ...]


def read_import(data: bytes, file_format: FileFormat) -> FaqImport:
    """Read a FAQ file. An id is the number that an export gave the entry; none means a new entry."""
    parsed = read_faq(data, file_format)
    strange = tuple(
        Fault(
            FaultKind.WRONG_TYPE, row.row, "id", detail="the number of an entry, or left empty for a new one"
        )
        for row in parsed.rows
        if row.id is not None and number_in(row.id) is None
    )
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
    faults = sorted(parsed.faults + strange, key=lambda fault: fault.row or 0)
    return FaqImport(rows, tuple(faults))
