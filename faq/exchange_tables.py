"""FAQ files that are tables: CSV, and what its rows share with those of workbooks."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from faq.entry import FaqEntry
from faq.exchange_rows import (
    COLUMNS,
    REQUIRED_COLUMNS,
    Fault,
    FaultKind,
    RawRow,
    join_alternatives,
    split_alternatives,
)

# Spreadsheets run cells that begin so. An apostrophe before them, as spreadsheets themselves write it,
# makes them texts; reading takes that one apostrophe away again.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MARKED_FORMULA = re.compile(r"'+[=+\-@\t\r]")

# Excel's own way to tell the separator: a line above the header.
_SEPARATOR_LINE = re.compile(r"\Asep=([,;\t])\r?\n", re.IGNORECASE)

Cells = Sequence[object]


def read_csv(text: str, faults: list[Fault]) -> Iterator[RawRow]:
    """Rows of a CSV text separated by commas, semicolons or tabs; `row` is the line where the row begins."""
    told = _SEPARATOR_LINE.match(text)
    delimiter = told[1] if told else _delimiter(text)
    table = _SEPARATOR_LINE.sub("\n", text)  # the line stays: rows are counted with it
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=delimiter, strict=True)
    yield from table_rows(_numbered(reader, faults), faults)


def _numbered(reader: Iterable[list[str]], faults: list[Fault]) -> Iterator[tuple[int, Cells]]:
    line = 1
    try:
        for cells in reader:
            yield line, [_without_mark(cell) for cell in cells]
            line = reader.line_num + 1  # type: ignore[attr-defined]  # csv.reader's type has no public name
    except csv.Error as error:
        faults.append(Fault(FaultKind.UNREADABLE, line, detail=str(error)))


def _delimiter(text: str) -> str:
    """The separator that makes the most known columns of the first line."""
    header = text.partition("\n")[0].casefold()
    return max(
        ",;\t",
        key=lambda mark: sum(name.strip(' "\r') in COLUMNS for name in header.split(mark)),
    )


def table_rows(numbered: Iterable[tuple[int, Cells]], faults: list[Fault]) -> Iterator[RawRow]:
    """Rows under the header; what is wrong with the header is a fault of its row."""
    header: list[str] | None = None
    for row, cells in numbered:
        values = list(cells)
        while values and values[-1] in {None, ""}:
            values.pop()
        if not values:
            continue
        if header is None:
            header = ["" if name is None else str(name).strip().casefold() for name in values]
            found = _header_faults(row, header)
            faults.extend(found)
            if any(fault.kind is FaultKind.MISSING_COLUMN for fault in found):
                return
            continue
        if len(values) > len(header):
            faults.append(Fault(FaultKind.EXTRA_CELL, row))
        yield RawRow(row, _by_column(header, values))


def _header_faults(row: int, header: Sequence[str]) -> list[Fault]:
    missing = [Fault(FaultKind.MISSING_COLUMN, row, name) for name in REQUIRED_COLUMNS if name not in header]
    unknown = [Fault(FaultKind.UNKNOWN_COLUMN, row, name) for name in header if name not in COLUMNS]
    repeated = [
        Fault(FaultKind.REPEATED_COLUMN, row, name)
        for name in dict.fromkeys(header)
        if header.count(name) > 1
    ]
    return [*missing, *unknown, *repeated]


def _by_column(header: Sequence[str], values: Sequence[object]) -> dict[str, object]:
    cells: dict[str, object] = dict.fromkeys(header) | dict(zip(header, values, strict=False))
    alternatives = cells.get("alternatives")
    if alternatives is not None:
        cells["alternatives"] = split_alternatives(str(alternatives))
    return cells


def write_csv(entries: Iterable[FaqEntry]) -> bytes:
    """A CSV file with a byte order mark, without which spreadsheets misread Russian."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_with_mark(cell) for cell in cells_of(entry)] for entry in entries)
    return text.getvalue().encode("utf-8-sig")


def cells_of(entry: FaqEntry) -> tuple[str, ...]:
    """What stands in the entry's row, in the order of `COLUMNS`."""
    return (
        entry.id,
        entry.question,
        entry.answer,
        join_alternatives(entry.alternatives),
        entry.category or "",
        entry.language or "",
    )


def _with_mark(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _without_mark(cell: str) -> str:
    return cell[1:] if _MARKED_FORMULA.match(cell) else cell
