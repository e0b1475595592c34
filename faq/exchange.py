"""FAQ files in and out, as bytes: YAML, CSV, XLSX and JSONL with the same columns.

`read_faq` reads what `write_faq` writes, without a change. All faults are collected; none is raised.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from pathlib import PurePath

from faq.entry import FaqEntry
from faq.exchange_columns import columns_told
from faq.exchange_documents import read_jsonl, read_yaml, write_jsonl, write_yaml
from faq.exchange_encoding import text_of_table, text_of_utf8
from faq.exchange_rows import FaqRow, Fault, FaultKind, RawRow, RowChecker, shown_text
from faq.exchange_tables import read_csv, write_csv

__all__ = [
    "FaqRow",
    "Fault",
    "FaultKind",
    "FileFormat",
    "ParsedFaq",
    "RawRow",
    "columns_told",
    "format_of",
    "read_faq",
    "write_faq",
]

MAX_FILE_BYTES = 16 * 1024 * 1024
MAX_ROWS = 50_000


class FileFormat(StrEnum):
    """The format of a FAQ file; the value is the ending of its name."""

    YAML = "yaml"
    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class ParsedFaq:
    """The good rows of a file, and all faults: with any fault, nothing should be saved.

    `ids` are those of all rows, also of faulty ones, each with the first row that has it.
    """

    rows: tuple[FaqRow, ...]
    faults: tuple[Fault, ...]
    ids: Mapping[str, RawRow] = field(default_factory=dict)


def format_of(filename: str) -> FileFormat | None:
    """The format by the name of a file (`.yml` is YAML too), or None."""
    ending = PurePath(filename).suffix.lower().removeprefix(".")
    if ending == "yml":
        return FileFormat.YAML
    return FileFormat(ending) if ending in set(FileFormat) else None


def read_faq(data: bytes, file_format: FileFormat, *, as_new: bool = False) -> ParsedFaq:
    """Read rows and faults of a file, `as_new` without ids. Never raises, whatever the bytes."""
    if len(data) > MAX_FILE_BYTES:
        return _refused(Fault(FaultKind.TOO_LARGE, detail=f"{MAX_FILE_BYTES // 2**20} MB at most"))
    checker = RowChecker(as_new=as_new)
    if file_format is FileFormat.XLSX:
        from faq.exchange_workbooks import read_xlsx

        raw_rows = read_xlsx(data, checker.faults)
    else:
        try:
            text = (text_of_table if file_format is FileFormat.CSV else text_of_utf8)(data)
        except UnicodeDecodeError as error:
            row = data.count(b"\n", 0, error.start) + 1
            return _refused(Fault(FaultKind.BAD_ENCODING, row, detail=f"byte {error.start + 1} is not"))
        reader = {FileFormat.CSV: read_csv, FileFormat.JSONL: read_jsonl, FileFormat.YAML: read_yaml}[
            file_format
        ]
        raw_rows = reader(text, checker.faults)
    rows = tuple(checker.check(islice(raw_rows, MAX_ROWS)))
    if next(raw_rows, None) is not None:
        checker.faults.append(Fault(FaultKind.TOO_LARGE, detail=f"{MAX_ROWS} rows at most"))
    if not rows and not checker.faults:
        checker.faults.append(Fault(FaultKind.NO_ROWS))
    return ParsedFaq(rows, tuple(checker.faults), checker.rows_by_id)


def write_faq(entries: Iterable[FaqEntry], file_format: FileFormat) -> bytes:
    """Write the entries as a file that `read_faq` reads back unchanged.

    Control characters, which no file can hold, are left out.
    """
    entries = map(_as_shown, entries)
    if file_format is FileFormat.XLSX:
        from faq.exchange_workbooks import write_xlsx

        return write_xlsx(entries)
    writer = {FileFormat.CSV: write_csv, FileFormat.JSONL: write_jsonl, FileFormat.YAML: write_yaml}[
        file_format
    ]
    return writer(entries)


def _as_shown(entry: FaqEntry) -> FaqEntry:
    return replace(
        entry,
        question=shown_text(entry.question),
        answer=shown_text(entry.answer),
        alternatives=tuple(filter(None, map(shown_text, entry.alternatives))),
        category=entry.category and shown_text(entry.category),
    )


def _refused(fault: Fault) -> ParsedFaq:
    return ParsedFaq((), (fault,))
